"""Many touches are written at once, as an import does; each keeps its own day and author."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from zhike.activities.lookup import last_touches
from zhike.activities.models import Touch
from zhike.customers.actions.bulk import hear_from, last_heard
from zhike.trust import journal
from zhike.trust.actor import Actor, Permission, demand


@dataclass(frozen=True, slots=True)
class TouchDraft:
    """What was done with a customer, by whom and when, and the row it came from (`origin`)."""

    customer_id: int
    contact_id: int | None
    contact: str
    kind: str
    touched_on: date
    by_id: int | None
    summary: str
    origin: str


@transaction.atomic
def add_touches(actor: Actor, drafts: Sequence[TouchDraft], *, batch: int) -> list[int]:
    """Write touches of the past; the customers' last touch moves forward where one is newer."""
    demand(actor, Permission.LOG_TOUCHES)
    touches = Touch.objects.bulk_create(
        [
            Touch(
                customer_id=each.customer_id,
                contact_id=each.contact_id,
                kind=each.kind,
                touched_on=each.touched_on,
                by_id=each.by_id,
                summary=each.summary,
                origin=each.origin,
                batch=batch,
            )
            for each in drafts
        ]
    )
    newest: dict[int, date] = {}
    for each in drafts:
        if each.kind == Touch.Kind.NOTE:
            continue
        newest[each.customer_id] = max(
            each.touched_on, newest.get(each.customer_id, each.touched_on)
        )
    hear_from(newest)
    entries = [
        journal.Entry(
            f"activities.touch:{touch.pk}",
            each.touched_on,
            each.customer_id,
            each.by_id,
            {"kind": each.kind, "summary": each.summary[:300], "contact": each.contact},
        )
        for touch, each in zip(touches, drafts, strict=True)
    ]
    journal.record_many(actor, "touch.logged", entries, batch=batch)
    return [touch.pk for touch in touches]


@transaction.atomic
def discard_touches(actor: Actor, ids: Sequence[int]) -> int:
    """Take back touches an import wrote; the customers' last touch is what remains."""
    demand(actor, Permission.LOG_TOUCHES)
    touches = Touch.objects.unscoped().filter(pk__in=ids)
    customer_ids = set(touches.values_list("customer_id", flat=True))
    touches.delete()
    last_heard(last_touches(customer_ids))
    return len(ids)
