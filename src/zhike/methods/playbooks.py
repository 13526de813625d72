"""A playbook: what starts it, and the steps somebody then has to take, each with its clock and its reason."""

from collections.abc import Mapping
from dataclasses import dataclass

from zhike.lib.moon import FESTIVALS
from zhike.lib.words import Words
from zhike.methods.clocks import Clock, clock
from zhike.methods.measures import MEASURES
from zhike.methods.reading import Head, Table, head

# What may start a playbook, and the blanks its sentences may leave for it to fill.
STARTS: dict[str, frozenset[str]] = {
    "quiet": frozenset({"last", "grade", "every", "revenue"}),
    "rhythm_broken": frozenset({"cycle", "days", "times", "last_order", "revenue"}),
    "birthday": frozenset({"person", "day", "given", "turns", "last", "likes"}),
    "promise": frozenset({"what", "made_on", "due", "person"}),
    "complaint_received": frozenset({"received", "summary"}),
    "complaint_resolved": frozenset({"resolved", "summary"}),
    "request_received": frozenset({"received", "summary"}),
    "regraded": frozenset({"before", "after", "points", "weakest", "every"}),
    "people_gap": frozenset({"count"}),
    "signed_opposes": frozenset({"person", "signed"}),
    "signed_never_met": frozenset({"person", "signed"}),
    "signed_supports": frozenset({"person", "signed"}),
    "handed_over": frozenset({"before", "promises", "people"}),
    "festival": frozenset({"festival", "day", "given", "count"}),
    "referral": frozenset({"person", "customer", "day"}),
    "service_due": frozenset({"service", "grade", "times", "last", "promised", "level"}),
}
TASK_KINDS = (
    "reply",
    "promise",
    "contact",
    "rhythm",
    "birthday",
    "festival",
    "standing",
    "service",
    "other",
)


@dataclass(frozen=True, slots=True)
class Condition:
    """The playbook starts only for customers whose measure has come so far."""

    measure: str
    at_least: int


@dataclass(frozen=True, slots=True)
class Step:
    """Something to do after a start, by its clock. `card` and `document` help whoever does it."""

    key: str
    kind: str
    starts_on: str
    clock: Clock
    title: Words
    why: Words
    card: str
    document: str


@dataclass(frozen=True, slots=True)
class Example:
    """How a step reads when its blanks are filled."""

    step: str
    values: Mapping[str, Words]
    why: Words


@dataclass(frozen=True, slots=True)
class Playbook:
    """`lead_days` before a day it starts, `look_back_days` after a missed one; `backlog_cap` open tasks per person."""

    head: Head
    starts_on: str
    lead_days: int
    look_back_days: int
    backlog_cap: int
    conditions: tuple[Condition, ...]
    festivals: tuple[str, ...]
    steps: tuple[Step, ...]
    examples: tuple[Example, ...]

    def steps_on(self, start: str) -> tuple[Step, ...]:
        """The steps a start sets off."""
        return tuple(step for step in self.steps if step.starts_on == start)


def playbook(table: Table) -> Playbook:
    """Read a playbook; the file names every start, blank, measure and festival as this house knows them."""
    starts_on = table.one_of("starts_on", STARTS)
    steps = table.read("steps", lambda t: _step(t, starts_on))
    found = Playbook(
        head(table),
        starts_on,
        table.number("lead_days", 0, at_most=60),
        table.number("look_back_days", 0, at_most=30),
        table.number("backlog_cap", 0),
        table.read("conditions", _condition) if table.has("conditions") else (),
        _festivals(table) if starts_on == "festival" else (),
        steps,
        table.read("examples", lambda t: _example(t, steps)),
    )
    table.done()
    return found


def _step(table: Table, starts_on: str) -> Step:
    start = table.one_of("starts_on", STARTS, starts_on)
    clock_table = table.table("clock")
    return Step(
        table.name("key"),
        table.one_of("kind", TASK_KINDS),
        start,
        clock(clock_table),
        table.words("title", blanks=STARTS[start]),
        table.words("why", blanks=STARTS[start]),
        table.text("card", ""),
        table.text("document", ""),
    )


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
    step = table.one_of("step", {step.key for step in steps})
    values = table.table("values")
    blanks = STARTS[next(s.starts_on for s in steps if s.key == step)]
    found = {key: values.words(key, may_be_empty=True) for key in values.data if key in blanks}
    values.done()
    return Example(step, found, table.words("why"))
