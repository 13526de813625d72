"""Fill each person's open tasks up to a cap, the most valuable customers first; the others wait."""

from collections import Counter
from typing import Any

from django.db.models import Count, F, Model, QuerySet, Window
from django.db.models.functions import RowNumber

from zhike.activities.models import Task
from zhike.trust.bulk import among_ids


def fill[M: Model](
    rows: QuerySet[M],
    *,
    owner: str,
    customer: str,
    weight: str,
    kind: str,
    cap: int,
    origin: str = "",
) -> list[M]:
    """The rows there is room for: with what lies open already, at most `cap` tasks of a kind before each owner; 0 is no cap.

    With `origin` only the tasks whose origin begins so are counted.
    """
    falling = [F(weight).desc(nulls_last=True), F(customer).asc()]
    if not cap:
        return list(rows.order_by(*falling))
    ranked: QuerySet[Any] = rows.select_related(None).annotate(
        holder=F(owner),
        rank=Window(RowNumber(), partition_by=[F(owner)], order_by=falling),
    )
    taken = open_of(kind, origin)
    # Only keys are ranked: with whole rows a million of them would lie in memory.
    keys = ranked.filter(rank__lte=cap).values_list("pk", "holder", "rank")
    chosen = [pk for pk, holder, rank in keys if rank + taken[holder] <= cap]
    return list(rows.filter(pk__in=among_ids(chosen)).order_by(owner, *falling))


def open_of(kind: str, origin: str = "") -> Counter[int | None]:
    """Owner → how many tasks of this kind, and perhaps of one origin, already lie before him."""
    counted = Task.objects.unscoped().present().open().filter(kind=kind).order_by()
    counted = counted.filter(origin__startswith=origin) if origin else counted
    return Counter(dict(counted.values_list("assignee_id").annotate(n=Count("pk"))))
