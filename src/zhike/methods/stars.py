"""When a customer is a sales star: trustworthy, sizeable, upmarket, each told by tests anybody can follow (S2-22)."""

from collections.abc import Mapping
from dataclasses import dataclass

from zhike.lib.words import Words
from zhike.methods.measures import MEASURES
from zhike.methods.reading import Head, Table, head


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of a customer: measures, classes by scheme, answers by question."""

    measures: Mapping[str, int | None]
    classes: Mapping[str, str]
    answers: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Test:
    """One test: of a measure between two bounds, of a class in a scheme, or of an answer in the condition form."""

    title: Words
    measure: str
    at_least: int | None
    at_most: int | None
    scheme: str
    item: str
    wanted: tuple[str, ...]

    def held(self, known: Known) -> bool | None:
        """Whether it holds; None while nothing is known."""
        if self.measure:
            value = known.measures.get(self.measure)
            if value is None:
                return None
            low = self.at_least is None or value >= self.at_least
            return low and (self.at_most is None or value <= self.at_most)
        held = known.classes.get(self.scheme) if self.scheme else known.answers.get(self.item)
        return None if held is None else held in self.wanted


@dataclass(frozen=True, slots=True)
class Criterion:
    """One of the three: it holds when all its tests do."""

    key: str
    title: Words
    tests: tuple[Test, ...]


@dataclass(frozen=True, slots=True)
class Judged:
    """A criterion with how each of its tests came out."""

    criterion: Criterion
    tests: tuple[tuple[Test, bool | None], ...]

    @property
    def is_met(self) -> bool:
        return all(held is True for _, held in self.tests)


@dataclass(frozen=True, slots=True)
class Example:
    """A customer like this meets these criteria."""

    known: Known
    met: tuple[str, ...]


@dataclass(frozen=True, slots=True, eq=False)
class StarRule:
    """The criteria, and the kinds of customers that can be one."""

    head: Head
    form: str
    kinds: tuple[str, ...]
    criteria: tuple[Criterion, ...]
    examples: tuple[Example, ...]

    def judge(self, known: Known) -> tuple[Judged, ...]:
        """Every criterion with its reasons."""
        return tuple(
            Judged(each, tuple((test, test.held(known)) for test in each.tests))
            for each in self.criteria
        )


def star_rule(table: Table) -> StarRule:
    """Read it."""
    found = StarRule(
        head(table),
        table.name("form"),
        table.texts("kinds"),
        table.read("criteria", _criterion),
        table.read("examples", _example),
    )
    table.done()
    return found


def _criterion(table: Table) -> Criterion:
    return Criterion(table.name("key"), table.words("title"), table.read("tests", _test))


def _test(table: Table) -> Test:
    title = table.words("title")
    if table.has("measure"):
        measure = table.one_of("measure", MEASURES)
        low = table.number("at_least") if table.has("at_least") else None
        high = table.number("at_most") if table.has("at_most") else None
        if low is None and high is None:
            raise table.lie("at_least", "写至少或至多多少", "say at least or at most how much")
        return Test(title, measure, low, high, "", "", ())
    scheme = table.name("scheme") if table.has("scheme") else ""
    item = "" if scheme else table.name("item")
    return Test(title, "", None, None, scheme, item, table.texts("is"))


def _example(table: Table) -> Example:
    measures = {key: _whole(table, key, v) for key, v in table.values("measures").items()}
    classes = {key: str(value) for key, value in table.values("classes").items()}
    known = Known(measures, classes, table.values("answers"))
    return Example(known, table.texts("met", required=False))


def _whole(table: Table, key: str, value: object) -> int:
    if not isinstance(value, int):
        raise table.lie(f"measures.{key}", "应为整数", "must be a whole number")
    return value
