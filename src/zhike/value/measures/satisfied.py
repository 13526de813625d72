"""Measures of satisfaction: the four of each customer and the lowest of them, which leads (S0-06, S0-08)."""

import ibis
import ibis.expr.types as ir

from zhike.methods.questionnaires import DIMENSIONS


def satisfied(said: ir.Table) -> ir.Table:
    """One row per customer anybody spoke for: the mean of his people on each satisfaction, 0 to 100 and rounded down, and the lowest.

    What nobody spoke of is unknown and leads nothing.
    """
    means = said.group_by("customer_id").aggregate(
        **{f"satisfied_{d}": _mean(said, d) for d in DIMENSIONS}
    )
    known = [means[f"satisfied_{d}"].fill_null(101) for d in DIMENSIONS]
    return means.mutate(satisfied_lowest=ibis.least(*known).nullif(101).cast("int64"))


def _mean(said: ir.Table, dimension: str) -> ir.IntegerScalar:
    these = said.dimension == dimension
    total = said.value.sum(where=these).cast("int64")
    return (total // said.count(where=these).nullif(0)).cast("int64")
