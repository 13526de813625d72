"""What may be given to whom: limits by kind of receiver, what is never given, and what waits for another's word (S0-31, section 5)."""

from dataclasses import dataclass
from enum import StrEnum

from zhike.lib.words import Words
from zhike.methods.reading import Head, Table, head

# The kinds of receivers, the strictest first.
RECEIVERS = ("official", "state_owned", "public_service", "company", "person")


class Verdict(StrEnum):
    """What the rule says of a gift."""

    FREE = "free"
    ASK = "ask"
    NEVER = "never"


@dataclass(frozen=True, slots=True)
class Limit:
    """Up to how much, in fen, a gift to this kind of receiver needs nobody's word: at once, and within twelve months."""

    receiver: str
    title: Words
    once: int
    year: int


@dataclass(frozen=True, slots=True)
class Example:
    """A gift of so much after so much within twelve months, and what the rule says."""

    receiver: str
    value: int
    before: int
    verdict: Verdict


@dataclass(frozen=True, slots=True, eq=False)
class GiftRule:
    """The limits; the words of cash and its equivalents, which nobody is ever given; the words in the name of a public body."""

    head: Head
    limits: tuple[Limit, ...]
    never: tuple[str, ...]
    public: tuple[str, ...]
    examples: tuple[Example, ...]

    def limit_of(self, receiver: str) -> Limit:
        """The limit of a kind of receiver."""
        return next(each for each in self.limits if each.receiver == receiver)

    def verdict(self, receiver: str, value: int, before: int) -> Verdict:
        """Whether a gift may go, waits for another's word, or never goes; `before` is what he had within twelve months."""
        limit = self.limit_of(receiver)
        if limit.once == 0 or limit.year == 0:
            return Verdict.NEVER
        within = value <= limit.once and before + value <= limit.year
        return Verdict.FREE if within else Verdict.ASK

    def sounds_public(self, name: str) -> bool:
        """Whether a customer is called like a hospital, a school or the like; only a first guess."""
        return any(word in name for word in self.public)

    def cash_in(self, text: str) -> str:
        """The word of cash or an equivalent a description holds; empty when there is none."""
        said = text.casefold()
        return next((word for word in self.never if word.casefold() in said), "")


def gift_rule(table: Table) -> GiftRule:
    """Read it; every kind of receiver has exactly one limit."""
    limits = table.read("limits", _limit)
    if sorted(limit.receiver for limit in limits) != sorted(RECEIVERS):
        listed = ", ".join(RECEIVERS)
        raise table.lie(
            "limits",
            f"每一类收礼人写一条：{listed}",
            f"give one limit to each kind of receiver: {listed}",
        )
    found = GiftRule(
        head(table),
        limits,
        table.texts("never"),
        table.texts("public"),
        table.read("examples", _example),
    )
    table.done()
    return found


def _limit(table: Table) -> Limit:
    return Limit(
        table.one_of("receiver", RECEIVERS),
        table.words("title"),
        table.number("once_fen"),
        table.number("year_fen"),
    )


def _example(table: Table) -> Example:
    return Example(
        table.one_of("receiver", RECEIVERS),
        table.number("value_fen"),
        table.number("before_fen", 0),
        Verdict(table.one_of("verdict", [v.value for v in Verdict])),
    )
