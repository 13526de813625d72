"""Two maps of the book: recency by frequency (S2-28), and current by potential value (S4-55)."""

from dataclasses import dataclass

from django.db.models import Count, F, Sum

from zhike.trust.actor import Actor
from zhike.value.pictures.cut import Cut, measured, remembered

STEPS = 10
FULL = 10_000


@dataclass(frozen=True, slots=True)
class Cell:
    """A field of a map: its place (across, up), its customers and what they bring in 12 months (fen)."""

    across: int
    up: int
    customers: int
    revenue: int


def rfm(actor: Actor, cut: Cut) -> list[Cell]:
    """Frequency across, recency up, each 1 to 5; fields without anybody are left out."""

    def make() -> list[Cell]:
        rows = measured(actor, cut).filter(rfm_r__isnull=False).order_by()
        found = rows.values_list("rfm_f", "rfm_r").annotate(n=Count("pk"), r=Sum("revenue_12m"))
        return [Cell(*row) for row in found]

    return remembered(actor, cut, "rfm", make)


def matrix(actor: Actor, cut: Cut) -> list[Cell]:
    """Current value across, potential value up, each in tenths (0 to 9)."""

    def make() -> list[Cell]:
        known = measured(actor, cut).filter(score_current_value__isnull=False)
        rows = (
            known.filter(score_potential_value__isnull=False)
            .order_by()
            .annotate(
                across=F("score_current_value") / (FULL // STEPS),
                up=F("score_potential_value") / (FULL // STEPS),
            )
            .values_list("across", "up")
            .annotate(n=Count("pk"), r=Sum("revenue_12m"))
        )
        cells: dict[tuple[int, int], tuple[int, int]] = {}
        for across, up, n, revenue in rows:
            place = (min(int(across), STEPS - 1), min(int(up), STEPS - 1))
            there = cells.get(place, (0, 0))
            cells[place] = (there[0] + n, there[1] + revenue)
        return [Cell(*place, *held) for place, held in sorted(cells.items())]

    return remembered(actor, cut, "matrix", make)
