"""Apply a scorecard to a whole table of measures, on whatever engine holds it; points stay beside the total.

`methods.scorecards` scores one customer; a test holds the two together.
"""

from functools import reduce
from operator import add

import ibis
import ibis.expr.types as ir

from zhike.methods.scorecards import FULL, Criterion, Line, Scorecard, Steps


def scored(measures: ir.Table, ratings: ir.Table, card: Scorecard) -> ir.Table:
    """One row per customer: each criterion's points as `points_<key>`, its value as `value_<key>`, and the total."""
    facts = measures.left_join(_one_row_each(ratings, card), "customer_id")
    values = facts.select(
        measures.customer_id,
        measures.target_basis,
        **{f"value_{c.key}": facts[c.fact].cast("int64") for c in card.criteria},
    )
    pointed = values.mutate(
        **{
            f"points_{c.key}": _points(values[f"value_{c.key}"], c, card.neutral)
            for c in card.criteria
        }
    )
    total = reduce(add, (pointed[f"points_{c.key}"] for c in card.criteria))
    graded = pointed.mutate(points=total)
    return graded.mutate(
        grade=ibis.cases(*((graded.points >= band.at_least, band.grade) for band in card.bands))
    ).order_by("customer_id")


def _one_row_each(ratings: ir.Table, card: Scorecard) -> ir.Table:
    return ratings.group_by("customer_id").aggregate(
        **{
            c.fact: ratings.value.max(where=ratings.criterion == c.key)
            for c in card.criteria
            if c.is_rating
        }
    )


def _points(value: ir.IntegerValue, criterion: Criterion, neutral: int) -> ir.IntegerValue:
    share = ibis.ifelse(value.isnull(), neutral, _share(value, criterion.mapping))
    return (share * criterion.weight // 100).cast("int64")


def _share(value: ir.IntegerValue, mapping: Line | Steps) -> ir.IntegerValue:
    match mapping:
        case Line(none_at, full_at):
            return ((value - none_at) * FULL // (full_at - none_at)).clip(lower=0, upper=FULL)
        case Steps(steps):
            falling = [(value >= start, share) for start, share in reversed(steps)]
            return ibis.cases(*falling, else_=steps[0][1])
