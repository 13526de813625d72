"""What of ours is shown to outsiders: asked for, approved by another, and kept in a register nobody can change (S4-31, S4-33)."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from zhike.trust import journal, levels, requests
from zhike.trust.actor import Actor, Level, Permission, demand
from zhike.trust.models import Disclosure, DisclosureRequest
from zhike.trust.registers import DisclosureQuerySet, DisclosureRequestQuerySet


class NotApproved(ValueError):
    """Nothing goes out that nobody else approved."""


class Entered(ValueError):
    """This disclosure is in the register already; a counter-entry corrects it."""


@dataclass(frozen=True, slots=True)
class Agreement:
    """The written agreement a disclosure rests on: which document, signed on which day."""

    reference: str
    signed_on: date


def asked_for(actor: Actor) -> DisclosureRequestQuerySet:
    """Requests one made, may decide, or keeps the register of; newest first."""
    found: DisclosureRequestQuerySet = DisclosureRequest.objects.visible_to(actor)
    return found.select_related("asked_by", "decided_by").order_by("-pk")


def register(actor: Actor) -> DisclosureQuerySet:
    """The entries one made, all of them for whoever reads the registers; newest first."""
    entries = Disclosure.objects.unscoped()
    if not actor.may(Permission.READ_REGISTERS):
        entries = entries.filter(entered_by_id=actor.user_id)
    return entries.select_related("entered_by", "corrects").order_by("-pk")


@transaction.atomic
def ask(
    actor: Actor,
    *,
    content: str,
    level: Level,
    recipient: str,
    manner: str,
    purpose: str,
    at: datetime,
    on: date,
) -> DisclosureRequest:
    """Ask to show material to an outsider."""
    demand(actor, Permission.READ_CUSTOMERS)
    asked = DisclosureRequest.objects.create(
        content=content,
        level=int(level),
        recipient=recipient,
        manner=manner,
        purpose=purpose,
        asked_by_id=requests.asker(actor),
        asked_at=at,
    )
    journal.record(
        actor, "disclosure.asked", asked, on=on, recipient=recipient, level=int(level)
    )
    return asked


@transaction.atomic
def decide(
    actor: Actor, request_id: int, *, grant: bool, why: str, at: datetime, on: date
) -> None:
    """Let it go out, or not; never on one's own word."""
    asked = DisclosureRequest.objects.filter(pk=request_id)
    requests.decide(actor, asked, grant=grant, why=why, at=at)
    kind = "disclosure.approved" if grant else "disclosure.refused"
    journal.record(actor, kind, asked.unscoped().get(), on=on, why=why)


@transaction.atomic
def enter(
    actor: Actor,
    request_id: int,
    *,
    agreement: Agreement,
    disclosed_on: date,
    at: datetime,
    on: date,
) -> Disclosure:
    """Write into the register what went out: approved by another, under a written agreement, at the level it has today."""
    asked = DisclosureRequest.objects.visible_to(actor).get(
        pk=request_id, asked_by_id=actor.user_id
    )
    if not asked.is_granted:
        raise NotApproved
    if Disclosure.objects.unscoped().filter(request=asked).exists():
        raise Entered
    return _enter(actor, asked, asked.content, agreement, disclosed_on, at=at, on=on)


@transaction.atomic
def correct(
    actor: Actor,
    disclosure_id: int,
    *,
    content: str,
    agreement: Agreement,
    disclosed_on: date,
    why: str,
    at: datetime,
    on: date,
) -> Disclosure:
    """Put an entry right by another entry; the first one stays as it is."""
    before = register(actor).get(pk=disclosure_id)
    return _enter(
        actor,
        before.request,
        content,
        agreement,
        disclosed_on,
        at=at,
        on=on,
        corrects=before,
        why=why,
    )


def _enter(
    actor: Actor,
    asked: DisclosureRequest,
    content: str,
    agreement: Agreement,
    disclosed_on: date,
    *,
    at: datetime,
    on: date,
    corrects: Disclosure | None = None,
    why: str = "",
) -> Disclosure:
    name = levels.names()[Level(asked.level)]
    entry = Disclosure.objects.create(
        request=asked,
        content=content,
        recipient=asked.recipient,
        manner=asked.manner,
        level=asked.level,
        level_zh=name.zh,
        level_en=name.en,
        agreement=agreement.reference,
        agreed_on=agreement.signed_on,
        disclosed_on=disclosed_on,
        entered_by_id=requests.asker(actor),
        entered_at=at,
        corrects=corrects,
        why=why,
    )
    kind = "disclosure.corrected" if corrects else "disclosure.entered"
    journal.record(actor, kind, entry, on=on, recipient=entry.recipient, level=entry.level)
    return entry
