"""Measures of buying: how recently, how often, how much, at what margin, and at what rhythm of the customer's own.

An amount below zero is a credit note: it counts in revenue, and not as an order.
"""

import ibis
import ibis.expr.types as ir

from zhike.value.measures.days import Windows
from zhike.value.measures.tables import SCHEMAS

_MONTH = 30.4375  # days, on average over four years
_FULL = 100


def some(orders: ir.Table, share: int, of: int) -> ir.Table:
    """The orders of one of `of` equal shares of the customers."""
    return orders.filter(orders.customer_id % of == share) if of > 1 else orders


def buying(orders: ir.Table, days: Windows) -> ir.Table:
    """One row per customer with an order up to the day, as `SCHEMAS["bought"]` says."""
    past = orders.filter(orders.day <= days.today)
    bought, when = past.amount > 0, _stretches(past.day, days)
    this_year = when["this_year"]
    costed = this_year & past.cost.notnull()
    first = past.group_by("customer_id").aggregate(
        first_order_day=past.day.min(where=bought),
        last_order_day=past.day.max(where=bought),
        buying_days=past.day.nunique(where=bought),
        active_months=_month(past.day, days).nunique(where=bought & this_year),
        orders_12m=past.count(where=bought & this_year),
        lines_12m=past["product"].nullif("").nunique(where=bought & this_year),
        revenue_12m=_sum(past.amount, this_year),
        revenue_prev_12m=_sum(past.amount, when["last_year"]),
        revenue_all=past.amount.sum().cast("int64"),
        season_revenue=_sum(past.amount, when["this_season"]),
        season_prev_revenue=_sum(past.amount, when["last_season"]),
        costed_revenue=_sum(past.amount, costed),
        costs=_sum(past.cost, costed),
        costed=past.count(where=costed),
        bought_revenue=_sum(past.amount, bought),
    )
    joined = first.left_join(_first_day(past, first), "customer_id").drop("customer_id_right")
    return joined.select(*SCHEMAS["bought"])


def counted_otherwise(orders: ir.Table, one: Windows, other: Windows) -> ir.Table:
    """Customers with an order that counts otherwise on one day than on the other: all that `buying` tells apart by day."""
    day = orders.day
    differs = (day <= one.today) != (day <= other.today)
    stretches, others = _stretches(day, one), _stretches(day, other)
    for name, lies_in in stretches.items():
        differs |= lies_in != others[name]
    is_recent = stretches["this_year"] & others["this_year"]
    differs |= is_recent & (_month(day, one) != _month(day, other))
    return orders.filter(differs).select("customer_id").distinct()


def _stretches(day: ir.IntegerColumn, days: Windows) -> dict[str, ir.BooleanColumn]:
    return {
        "this_year": day > days.year_ago,
        "last_year": (day > days.two_years_ago) & (day <= days.year_ago),
        "this_season": day > days.season_ago,
        "last_season": (day > days.last_season_ago) & (day <= days.year_ago),
    }


def _month(day: ir.IntegerColumn, days: Windows) -> ir.IntegerColumn:
    """How many twelfths of a year ago."""
    return (ibis.literal(days.today) - day) * 12 // 365


def _sum(column: ir.IntegerColumn, where: ir.BooleanColumn) -> ir.IntegerScalar:
    return column.sum(where=where).fill_null(0).cast("int64")


def _first_day(past: ir.Table, first: ir.Table) -> ir.Table:
    """What the customer spent on his first day: the rest was bought by one who came back."""
    firsts = first.select("customer_id", day=first.first_order_day)
    on_it = past.filter(past.amount > 0).semi_join(firsts, ["customer_id", "day"])
    return on_it.group_by("customer_id").aggregate(
        first_day_revenue=on_it.amount.sum().cast("int64")
    )


def rhythm(bought: ir.Table, days: Windows) -> ir.Table:
    """Recency, growth, margin, the mean gap between buying days, and how much of it has passed since the last.

    `season_growth` compares 90 days with the same 90 days a year before: who buys only in spring does not decline in
    autumn. `margin_12m` counts the orders whose cost is known, `costed_pct` how much of the revenue they are.
    """
    recency = (ibis.literal(days.today) - bought.last_order_day).cast("int64")
    gaps = bought.buying_days - 1
    span = (bought.last_order_day - bought.first_order_day).cast("int64")
    cycle = ibis.greatest((2 * span + gaps) // (2 * gaps), 1)  # rounded half up, a day at least
    none = ibis.null("int64")
    with_cycle = bought.mutate(
        recency_days=recency,
        months_with_us=_months(bought, days),
        cycle_days=ibis.ifelse(gaps > 0, cycle, none),
        growth=_growth(bought.revenue_12m, bought.revenue_prev_12m),
        season_growth=_growth(bought.season_revenue, bought.season_prev_revenue),
        margin_12m=ibis.ifelse(bought.costed > 0, bought.costed_revenue - bought.costs, none),
        costed_pct=ibis.ifelse(
            bought.revenue_12m > 0, bought.costed_revenue * _FULL // bought.revenue_12m, none
        ),
        repeat_revenue=(bought.bought_revenue - bought.first_day_revenue).fill_null(0),
    )
    return with_cycle.mutate(overdue_pct=with_cycle.recency_days * 100 // with_cycle.cycle_days)


def _months(bought: ir.Table, days: Windows) -> ir.IntegerValue:
    since = (ibis.literal(days.today) - bought.first_order_day).cast("int64")
    return since * 10_000 // int(_MONTH * 10_000)


def _growth(now: ir.IntegerValue, before: ir.IntegerValue) -> ir.IntegerValue:
    return ibis.ifelse(before > 0, (now - before) * 10_000 // before, ibis.null("int64"))
