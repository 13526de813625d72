"""The same orders asked in other ways: the bare scan of their bytes, pandas as many write it, and a library for lifetime value.

`python -m benchmarks.worth.peers NAME PARTS DAY` prints what it took as JSON; nothing of Zhike is imported.
"""

import json
import resource
import sys
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

_COLUMNS = ["customer_id", "day", "amount"]


def scan(parts: list[Path], day: int) -> int:
    """Every byte of every column, added up: what no way of measuring can go below."""
    import duckdb

    listed = ", ".join(f"'{part}'" for part in parts)
    columns = "count(*), sum(amount), sum(cost), max(day), max(customer_id), max(length(product)), max(id)"
    asked = f"SELECT {columns} FROM read_parquet([{listed}]) WHERE day <= {day}"  # noqa: S608
    (row,) = duckdb.execute(asked).fetchall()
    return int(row[0])


def pandas(parts: list[Path], day: int) -> int:
    """Recency, frequency, revenue of two years, growth, rhythm, share and quintiles: a dozen of our forty-five measures."""
    import pandas as pd

    orders = pd.concat(pd.read_parquet(part, columns=_COLUMNS) for part in parts)
    orders = orders[(orders.day <= day) & (orders.amount > 0)]
    by = orders.groupby("customer_id")
    found = by.agg(
        first=("day", "min"),
        last=("day", "max"),
        days=("day", "nunique"),
        revenue=("amount", "sum"),
    )
    for name, after, until in (("year", day - 365, day), ("before", day - 730, day - 365)):
        some = orders[(orders.day > after) & (orders.day <= until)].groupby("customer_id")
        found[name] = some.amount.sum()
        found[f"{name}_orders"] = some.size()
    found = found.fillna(0)
    found["recency"] = day - found["last"]
    found["growth"] = (found.year - found.before) / found.before.where(found.before > 0)
    found["cycle"] = (found["last"] - found["first"]) / (found.days - 1).where(found.days > 1)
    found["overdue"] = found.recency / found.cycle
    found = found.sort_values("year", ascending=False)
    found["share"] = found.year.cumsum() / found.year.sum()
    for name in ("recency", "year_orders", "year"):
        found[f"fifth_{name}"] = pd.qcut(found[name].rank(method="first"), 5, labels=False)
    return len(found)


def lifetimes(parts: list[Path], day: int) -> int:
    """BG/NBD and Gamma-Gamma of the library most use, from the orders to a value for each customer."""
    import pandas as pd
    from lifetimes import BetaGeoFitter, GammaGammaFitter
    from lifetimes.utils import summary_data_from_transaction_data

    orders = pd.concat(pd.read_parquet(part, columns=_COLUMNS) for part in parts)
    orders = orders[(orders.day <= day) & (orders.amount > 0)]
    orders["on"] = pd.to_datetime(orders.day, unit="D")
    until = date.fromordinal(day + date(1970, 1, 1).toordinal()).isoformat()
    book = summary_data_from_transaction_data(
        orders, "customer_id", "on", "amount", observation_period_end=until
    )
    buying = _settled(BetaGeoFitter, book.frequency, book.recency, book["T"])
    buying.conditional_probability_alive(book.frequency, book.recency, book["T"])
    back = book[book.frequency > 0]
    spending = _settled(GammaGammaFitter, back.frequency, back.monetary_value)
    args = (buying, back.frequency, back.recency, back["T"], back.monetary_value)
    spending.customer_lifetime_value(*args, time=24, discount_rate=0.008, freq="D")
    return len(book)


def _settled(kind: Any, *columns: Any) -> Any:  # noqa: ANN401 - the library ships no types
    """Fitted as the library advises when it does not converge: with a larger penalty, until it does."""
    from lifetimes.utils import ConvergenceError

    for penalty in (0.0, 0.001, 0.01, 0.1):
        try:
            return kind(penalizer_coef=penalty).fit(*columns)
        except ConvergenceError:
            print(f"{kind.__name__}: no convergence at {penalty}", file=sys.stderr)
    raise SystemExit(f"{kind.__name__} converges with no penalty that was tried")


WAYS: dict[str, Callable[[list[Path], int], int]] = {
    "scan": scan,
    "pandas": pandas,
    "lifetimes": lifetimes,
}


def _main(name: str, folder: str, day: str) -> None:
    parts = sorted(Path(folder).glob("*.parquet"))
    began = time.monotonic()
    rows = WAYS[name](parts, int(day))
    used = resource.getrusage(resource.RUSAGE_SELF)
    read = int(Path("/proc/self/io").read_text("ascii").split()[1])
    print(
        json.dumps({
            "what": name,
            "rows": rows,
            "seconds": round(time.monotonic() - began, 1),
            "processor_seconds": round(used.ru_utime + used.ru_stime, 1),
            "peak_mb": round(used.ru_maxrss / 1024),
            "read_mb": round(read / 1e6),
        })
    )  # fmt: skip


if __name__ == "__main__":
    _main(*sys.argv[1:])
