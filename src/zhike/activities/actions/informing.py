"""What customers are to know is written down, and who was told, read it and answered (S3-28)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from zhike.activities.models import Addressee, Bulletin
from zhike.customers.models import Contact, Customer
from zhike.trust import journal
from zhike.trust.actor import Actor, Permission, demand
from zhike.trust.requests import asker


@dataclass(frozen=True, slots=True)
class BulletinDraft:
    """What kind of news, under which title, in which words, and from when on it holds."""

    kind: str
    title: str
    words: str
    from_on: date | None = None


@transaction.atomic
def make_bulletin(actor: Actor, draft: BulletinDraft, *, on: date) -> Bulletin:
    """There is something customers should know; nobody is told by this alone."""
    demand(actor, Permission.LOG_TOUCHES)
    made = Bulletin.objects.create(
        kind=draft.kind, title=draft.title.strip(), words=draft.words.strip(), from_on=draft.from_on,
        made_on=on, made_by_id=asker(actor),
    )  # fmt: skip
    journal.record(actor, "bulletin.made", made, on=on, title=made.title)
    return made


@transaction.atomic
def close_bulletin(actor: Actor, bulletin: Bulletin, *, on: date) -> Bulletin:
    """It is history: nobody need be told any more."""
    demand(actor, Permission.LOG_TOUCHES)
    bulletin.closed_on = on
    bulletin.save(update_fields=["closed_on"])
    journal.record(actor, "bulletin.closed", bulletin, on=on, title=bulletin.title)
    return bulletin


@transaction.atomic
def address(
    actor: Actor,
    bulletin: Bulletin,
    people: Sequence[tuple[Customer, Contact | None]],
    *,
    on: date,
) -> list[Addressee]:
    """These customers are to know, each by one of his people; who is on the list already stays as he is."""
    demand(actor, Permission.LOG_TOUCHES)
    there = set(
        Addressee.objects.unscoped()
        .filter(bulletin=bulletin, customer__in=[customer for customer, _ in people])
        .values_list("customer_id", flat=True)
    )
    made = []
    for customer, contact in people:
        if customer.pk in there:
            continue
        row = Addressee.objects.create(
            bulletin=bulletin, customer=customer, contact=contact, added_on=on, added_by_id=asker(actor)
        )  # fmt: skip
        _record(actor, "notice.addressed", row, on=on)
        made.append(row)
    return made


@transaction.atomic
def turn_to(
    actor: Actor, addressee: Addressee, contact: Contact | None, *, on: date
) -> Addressee:
    """Somebody else there is the one to tell."""
    demand(actor, Permission.LOG_TOUCHES)
    addressee.contact = contact
    addressee.save(update_fields=["contact"])
    _record(actor, "notice.turned", addressee, on=on)
    return addressee


@transaction.atomic
def note_told(
    actor: Actor, addressee: Addressee, *, way: str, told_on: date, on: date
) -> Addressee:
    """He was told, in this way."""
    demand(actor, Permission.LOG_TOUCHES)
    addressee.told_on, addressee.told_way = told_on, way
    addressee.told_by_id = actor.user_id
    addressee.save(update_fields=["told_on", "told_way", "told_by"])
    _record(actor, "notice.told", addressee, on=on, way=way)
    return addressee


@transaction.atomic
def note_read(actor: Actor, addressee: Addressee, *, read_on: date, on: date) -> Addressee:
    """He has read it."""
    demand(actor, Permission.LOG_TOUCHES)
    addressee.read_on = read_on
    addressee.save(update_fields=["read_on"])
    _record(actor, "notice.read", addressee, on=on)
    return addressee


@transaction.atomic
def note_answer(
    actor: Actor, addressee: Addressee, words: str, *, answered_on: date, on: date
) -> Addressee:
    """He said something to it; who answers has read."""
    demand(actor, Permission.LOG_TOUCHES)
    addressee.answered_on, addressee.answer = answered_on, words.strip()[:400]
    addressee.read_on = addressee.read_on or answered_on
    addressee.save(update_fields=["answered_on", "answer", "read_on"])
    _record(actor, "notice.answered", addressee, on=on, words=addressee.answer)
    return addressee


def _record(actor: Actor, kind: str, row: Addressee, *, on: date, **more: str) -> None:
    journal.record(
        actor, kind, row, on=on, customer_id=row.customer_id, title=row.bulletin.title, **more
    )
