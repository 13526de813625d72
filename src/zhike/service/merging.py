"""Two cases about the same thing become one, and can be parted again."""

from datetime import date, datetime

from django.db import transaction
from django.db.models import F

from zhike.service.models import Case, Entry, Resolution
from zhike.trust import journal
from zhike.trust.actor import Actor, Permission, demand


class NotOne(ValueError):
    """These two cannot be one case: not the same customer, or one of them is over or merged already."""


@transaction.atomic
def merge(actor: Actor, case: Case, into: Case, *, at: datetime, on: date) -> None:
    """What was noted goes over; the case itself stays, pointing at the other, and off the board."""
    demand(actor, Permission.RECEIVE_CASES)
    both = (case, into)
    if case.pk == into.pk or case.customer_id != into.customer_id:
        raise NotOne
    if any(each.closed_at or each.merged_into_id for each in both):
        raise NotOne
    if Resolution.objects.filter(case__in=both).exists():
        raise NotOne
    Entry.objects.visible_to(actor).filter(case=case).update(case=into, came_from=F("case"))
    case.merged_into, case.closed_at = into, at
    case.save(update_fields=["merged_into", "closed_at"])
    journal.record(
        actor, "case.merged", case, on=on, customer_id=case.customer_id, into=into.pk
    )


@transaction.atomic
def part(actor: Actor, case: Case, *, on: date) -> Case:
    """They were two after all: what came from this case goes back to it, and it is open again; the one it was part of."""
    demand(actor, Permission.RECEIVE_CASES)
    into = case.merged_into
    if into is None:
        raise NotOne
    Entry.objects.visible_to(actor).filter(case=into, came_from=case).update(
        case=case, came_from=None
    )
    case.merged_into, case.closed_at = None, None
    case.save(update_fields=["merged_into", "closed_at"])
    journal.record(
        actor, "case.parted", case, on=on, customer_id=case.customer_id, out_of=into.pk
    )
    return into
