"""A care plan: what each class or kind of customer gets of us, how often, by which means, and by whom (S1-70)."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from zhike.lib.words import Words
from zhike.methods.reading import Head, Table, head
from zhike.methods.seasons import WAYS


class Carer(StrEnum):
    """Who does it: not only whoever sells."""

    OWNER = "owner"
    SUPERIOR = "superior"
    EXECUTIVE = "executive"
    SERVICE = "service"


@dataclass(frozen=True, slots=True)
class CareAct:
    """One line of a plan: for which class, perhaps only one kind of customer, what, by which means, how often in days, by whom."""

    key: str
    grade: str
    kind: str
    title: Words
    content: Words
    means: str
    every: int
    carer: Carer


@dataclass(frozen=True, slots=True)
class Example:
    """A line last done on a day, and when it is due next."""

    act: str
    last: date
    due: date


@dataclass(frozen=True, slots=True, eq=False)
class CarePlan:
    """The lines for the classes of `scheme`; `backlog_cap` open ones before each person, `review_days` until a customer's own is looked at again."""

    head: Head
    scheme: str
    backlog_cap: int
    review_days: int
    acts: tuple[CareAct, ...]
    examples: tuple[Example, ...]

    def acts_for(self, grade: str, kind: str) -> tuple[CareAct, ...]:
        """What a customer of this class and kind gets."""
        return tuple(a for a in self.acts if a.grade == grade and a.kind in {"", kind})

    def act(self, key: str) -> CareAct | None:
        return next((each for each in self.acts if each.key == key), None)

    def due(self, key: str, last: date) -> date:
        """When a line is due again."""
        return last + timedelta(days=next(a.every for a in self.acts if a.key == key))


KINDS = ("organisation", "government", "group", "sole", "person")


def care_plan(table: Table) -> CarePlan:
    """Read it; the keys stand once."""
    acts = table.read("acts", _act)
    if len({act.key for act in acts}) < len(acts):
        raise table.lie("acts.key", "有重复的名称", "a key stands twice")
    found = CarePlan(
        head(table),
        table.name("scheme"),
        table.number("backlog_cap"),
        table.number("review_days", at_least=1),
        acts,
        table.read(
            "examples",
            lambda t: Example(
                t.one_of("act", {a.key for a in acts}), t.day("last"), t.day("due")
            ),
        ),
    )
    table.done()
    return found


def _act(table: Table) -> CareAct:
    return CareAct(
        table.name("key"),
        table.text("grade"),
        table.one_of("kind", (*KINDS, ""), "") if table.has("kind") else "",
        table.words("title"),
        table.words("content"),
        table.one_of("means", WAYS),
        table.number("every_days", at_least=7, at_most=730),
        Carer(table.one_of("carer", [c.value for c in Carer])),
    )
