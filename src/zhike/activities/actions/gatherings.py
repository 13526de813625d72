"""Our own events: called, customers invited, answers and attendance noted, opinions gathered (S3-29, S1-72)."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction

from zhike.activities.models import Gathering, Guest, Opinion, Promise
from zhike.customers.models import Contact, Customer
from zhike.trust import journal
from zhike.trust.actor import Actor, Permission, demand
from zhike.trust.requests import asker


@dataclass(frozen=True, slots=True)
class GatheringDraft:
    """What is held, where, when, and what is to be spoken of, one line per item."""

    title: str
    kind: str
    held_on: date
    place: str = ""
    agenda: str = ""
    minutes: str = ""


@transaction.atomic
def call_gathering(actor: Actor, draft: GatheringDraft, *, on: date) -> Gathering:
    """An event of ours is planned."""
    demand(actor, Permission.LOG_TOUCHES)
    gathering = Gathering.objects.create(
        title=draft.title.strip(),
        kind=draft.kind,
        place=draft.place.strip(),
        held_on=draft.held_on,
        agenda=draft.agenda.strip(),
        host_id=asker(actor),
    )
    journal.record(actor, "gathering.called", gathering, on=on, title=gathering.title)
    return gathering


@transaction.atomic
def change_gathering(
    actor: Actor, gathering: Gathering, draft: GatheringDraft, *, on: date
) -> Gathering:
    """Its particulars, or its minutes afterwards."""
    demand(actor, Permission.LOG_TOUCHES)
    for name in ("title", "kind", "place", "held_on", "agenda", "minutes"):
        setattr(gathering, name, getattr(draft, name))
    gathering.save(update_fields=["title", "kind", "place", "held_on", "agenda", "minutes"])
    journal.record(actor, "gathering.changed", gathering, on=on, title=gathering.title)
    return gathering


@transaction.atomic
def invite(
    actor: Actor, gathering: Gathering, customer: Customer, *, contact: Contact | None, on: date
) -> Guest:
    """A customer is invited; twice is once."""
    demand(actor, Permission.LOG_TOUCHES)
    there = (
        Guest.objects.unscoped()
        .filter(gathering=gathering, customer=customer, contact=contact)
        .first()
    )
    if there:
        return there
    guest = Guest.objects.create(
        gathering=gathering,
        customer=customer,
        contact=contact,
        invited_on=on,
        invited_by_id=asker(actor),
    )
    _record(actor, "guest.invited", guest, gathering, on=on)
    return guest


@transaction.atomic
def note_answer(actor: Actor, guest: Guest, answer: str, *, on: date) -> Guest:
    """He comes, or he does not."""
    demand(actor, Permission.LOG_TOUCHES)
    guest.answer = answer
    guest.save(update_fields=["answer"])
    _record(actor, "guest.answered", guest, guest.gathering, on=on, answer=answer)
    return guest


@transaction.atomic
def note_attendance(actor: Actor, guest: Guest, *, has_come: bool, on: date) -> Guest:
    """He was there, or was not."""
    demand(actor, Permission.LOG_TOUCHES)
    guest.has_come = has_come
    guest.save(update_fields=["has_come"])
    kind = "guest.came" if has_come else "guest.missed"
    _record(actor, kind, guest, guest.gathering, on=on)
    return guest


@transaction.atomic
def note_opinion(
    actor: Actor, guest: Guest, words: str, *, on: date, promise: Promise | None
) -> Opinion:
    """What he said; `promise` is the answer he is owed."""
    demand(actor, Permission.LOG_TOUCHES)
    opinion = Opinion.objects.create(
        guest=guest, words=words.strip(), noted_on=on, by_id=asker(actor), promise=promise
    )
    _record(actor, "opinion.noted", guest, guest.gathering, on=on, words=opinion.words)
    return opinion


def _record(
    actor: Actor, kind: str, guest: Guest, gathering: Gathering, *, on: date, **more: str
) -> None:
    journal.record(
        actor, kind, guest, on=on, customer_id=guest.customer_id, title=gathering.title, **more
    )
