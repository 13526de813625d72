"""How far somebody may go without asking, and what is asked of a superior (S4-16, S4-18)."""

from datetime import date, datetime

from django.db import transaction
from django.db.models import QuerySet

from zhike.service.models import Case, Leave, Limit
from zhike.service.querysets import LeaveQuerySet
from zhike.trust import journal, requests
from zhike.trust.actor import Actor, Permission, demand
from zhike.trust.requests import asker


class Within(ValueError):
    """It is within one's authority: nobody has to be asked."""


def limits() -> QuerySet[Limit]:
    """The authority table: role by matter."""
    return Limit.objects.order_by("matter", "role")


def is_within(role: str, matter: str, amount: int | None) -> bool:
    """Whether somebody of a role may settle a matter of this amount, in fen, alone; what the table does not name he may not."""
    found = Limit.objects.filter(role=role, matter=matter).first()
    if found is None or found.amount is None:
        return False
    return amount is not None and amount <= found.amount


@transaction.atomic
def set_limit(
    actor: Actor, *, role: str, matter: str, amount: int | None, note: str, on: date
) -> Limit:
    """A line of the authority table is written or changed."""
    demand(actor, Permission.SWITCH_METHODS)
    limit, _ = Limit.objects.update_or_create(
        role=role, matter=matter.strip(), defaults={"amount": amount, "note": note.strip()}
    )
    journal.record(actor, "limit.set", limit, on=on, role=role, matter=limit.matter)
    return limit


@transaction.atomic
def drop_limit(actor: Actor, limit_id: int, *, on: date) -> None:
    """A line of the authority table goes."""
    demand(actor, Permission.SWITCH_METHODS)
    limit = Limit.objects.get(pk=limit_id)
    journal.record(actor, "limit.dropped", limit, on=on, role=limit.role, matter=limit.matter)
    limit.delete()


@transaction.atomic
def ask_leave(
    actor: Actor,
    case: Case,
    *,
    matter: str,
    what: str,
    amount: int | None,
    at: datetime,
    on: date,
) -> Leave:
    """Somebody asks a superior before he answers."""
    demand(actor, Permission.RECEIVE_CASES)
    leave = Leave.objects.create(
        case=case,
        matter=matter.strip(),
        what=what.strip(),
        amount=amount,
        asked_by_id=asker(actor),
        asked_at=at,
    )
    journal.record(
        actor, "leave.asked", leave, on=on, customer_id=case.customer_id, what=leave.what
    )
    return leave


@transaction.atomic
def decide_leave(
    actor: Actor, leave_id: int, *, grant: bool, why: str, at: datetime, on: date
) -> Leave:
    """A superior says yes or no; nobody decides what he asked himself."""
    requests.decide(actor, Leave.objects.filter(pk=leave_id), grant=grant, why=why, at=at)
    leave = Leave.objects.visible_to(actor).select_related("case__customer").get(pk=leave_id)
    journal.record(
        actor,
        "leave.granted" if grant else "leave.refused",
        leave,
        on=on,
        customer_id=leave.case.customer_id,
        what=leave.what,
        why=why,
    )
    return leave


def leaves(actor: Actor) -> LeaveQuerySet:
    """What was asked about the cases one may see."""
    return Leave.objects.visible_to(actor).select_related(
        "case__customer", "asked_by", "decided_by"
    )
