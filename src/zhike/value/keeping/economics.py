"""What a customer we keep brings and costs beside one we win, from our own books (S1-01); and the headline measures with their years (S1-46, S2-01)."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Avg, Case, Count, F, IntegerField, Max, Q, Sum, Value, When

from zhike.sales.models import Order
from zhike.trust.actor import Actor
from zhike.value.keeping.indicators import Rate
from zhike.value.keeping.spans import Span, year_before, years_until
from zhike.value.pictures.cut import Cut, measured, remembered

YEARS = 4


@dataclass(frozen=True, slots=True)
class Side:
    """New or existing customers who bought in 12 months: how many, and what they bring and cost (fen; margin and profit of those whose costs are known)."""

    customers: int
    revenue: int
    margin: int | None
    effort: int
    profit: int | None
    known: int

    @property
    def effort_each(self) -> int | None:
        return self.effort // self.customers if self.customers else None

    @property
    def profit_each(self) -> int | None:
        if self.profit is None or not self.known:
            return None
        return self.profit // self.known


@dataclass(frozen=True, slots=True)
class Economics:
    """Both sides; what was spent on customers who have not bought yet belongs to winning. `times_…` in hundredths."""

    new: Side
    existing: Side
    courted: int

    @property
    def won_each(self) -> int | None:
        """What one new customer cost to win and serve, with what went to those not won."""
        if not self.new.customers:
            return None
        return (self.new.effort + self.courted) // self.new.customers

    @property
    def times_cost(self) -> int | None:
        return _times(self.won_each, self.existing.effort_each)

    @property
    def times_profit(self) -> int | None:
        return _times(self.existing.profit_each, self.new.profit_each)

    @property
    def effort_on_new(self) -> Rate:
        """How much of all effort goes to winning: only new faces smile, nobody hears the old ones cry (S2-42)."""
        whole = self.new.effort + self.courted + self.existing.effort
        return Rate(self.new.effort + self.courted, whole)

    @property
    def revenue_of_new(self) -> Rate:
        return Rate(max(0, self.new.revenue), max(0, self.new.revenue + self.existing.revenue))


def _times(one: int | None, other: int | None) -> int | None:
    if one is None or other is None or one <= 0 or other <= 0:
        return None
    return one * 100 // other


def economics(actor: Actor, cut: Cut, *, on: date) -> Economics:
    """In one statement over what the last night measured."""
    return remembered(actor, cut, f"economics:{on}", lambda: _economics(actor, cut, on))


def _economics(actor: Actor, cut: Cut, on: date) -> Economics:
    span = year_before(on)
    is_new = Q(first_order_on__gte=span.first)
    sides = {"new": is_new, "existing": Q(first_order_on__lt=span.first)}
    asked: dict[str, Count | Sum] = {
        "courted": Sum("cost_12m", filter=Q(first_order_on__isnull=True))
    }
    for name, side in sides.items():
        buys = side & Q(orders_12m__gt=0)
        asked |= {
            f"{name}_n": Count("pk", filter=buys),
            f"{name}_revenue": Sum("revenue_12m", filter=side),
            f"{name}_margin": Sum("margin_12m", filter=side),
            f"{name}_effort": Sum("cost_12m", filter=side),
            f"{name}_profit": Sum("profit_12m", filter=buys),
            f"{name}_known": Count("pk", filter=buys & Q(profit_12m__isnull=False)),
        }
    row = measured(actor, cut).order_by().aggregate(**asked)
    new, existing = (
        Side(
            row[f"{name}_n"],
            row[f"{name}_revenue"] or 0,
            row[f"{name}_margin"],
            row[f"{name}_effort"] or 0,
            row[f"{name}_profit"],
            row[f"{name}_known"],
        )
        for name in sides
    )
    return Economics(new, existing, row["courted"] or 0)


@dataclass(frozen=True, slots=True)
class Year:
    """Twelve months: who was new, who stayed, and what remained of the revenue."""

    span: Span
    development: Rate
    retention: Rate
    margin: Rate
    margin_each: int | None


type Bought = Callable[[Actor, Cut, Sequence[Span]], Mapping[str, int]]


def bought_by_year(actor: Actor, cut: Cut, spans: Sequence[Span]) -> Mapping[str, int]:
    """Per year: who bought, who had bought the year before too, and revenue and margin of orders whose cost is known."""
    orders = Order.objects.visible_to(actor).filter(
        ordered_on__range=(spans[0].first, spans[-1].last), **cut.within("customer__")
    )
    per_customer: dict[str, Max | Sum] = {}
    for n, span in enumerate(spans):
        within = Q(ordered_on__range=(span.first, span.last))
        per_customer |= {
            f"y{n}": Max(
                Case(
                    When(within & Q(amount__gt=0), then=Value(1)),
                    default=Value(0),
                    output_field=IntegerField(),
                )
            ),
            f"r{n}": Sum("amount", filter=within & Q(cost__isnull=False)),
            f"c{n}": Sum("cost", filter=within & Q(cost__isnull=False)),
        }
    rows = orders.order_by().values("customer_id").annotate(**per_customer)
    asked: dict[str, Count | Sum] = {}
    for n in range(len(spans)):
        asked |= {
            f"bought{n}": Count("customer_id", filter=Q(**{f"y{n}": 1})),
            f"known{n}": Count("customer_id", filter=Q(**{f"y{n}": 1, f"r{n}__isnull": False})),
            f"costed{n}": Sum(f"r{n}"),
            f"margin{n}": Sum(F(f"r{n}") - F(f"c{n}")),
        }
        if n:
            both = Q(**{f"y{n}": 1, f"y{n - 1}": 1})
            asked[f"stayed{n}"] = Count("customer_id", filter=both)
    found: dict[str, int] = rows.aggregate(**asked)
    return found


def years(actor: Actor, cut: Cut, *, on: date, bought: Bought = bought_by_year) -> list[Year]:
    """The last years, the oldest first, in two statements."""
    return remembered(actor, cut, f"years:{on}", lambda: _years(actor, cut, on, bought))


def _years(actor: Actor, cut: Cut, on: date, bought: Bought) -> list[Year]:
    spans = years_until(on, YEARS)
    begun: dict[str, Count] = {}
    for n, span in enumerate(spans):
        begun |= {
            f"new{n}": Count("pk", filter=Q(first_order_on__range=(span.first, span.last))),
            f"had{n}": Count("pk", filter=Q(first_order_on__lt=span.first)),
        }
    people = measured(actor, cut).order_by().aggregate(**begun)
    money = bought(
        actor, cut, [Span(years_until(on, YEARS + 1)[0].first, spans[0].eve), *spans]
    )
    found = []
    for n, span in enumerate(spans):
        costed, margin = money[f"costed{n + 1}"] or 0, money[f"margin{n + 1}"] or 0
        buyers = money[f"known{n + 1}"]
        found.append(
            Year(
                span,
                Rate(people[f"new{n}"], people[f"had{n}"]),
                Rate(money[f"stayed{n + 1}"], money[f"bought{n}"]),
                Rate(margin, max(0, costed)),
                margin // buyers if buyers else None,
            )
        )
    return found


@dataclass(frozen=True, slots=True)
class Standing:
    """How it stands now: the loyalty card's mean (hundredths of a point), profit and cost of selling out of revenue, profit
    per customer (fen), and the mean of the lowest of the four satisfactions (0 to 100)."""

    loyalty: int | None
    profit: Rate
    selling: Rate
    profit_each: int | None
    satisfied: int | None


def standing(actor: Actor, cut: Cut) -> Standing:
    """In one statement."""
    return remembered(actor, cut, "keeping_standing", lambda: _standing(actor, cut))


def _standing(actor: Actor, cut: Cut) -> Standing:
    known = Q(profit_12m__isnull=False, revenue_12m__gt=0)
    row = (
        measured(actor, cut)
        .order_by()
        .aggregate(
            loyalty=Avg("score_loyalty"),
            profit=Sum("profit_12m", filter=known),
            base=Sum("revenue_12m", filter=known),
            n=Count("pk", filter=known),
            cost=Sum("cost_12m"),
            revenue=Sum("revenue_12m"),
            satisfied=Avg("satisfied_lowest"),
        )
    )
    return Standing(
        None if row["loyalty"] is None else round(row["loyalty"]),
        Rate(row["profit"] or 0, row["base"] or 0),
        Rate(row["cost"] or 0, max(0, row["revenue"] or 0)),
        row["profit"] // row["n"] if row["n"] else None,
        None if row["satisfied"] is None else round(row["satisfied"]),
    )
