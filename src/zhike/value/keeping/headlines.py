"""The headline measures month by month, from what the last night of each month came to (S1-46, S2-01)."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Sum

from zhike.trust.actor import Actor
from zhike.value.keeping.indicators import Rate
from zhike.value.keeping.spans import months_until
from zhike.value.models import Headline
from zhike.value.pictures.cut import Cut

_SUMS = ("customers", "loyalty", "profit", "profit_base", "profit_known", "cost", "revenue", "satisfied", "satisfied_known")  # fmt: skip


@dataclass(frozen=True, slots=True)
class Month:
    """How a month ended, by the first day of it.

    `loyalty` the mean in hundredths of a point, `satisfied` the mean of the lowest satisfaction (0 to 100),
    `profit_each` in fen; None where nothing is known.
    """

    first: date
    loyalty: int | None
    profit: Rate
    selling: Rate
    profit_each: int | None
    satisfied: int | None


def by_month(actor: Actor, cut: Cut, *, on: date, count: int) -> list[Month]:
    """The months that have a night, the oldest first, in one statement; none for a city, which the sums do not know."""
    if cut.city:
        return []
    first = months_until(on, count)[0].first
    asked = {key: value for key, value in cut.within("").items() if key != "city"}
    rows = (
        Headline.objects.visible_to(actor)
        .filter(month__gte=first, month__lte=on, **asked)
        .order_by("month")
        .values_list("month")
        .annotate(**{f"sum_{name}": Sum(name) for name in _SUMS})
    )
    return [_month(first, dict(zip(_SUMS, sums, strict=True))) for first, *sums in rows]


def _month(first: date, sums: dict[str, int]) -> Month:
    return Month(
        first,
        _mean(sums["loyalty"], sums["customers"]),
        Rate(sums["profit"], sums["profit_base"]),
        Rate(sums["cost"], max(0, sums["revenue"])),
        sums["profit"] // sums["profit_known"] if sums["profit_known"] else None,
        _mean(sums["satisfied"], sums["satisfied_known"]),
    )


def _mean(total: int, count: int) -> int | None:
    return round(total / count) if count else None
