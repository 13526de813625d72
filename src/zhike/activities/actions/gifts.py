"""Gifts and meals are written down, allowed by another, handed over, or sent back (S0-31, section 5)."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from zhike.activities.models import Gift, Touch
from zhike.customers.models import Contact, Customer
from zhike.trust import journal, requests
from zhike.trust.actor import Actor, Permission, demand
from zhike.trust.requests import asker


@dataclass(frozen=True, slots=True)
class GiftDraft:
    """What is given, to which kind of receiver, for which occasion (perhaps a festival: `mid_autumn:2027`), at what value in fen."""

    form: str
    receiver: str
    occasion: str
    what: str
    value: int
    why: str = ""
    season: str = ""


@transaction.atomic
def note_gift(
    actor: Actor,
    customer: Customer,
    draft: GiftDraft,
    *,
    contact: Contact | None,
    given_on: date,
    needs_approval: bool,
    method: str,
    at: datetime,
) -> Gift:
    """Into the register; what waits for approval is not given yet."""
    demand(actor, Permission.LOG_TOUCHES)
    gift = Gift.objects.create(
        customer=customer,
        contact=contact,
        form=draft.form,
        receiver=draft.receiver,
        occasion=draft.occasion,
        season=draft.season,
        what=draft.what.strip(),
        why=draft.why.strip(),
        value=draft.value,
        given_on=given_on,
        needs_approval=needs_approval,
        method=method,
        asked_by_id=asker(actor),
        asked_at=at,
    )
    _record(actor, "gift.asked" if needs_approval else "gift.given", gift, on=given_on)
    return gift


@transaction.atomic
def decide_gift(
    actor: Actor, gift_id: int, *, grant: bool, why: str, at: datetime, on: date
) -> Gift:
    """Another one says whether a gift above the limit may go; nobody decides his own."""
    requests.decide(actor, Gift.objects.filter(pk=gift_id), grant=grant, why=why, at=at)
    gift = Gift.objects.unscoped().get(pk=gift_id)
    _record(actor, "gift.allowed" if grant else "gift.refused", gift, on=on, why=why)
    return gift


@transaction.atomic
def hand_over(actor: Actor, gift: Gift, touch: Touch) -> Gift:
    """It was given now; the touch says so on the timeline."""
    demand(actor, Permission.LOG_TOUCHES)
    gift.touch, gift.given_on = touch, touch.touched_on
    gift.save(update_fields=["touch", "given_on"])
    if gift.needs_approval:
        _record(actor, "gift.given", gift, on=touch.touched_on)
    return gift


@transaction.atomic
def send_back(actor: Actor, gift: Gift, *, why: str, on: date) -> Gift:
    """He would not, or may not, keep it: it uses up no limit."""
    demand(actor, Permission.LOG_TOUCHES)
    gift.sent_back_on, gift.sent_back_why = on, why.strip()[:200]
    gift.save(update_fields=["sent_back_on", "sent_back_why"])
    _record(actor, "gift.sent_back", gift, on=on, why=gift.sent_back_why)
    return gift


def _record(actor: Actor, kind: str, gift: Gift, *, on: date, **more: str) -> None:
    journal.record(
        actor,
        kind,
        gift,
        on=on,
        customer_id=gift.customer_id,
        what=gift.what,
        value=gift.value,
        receiver=gift.receiver,
        **more,
    )
