"""All measures side by side: one row per customer, with or without facts."""

from datetime import date

import ibis
import ibis.expr.types as ir

from zhike.value.measures.among import among
from zhike.value.measures.buying import rhythm
from zhike.value.measures.days import Windows
from zhike.value.measures.paying import paying
from zhike.value.measures.satisfied import satisfied
from zhike.value.measures.tables import SCHEMAS, table

_NAUGHT = (
    "buying_days", "active_months", "orders_12m", "lines_12m", "revenue_12m", "revenue_prev_12m",
    "revenue_all", "repeat_revenue", "season_revenue", "season_prev_revenue", "spill_12m",
)  # fmt: skip


def everything(as_of: date) -> ir.Table:
    """The table of measures of one day, in the order of the customers' ids."""
    days = Windows.ending(as_of)
    customers = table("customers")
    bought = rhythm(table("bought"), days)
    joined = _beside(customers, bought)
    joined = _beside(joined, paying(table("payments"), days))
    joined = _beside(joined, satisfied(table("satisfaction")))
    joined = _beside(joined, _spilled(table("spills"), bought))
    counted = joined.mutate(
        **{name: joined[name].fill_null(0) for name in _NAUGHT},
        days_since_touch=(ibis.literal(days.today) - joined.touch_day).cast("int64"),
    )
    measured = counted.mutate(
        target_basis=_basis(counted),
        profit_12m=counted.margin_12m - counted.cost_12m,
        wallet_pct=ibis.greatest(counted.revenue_12m, 0) * 100 // counted.wallet.nullif(0),
    )
    aimed = measured.mutate(target_pct=_target_pct(measured))
    return _beside(aimed, among(aimed)).select(*SCHEMAS["measures"]).order_by("customer_id")


def _beside(customers: ir.Table, other: ir.Table) -> ir.Table:
    return customers.left_join(other, "customer_id").drop("customer_id_right")


def _spilled(spills: ir.Table, bought: ir.Table) -> ir.Table:
    """What others bought in 12 months because of a customer: his share of each (S4-59), in fen."""
    held = spills.filter(spills.leader_id != spills.led_id)
    led = held.inner_join(bought, held.led_id == bought.customer_id)
    shares = led.select(
        customer_id=led.leader_id,
        owed=ibis.greatest(led.revenue_12m, 0) * led.share // 100,
    )
    return shares.group_by("customer_id").aggregate(spill_12m=shares.owed.sum().cast("int64"))


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
