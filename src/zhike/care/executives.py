"""Visits by the heads of the company: who calls on whom, when last, when next (S3-10, S3-24)."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db import transaction
from django.db.models import F

from zhike.care.models import Sponsor
from zhike.care.watches.executives import beyond, visited
from zhike.customers import queries as customers
from zhike.customers.models import Customer
from zhike.methods.executives import ExecutiveRule
from zhike.trust import journal
from zhike.trust.actor import Actor, Permission, demand
from zhike.users.models import User
from zhike.users.queries import executives
from zhike.value.queries import methods

RULE = "executive_visits"
SHOWN = 30


@dataclass(frozen=True, slots=True)
class Visited:
    """A customer with its class, who calls on it, when that was last and is next; `late` in days."""

    customer: Customer
    grade: str
    sponsor: User | None
    last_on: date | None
    next_on: date | None
    late: int


def rule() -> ExecutiveRule:
    """The rhythm in use."""
    return methods().executives[RULE]


def count(actor: Actor, *, on: date) -> tuple[int, int]:
    """How many customers one sees are to be visited at all, and how many visits are due."""
    rows = visited(rule()).visible_to(actor)
    return rows.count(), rows.filter(beyond(rule(), on)).count()


def visits(actor: Actor, *, on: date, only_due: bool) -> list[Visited]:
    """Those one sees, the never visited first, then by how long ago."""
    how = rule()
    rows = visited(how).visible_to(actor)
    rows = rows.filter(beyond(how, on)) if only_due else rows
    found = list(
        rows.select_related("customer", "customer__owner").order_by(
            F("last_visit").asc(nulls_first=True),
            F("customer__measures__revenue_12m").desc(nulls_last=True),
            "customer_id",
        )[:SHOWN]
    )
    people = {user.pk: user for user in executives()}
    return [_visited(how, row.customer, row.grade, vars(row), people, on) for row in found]


def _visited(
    how: ExecutiveRule, customer: Customer, grade: str, row: dict[str, object], people: dict[int, User], on: date
) -> Visited:  # fmt: skip
    last = row["last_visit"] if isinstance(row["last_visit"], date) else None
    sponsor = row["sponsor"] if isinstance(row["sponsor"], int) else 0
    next_on = last + timedelta(days=how.every[grade]) if last else None
    late = how.overdue(grade, (on - last).days) if last else 0
    return Visited(customer, grade, people.get(sponsor), last, next_on, late)


class NoHead(LookupError):
    """Only a head of the company calls on customers so."""


@transaction.atomic
def assign_sponsor(actor: Actor, customer_id: int, *, user_id: int, on: date) -> Sponsor:
    """This head of the company looks after the relationship at the top."""
    demand(actor, Permission.ASSIGN_CUSTOMERS)
    customer = customers.customer(actor, customer_id)
    user = executives().filter(pk=user_id).first()
    if user is None:
        raise NoHead
    sponsor = Sponsor.objects.create(customer=customer, user=user, since=on)
    journal.record(
        actor, "sponsor.assigned", sponsor, on=on, customer_id=customer_id, who=str(user)
    )
    return sponsor
