"""All measures side by side: one row per customer, with or without facts."""

from datetime import date

import ibis
import ibis.expr.types as ir

from zhike.value.measures.buying import buying, rhythm
from zhike.value.measures.days import Windows
from zhike.value.measures.paying import paying
from zhike.value.measures.tables import SCHEMAS, table


def everything(as_of: date) -> ir.Table:
    """The table of measures of one day, in the order of the customers' ids."""
    days = Windows.ending(as_of)
    customers = table("customers")
    bought = rhythm(buying(table("orders"), days), days)
    paid = paying(table("payments"), days)
    joined = customers.left_join(bought, "customer_id").drop("customer_id_right")
    joined = joined.left_join(paid, "customer_id").drop("customer_id_right")
    counted = joined.mutate(
        buying_days=joined.buying_days.fill_null(0),
        orders_12m=joined.orders_12m.fill_null(0),
        revenue_12m=joined.revenue_12m.fill_null(0),
        revenue_prev_12m=joined.revenue_prev_12m.fill_null(0),
        days_since_touch=(ibis.literal(days.today) - joined.touch_day).cast("int64"),
    )
    measured = counted.mutate(target_basis=_basis(counted))
    return (
        measured.mutate(target_pct=_target_pct(measured))
        .select(*SCHEMAS["measures"])
        .order_by("customer_id")
    )


def _basis(t: ir.Table) -> ir.StringValue:
    """What the revenue of 12 months is held against (S1-59): the year's target, else the 12 months before.

    Who bought nothing has reached 0 %; who bought for the first time has nothing to be held against.
    """
    return ibis.cases(
        (t.target > 0, "target"),
        (t.revenue_prev_12m > 0, "previous"),
        (t.revenue_12m <= 0, "none"),
        else_="new",
    )


def _target_pct(t: ir.Table) -> ir.IntegerValue:
    revenue = ibis.greatest(t.revenue_12m, 0)
    return ibis.cases(
        (t.target_basis == "target", revenue * 100 // t.target),
        (t.target_basis == "previous", revenue * 100 // t.revenue_prev_12m),
        (t.target_basis == "none", 0),
        else_=ibis.null("int64"),
    )
