"""Apply scorecards to a whole table of measures, on whatever engine holds it; points stay beside the total.

`methods.scorecards` scores one customer; a test holds the two together.
"""

from collections.abc import Collection
from functools import reduce
from operator import add

import ibis
import ibis.expr.types as ir

from zhike.methods.measures import SCORES
from zhike.methods.scorecards import (
    FULL,
    Combine,
    Criterion,
    Line,
    Raters,
    Scorecard,
    Steps,
)
from zhike.value.measures.tables import SCHEMAS, table


def totalled(card: Scorecard) -> ir.Table:
    """The totals of a card that hands no grade down, over the measures and the totals of the cards it builds on."""
    built_on = [c.measure for c in card.criteria if c.measure in SCORES]
    facts = _with_totals(table("measures"), built_on)
    return scored(facts, table("ratings"), card).select("customer_id", "points")


def worth(scores: Collection[str]) -> ir.Table:
    """The measures, and beside them the total of each of these cards; the others are unknown."""
    found = _with_totals(table("measures"), scores)
    missing = {name: ibis.null("int64") for name in SCORES if name not in scores}
    return found.mutate(**missing).select(*SCHEMAS["worth"]).order_by("customer_id")


def _with_totals(measures: ir.Table, scores: Collection[str]) -> ir.Table:
    found = measures
    for name in scores:
        totals = table(f"total_{name}").select("customer_id", **{name: "points"})
        found = found.left_join(totals, "customer_id").drop("customer_id_right")
    return found


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
    graded = pointed.mutate(points=_total(pointed, card))
    return graded.mutate(
        grade=ibis.cases(*((graded.points >= band.at_least, band.grade) for band in card.bands))
    ).order_by("customer_id")


def _total(pointed: ir.Table, card: Scorecard) -> ir.IntegerValue:
    if card.combine is Combine.SUM:
        return reduce(add, (pointed[f"points_{c.key}"] for c in card.criteria))
    shares = [
        (pointed[f"points_{c.key}"] * 100 // c.weight).cast("int64") for c in card.criteria
    ]
    return ibis.least(*shares)


def _one_row_each(ratings: ir.Table, card: Scorecard) -> ir.Table:
    return ratings.group_by("customer_id").aggregate(
        **{c.fact: agreed(ratings, c.key, c.raters) for c in card.criteria if c.is_rating}
    )


def agreed(ratings: ir.Table, key: str, raters: Raters) -> ir.IntegerScalar:
    """What counts of the raters' opinions of one side: the newest, the lowest, or the mean of each one's newest."""
    these = ratings.criterion == key
    match raters:
        case Raters.NEWEST:
            return ratings.value.max(where=these & (ratings.is_newest == 1)).cast("int64")
        case Raters.LOWEST:
            return ratings.value.min(where=these).cast("int64")
        case Raters.MEAN:
            total = ratings.value.sum(where=these).cast("int64")
            return (total // ratings.count(where=these).nullif(0)).cast("int64")


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
