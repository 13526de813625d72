"""Notes arrive from notebooks, and end as something else."""

from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from zhike.activities.models import Note
from zhike.customers.models import Customer
from zhike.trust import journal
from zhike.trust.actor import Actor, Forbidden, Permission, demand


class TakenError(ValueError):
    """Another person's note has this key."""


@transaction.atomic
def take_note(
    actor: Actor,
    *,
    key: UUID,
    text: str,
    written_at: datetime,
    received_at: datetime,
    customer: Customer | None,
) -> Note:
    """A note arrives; sent again under its key it is the note that is there already (S1-67)."""
    demand(actor, Permission.LOG_TOUCHES)
    if actor.user_id is None:
        raise Forbidden(Permission.LOG_TOUCHES)
    note, is_new = Note.objects.unscoped().get_or_create(
        key=key,
        defaults={
            "author_id": actor.user_id,
            "text": text.strip(),
            "written_at": min(written_at, received_at),
            "received_at": received_at,
            "customer": customer,
        },
    )
    if note.author_id != actor.user_id:
        raise TakenError
    if is_new:
        journal.record(actor, "note.taken", note, on=received_at.date())
    return note


@transaction.atomic
def settle_note(
    actor: Actor, note: Note, *, into: str, customer: Customer | None, on: date
) -> Note:
    """A note became something, or nothing."""
    demand(actor, Permission.LOG_TOUCHES)
    note.into, note.settled_on, note.customer = into, on, customer
    note.save(update_fields=["into", "settled_on", "customer"])
    journal.record(
        actor,
        "note.settled",
        note,
        on=on,
        customer_id=customer.pk if customer else None,
        into=into,
    )
    return note
