"""A file of measures as columns of numbers, one place per customer who has bought."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import numpy as np
import pyarrow.parquet as pq

from zhike.value.forecasting.past import NOW, SIGNS
from zhike.value.lifetime.grouping import Book, Floats, Ints, book
from zhike.value.measures.days import day_number


@dataclass(frozen=True, slots=True, eq=False)
class Histories:
    """Who bought what until a day: `x` repeat purchases, `tx` and `age` in days, their `total` in fen; `signs` by name, not-a-number where not known."""

    ids: Ints
    x: Ints
    tx: Ints
    age: Ints
    total: Floats
    signs: Mapping[str, Floats]
    later: Floats
    later_revenue: Floats

    @property
    def size(self) -> int:
        return len(self.ids)

    @property
    def came_back(self) -> int:
        """How many bought on more than one day."""
        return int((self.x > 0).sum())

    @property
    def grouped(self) -> Book:
        return book(self.x, self.tx, self.age)

    @property
    def floats(self) -> tuple[Floats, Floats, Floats]:
        return self.x.astype(float), self.tx.astype(float), self.age.astype(float)

    @property
    def was_silent(self) -> Floats:
        silent: Floats = (self.later == 0).astype(float)
        return silent

    def thinned(self, most: int) -> "Histories":
        """Every so-manieth customer, so that at most so many are left: to learn a few weights from, more add nothing."""
        step = -(-self.size // most) or 1
        some = slice(None, None, step)
        return Histories(
            self.ids[some],
            self.x[some],
            self.tx[some],
            self.age[some],
            self.total[some],
            {name: sign[some] for name, sign in self.signs.items()},
            self.later[some],
            self.later_revenue[some],
        )


def histories(path: Path, day: date, *, beside: Sequence[str] = ()) -> Histories:
    """Read the customers who had bought by this day; `beside` names the columns of what came after."""
    read = pq.read_table(path, columns=[*NOW, *beside])
    columns = {name: _numbers(read.column(name)) for name in read.column_names}
    had = columns["buying_days"] > 0
    kept = {name: column[had] for name, column in columns.items()}
    first, last = kept["first_order_day"], kept["last_order_day"]
    nothing = np.zeros(int(had.sum()))
    ids: Ints = read.column("customer_id").to_numpy()[had].astype(np.int64)
    return Histories(
        ids,
        (kept["buying_days"] - 1).astype(np.int64),
        (last - first).astype(np.int64),
        (day_number(day) - first).astype(np.int64),
        kept["repeat_revenue"],
        {name: kept[name] for name in SIGNS},
        kept.get("later_days", nothing),
        kept.get("later_revenue", nothing),
    )


def _numbers(column: object) -> Floats:
    return np.asarray(column.to_numpy(), dtype=np.float64)  # type: ignore[attr-defined]  # a column of pyarrow, which ships no types
