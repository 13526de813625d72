"""A task that comes again: when one of a series ends, the next is laid."""

from datetime import date, timedelta

from zhike.activities.models import Task
from zhike.lib.months import months_after
from zhike.lib.workdays import add_workdays
from zhike.trust import journal
from zhike.trust.actor import Actor

_MONTHS = {Task.Repeat.MONTH: 1, Task.Repeat.QUARTER: 3, Task.Repeat.YEAR: 12}


def next_day(repeat: str, day: date, *, after: date) -> date:
    """The next day of the rhythm that lies after `after`; a month's 31st is its last day where it has none."""
    count, found = 0, day
    while found <= after:
        count += 1
        match repeat:
            case Task.Repeat.WORKDAY:
                found = add_workdays(after, 1)
            case Task.Repeat.WEEK:
                found = day + timedelta(weeks=count)
            case _:
                found = months_after(day, _MONTHS[Task.Repeat(repeat)] * count)
    return found


def lay_next(actor: Actor, task: Task, *, on: date) -> Task | None:
    """The next of the series, if the task repeats; the end of the same task again lays the same."""
    if not task.repeat:
        return None
    first = task.series or task
    due_on = next_day(task.repeat, first.due_on, after=max(on, task.due_on))
    following, is_new = Task.objects.unscoped().get_or_create(
        origin=f"series:{first.pk}:{due_on}",
        defaults={
            "customer_id": task.customer_id,
            "contact_id": task.contact_id,
            "kind": task.kind,
            "title": task.title,
            "title_en": task.title_en,
            "why": task.why,
            "why_en": task.why_en,
            "due_on": due_on,
            "assignee_id": task.assignee_id,
            "weight": task.weight,
            "checklist": [line | {"done": False} for line in task.checklist],
            "repeat": task.repeat,
            "series": first,
            "laid_on": on,
        },
    )
    if is_new:
        journal.record(
            actor,
            "task.laid",
            following,
            on=on,
            customer_id=following.customer_id,
            title=following.title,
        )
    return following if is_new else None
