"""Customers by the quarter of their first order, and how many of them still bought so many quarters later (S1-46)."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q
from django.db.models.functions import ExtractQuarter, ExtractYear

from zhike.sales.models import Order
from zhike.trust.actor import Actor
from zhike.value.keeping.indicators import WHOLE
from zhike.value.keeping.spans import first_day_of, quarter_name, quarter_of
from zhike.value.pictures.cut import Cut, measured, remembered

QUARTERS = 8


@dataclass(frozen=True, slots=True)
class Cohort:
    """Who first bought in one quarter; `buying` says how many of them bought in it, one quarter later, two …"""

    quarter: int
    customers: int
    buying: tuple[int, ...]

    @property
    def name(self) -> str:
        return quarter_name(self.quarter)

    @property
    def shares(self) -> tuple[int, ...]:
        """In basis points of those who began."""
        return tuple(n * WHOLE // self.customers for n in self.buying)


def arrange(
    sizes: Iterable[tuple[int, int]], bought: Iterable[tuple[int, int, int]], now: int
) -> list[Cohort]:
    """Cohorts of the last quarters, the oldest first, from (quarter, customers) and (first quarter, quarter, buyers)."""
    counted = {(first, later): n for first, later, n in bought}
    known = dict(sizes)
    return [
        Cohort(
            first,
            known[first],
            tuple(counted.get((first, later), 0) for later in range(first, now + 1)),
        )
        for first in range(now - QUARTERS + 1, now + 1)
        if known.get(first)
    ]


def after_quarters(cohorts: Sequence[Cohort], later: int) -> int | None:
    """The share (basis points) of all who began long enough ago and still bought so many quarters later; None without any."""
    old = [cohort for cohort in cohorts if len(cohort.buying) > later]
    began = sum(cohort.customers for cohort in old)
    return sum(cohort.buying[later] for cohort in old) * WHOLE // began if began else None


type Bought = Callable[[Actor, Cut, date, date], Iterable[tuple[int, int, int]]]


def bought_by_quarter(
    actor: Actor, cut: Cut, since: date, on: date
) -> Iterable[tuple[int, int, int]]:
    """Of those who first bought since a day: quarter of the first order, quarter, how many bought in it."""
    first = "customer__measures__first_order_on"
    orders = Order.objects.visible_to(actor).filter(
        Q(**{f"{first}__range": (since, on)}),
        ordered_on__range=(since, on),
        amount__gt=0,
        **cut.within("customer__"),
    )
    rows = (
        orders.order_by()
        .annotate(
            y=ExtractYear(first), q=ExtractQuarter(first),
            by=ExtractYear("ordered_on"), bq=ExtractQuarter("ordered_on"),
        )
        .values_list("y", "q", "by", "bq")
        .annotate(n=Count("customer_id", distinct=True))
    )  # fmt: skip
    return ((y * 4 + q - 1, by * 4 + bq - 1, n) for y, q, by, bq, n in rows)


def cohorts(
    actor: Actor, cut: Cut, *, on: date, bought: Bought = bought_by_quarter
) -> list[Cohort]:
    """In two statements, over those who first bought within the last eight quarters."""

    def make() -> list[Cohort]:
        now = quarter_of(on)
        since = first_day_of(now - QUARTERS + 1)
        begun = measured(actor, cut).filter(first_order_on__range=(since, on)).order_by()
        sizes = (
            begun.annotate(y=ExtractYear("first_order_on"), q=ExtractQuarter("first_order_on"))
            .values_list("y", "q")
            .annotate(n=Count("pk"))
        )
        return arrange(
            ((y * 4 + q - 1, n) for y, q, n in sizes), bought(actor, cut, since, on), now
        )

    return remembered(actor, cut, f"cohorts:{quarter_of(on)}", make)
