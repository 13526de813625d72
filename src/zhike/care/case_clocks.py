"""By when a case owes its next thing: the tightest of its open tasks; the playbooks hold the clocks, the case only remembers the nearest."""

from datetime import date, datetime, time, timedelta

from django.utils.timezone import get_current_timezone, localtime, make_aware

from zhike.activities.models import Task
from zhike.care.agenda import case_of
from zhike.lib.workdays import add_workdays, is_workday
from zhike.lib.workhours import add_minutes, minutes_between
from zhike.service.models import Case, Pause, Resolution

_END = time(23, 59)
A_WEEK = timedelta(days=7)
_DAY = timedelta(days=1)


def duties(case: Case) -> list[Task]:
    """The open tasks a case laid, the tightest first."""
    rows = Task.objects.unscoped().open().filter(origin__endswith=f":case:{case.pk}")
    return sorted(rows.select_related("assignee"), key=lambda task: (moment(task), task.pk))


def moment(task: Task) -> datetime:
    """The moment a task is due: its hour, else the end of its day."""
    return task.due_at or end_of(task.due_on)


def end_of(day: date) -> datetime:
    """The last minute of a day."""
    return make_aware(datetime.combine(day, _END), get_current_timezone())


def keep_due(case: Case) -> None:
    """Write down by when the next thing is owed; a settled complaint owes another contact within a week (S1-73)."""
    row = Pause.objects.unscoped().filter(case=case, ended_at=None).first()
    resolution = Resolution.objects.filter(case=case).first()
    open_tasks = duties(case)
    if row:
        due = end_of(row.ask_again_on)
    elif open_tasks:
        due = moment(open_tasks[0])
    else:
        settled_on = resolution.resolved_on if resolution else None
        due = owed_by(case.received_at, case.first_answer_at, settled_on)
    Case.objects.unscoped().filter(pk=case.pk).update(due_at=due)
    case.due_at = due


def owed_by(
    received_at: datetime, answered_at: datetime | None, settled_on: date | None
) -> datetime:
    """By when the next thing is owed where no task says it: another contact within a week of the end, else a word within two working days."""
    if settled_on:
        return end_of(settled_on + A_WEEK)
    return end_of(add_workdays(localtime(answered_at or received_at).date(), 2))


def keep_due_of(task: Task) -> None:
    """A task ended or moved: the case behind it, if there is one, may owe something else next."""
    case_id = case_of(task)
    case = Case.objects.unscoped().filter(pk=case_id).first() if case_id else None
    if case:
        keep_due(case)


def stop(case: Case) -> dict[str, list[str | None]]:
    """What the clocks show as they stop: task → when it was due."""
    return {
        str(task.pk): [str(task.due_on), task.due_at.isoformat() if task.due_at else None]
        for task in duties(case)
    }


def hold(case: Case, *, until: date) -> None:
    """While the customer is waited for nothing is due before he is asked again."""
    for task in duties(case):
        task.due_on, task.due_at = until, None
        task.save(update_fields=["due_on", "due_at"])


def start_again(case: Case, row: Pause, *, at: datetime) -> None:
    """Each task gets what was left of its working time when the clocks stopped; what was late by then stays late."""
    begun, now = localtime(row.begun_at), localtime(at)
    for task in duties(case):
        held = row.held.get(str(task.pk))
        if held is None:
            continue
        was_on, was_at = date.fromisoformat(held[0]), held[1]
        if was_at:
            was = localtime(datetime.fromisoformat(was_at))
            task.due_at = add_minutes(now, minutes_between(begun, was)) if was > begun else was
            task.due_on = localtime(task.due_at).date()
        else:
            task.due_at = None
            task.due_on = _later(begun.date(), was_on, now.date())
        task.save(update_fields=["due_on", "due_at"])


def _later(begun: date, was: date, now: date) -> date:
    """As many working days after today as were left when the clocks stopped."""
    if was < begun:
        return was
    left, day = 0, begun
    while day < was:
        day += _DAY
        left += is_workday(day)
    return add_workdays(now, left)
