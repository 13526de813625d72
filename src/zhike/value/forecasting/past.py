"""The book as it stood on a past day, with what came in the days after: what a forecast is learnt from and held against."""

import os
from datetime import date, timedelta
from hashlib import sha256
from pathlib import Path

import ibis
import ibis.expr.types as ir
from django.conf import settings

from zhike.activities.models import Touch
from zhike.value import engine, facts
from zhike.value.engines import embedded
from zhike.value.measures.buying import buying, rhythm
from zhike.value.measures.days import Windows, day_number
from zhike.value.measures.paying import paying
from zhike.value.measures.tables import table

_KEPT = 4


# Orders of the last days often come in later: a book that ends with them would be made anew.
_LATE = timedelta(7)


def taught_until(as_of: date) -> date:
    """The day up to which a night learns what came: a Monday, so that its books stay the same for a week."""
    return as_of - timedelta(as_of.weekday()) - _LATE


def past_of(then: date, days: int, folder: Path) -> Path:
    """The file of the book of the day `then` and the `days` after it; one made of the same facts before is taken.

    What makes it another is in its name: the measures themselves, the ledger's files with a row of those days, and
    the touches. A past order that comes late, or a corrected ledger, so has its book made again.
    """
    touches = _touches(then, folder)
    until = day_number(then + timedelta(days))
    files = {
        "orders": facts.parts_until(facts.ORDERS, "day", until),
        "payments": facts.parts_until(facts.PAYMENTS, "due_day", day_number(then)),
        "touches": [touches],
    }
    book = past_book(then, days)
    made_of = [embedded.sql(book), *map(facts.named, files["orders"] + files["payments"])]
    mark = sha256("\0".join(made_of).encode() + touches.read_bytes()).hexdigest()[:16]
    into = Path(settings.FACTS_DIR) / "past" / f"{then}-{mark}.parquet"
    into.parent.mkdir(parents=True, exist_ok=True)
    if into.exists():
        os.utime(into)
    else:
        engine.run(book, files, into=into)
        _let_go(into.parent)
    touches.unlink()
    return into


def _touches(then: date, folder: Path) -> Path:
    touched = Touch.objects.contacts().until(then).last_days()
    into = folder / "touches-then.parquet"
    facts.write("touches", into, ((pk, day_number(on)) for pk, on in sorted(touched.items())))
    return into


def _let_go(folder: Path) -> None:
    """Keep the books used last: a replayed night needs two of its own beside those of the present."""
    books = sorted(folder.glob("*.parquet"), key=lambda path: path.stat().st_mtime_ns)
    for book in books[:-_KEPT]:
        book.unlink()


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
