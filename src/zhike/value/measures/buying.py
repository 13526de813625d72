"""Measures of buying: how recently, how often, how much, and at what rhythm of the customer's own.

An amount below zero is a credit note: it counts in revenue, and not as an order.
"""

import ibis
import ibis.expr.types as ir

from zhike.value.measures.days import Windows


def buying(orders: ir.Table, days: Windows) -> ir.Table:
    """One row per customer with an order up to the day."""
    past = orders.filter(orders.day <= days.today)
    bought = past.amount > 0
    this_year = past.day > days.year_ago
    last_year = (past.day > days.two_years_ago) & (past.day <= days.year_ago)
    return past.group_by("customer_id").aggregate(
        first_order_day=past.day.min(where=bought),
        last_order_day=past.day.max(where=bought),
        buying_days=past.day.nunique(where=bought),
        orders_12m=past.count(where=bought & this_year),
        revenue_12m=past.amount.sum(where=this_year).fill_null(0).cast("int64"),
        revenue_prev_12m=past.amount.sum(where=last_year).fill_null(0).cast("int64"),
    )


def rhythm(bought: ir.Table, days: Windows) -> ir.Table:
    """Recency, growth, the mean gap between buying days, and how much of it has passed since the last."""
    recency = (ibis.literal(days.today) - bought.last_order_day).cast("int64")
    gaps = bought.buying_days - 1
    span = (bought.last_order_day - bought.first_order_day).cast("int64")
    cycle = ibis.greatest((2 * span + gaps) // (2 * gaps), 1)  # rounded half up, a day at least
    with_cycle = bought.mutate(
        recency_days=recency,
        cycle_days=ibis.ifelse(gaps > 0, cycle, ibis.null("int64")),
        growth=ibis.ifelse(
            bought.revenue_prev_12m > 0,
            (bought.revenue_12m - bought.revenue_prev_12m) * 10_000 // bought.revenue_prev_12m,
            ibis.null("int64"),
        ),
    )
    return with_cycle.mutate(overdue_pct=with_cycle.recency_days * 100 // with_cycle.cycle_days)
