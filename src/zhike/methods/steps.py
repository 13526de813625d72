"""One step of a playbook: when it begins, by when it is due, who does it, what proves it and what follows when nobody does."""

from dataclasses import dataclass
from enum import StrEnum

from zhike.lib.words import Words
from zhike.methods.clocks import Clock, clock
from zhike.methods.reading import Table
from zhike.methods.starts import STARTS

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
TOUCH_KINDS = ("visit", "call", "message", "letter", "meeting", "gift", "note")


class Doer(StrEnum):
    """Who does a step: whoever looks after the customer, his lead, a head of the company, or whoever wrote the event down.

    The manager is the account manager also where somebody else works on a case.
    """

    OWNER = "owner"
    SUPERIOR = "superior"
    EXECUTIVE = "executive"
    STARTER = "starter"
    MANAGER = "manager"


# What an event may be besides its kind: how a case came in, which lane it takes, how bad it is.
TRAITS = (
    "green",
    "business",
    "project",
    "fault",
    "serious",
    "severe",
    "elsewhere",
    "handed_on",
    "written",
)


class Everyone(StrEnum):
    """The people of a customer for each of whom a step is done once."""

    KEY_PEOPLE = "key_people"
    SUPPORTERS = "supporters"
    OPPONENTS = "opponents"
    NEVER_MET = "never_met"


class Hold(StrEnum):
    """What keeps a step from beginning while it lasts."""

    COMPLAINT_OPEN = "complaint_open"
    DO_NOT_CONTACT = "do_not_contact"


@dataclass(frozen=True, slots=True)
class Standing:
    """Only for customers who stand in one of these grades of a scheme."""

    scheme: str
    grades: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Escalation:
    """So long after a step was due and is not done, somebody higher is told."""

    clock: Clock
    to: Doer


@dataclass(frozen=True, slots=True)
class Step:
    """Something to do.

    It begins with its start, or, where `after` names another step, once that one is done. `is_gate` keeps the run
    from being closed until it is done or waived with a reason; `proof` are the kinds of touch that can prove it;
    steps of one `family` that fall together for the same customer become one task (the two thank-you clocks).
    `card` and `document` help whoever does it. A step may be only for events that have all of some traits, or
    for those that have none of others (the green channel, S3-16).
    """

    key: str
    kind: str
    starts_on: str
    after: str
    clock: Clock
    title: Words
    why: Words
    doer: Doer
    everyone: Everyone | None
    standing: Standing | None
    only: tuple[str, ...]
    unless: tuple[str, ...]
    holds: tuple[Hold, ...]
    family: str
    proof: tuple[str, ...]
    is_gate: bool
    is_optional: bool
    checklist: tuple[Words, ...]
    escalations: tuple[Escalation, ...]
    card: str
    document: str

    def is_for(self, traits: frozenset[str]) -> bool:
        """Whether an event with these traits calls for this step."""
        return set(self.only) <= traits and not traits & set(self.unless)


def step(table: Table, starts_on: str) -> Step:
    """Read a step of a playbook that starts on `starts_on`."""
    start = table.one_of("starts_on", STARTS, starts_on)
    everyone = (
        table.one_of("for_each", [e.value for e in Everyone], "")
        if table.has("for_each")
        else ""
    )
    only = _some_of(table, "only", TRAITS)
    unless = _some_of(table, "unless", TRAITS)
    if (only or unless) and table.has("after"):
        raise table.lie(
            "after",
            "跟在别的步骤之后的一步，不能再写 only 或 unless",
            "a step that follows another cannot say only or unless",
        )
    return Step(
        key=table.name("key"),
        kind=table.one_of("kind", TASK_KINDS),
        starts_on=start,
        after=table.text("after", ""),
        clock=clock(table.table("clock")),
        title=table.words("title", blanks=STARTS[start]),
        why=table.words("why", blanks=STARTS[start]),
        doer=Doer(table.one_of("doer", [d.value for d in Doer], "owner")),
        everyone=Everyone(everyone) if everyone else None,
        standing=standing(table.table("standing")) if table.has("standing") else None,
        only=only,
        unless=unless,
        holds=tuple(Hold(each) for each in _some_of(table, "held_by", [h.value for h in Hold])),
        family=table.text("family", ""),
        proof=_some_of(table, "proof", TOUCH_KINDS),
        is_gate=table.flag("gate", default=False),
        is_optional=table.flag("optional", default=False),
        checklist=table.all_words("checklist", required=False),
        escalations=table.read("escalate", _escalation) if table.has("escalate") else (),
        card=table.text("card", ""),
        document=table.text("document", ""),
    )


def standing(table: Table) -> Standing:
    """Read `{ scheme = "evaluation", grades = ["A", "B"] }`."""
    found = Standing(table.name("scheme"), table.texts("grades"))
    table.done()
    return found


def _escalation(table: Table) -> Escalation:
    return Escalation(
        clock(table.table("clock")),
        Doer(table.one_of("to", [Doer.SUPERIOR.value, Doer.EXECUTIVE.value])),
    )


def _some_of(table: Table, key: str, allowed: tuple[str, ...] | list[str]) -> tuple[str, ...]:
    found = table.texts(key, required=False)
    for each in found:
        if each not in allowed:
            listed = ", ".join(sorted(allowed))
            raise table.lie(
                key,
                f"“{each}” 不认识；可用：{listed}",
                f"unknown “{each}”; allowed are {listed}",
            )
    return found
