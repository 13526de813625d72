"""The four satisfactions: from where a customer is lost to one of them, and what else is asked of a relation (S0-06 to S0-08)."""

from collections.abc import Mapping
from dataclasses import dataclass

from zhike.lib.words import Words
from zhike.methods.questionnaires import DIMENSIONS
from zhike.methods.reading import Head, Table, head

RULE = "satisfaction"
STATES: Mapping[str, tuple[Words, str]] = {
    "low": (Words("有一样不满意", "one of them is low"), "bad"),
    "fair": (Words("过得去", "fair"), "info"),
    "champion": (Words("满意度冠军", "satisfaction champion"), "good"),
    "unknown": (Words("还没有问过", "not asked yet"), ""),
}


@dataclass(frozen=True, slots=True)
class Named:
    """Something to choose: its key and words."""

    key: str
    title: Words


@dataclass(frozen=True, slots=True)
class Position:
    """How we stand before a customer: rightly or improperly (S0-36, S0-37); one that is `reviewed` goes to a head of the company."""

    key: str
    title: Words
    is_right: bool
    is_reviewed: bool


@dataclass(frozen=True, slots=True)
class Example:
    """Bars like these come to this state, led by this dimension."""

    bars: Mapping[str, int]
    state: str
    lowest: str


@dataclass(frozen=True, slots=True, eq=False)
class SatisfactionRule:
    """Below `line` one satisfaction alone may lose a customer (S0-08); with all four from `champion` up he is ours (S0-07).

    Answers count for `months`; nobody is asked anything twice within `gap_days`; what he expected of something without
    an end of its own is compared after `compare_days` (S0-22).
    """

    head: Head
    line: int
    champion: int
    months: int
    gap_days: int
    compare_days: int
    causes: tuple[Named, ...]
    sides: tuple[Named, ...]
    positions: tuple[Position, ...]
    tasks: tuple[Named, ...]
    examples: tuple[Example, ...]

    def state(self, bars: Mapping[str, int | None]) -> str:
        """`low` when any of the four is below the line, whatever the others are; `champion` only with all four known and high."""
        known = [bars[key] for key in DIMENSIONS if bars.get(key) is not None]
        values = [value for value in known if value is not None]
        if not values:
            return "unknown"
        if min(values) < self.line:
            return "low"
        is_whole = len(values) == len(DIMENSIONS)
        return "champion" if is_whole and min(values) >= self.champion else "fair"

    def position(self, key: str) -> Position | None:
        """A position by its key."""
        return next((each for each in self.positions if each.key == key), None)


def lowest(bars: Mapping[str, int | None]) -> tuple[str, int] | None:
    """The satisfaction that leads: the lowest of those known, the first of equals (S0-08)."""
    known = [(key, value) for key in DIMENSIONS if (value := bars.get(key)) is not None]
    return min(known, key=lambda each: each[1]) if known else None


def satisfaction_rule(table: Table) -> SatisfactionRule:
    """Read it; the champion's level is not below the line."""
    line = table.number("line", at_least=1, at_most=100)
    found = SatisfactionRule(
        head(table),
        line,
        table.number("champion", at_least=line, at_most=100),
        table.number("months", at_least=1, at_most=60),
        table.number("gap_days", at_least=7, at_most=365),
        table.number("compare_days", at_least=7, at_most=730),
        table.read("causes", _named),
        table.read("sides", _named),
        table.read("positions", _position),
        table.read("tasks", _named),
        table.read("examples", _example),
    )
    table.done()
    return found


def _named(table: Table) -> Named:
    return Named(table.name("key"), table.words("title"))


def _position(table: Table) -> Position:
    return Position(
        table.name("key"),
        table.words("title"),
        table.flag("right", default=False),
        table.flag("reviewed", default=False),
    )


def _example(table: Table) -> Example:
    bars = {}
    for key, value in table.values("bars").items():
        if key not in DIMENSIONS or not isinstance(value, int):
            raise table.lie(f"bars.{key}", "应为一种满意度的分数", "must be a satisfaction")
        bars[key] = value
    return Example(bars, table.one_of("state", STATES), table.text("lowest", ""))
