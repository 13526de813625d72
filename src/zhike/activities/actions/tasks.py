"""Tasks are planned one at a time, ended, put off and handed over; the night lays many at once in `laying`."""

from collections.abc import Collection, Sequence
from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import localtime

from zhike.activities.models import Task, Touch
from zhike.customers.models import Customer
from zhike.trust import journal
from zhike.trust.actor import Actor, Permission, demand
from zhike.users.models import User


@transaction.atomic
def plan_task(
    actor: Actor,
    customer: Customer,
    *,
    title: str,
    due_on: date,
    assignee_id: int | None,
    on: date,
    title_en: str = "",
    repeat: str = "",
    checklist: Sequence[str] = (),
) -> Task:
    """Somebody decided to do something for a customer on a day, perhaps again and again, perhaps with lines to tick."""
    demand(actor, Permission.LOG_TOUCHES)
    task = Task.objects.create(
        customer=customer,
        title=title.strip(),
        title_en=title_en.strip(),
        due_on=due_on,
        assignee_id=assignee_id,
        repeat=repeat,
        checklist=[{"zh": line, "en": line, "done": False} for line in checklist],
        laid_on=on,
    )
    journal.record(
        actor, "task.planned", task, on=on, customer_id=customer.pk, title=task.title
    )
    return task


@transaction.atomic
def end_task(
    actor: Actor,
    task: Task,
    *,
    result: Task.Result,
    outcome: str,
    on: date,
    touch: Touch | None,
) -> Task:
    """A task is done, waived with a reason, or settled by something else that happened."""
    task.ended_on, task.ended_by_id = on, actor.user_id
    task.result, task.outcome, task.touch = result, outcome.strip()[:400], touch
    task.save(update_fields=["ended_on", "ended_by", "result", "outcome", "touch"])
    journal.record(
        actor,
        f"task.{result}",
        task,
        on=on,
        customer_id=task.customer_id,
        title=task.title,
        outcome=task.outcome,
    )
    return task


@transaction.atomic
def tick(actor: Actor, task: Task, ticked: Collection[int]) -> Task:
    """The lines of the checklist at these places are done, the others are not."""
    demand(actor, Permission.LOG_TOUCHES)
    task.checklist = [
        line | {"done": place in ticked} for place, line in enumerate(task.checklist)
    ]
    task.save(update_fields=["checklist"])
    return task


@transaction.atomic
def end_series(actor: Actor, task: Task, *, on: date) -> Task:
    """The task does not come again."""
    demand(actor, Permission.LOG_TOUCHES)
    task.repeat = ""
    task.save(update_fields=["repeat"])
    journal.record(
        actor,
        "task.series_ended",
        task,
        on=on,
        customer_id=task.customer_id,
        title=task.title,
    )
    return task


@transaction.atomic
def snooze_task(actor: Actor, task: Task, *, until: date, on: date, why: str = "") -> Task:
    """A task comes back on another day; its own due day stays what it was."""
    demand(actor, Permission.LOG_TOUCHES)
    task.snoozed_until = until
    task.save(update_fields=["snoozed_until"])
    told = {"until": str(until)} | ({"why": why.strip()[:400]} if why.strip() else {})
    journal.record(actor, "task.snoozed", task, on=on, customer_id=task.customer_id, **told)
    return task


@transaction.atomic
def move_task(actor: Actor, task: Task, *, to: date, on: date, why: str = "") -> Task:
    """A task is due on another day, at the hour it had."""
    demand(actor, Permission.LOG_TOUCHES)
    told = {
        "title": task.title,
        "was": str(task.due_on),
        "to": str(to),
        "why": why.strip()[:400],
    }
    if task.due_at:
        task.due_at = datetime.combine(to, localtime(task.due_at).timetz())
    task.due_on, task.snoozed_until = to, None
    task.save(update_fields=["due_on", "due_at", "snoozed_until"])
    journal.record(actor, "task.moved", task, on=on, customer_id=task.customer_id, **told)
    return task


@transaction.atomic
def hand_over_task(actor: Actor, task: Task, *, to_user_id: int, on: date) -> Task:
    """A colleague does it instead."""
    demand(actor, Permission.LOG_TOUCHES)
    task.assignee = User.objects.get(pk=to_user_id, is_active=True)
    task.save(update_fields=["assignee"])
    journal.record(
        actor,
        "task.handed_over",
        task,
        on=on,
        customer_id=task.customer_id,
        to=str(task.assignee),
    )
    return task
