"""Who carries the revenue: the curve of 2/8, the grades with what they bring, the layers of the pyramid (S2-06, S2-31, S2-32)."""

from dataclasses import dataclass

from django.db.models import Count, F, Min, Sum

from zhike.customers.models import Standing
from zhike.trust.actor import Actor
from zhike.value.pictures.cut import LARGE, Cut, measured, remembered

POINTS = 100
FULL = 10_000


@dataclass(frozen=True, slots=True)
class Point:
    """So many customers, the largest first, bring so much of the revenue: both in basis points.

    In fen: `revenue` of all up to here, `least` of the smallest of them.
    """

    customers: int
    share: int
    count: int
    revenue: int
    least: int = 0


@dataclass(frozen=True, slots=True)
class Curve:
    """The curve of concentration over the customers who brought anything in 12 months; money in fen."""

    points: tuple[Point, ...]
    customers: int
    revenue: int

    def share_of(self, customers: int) -> int:
        """What the largest so many (basis points of the customers) bring, in basis points; between two points on the straight line."""
        before = Point(0, 0, 0, 0)
        for point in self.points:
            if point.customers >= customers:
                run = point.customers - before.customers
                rise = point.share - before.share
                return before.share + (
                    rise * (customers - before.customers) // run if run else 0
                )
            before = point
        return before.share

    def customers_for(self, share: int) -> int:
        """How many of the largest bring at least this share (basis points)."""
        return next((p.count for p in self.points if p.share >= share), self.customers)


def curve(actor: Actor, cut: Cut) -> Curve:
    """The true curve: each customer a point in books up to `LARGE`, each percentile of the book a point in larger ones."""
    return remembered(actor, cut, "curve", lambda: _curve(actor, cut))


def _curve(actor: Actor, cut: Cut) -> Curve:
    # Said as what is left out, so that nobody reads a large book in the order of an index.
    paying = measured(actor, cut).exclude(revenue_12m__lte=0).order_by()
    by_percentile = paying.values_list("book_pct").annotate(
        n=Count("pk"), total=Sum("revenue_12m"), least=Min("revenue_12m")
    )
    steps = [(n, total, least) for _, n, total, least in by_percentile.order_by("-book_pct")]
    count, revenue = sum(n for n, _, _ in steps), sum(total for _, total, _ in steps)
    if not count:
        return Curve((), 0, 0)
    if count <= LARGE:
        amounts = paying.order_by("-revenue_12m").values_list("revenue_12m", flat=True)
        steps = [(1, each, each) for each in amounts]
    return Curve(_points(steps, count, revenue), count, revenue)


def _points(steps: list[tuple[int, int, int]], count: int, revenue: int) -> tuple[Point, ...]:
    """At most about `POINTS` points, every step a point while there are few."""
    points, so_many, so_much = [], 0, 0
    every = max(1, len(steps) // POINTS)
    for number, (n, total, least) in enumerate(steps, 1):
        so_many += n
        so_much += total
        if number % every == 0 or number == len(steps) or number <= POINTS // 10:
            points.append(
                Point(
                    so_many * FULL // count, so_much * FULL // revenue, so_many, so_much, least
                )
            )
    return tuple(points)


@dataclass(frozen=True, slots=True)
class Group:
    """One class: its customers, what they bring in 12 months (fen), and both shares in basis points."""

    key: str
    customers: int
    revenue: int
    profit: int | None
    customer_share: int
    share: int


def groups(actor: Actor, cut: Cut, scheme: str) -> list[Group]:
    """The classes of a scheme with what they bring; "" for customers in none."""
    return remembered(actor, cut, f"groups:{scheme}", lambda: _groups(actor, cut, scheme))


def _groups(actor: Actor, cut: Cut, scheme: str) -> list[Group]:
    held = Standing.objects.visible_to(actor).filter(
        scheme=scheme, customer__measures__isnull=False, **cut.within("customer__")
    )
    rows = list(
        held.order_by()
        .values_list("grade")
        .annotate(
            n=Count("pk"),
            revenue=Sum(F("customer__measures__revenue_12m")),
            profit=Sum(F("customer__measures__profit_12m")),
        )
    )
    count, revenue = remembered(actor, cut, "whole", lambda: _whole(actor, cut))
    left = count - sum(n for _, n, _, _ in rows)
    if left:
        rows.append(("", left, revenue - sum(r or 0 for _, _, r, _ in rows), None))
    return [
        Group(
            key, n, brought or 0, profit,
            n * FULL // count if count else 0,
            (brought or 0) * FULL // revenue if revenue > 0 else 0,
        )
        for key, n, brought, profit in rows
    ]  # fmt: skip


def _whole(actor: Actor, cut: Cut) -> tuple[int, int]:
    """All customers, and what they bring."""
    found = measured(actor, cut).aggregate(n=Count("pk"), revenue=Sum("revenue_12m"))
    return found["n"], found["revenue"] or 0
