"""Customers to be kept first who have no protection plan of the last 12 months (S4-52)."""

from datetime import date, timedelta

from django.db.models import Exists, OuterRef

from zhike.activities.models import Task
from zhike.care.watches.filling import holders, open_of
from zhike.care.watches.finding import Found
from zhike.care.watches.wording import revenue_of
from zhike.customers.models import Customer
from zhike.lib.spoken_days import day_words
from zhike.lib.words import Words
from zhike.methods.playbooks import Playbook
from zhike.value.keeping.protection import lacking, why_listed

_NONE = Words("还没有预案", "no plan yet")
_OLD = Words("预案是{day}写的，一年多了", "the plan of {day} is over a year old")
_FAR = 500


def due(book: Playbook, as_of: date) -> list[Found]:
    """The dearest first, as many as there is room for before each owner; what was asked lately is not asked again."""
    prefix = f"{book.head.name}."
    asked = Task.objects.unscoped().filter(
        customer_id=OuterRef("pk"),
        origin__startswith=prefix,
        laid_on__gt=as_of - timedelta(days=book.every_days),
    )
    rows = lacking(Customer.objects.unscoped().present(), on=as_of).filter(
        ~Exists(asked), owner__is_active=True
    )
    taken, found = open_of(Task.Kind.OTHER, prefix), []
    if all(taken[who] >= book.backlog_cap for who in holders(is_active=True)):
        return []
    for row in rows[:_FAR]:
        if taken[row.owner_id] >= book.backlog_cap:
            continue
        taken[row.owner_id] += 1
        planned: date | None = vars(row)["planned_on"]
        why = _OLD.format(day=day_words(planned, seen_on=as_of)) if planned else _NONE
        found.append(
            Found(
                key=f"customer:{row.pk}:{as_of}",
                day=as_of,
                values={"grade": why_listed(row), "why": why},
                customer_id=row.pk,
                assignee_id=row.owner_id,
                weight=revenue_of(row),
            )
        )
    return found
