"""What lifetime values are reckoned with: how far ahead, how much less later money is worth, and when a book is too small to say anything (S1-48, S1-49, S2-41)."""

from dataclasses import dataclass

from zhike.lib.words import Words
from zhike.methods.reading import Head, Table, head


@dataclass(frozen=True, slots=True, eq=False)
class LifetimeRule:
    """The assumptions, each to be shown beside what follows from it.

    A value counts `horizon_months` ahead; money a year later is worth less by `discount_bp` basis points; whoever buys
    nothing for `quiet_days` counts as silent; `interval_pct` of a hundred customers should end up within their span.
    Whose chance to be still ours lies below `lost_below_bp` is won back, not warned of; nobody is warned of whose chance
    of silence lies below `warned_from_bp`. A contract signed for `long_months` or more is a long one (S4-53).
    Below `smallest_book` customers who bought, or `smallest_repeat` who came back, nothing is forecast. `claim` is what
    the source says a lower loss is worth: quoted, never reckoned with.
    """

    head: Head
    horizon_months: int
    discount_bp: int
    quiet_days: int
    interval_pct: int
    lost_below_bp: int
    warned_from_bp: int
    long_months: int
    smallest_book: int
    smallest_repeat: int
    claim: Words


def lifetime_rule(table: Table) -> LifetimeRule:
    """Read it."""
    found = LifetimeRule(
        head(table),
        table.number("horizon_months", at_least=1, at_most=120),
        table.number("discount_bp", at_most=10_000),
        table.number("quiet_days", at_least=7, at_most=730),
        table.number("interval_pct", at_least=50, at_most=98),
        table.number("lost_below_bp", at_most=10_000),
        table.number("warned_from_bp", at_most=10_000),
        table.number("long_months", at_least=1, at_most=240),
        table.number("smallest_book", at_least=30),
        table.number("smallest_repeat", at_least=10),
        table.words("claim"),
    )
    table.done()
    return found
