"""The seven steps of a complaint and what has to come before what (S1-73)."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class Step(StrEnum):
    """One of the seven."""

    LISTEN = "listen"
    ASK = "ask"
    RESTATE = "restate"
    SOLVE = "solve"
    APOLOGISE = "apologise"
    FOLLOW_UP = "follow_up"
    GOODWILL = "goodwill"


PATH = tuple(Step)
_BEFORE = {
    Step.LISTEN: (),
    Step.ASK: (Step.LISTEN,),
    Step.RESTATE: (Step.LISTEN, Step.ASK),
    Step.SOLVE: (Step.LISTEN, Step.ASK, Step.RESTATE),
    Step.APOLOGISE: (Step.LISTEN,),
    Step.FOLLOW_UP: (Step.LISTEN, Step.ASK, Step.RESTATE, Step.SOLVE),
    Step.GOODWILL: (Step.LISTEN, Step.ASK, Step.RESTATE),
}
# Complaints and grumbles go the seven steps; what else customers come with does not.
UNHAPPY = ("complaint", "grumble")
# What must be done before a complaint is settled; whoever says no need not have them content, but must have understood them.
SETTLED_AFTER = (Step.RESTATE, Step.SOLVE)
REFUSED_AFTER = (Step.RESTATE,)


class StepsMissing(ValueError):
    """These steps have to come first."""

    def __init__(self, steps: tuple[Step, ...]) -> None:
        self.steps = steps
        super().__init__(", ".join(steps))


@dataclass(frozen=True, slots=True)
class Said:
    """What was noted of a step: the newest of a kind counts."""

    kind: str
    agreed: bool | None = None
    satisfied: bool | None = None


def has_path(kind: str) -> bool:
    """Whether a case of this kind goes the seven steps (S1-73)."""
    return kind in UNHAPPY


def done(said: Iterable[Said]) -> frozenset[Step]:
    """The steps that are through, of what was said in order: a restatement once it was agreed, a solution once they agree and are satisfied."""
    last = {each.kind: each for each in said}
    found = set()
    for step in Step:
        entry = last.get(step)
        if entry is None:
            continue
        if step is Step.RESTATE and entry.agreed is not True:
            continue
        if step is Step.SOLVE and not (entry.agreed and entry.satisfied):
            continue
        if step is Step.FOLLOW_UP and entry.satisfied is not True:
            continue
        found.add(step)
    return frozenset(found)


def missing_before(step: Step, through: frozenset[Step]) -> tuple[Step, ...]:
    """What has to come before a step and has not."""
    return tuple(each for each in _BEFORE[step] if each not in through)


def current(through: frozenset[Step]) -> Step | None:
    """The step that is next; the offer at the end is optional and waits for nobody. None when all is through."""
    return next((s for s in PATH if s not in through and s is not Step.GOODWILL), None)
