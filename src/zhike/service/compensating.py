"""What customers are given for the trouble, within one's authority or by a superior's leave (S1-39, S4-16)."""

from datetime import datetime

from django.db import transaction
from django.utils.timezone import localtime

from zhike.service.models import Case, Compensation, Leave
from zhike.trust import journal
from zhike.trust.actor import Actor, Permission, demand


@transaction.atomic
def give(
    actor: Actor,
    case: Case,
    *,
    kind: str,
    what: str,
    amount: int,
    at: datetime,
    leave: Leave | None,
) -> Compensation:
    """Note what is given; with a leave it counts only once that is granted. `amount` in fen."""
    demand(actor, Permission.RECEIVE_CASES)
    row = Compensation.objects.create(
        case=case,
        kind=kind,
        what=what.strip(),
        amount=amount,
        noted_at=at,
        noted_by_id=actor.user_id,
        leave=leave,
    )
    journal.record(
        actor,
        "case.compensated",
        case,
        on=localtime(at).date(),
        customer_id=case.customer_id,
        what=row.what,
        amount=amount,
    )
    return row
