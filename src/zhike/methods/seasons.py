"""Festivals: which are kept, how far ahead, who is greeted how by class, and what a season may cost (S0-31, S1-72)."""

from dataclasses import dataclass

from zhike.lib.moon import FESTIVALS
from zhike.lib.words import Words
from zhike.methods.reading import Head, Table, head

# The ways to greet somebody; each is a kind of touch.
WAYS = {
    "visit": Words("登门", "A visit"),
    "call": Words("打电话", "By phone"),
    "message": Words("发消息", "By message"),
    "letter": Words("写信、邮件", "A letter or e-mail"),
}


@dataclass(frozen=True, slots=True)
class Manner:
    """How a class is greeted, and what a small gift to one of its customers may cost, in fen."""

    grade: str
    way: str
    gift: int


@dataclass(frozen=True, slots=True)
class Kept:
    """A festival that is kept: its letter, from how many days before, and the budget of the season in fen."""

    key: str
    lead_days: int
    budget: int
    document: str


@dataclass(frozen=True, slots=True)
class Example:
    """How a class is greeted."""

    grade: str
    way: str


@dataclass(frozen=True, slots=True, eq=False)
class SeasonRule:
    """Who is greeted how (by the classes of `scheme`, the last also for those without one) at which festivals."""

    head: Head
    scheme: str
    manners: tuple[Manner, ...]
    festivals: tuple[Kept, ...]
    examples: tuple[Example, ...]

    def manner_of(self, grade: str) -> Manner:
        """How a customer of this class is greeted."""
        return next((m for m in self.manners if m.grade == grade), self.manners[-1])

    def kept(self, key: str) -> Kept | None:
        """A festival, when it is kept."""
        return next((each for each in self.festivals if each.key == key), None)


def season_rule(table: Table) -> SeasonRule:
    """Read it."""
    found = SeasonRule(
        head(table),
        table.name("scheme"),
        table.read("manners", _manner),
        table.read("festivals", _kept),
        table.read("examples", lambda t: Example(t.text("grade", ""), t.one_of("way", WAYS))),
    )
    table.done()
    return found


def _manner(table: Table) -> Manner:
    return Manner(table.text("grade"), table.one_of("way", WAYS), table.number("gift_fen"))


def _kept(table: Table) -> Kept:
    return Kept(
        table.one_of("festival", [festival.key for festival in FESTIVALS]),
        table.number("lead_days", at_least=1, at_most=60),
        table.number("budget_fen"),
        table.name("document"),
    )
