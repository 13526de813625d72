"""What the clock does for runs: those whose tasks ended elsewhere go on, held steps are tried again, and late ones are told higher up."""

from collections.abc import Iterator
from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import get_current_timezone, make_aware

from zhike.activities.models import Task
from zhike.care.models import RunStep
from zhike.care.runs.events import Start, at_the_start_of
from zhike.care.runs.going import finish_if_over, go_on, try_again
from zhike.care.runs.laying import doer
from zhike.care.runs.texts import book_of, step_as_it_is_now
from zhike.lib.spoken_days import near_words
from zhike.lib.words import Words
from zhike.methods.clocks import Due
from zhike.methods.steps import Doer, Step
from zhike.trust import journal
from zhike.trust.actor import Actor
from zhike.value.queries import methods

LATE = Words("催办：{title}", "Overdue: {title}")
WHY = Words("{who}应在{due}前做完，还没有", "{who} was to do it by {due} and has not")


def advance(as_of: date) -> int:
    """Carry on the runs whose tasks something else ended, and try again what was held; say how many moved."""
    ended = RunStep.objects.filter(state=RunStep.State.OPEN, task__ended_on__isnull=False)
    tasks = Task.objects.unscoped().filter(run_steps__in=ended).distinct()
    moved = 0
    for task in tasks.order_by("pk"):
        with transaction.atomic():
            go_on(Actor.clock(), task, on=as_of)
        moved += 1
    held = RunStep.objects.filter(state=RunStep.State.HELD).select_related("run__customer")
    for row in held.order_by("pk"):
        with transaction.atomic():
            try_again(Actor.clock(), row, on=as_of)
            finish_if_over(Actor.clock(), row.run, on=as_of)
        moved += row.state != RunStep.State.HELD
    return moved


def tell_late(now: datetime) -> int:
    """Tell whoever stands higher of each step that was due so long ago and is not done; once for each rung of the ladder."""
    told = 0
    late = list(_with_ladders(now.date()))
    known = _told({f"late:{task.pk}:" for task in late})
    for task in late:
        step = _step(task)
        for rung, escalation in enumerate(step.escalations if step else (), 1):
            if f"late:{task.pk}:{rung}" in known:
                continue
            if _moment(escalation.clock.due(_due_at(task))) <= now:
                told += _tell(task, rung, escalation.to, now.date())
    return told


def _with_ladders(today: date) -> Iterator[Task]:
    """The open tasks that are late and come from a playbook with a ladder."""
    names = [
        b.head.name for b in methods().playbooks.values() if any(s.escalations for s in b.steps)
    ]
    late = Task.objects.unscoped().open().filter(due_on__lte=today, customer__trashed_at=None)
    for name in names:
        rows = late.filter(origin__startswith=f"{name}.")
        rows = rows.prefetch_related("run_steps__run__text")
        yield from rows.select_related("customer", "assignee", "contact").order_by("pk")


def _step(task: Task) -> Step | None:
    """The step of its run, in the words the run began with; else as the method is now."""
    row = next(iter(task.run_steps.all()), None)
    return book_of(row.run).step(row.key) if row else step_as_it_is_now(task)


def _told(starts: set[str]) -> set[str]:
    """The rungs that were told already."""
    if not starts:
        return set()
    rows = Task.objects.unscoped().filter(origin__startswith="late:")
    return {
        origin
        for origin in rows.values_list("origin", flat=True)
        if origin and origin.rpartition(":")[0] + ":" in starts
    }


def _due_at(task: Task) -> datetime:
    """The moment a task was due: its hour, else the end of its day."""
    if task.due_at:
        return task.due_at.astimezone(get_current_timezone())
    end = datetime.combine(task.due_on, datetime.max.time().replace(microsecond=0))
    return make_aware(end, get_current_timezone())


def _moment(due: Due) -> datetime:
    if due.at:
        return due.at
    end = datetime.combine(due.on, datetime.min.time().replace(hour=9))
    return make_aware(end, get_current_timezone())


@transaction.atomic
def _tell(task: Task, rung: int, to: Doer, today: date) -> int:
    if task.customer is None:
        return 0
    actor = Actor.clock()
    start = Start(
        "late",
        "",
        at_the_start_of(today),
        {},
        task.customer,
        assignee_id=task.assignee_id or task.customer.owner_id,
    )
    receiver = doer(to, start, actor)
    if receiver is None or receiver == task.assignee_id:
        return 0
    who = str(task.assignee) if task.assignee else ""
    title = LATE.format(title=Words(task.title, task.title_en or task.title))
    why = WHY.format(
        who=Words(who or "没有人负责；", who or "nobody in charge;"),
        due=near_words(task.due_on, seen_on=today),
    )
    told, is_new = Task.objects.unscoped().get_or_create(
        origin=f"late:{task.pk}:{rung}",
        defaults={
            "customer": task.customer,
            "contact": task.contact,
            "kind": Task.Kind.REPLY if task.kind == Task.Kind.REPLY else Task.Kind.OTHER,
            "title": title.zh[:200],
            "title_en": title.en[:200],
            "why": why.zh[:400],
            "why_en": why.en[:400],
            "due_on": today,
            "assignee_id": receiver,
            "weight": task.weight,
            "method": task.method,
            "laid_on": today,
        },
    )
    if is_new:
        journal.record(
            actor,
            "task.escalated",
            told,
            on=today,
            customer_id=task.customer_id,
            title=told.title,
            late=task.pk,
        )
    return int(is_new)
