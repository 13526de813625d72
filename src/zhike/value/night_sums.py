"""Sums over the ledger for the pictures of the whole book, from the files of a night: twenty million orders in seconds,
where the database takes minutes. They answer as the functions of the pictures do that ask the database for any cut."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import ibis.expr.types as ir
import pyarrow.parquet as pq

from zhike.trust.actor import Actor
from zhike.value import engine, facts
from zhike.value.keeping.spans import Span, first_day_of, quarter_of
from zhike.value.measures import pictured
from zhike.value.measures.buying import some
from zhike.value.measures.days import day_number
from zhike.value.measures.tables import table
from zhike.value.pictures.cut import Cut


@dataclass(frozen=True, slots=True)
class NightSums:
    """The files of one night; who asks sees the whole book, and the cut is the whole."""

    night: date

    def spent(
        self, _actor: Actor, _cut: Cut, side: str, after: date, until: date
    ) -> Iterable[tuple[str, str, int]]:
        """Group of the side, product, fen."""
        days = day_number(after), day_number(until)
        rows = self._rows(pictured.spent(table("orders"), table("customers"), side, *days))
        return [(row["key"], row["product"], row["total"]) for row in rows]

    def bought_by_quarter(
        self, _actor: Actor, _cut: Cut, since: date, on: date
    ) -> Iterable[tuple[int, int, int]]:
        """Quarter of the first order, quarter, how many bought in it."""
        oldest = quarter_of(since)
        quarters = range(oldest, quarter_of(on) + 1)
        starts = [day_number(first_day_of(quarter)) for quarter in quarters]
        others = table("customers"), table("measures")
        counted: Counter[tuple[int, int]] = Counter()
        for orders in self._orders():
            meant = pictured.bought_by_quarter(orders, *others, starts, day_number(on))
            for row in self._rows(meant):
                counted[oldest + row["first"], oldest + row["quarter"]] += row["customers"]
        return [(first, quarter, n) for (first, quarter), n in counted.items()]

    def bought_by_year(
        self, _actor: Actor, _cut: Cut, spans: Sequence[Span]
    ) -> Mapping[str, int]:
        """`bought`, `stayed`, `known`, `costed` and `margin`, each with the number of the span behind it."""
        starts, until = [day_number(span.first) for span in spans], day_number(spans[-1].last)
        counted: Counter[str] = Counter()
        for orders in self._orders():
            for row in self._rows(
                pictured.bought_by_year(orders, table("customers"), starts, until)
            ):
                year = row.pop("year")
                counted.update({f"{name}{year}": number for name, number in row.items()})
        return counted

    def _orders(self) -> list[ir.Table]:
        """The orders, share by share of the customers."""
        of = engine.shares(facts.rows_of(facts.ORDERS))
        return [some(table("orders"), share, of) for share in range(of)]

    def _rows(self, expression: ir.Table) -> list[dict[str, Any]]:
        folder = facts.of_day(self.night)
        files = {name: [folder / f"{name}.parquet"] for name in ("customers", "measures")}
        into = folder / "pictured.parquet"
        engine.run(expression, files | {"orders": facts.paths_of(facts.ORDERS)}, into=into)
        rows: list[dict[str, Any]] = pq.read_table(into).to_pylist()
        into.unlink()
        return rows
