"""Apply the rules of classifications to the whole table: which class each customer is in, and nothing else."""

import ibis
import ibis.expr.types as ir

from zhike.methods.deciding import CLASS, RATING, Condition, Rule, facts_of
from zhike.methods.schemes import Scheme
from zhike.methods.scorecards import Raters
from zhike.value.queries import methods
from zhike.value.scoring import agreed


def ruled(worth: ir.Table, ratings: ir.Table, classes: ir.Table, scheme: Scheme) -> ir.Table:
    """One row per customer the rules put into a class: `customer_id` and `grade`."""
    rows = facts_beside(worth, ratings, classes, scheme)
    decided = rows.select(
        rows.customer_id,
        grade=ibis.cases(*((_fits(rows, rule), rule.key) for rule in scheme.rules), else_=""),
    )
    return decided.filter(decided.grade != "").order_by("customer_id")


def facts_beside(
    worth: ir.Table, ratings: ir.Table, classes: ir.Table, scheme: Scheme
) -> ir.Table:
    """The measures, and beside them the ratings and classes the rules ask for, under their own names."""
    facts = facts_of(scheme.rules)
    rows = worth
    rated = sorted(fact for fact in facts if fact.startswith(RATING))
    if rated:
        raters = _raters()
        each = {
            fact: agreed(ratings, key, raters.get(key, Raters.NEWEST))
            for fact in rated
            for key in [fact.removeprefix(RATING)]
        }
        rows = _beside(rows, ratings.group_by("customer_id").aggregate(**each))
    held = sorted(fact for fact in facts if fact.startswith(CLASS))
    if held:
        each_class = {
            fact: classes.grade.max(where=classes.scheme == fact.removeprefix(CLASS))
            for fact in held
        }
        rows = _beside(rows, classes.group_by("customer_id").aggregate(**each_class))
    return rows


def _raters() -> dict[str, Raters]:
    """Rated side → which of several raters' opinions counts, as its card says."""
    return {
        criterion.key: criterion.raters
        for card in methods().scorecards.values()
        for criterion in card.criteria
        if criterion.is_rating
    }


def _beside(rows: ir.Table, other: ir.Table) -> ir.Table:
    return rows.left_join(other, "customer_id").drop("customer_id_right")


def _fits(rows: ir.Table, rule: Rule) -> ir.BooleanValue:
    fits: ir.BooleanValue = ibis.literal(value=True)
    for condition in rule.when:
        fits &= _holds(rows, condition)
    return fits


def _holds(rows: ir.Table, condition: Condition) -> ir.BooleanValue:
    value = rows[condition.fact]
    holds = value.notnull()
    if condition.is_:
        return holds & (value == condition.is_)
    if condition.at_least is not None:
        holds &= value >= condition.at_least
    if condition.at_most is not None:
        holds &= value <= condition.at_most
    return holds
