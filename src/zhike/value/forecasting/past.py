"""The book as it stood on a past day, with what came in the days after: what a forecast is learnt from and held against."""

from datetime import date, timedelta
from pathlib import Path

import ibis
import ibis.expr.types as ir

from zhike.activities.models import Touch
from zhike.value import engine, facts
from zhike.value.measures.buying import buying, rhythm
from zhike.value.measures.days import Windows, day_number
from zhike.value.measures.paying import paying
from zhike.value.measures.tables import table


def write_past(then: date, days: int, folder: Path) -> Path:
    """Measure the day `then` and the `days` after it, into a file of this night's folder."""
    touched = Touch.objects.contacts().until(then).last_days()
    touches, into = folder / "touches-then.parquet", folder / f"then-{then}.parquet"
    facts.write(
        "touches", touches, ((pk, day_number(on)) for pk, on in sorted(touched.items()))
    )
    files = {
        "orders": facts.paths_of(facts.ORDERS),
        "payments": facts.paths_of(facts.PAYMENTS),
        "touches": [touches],
    }
    engine.run(past_book(then, days), files, into=into)
    touches.unlink()
    return into


def past_book(then: date, days: int) -> ir.Table:
    """One row per customer who had bought by `then`; `later_days` and `later_revenue` are the purchases after it."""
    windows, orders = Windows.ending(then), table("orders")
    bought = rhythm(buying(orders, windows), windows)
    until = day_number(then + timedelta(days))
    after = orders.filter(
        (orders.day > windows.today) & (orders.day <= until) & (orders.amount > 0)
    )
    later = after.group_by("customer_id").aggregate(
        later_days=after.day.nunique(), later_revenue=after.amount.sum().cast("int64")
    )
    joined = bought.filter(bought.buying_days > 0)
    for other in (paying(table("payments"), windows), table("touches"), later):
        joined = joined.left_join(other, "customer_id").drop("customer_id_right")
    counted = joined.mutate(
        later_days=joined.later_days.fill_null(0),
        later_revenue=joined.later_revenue.fill_null(0),
        days_since_touch=(ibis.literal(windows.today) - joined.touch_day).cast("int64"),
    )
    return counted.select(*NOW, "later_days", "later_revenue").order_by("customer_id")


# What is read of the night's own measures, and so of a past day.
SIGNS = (
    "recency_days",
    "overdue_pct",
    "buying_days",
    "months_with_us",
    "growth",
    "season_growth",
    "late_payments_12m",
    "days_late",
    "days_since_touch",
)
NOW = (
    "customer_id",
    "first_order_day",
    "last_order_day",
    "repeat_revenue",
    *SIGNS,
)
