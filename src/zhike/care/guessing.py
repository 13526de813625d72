"""A due day counted in working days of a year nobody has announced yet: it may still change, and says so."""

from zhike.activities.models import Task
from zhike.care.runs.texts import step_as_it_is_now
from zhike.lib.words import Words
from zhike.lib.workdays import is_announced
from zhike.methods.clocks import ClockKind, RestDays

GUESSED = Words(
    "放假安排未公布，按法定节假日推算", "holidays not announced yet; counted by statutory days"
)


def is_guessed(task: Task) -> bool:
    """Whether the due day was counted in working days and falls in a year whose holidays are not announced."""
    if is_announced(task.due_on.year):
        return False
    step = step_as_it_is_now(task)
    return step is not None and (
        step.clock.kind in (ClockKind.WORKING_DAYS, ClockKind.WORKING_HOURS)
        or step.clock.rest_days is not RestDays.KEEP
    )
