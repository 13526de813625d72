"""The event of a step moves to another hour, and the steps that were counted from it move along."""

from collections.abc import Collection, Mapping
from datetime import date, datetime

from zhike.activities.models import Task
from zhike.care.models import RunStep
from zhike.care.runs.texts import step_of
from zhike.lib.words import Words
from zhike.trust import journal
from zhike.trust.actor import Actor


def move_event(
    actor: Actor,
    key: str,
    *,
    starts: Collection[str],
    at: datetime,
    values: Mapping[str, Words],
    on: date,
) -> int:
    """Open steps that one of these starts set off for the event of this key are counted anew; how many moved."""
    moved = 0
    for task in Task.objects.visible_to(actor).open().filter(origin__endswith=f":{key}"):
        step = step_of(task)
        if step is None or step.starts_on not in starts:
            continue
        due, title, why = (
            step.clock.due(at),
            step.title.format(**values),
            step.why.format(**values),
        )
        task.due_on, task.due_at, task.opens_on = due.on, due.at, due.opens_on
        task.title, task.title_en = title.zh[:200], title.en[:200]
        task.why, task.why_en = why.zh[:400], why.en[:400]
        task.save(
            update_fields=[
                "due_on", "due_at", "opens_on", "title", "title_en", "why", "why_en",
            ]
        )  # fmt: skip
        RunStep.objects.filter(task=task).update(event_at=at, due_on=due.on)
        journal.record(
            actor,
            "task.moved",
            task,
            on=on,
            customer_id=task.customer_id,
            title=task.title,
            due_on=str(due.on),
        )
        moved += 1
    return moved
