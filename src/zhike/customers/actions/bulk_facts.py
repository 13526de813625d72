"""Many answers are noted at once, as an import does, and taken back with it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from zhike.customers.actions.facts import level_of
from zhike.customers.answers import Value, shelf_life
from zhike.customers.asking import question
from zhike.customers.models import Fact
from zhike.trust import journal
from zhike.trust.actor import Actor, Permission, demand


@dataclass(frozen=True, slots=True)
class Note:
    """An answer about somebody at a customer, by whom and when it was learned; never a sealed one."""

    customer_id: int
    contact_id: int | None
    key: str
    value: Value
    source: str = Fact.Source.IMPORTED
    noted_by_id: int | None = None
    noted_on: date | None = None


@transaction.atomic
def note_facts(
    actor: Actor, notes: Sequence[Note], *, on: date, batch: int | None = None
) -> int:
    """Keep these answers; other answers to the same questions end. Says how many were new."""
    demand(actor, Permission.WRITE_CUSTOMERS)
    held = _held(notes)
    new = [note for note in notes if held.get((note.contact_id, note.key)) != note.value]
    ended = Fact.objects.unscoped().filter(ended_on=None, sheet=None)
    for key in {note.key for note in new}:
        people = [note.contact_id for note in new if note.key == key]
        ended.filter(key=key, contact__in=people).update(
            ended_on=on, ended_why=Fact.Ended.REPLACED, ended_by_batch=batch
        )
    facts = Fact.objects.bulk_create([_fact(actor, note, on, batch) for note in new])
    entries = [
        journal.Entry(
            f"customers.fact:{fact.pk}",
            fact.noted_on,
            fact.customer_id,
            fact.noted_by_id,
            {"key": fact.key, "contact": fact.contact_id, "source": fact.source},
        )
        for fact in facts
    ]
    return journal.record_many(actor, "fact.noted", entries, batch=batch)


@transaction.atomic
def discard_facts(actor: Actor, batch: int) -> int:
    """Take back the answers an import brought; those it replaced hold again, unless somebody answered since."""
    demand(actor, Permission.WRITE_CUSTOMERS)
    every = Fact.objects.unscoped()
    count, _ = every.filter(batch=batch).delete()
    for fact in every.filter(ended_by_batch=batch):
        again = every.filter(contact=fact.contact_id, key=fact.key, ended_on=None, sheet=None)
        if not again.exists():
            fact.ended_on, fact.ended_why, fact.ended_by_batch = None, "", None
            fact.save(update_fields=["ended_on", "ended_why", "ended_by_batch"])
    return count


def _held(notes: Sequence[Note]) -> dict[tuple[int | None, str], object]:
    rows = Fact.objects.unscoped().filter(
        contact__in={note.contact_id for note in notes},
        key__in={note.key for note in notes},
        ended_on=None,
        sheet=None,
    )
    return {
        (contact, key): value
        for contact, key, value in rows.values_list("contact", "key", "value")
    }


def _fact(actor: Actor, note: Note, on: date, batch: int | None) -> Fact:
    item = question(note.key)
    if item is None or item.is_sealed:
        raise LookupError(note.key)
    day = note.noted_on or on
    life = shelf_life(item, day)
    return Fact(
        customer_id=note.customer_id,
        contact_id=note.contact_id,
        key=note.key,
        method="import" if batch else "file",
        value=note.value,
        level=level_of(item),
        is_opinion=item.is_opinion,
        source=note.source,
        noted_by_id=note.noted_by_id or actor.user_id,
        noted_on=day,
        confirmed_on=day,
        review_on=life.review_on,
        expires_on=life.expires_on,
        batch=batch,
    )
