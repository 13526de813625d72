"""A task goes to another day: openly, and never so that a word given to a customer is forgotten.

What nobody waits for simply moves. A promise, an answer that is due and whatever a method gave a clock or somebody
to tell when it is late keep their day; only the day somebody means to do it moves, and going beyond the due day takes
a reason. A promise itself moves when the customer agreed, with the reason. A birthday and a festival stay where they
are, and nothing is done before the day a method calls too early.
"""

from datetime import date

from django.db import transaction

from zhike.activities import queries as activities
from zhike.activities.actions import promises, tasks
from zhike.activities.models import Task
from zhike.care.runs.texts import step_as_it_is_now
from zhike.methods.clocks import ClockKind
from zhike.trust.actor import Actor

BOUND = frozenset({Task.Kind.PROMISE, Task.Kind.REPLY})
STRICT = frozenset(
    {
        ClockKind.SAME_DAY,
        ClockKind.HOURS,
        ClockKind.WORKING_HOURS,
        ClockKind.WORKING_DAYS,
        ClockKind.MINUTES_BEFORE,
        ClockKind.AGREED,
    }
)
FIXED = frozenset({Task.Kind.BIRTHDAY, Task.Kind.FESTIVAL})


class Past(ValueError):
    """Nothing can be done on a day that is over."""


class Fixed(ValueError):
    """The day itself is the reason of the task."""


class TooEarly(ValueError):
    """The method says from which day on it may be done."""


class Unexplained(ValueError):
    """Somebody waits for this by its day; putting it later takes a reason."""


def is_bound(task: Task) -> bool:
    """Whether somebody waits for it by its day: a promise, an answer, or a step with a strict clock or a way upwards."""
    if task.kind in BOUND or task.promise_id is not None:
        return True
    step = step_as_it_is_now(task)
    return step is not None and (step.clock.kind in STRICT or bool(step.escalations))


@transaction.atomic
def reschedule(
    actor: Actor, task_id: int, *, to: date, on: date, why: str = "", is_agreed: bool = False
) -> Task:
    """A task is done on another day; `is_agreed` says that the customer agreed to a promise's new day."""
    task = activities.task(actor, task_id)
    if to < on:
        raise Past
    if task.kind in FIXED:
        raise Fixed
    if task.opens_on and to < task.opens_on:
        raise TooEarly
    if not is_bound(task):
        return tasks.move_task(actor, task, to=to, on=on, why=why)
    agreed = is_agreed and task.promise is not None
    if not why.strip() and (agreed or to > task.due_on):
        raise Unexplained
    if agreed and task.promise:
        promises.move_promise(actor, task.promise, to=to, why=why, on=on)
        return tasks.move_task(actor, task, to=to, on=on, why=why)
    return tasks.snooze_task(actor, task, until=to, on=on, why=why)
