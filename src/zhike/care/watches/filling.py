"""Fill each person's open tasks up to a cap, the most valuable customers first; the others wait."""

from collections import Counter
from typing import Any

from django.db.models import Count, Exists, F, Model, OuterRef, QuerySet, Window
from django.db.models.functions import RowNumber

from zhike.activities.models import Task
from zhike.customers.models import Customer
from zhike.trust.bulk import among_ids
from zhike.users.models import User


def fill[M: Model](
    rows: QuerySet[M],
    *,
    owner: str,
    customer: str,
    weight: str,
    kind: str,
    cap: int,
    origin: str = "",
    is_active: bool = False,
) -> list[M]:
    """The rows there is room for: with what lies open already, at most `cap` tasks of a kind before each owner; 0 is no cap.

    With `origin` only the tasks whose origin begins so are counted; `is_active` says that all owners of the rows are
    still with us. Whose list is full is not looked for, and where everybody's is, nothing is.
    """
    falling = [F(weight).desc(nulls_last=True), F(customer).asc()]
    if not cap:
        return list(rows.order_by(*falling))
    taken = open_of(kind, origin)
    if all(taken[who] >= cap for who in holders(is_active=is_active)):
        return []
    full = [who for who, open_tasks in taken.items() if who and open_tasks >= cap]
    ranked: QuerySet[Any] = (
        rows.exclude(**{f"{owner}__in": full})
        .select_related(None)
        .annotate(
            holder=F(owner),
            rank=Window(RowNumber(), partition_by=[F(owner)], order_by=falling),
        )
    )
    # Only keys are ranked: with whole rows a million of them would lie in memory.
    keys = ranked.filter(rank__lte=cap).values_list("pk", "holder", "rank")
    chosen = [pk for pk, holder, rank in keys if rank + taken[holder] <= cap]
    found = rows.filter(pk__in=among_ids(chosen)).order_by(owner, *falling)
    return list(found) if chosen else []


def open_of(kind: str, origin: str = "") -> Counter[int | None]:
    """Owner → how many tasks of this kind, and perhaps of one origin, already lie before him."""
    counted = Task.objects.unscoped().present().open().filter(kind=kind).order_by()
    counted = counted.filter(origin__startswith=origin) if origin else counted
    return Counter(dict(counted.values_list("assignee_id").annotate(n=Count("pk"))))


def holders(*, is_active: bool = False) -> set[int | None]:
    """Those who look after customers: all, None among them while a customer has nobody; or only who is still with us."""
    theirs = Customer.everyone.unscoped()
    people = User.objects.filter(Exists(theirs.filter(owner=OuterRef("pk"))))
    if is_active:
        return set(people.filter(is_active=True).values_list("pk", flat=True))
    nobody = {None} if theirs.filter(owner=None).exists() else set()
    return nobody | set(people.values_list("pk", flat=True))
