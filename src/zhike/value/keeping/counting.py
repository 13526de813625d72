"""The counts behind the five indicators, over any number of periods at once: one statement each for contracts, users, departures and customers."""

from collections.abc import Sequence
from datetime import date

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Subquery, Sum
from django.db.models.functions import (
    Coalesce,
    ExtractDay,
    ExtractMonth,
    ExtractYear,
    Greatest,
)

from zhike.sales.models import Contract, Departure
from zhike.trust.actor import Actor
from zhike.value.forecasts import RULE
from zhike.value.keeping.indicators import Kept, kept
from zhike.value.keeping.spans import Span
from zhike.value.pictures.composing import side_of
from zhike.value.pictures.cut import Cut, measured, remembered
from zhike.value.queries import methods

_COUNTS = ("ended", "renewed", "running", "long_term", "served", "sticky", "had", "lost", "users", "users_left")  # fmt: skip


def by_period(actor: Actor, cut: Cut, spans: Sequence[Span]) -> list[Kept]:
    """The five of every period, in the order of the periods."""

    def make() -> list[Kept]:
        found = _counted(actor, cut, spans, "")
        counts = found.get("", {})
        return [
            kept(**{name: counts.get(f"{name}{n}", 0) for name in _COUNTS})
            for n in range(len(spans))
        ]

    return remembered(actor, cut, f"kept:{spans[0].first}:{spans[-1].last}", make)


def by_side(actor: Actor, cut: Cut, span: Span, side: str) -> list[tuple[str, int, Kept]]:
    """The five of one period for every group of a side: its key, its customers, its rates; the largest first."""

    def make() -> list[tuple[str, int, Kept]]:
        counts = _counted(actor, cut, [span], side)
        groups = [
            (key, found.get("had0", 0), kept(**{name: found.get(f"{name}0", 0) for name in _COUNTS}))
            for key, found in counts.items()
        ]  # fmt: skip
        return sorted(groups, key=lambda group: (-group[1], group[0]))

    return remembered(actor, cut, f"kept_by:{side}:{span.last}", make)


def _counted(
    actor: Actor, cut: Cut, spans: Sequence[Span], side: str
) -> dict[str, dict[str, int]]:
    """Group → name and number of the period → count; without a side everything is one group."""
    within = cut.within("customer__")
    contracts = (
        Contract.objects.visible_to(actor)
        .filter(**within)
        .annotate(over_on=Coalesce("ended_on", "ends_on"))
    )
    departures = Departure.objects.visible_to(actor).filter(**within)
    found: dict[str, dict[str, int]] = {}
    for rows, counts in (
        (_marked(contracts), _contract_counts(spans)),
        (contracts.annotate(left=_left_users()), _user_counts(spans)),
        (departures, _departure_counts(spans)),
        (measured(actor, cut), _customer_counts(spans)),
    ):
        for key, counted in _grouped(rows, counts, side):
            mine = found.setdefault(key, {})
            for name, number in counted.items():
                mine[name] = mine.get(name, 0) + number
    return found


def _grouped(
    rows: QuerySet,  # type: ignore[type-arg]  # whatever hangs below a customer
    counts: dict[str, Count | Sum],
    side: str,
) -> list[tuple[str, dict[str, int]]]:
    """`gone…` are taken off `had…`, of which they are part."""
    if side:
        grouped = rows.order_by().annotate(group=side_of(side)).values("group")
        listed = list(grouped.annotate(**counts).values("group", *counts))
    else:
        listed = [rows.order_by().aggregate(**counts)]
    found = []
    for row in listed:
        key = str(row.pop("group", None) or "")
        numbers: dict[str, int] = {}
        for name, number in row.items():
            is_gone = name.startswith("gone")
            called = name.replace("gone", "had", 1) if is_gone else name
            numbers[called] = numbers.get(called, 0) + (number or 0) * (-1 if is_gone else 1)
        found.append((key, numbers))
    return found


def _marked(contracts: QuerySet[Contract]) -> QuerySet[Contract]:
    next_one = Contract.objects.unscoped().filter(renews=OuterRef("pk"))
    return contracts.annotate(
        again=Exists(next_one),
        months=(ExtractYear("ends_on") - ExtractYear("starts_on")) * 12
        + ExtractMonth("ends_on")
        - ExtractMonth("starts_on"),
        first_day=ExtractDay("starts_on"),
        last_day=ExtractDay("ends_on"),
    )


def is_long() -> Q:
    """Signed for as many whole months as the method calls long, or more: the day after the last one is the first day's,
    so many months on, or later."""
    long = methods().lifetimes[RULE].long_months
    return (
        Q(months__gt=long)
        | Q(months=long, last_day__gte=F("first_day") - 1)
        | Q(months=long - 1, first_day=1, last_day__gte=28)
    )


def _running(on: date) -> Q:
    early = Q(ended_on=None) | Q(ended_on__gt=on)
    return Q(starts_on__lte=on, ends_on__gte=on) & early


def _contract_counts(spans: Sequence[Span]) -> dict[str, Count | Sum]:
    counts: dict[str, Count | Sum] = {}
    for n, span in enumerate(spans):
        over = Q(over_on__range=(span.first, span.last))
        running = _running(span.last)
        counts |= {
            f"ended{n}": Count("pk", filter=over),
            f"renewed{n}": Count("pk", filter=over & Q(again=True)),
            f"running{n}": Count("pk", filter=running),
            f"long_term{n}": Count("pk", filter=running & is_long()),
            f"served{n}": Count("customer_id", filter=running, distinct=True),
            f"sticky{n}": Count("customer_id", filter=running & Q(is_sticky=True), distinct=True),
        }  # fmt: skip
    return counts


def _left_users() -> Greatest:
    """Of the users of a contract, those whom the ones that follow on it do not carry on."""
    carried = (
        Contract.objects.unscoped()
        .filter(renews=OuterRef("pk"))
        .order_by()
        .values("renews")
        .annotate(total=Sum("users"))
        .values("total")
    )
    return Greatest(F("users") - Coalesce(Subquery(carried), 0), 0)


def _user_counts(spans: Sequence[Span]) -> dict[str, Count | Sum]:
    counts: dict[str, Count | Sum] = {}
    for n, span in enumerate(spans):
        counts |= {
            f"users{n}": Sum("users", filter=_running(span.eve)),
            f"users_left{n}": Sum("left", filter=Q(over_on__range=(span.first, span.last))),
        }
    return counts


def _departure_counts(spans: Sequence[Span]) -> dict[str, Count | Sum]:
    """Those who had bought before the period: who left in it, and who was gone already when it began."""
    counts: dict[str, Count | Sum] = {}
    for n, span in enumerate(spans):
        ours = Q(customer__measures__first_order_on__lt=span.first)
        away = Q(back_on=None) | Q(back_on__gte=span.first)
        counts |= {
            f"lost{n}": Count("customer_id", distinct=True, filter=ours & Q(left_on__range=(span.first, span.last))),
            f"gone{n}": Count("customer_id", distinct=True, filter=ours & Q(left_on__lt=span.first) & away),
        }  # fmt: skip
    return counts


def _customer_counts(spans: Sequence[Span]) -> dict[str, Count | Sum]:
    return {
        f"had{n}": Count("pk", filter=Q(first_order_on__lt=span.first))
        for n, span in enumerate(spans)
    }
