"""Where attention goes beside where the value comes from: cost, hours and visits per class, and whom the book hangs on (S2-04)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, F, OuterRef, Subquery, Sum

from zhike.activities.models import Effort, Touch
from zhike.customers.models import Standing
from zhike.methods.effort import EFFORT
from zhike.trust.actor import Actor
from zhike.value.models import Measures
from zhike.value.pictures.cut import Cut, measured, remembered
from zhike.value.queries import methods

FULL = 10_000
SHOWN = 8
LARGEST = (1, 3, 5, 10, 20)


@dataclass(frozen=True, slots=True)
class Attention:
    """One class over twelve months: customers, revenue, profit and cost to serve (fen), hours noted (minutes), visits; each
    share in basis points of the whole. `verdict` is 1 for too much attention, -1 for too little, 0 within what may stray."""

    key: str
    customers: int
    revenue: int
    profit: int
    cost: int
    minutes: int
    visits: int
    revenue_share: int
    cost_share: int
    visits_share: int
    verdict: int

    @property
    def gap(self) -> int:
        """How far the share of the cost lies above (or below) the share of the revenue, in basis points."""
        return self.cost_share - self.revenue_share


def attention(actor: Actor, cut: Cut, *, since: date, order: Iterable[str]) -> list[Attention]:
    """Every class of the cut's scheme, the best first; customers in none come last."""
    sums = remembered(
        actor, cut, f"attention:{since}", lambda: _sums(actor, cut, since)
    )  # fmt: skip
    worth, minutes, visits = sums
    revenue = sum(max(0, r) for _, r, _, _ in worth.values())
    cost = sum(c for *_, c in worth.values())
    visited = sum(visits.values())
    tolerance = methods().effort[EFFORT].tolerance * 100
    ranked = [*order, ""]
    found = []
    for key in sorted(
        worth, key=lambda k: (ranked.index(k) if k in ranked else len(ranked), k)
    ):
        n, brought, profit, spent = worth[key]
        shares = _share(max(0, brought), revenue), _share(spent, cost)
        off = shares[1] - shares[0] if cost else 0
        found.append(
            Attention(
                key, n, brought, profit, spent, minutes.get(key, 0), visits.get(key, 0), *shares,
                _share(visits.get(key, 0), visited), (off > tolerance) - (off < -tolerance),
            )
        )  # fmt: skip
    return found


type Worth = dict[str, tuple[int, int, int, int]]


def _sums(
    actor: Actor, cut: Cut, since: date
) -> tuple[Worth, Mapping[str, int], Mapping[str, int]]:
    rows = measured(actor, cut).order_by().annotate(held=_held(cut, "customer_id"))
    summed = rows.values_list("held").annotate(
        n=Count("pk"), r=Sum("revenue_12m"), p=Sum("profit_12m"), c=Sum("cost_12m")
    )
    worth = {held or "": (n, r or 0, p or 0, c or 0) for held, n, r, p, c in summed}
    within = cut.within("customer__")
    efforts = Effort.objects.visible_to(actor).since(since).filter(**within).order_by()
    hours = efforts.annotate(held=_held(cut, "customer_id")).values_list("held")
    touches = Touch.objects.visible_to(actor).filter(
        kind=Touch.Kind.VISIT, touched_on__gte=since, **within
    )
    visits = touches.order_by().annotate(held=_held(cut, "customer_id")).values_list("held")
    return (
        worth,
        {held or "": total for held, total in hours.annotate(total=Sum("minutes"))},
        {held or "": total for held, total in visits.annotate(total=Count("pk"))},
    )


def _held(cut: Cut, customer: str) -> Subquery:
    held = Standing.objects.unscoped().filter(customer=OuterRef(customer), scheme=cut.scheme)
    return Subquery(held.values("grade")[:1])


def _share(part: int, whole: int) -> int:
    return part * FULL // whole if whole > 0 else 0


def dear(actor: Actor, cut: Cut) -> list[Measures]:
    """On whom more was spent than his margin bears, the dearest first: too much attention."""
    rows = measured(actor, cut).filter(cost_12m__gt=0, profit_12m__lt=0)
    return list(rows.select_related("customer__owner").order_by("profit_12m", "pk")[:SHOWN])


def neglected(actor: Actor, cut: Cut) -> list[Measures]:
    """Who brings most while nothing was spent on him in twelve months: too little attention."""
    rows = measured(actor, cut).filter(cost_12m=0, revenue_12m__gt=0)
    return list(rows.select_related("customer__owner").order_by("-revenue_12m", "pk")[:SHOWN])


@dataclass(frozen=True, slots=True)
class Hanging:
    """So many of the largest customers bring so much of the revenue (basis points), and what that is in fen."""

    customers: int
    share: int
    revenue: int


@dataclass(frozen=True, slots=True)
class Concentration:
    """How far the revenue hangs on a few: the largest ones together, and the largest by name; `even` is to how many
    customers of one size the revenue would come (the inverse of the sum of squared shares), in tenths."""

    largest: tuple[Hanging, ...]
    first: Measures | None
    first_share: int
    even: int


def concentration(actor: Actor, cut: Cut) -> Concentration:
    """The risk of hanging on a few customers within the cut."""
    paying = measured(actor, cut).filter(revenue_12m__gt=0).order_by()
    whole = paying.aggregate(
        total=Sum("revenue_12m"), squares=Sum(F("revenue_12m") * 1.0 * F("revenue_12m"))
    )
    total = whole["total"] or 0
    if not total:
        return Concentration((), None, 0, 0)
    top = list(paying.select_related("customer").order_by("-revenue_12m", "pk")[: LARGEST[-1]])
    largest = []
    for n in LARGEST:
        together = sum(row.revenue_12m for row in top[:n])
        if n <= len(top):
            largest.append(Hanging(n, _share(together, total), together))
    even = round(10 * total * total / whole["squares"])
    return Concentration(tuple(largest), top[0], _share(top[0].revenue_12m, total), even)
