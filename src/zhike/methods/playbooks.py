"""A playbook: what starts it, and the steps somebody then has to take, each with its clock and its reason."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from zhike.lib.moon import FESTIVALS
from zhike.lib.words import Words
from zhike.methods.measures import MEASURES
from zhike.methods.reading import Head, Table, head
from zhike.methods.starts import STARTS
from zhike.methods.steps import Standing, Step, standing, step


@dataclass(frozen=True, slots=True)
class Condition:
    """The playbook starts only for customers whose measure has come so far."""

    measure: str
    at_least: int


@dataclass(frozen=True, slots=True)
class Example:
    """How a step reads when its blanks are filled; with `event`, also from when and by when it is due."""

    step: str
    values: Mapping[str, Words]
    why: Words
    event: datetime | None
    opens_on: date | None
    due_on: date | None


@dataclass(frozen=True, slots=True)
class Playbook:
    """`lead_days` before a day it starts, `look_back_days` after a missed one; `backlog_cap` open tasks per person;
    `times` the usual from which on something is big; `every_days` it asks anew.
    """

    head: Head
    starts_on: str
    is_on: bool
    lead_days: int
    look_back_days: int
    backlog_cap: int
    times: int
    every_days: int
    conditions: tuple[Condition, ...]
    standing: Standing | None
    festivals: tuple[str, ...]
    steps: tuple[Step, ...]
    examples: tuple[Example, ...]

    @property
    def keeps_runs(self) -> bool:
        """Whether a run says where it is: its steps hang together, or the one it has may be held, merged or done for several."""
        only = self.steps[0]
        return len(self.steps) > 1 or bool(only.holds or only.family or only.everyone)

    def steps_on(self, start: str) -> tuple[Step, ...]:
        """The steps a start sets off at once."""
        return tuple(s for s in self.steps if s.starts_on == start and not s.after)

    def steps_after(self, key: str) -> tuple[Step, ...]:
        """The steps that begin once this one is done."""
        return tuple(s for s in self.steps if s.after == key)

    def step(self, key: str) -> Step | None:
        """The step of this key."""
        return next((s for s in self.steps if s.key == key), None)


def playbook(table: Table) -> Playbook:
    """Read a playbook; the file names every start, blank, measure and festival as this house knows them."""
    starts_on = table.one_of("starts_on", STARTS)
    steps = table.read("steps", lambda t: step(t, starts_on))
    _check_order(table, steps)
    found = Playbook(
        head(table),
        starts_on,
        table.flag("on", default=True),
        table.number("lead_days", 0, at_most=400),
        table.number("look_back_days", 0, at_most=30),
        table.number("backlog_cap", 0),
        table.number("times", 0),
        table.number("every_days", 0, at_most=730),
        table.read("conditions", _condition) if table.has("conditions") else (),
        standing(table.table("standing")) if table.has("standing") else None,
        _festivals(table) if starts_on == "festival" else (),
        steps,
        table.read("examples", lambda t: _example(t, steps)),
    )
    table.done()
    return found


def _check_order(table: Table, steps: tuple[Step, ...]) -> None:
    """Keys stand once, and a step comes after one that stands before it in the file, so that nothing waits for itself."""
    seen: set[str] = set()
    for number, each in enumerate(steps, 1):
        if each.key in seen:
            raise table.lie(f"steps[{number}].key", "有重复的步骤", "a step stands twice")
        if each.after and each.after not in seen:
            raise table.lie(
                f"steps[{number}].after",
                f"前面没有名为 “{each.after}” 的步骤",
                f"no step named “{each.after}” stands before it",
            )
        seen.add(each.key)


def _condition(table: Table) -> Condition:
    return Condition(table.one_of("measure", MEASURES), table.number("at_least"))


def _festivals(table: Table) -> tuple[str, ...]:
    keys = table.texts("festivals")
    known = {festival.key for festival in FESTIVALS}
    for key in keys:
        if key not in known:
            listed = ", ".join(sorted(known))
            raise table.lie(
                "festivals",
                f"不认识节日 “{key}”；可用：{listed}",
                f"unknown festival “{key}”; allowed are {listed}",
            )
    return keys


def _example(table: Table, steps: tuple[Step, ...]) -> Example:
    key = table.one_of("step", {step.key for step in steps})
    values = table.table("values")
    blanks = STARTS[next(s.starts_on for s in steps if s.key == key)]
    found = {key: values.words(key, may_be_empty=True) for key in values.data if key in blanks}
    values.done()
    event = table.moment("event") if table.has("event") else None
    return Example(
        key,
        found,
        table.words("why"),
        event,
        table.day("opens_on") if table.has("opens_on") else None,
        table.day("due_on") if event else None,
    )
