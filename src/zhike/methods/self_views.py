"""By what somebody who serves looks at himself, to grow: six criteria of the sources, never used to judge him (S0-28)."""

from dataclasses import dataclass

from zhike.lib.words import Words
from zhike.methods.reading import Head, Table, head

RULE = "personal_quality"


@dataclass(frozen=True, slots=True)
class Quality:
    """One criterion, and the question one asks oneself."""

    key: str
    title: Words
    asks: Words


@dataclass(frozen=True, slots=True, eq=False)
class SelfViewRule:
    """The criteria, the words of the levels from 1 up, and after how many months one may look again."""

    head: Head
    months: int
    levels: tuple[Words, ...]
    qualities: tuple[Quality, ...]


def self_view_rule(table: Table) -> SelfViewRule:
    """Read it; the key of a criterion stands once, and there are two levels at least."""
    qualities = table.read("qualities", _quality)
    levels = table.read("levels", lambda t: t.words("title"))
    if len({each.key for each in qualities}) < len(qualities):
        raise table.lie("qualities.key", "有重复的名称", "a key stands twice")
    if len(levels) < 2:
        raise table.lie("levels", "至少要有两级", "two levels at least")
    found = SelfViewRule(
        head(table), table.number("months", at_least=1, at_most=24), levels, qualities
    )
    table.done()
    return found


def _quality(table: Table) -> Quality:
    return Quality(table.name("key"), table.words("title"), table.words("asks"))
