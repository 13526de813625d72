"""What the book is made of: any two sides crossed (S2-30), and what the customers of a group have in common (S2-09)."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from django.db.models import Avg, Count, F, Max, OuterRef, Subquery, Sum

from zhike.customers.models import Standing
from zhike.customers.rules import KINDS
from zhike.lib.spoken_days import years_before
from zhike.lib.words import Words
from zhike.sales.models import Order
from zhike.trust.actor import Actor
from zhike.value.pictures.cut import Cut, measured, remembered
from zhike.value.queries import methods

SHOWN, WANTED = 12, 3


@dataclass(frozen=True, slots=True)
class Crossed:
    """A table: the rows' and the columns' keys with their words, and per field the customers and the revenue (fen)."""

    rows: list[tuple[str, Words]]
    columns: list[tuple[str, Words]]
    cells: Mapping[tuple[str, str], tuple[int, int]]

    def lines(self) -> list[tuple[Words, list[tuple[int, int]], int, int]]:
        """Each row: its words, its fields, its sums."""
        found = []
        for key, words in self.rows:
            fields = [self.cells.get((key, column), (0, 0)) for column, _ in self.columns]
            found.append((words, fields, sum(n for n, _ in fields), sum(r for _, r in fields)))
        return found


def sides() -> dict[str, Words]:
    """What the book may be crossed by: columns of the customer and every scheme in use."""
    library = methods()
    named = {
        "industry": Words("行业", "Industry"),
        "city": Words("城市", "City"),
        "kind": Words("类型", "Kind"),
        "owner": Words("主管人", "Account manager"),
        "team": Words("团队", "Team"),
    }
    cards = {f"grade.{n}": c.head.title for n, c in library.scorecards.items() if c.stands}
    return named | cards | {f"grade.{n}": s.head.title for n, s in library.schemes.items()}


def crossed(actor: Actor, cut: Cut, down: str, across: str) -> Crossed:
    """Customers and revenue by two sides; the largest twelve of each, the rest together."""
    return remembered(
        actor, cut, f"crossed:{down}:{across}", lambda: _crossed(actor, cut, down, across)
    )


def _crossed(actor: Actor, cut: Cut, down: str, across: str) -> Crossed:
    found = (
        measured(actor, cut)
        .order_by()
        .annotate(down=side_of(down), across=side_of(across))
        .values_list("down", "across")
        .annotate(n=Count("pk"), r=Sum("revenue_12m"))
    )
    cells: dict[tuple[str, str], tuple[int, int]] = {}
    weights: tuple[dict[str, int], dict[str, int]] = ({}, {})
    listed = [(str(a or ""), str(b or ""), n, r or 0) for a, b, n, r in found]
    for first, second, n, _ in listed:
        weights[0][first] = weights[0].get(first, 0) + n
        weights[1][second] = weights[1].get(second, 0) + n
    shown = [_shown(side, each) for side, each in zip((down, across), weights, strict=True)]
    for first, second, n, revenue in listed:
        key = (
            first if first in shown[0] else _OTHERS,
            second if second in shown[1] else _OTHERS,
        )
        before = cells.get(key, (0, 0))
        cells[key] = (before[0] + n, before[1] + revenue)
    heads = [
        [
            (key, called(side, key))
            for key in [*keys, *([_OTHERS] if len(weight) > len(keys) else [])]
        ]
        for side, keys, weight in zip((down, across), shown, weights, strict=True)
    ]
    return Crossed(heads[0], heads[1], cells)  # fmt: skip


_OTHERS = "\0others"


def _shown(side: str, weight: dict[str, int]) -> list[str]:
    """The largest, in their own order where a scheme has one."""
    largest = sorted(weight, key=lambda key: (-weight[key], key))[:SHOWN]
    order = _order(side.removeprefix("grade."))
    return sorted(largest, key=order.index) if set(largest) <= set(order) else largest


def _order(scheme: str) -> list[str]:
    """The classes of a scheme from the best down, those in none last; empty where there is no such scheme."""
    if card := methods().scorecards.get(scheme):
        return [*(band.grade for band in card.bands), ""]
    found = methods().schemes.get(scheme)
    return [*(each.key for each in found.classes), ""] if found else []


def side_of(side: str) -> F | Subquery:
    """What a side is read from: a column of the customer, or the class held in a scheme."""
    if side.startswith("grade."):
        held = Standing.objects.unscoped().filter(
            customer=OuterRef("customer_id"), scheme=side.removeprefix("grade.")
        )
        return Subquery(held.values("grade")[:1])
    column = {"owner": "owner__name", "team": "team__name"}.get(side, side)
    return F(f"customer__{column}")


def called(side: str, key: str) -> Words:
    if key == _OTHERS:
        return Words("其余", "the rest")
    if not key:
        return Words("未填", "not said")
    name = side.removeprefix("grade.")
    if scheme := methods().schemes.get(name):
        return next((c.title for c in scheme.classes if c.key == key), Words(key, key))
    return KINDS.get(key, Words(key, key)) if side == "kind" else Words(key, key)


@dataclass(frozen=True, slots=True)
class Profile:
    """What the customers of one group have in common: means over those of whom it is known; money in fen, growth in basis points.

    `wants` are the products they spend most on in twelve months, each with its share of the group's spending in basis points.
    """

    words: Words
    customers: int
    revenue: int
    growth: float | None
    cycle_days: float | None
    lines: float | None
    on_time: float | None
    complaints: float | None
    loyalty: int | None
    wants: tuple[tuple[str, int], ...] = ()


type Spent = Callable[[Actor, Cut, str, date, date], Iterable[tuple[str | None, str, int]]]


def spent(
    actor: Actor, cut: Cut, side: str, after: date, until: date
) -> Iterable[tuple[str | None, str, int]]:
    """Group, product, and the fen that went to it after one day and up to another."""
    rows = Order.objects.visible_to(actor).filter(
        ordered_on__gt=after, ordered_on__lte=until, **cut.within("customer__")
    )
    return (
        rows.order_by()
        .annotate(down=side_of(side))
        .values_list("down", "product")
        .annotate(total=Sum("amount"))
    )


def profiles(actor: Actor, cut: Cut, side: str, spent: Spent = spent) -> list[Profile]:
    """The groups of one side beside each other, the largest first: features in common, and needs to compare (S2-09)."""
    return remembered(
        actor, cut, f"profiles:{side}", lambda: _profiles(actor, cut, side, spent)
    )


def _profiles(actor: Actor, cut: Cut, side: str, spent: Spent) -> list[Profile]:
    rows = (
        measured(actor, cut)
        .order_by()
        .annotate(down=side_of(side))
        .values_list("down")
        .annotate(
            n=Count("pk"),
            revenue=Sum("revenue_12m"),
            growth=Avg("growth"),
            cycle=Avg("cycle_days"),
            lines=Avg("lines_12m"),
            on_time=Avg("on_time_pct"),
            complaints=Avg("complaints_12m"),
            loyalty=Avg("score_loyalty"),
        )
        .order_by("-n")[:SHOWN]
    )
    wants = _wants(actor, cut, side, spent)
    groups = [
        (str(key or ""), Profile(called(side, str(key or "")), n, r or 0, *rest))
        for key, n, r, *rest in rows
    ]
    return [replace(profile, wants=wants.get(key, ())) for key, profile in groups]


def _wants(
    actor: Actor, cut: Cut, side: str, spent: Spent
) -> dict[str, tuple[tuple[str, int], ...]]:
    """Group → the products most money went to within the twelve months up to the last night: what its customers need."""
    night = measured(actor, cut).aggregate(day=Max("as_of"))["day"]
    if night is None:
        return {}
    rows = spent(actor, cut, side, years_before(night, 1), night)
    bought: dict[str, list[tuple[str, int]]] = {}
    for key, product, total in sorted(rows, key=lambda row: (-row[2], row[1])):
        if total > 0:
            bought.setdefault(str(key or ""), []).append((product, total))
    return {
        key: tuple(
            (product, total * 10_000 // sum(each for _, each in products))
            for product, total in [p for p in products if p[0]][:WANTED]
        )
        for key, products in bought.items()
    }
