"""Rules that put a customer into a class by what is known of him: the first that fits decides."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from zhike.methods.measures import MEASURES
from zhike.methods.reading import Table

RATING, CLASS = "rating.", "class."
LEAST = -1_000_000  # growth may be below zero

type Value = int | str | None


@dataclass(frozen=True, slots=True)
class Condition:
    """A fact and its bounds, both included; or the class it must be (`is_`). What is not known does not fit."""

    fact: str
    at_least: int | None
    at_most: int | None
    is_: str

    def fits(self, value: Value) -> bool:
        """Whether a value lies within."""
        if self.is_:
            return value == self.is_
        return (
            isinstance(value, int)
            and (self.at_least is None or value >= self.at_least)
            and (self.at_most is None or value <= self.at_most)
        )


@dataclass(frozen=True, slots=True)
class Rule:
    """All conditions together put a customer into a class; a rule without any takes whoever is left."""

    key: str
    when: tuple[Condition, ...]

    def fits(self, values: Mapping[str, Value]) -> bool:
        return all(condition.fits(values.get(condition.fact)) for condition in self.when)


def decide(rules: Collection[Rule], values: Mapping[str, Value]) -> str:
    """The class of the first rule that fits; empty when none does."""
    return next((rule.key for rule in rules if rule.fits(values)), "")


def facts_of(rules: Collection[Rule]) -> set[str]:
    """Every fact the rules ask about."""
    return {condition.fact for rule in rules for condition in rule.when}


def rule(table: Table, keys: Collection[str]) -> Rule:
    """Read a rule: its class and its conditions."""
    return Rule(table.one_of("class", keys), table.read("when", _condition, required=False))


def _condition(table: Table) -> Condition:
    fact = table.text("fact")
    known = fact in MEASURES or fact.startswith((RATING, CLASS))
    if not known:
        raise table.lie(
            "fact",
            f"没有名为 “{fact}” 的指标；也可以用 rating.（评价）或 class.（分类）",
            f"there is no measure “{fact}”; rating.… and class.… may be used too",
        )
    if fact.startswith(CLASS):
        return Condition(fact, None, None, table.text("is"))
    at_least = table.number("at_least", at_least=LEAST) if table.has("at_least") else None
    at_most = table.number("at_most", at_least=LEAST) if table.has("at_most") else None
    if at_least is None and at_most is None:
        raise table.lie("at_least", "要有下限或上限", "give a lower or an upper bound")
    return Condition(fact, at_least, at_most, "")
