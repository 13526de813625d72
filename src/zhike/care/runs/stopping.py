"""Somebody ends a run before its time; what must not be skipped has to be done, or waived with a reason, first."""

from collections.abc import Collection
from datetime import date

from django.db import transaction

from zhike.activities.actions.tasks import end_task
from zhike.activities.models import Task
from zhike.care.models import Run, RunStep
from zhike.care.runs.going import OVER
from zhike.care.runs.queries import filled
from zhike.care.runs.texts import book_of
from zhike.lib.words import Words
from zhike.trust import journal
from zhike.trust.actor import Actor, Permission, demand


class GateShut(ValueError):
    """A run cannot end yet: these steps must be done, or waived with a reason, first."""

    def __init__(self, titles: list[Words]) -> None:
        self.titles = titles
        super().__init__(", ".join(title.en for title in titles))


@transaction.atomic
def stop_run(actor: Actor, run_id: int, *, why: str, on: date) -> Run:
    """The run ends with a reason; its open tasks end with it. `GateShut` names the steps that stand in the way."""
    demand(actor, Permission.LOG_TOUCHES)
    run = Run.objects.visible_to(actor).open().select_related("text").get(pk=run_id)
    rows = list(run.steps.exclude(state__in=OVER).select_related("task"))
    shut = _gates(run, rows)
    if shut:
        raise GateShut(shut)
    for row in rows:
        if row.task and row.task.ended_on is None and row.task.run_steps.count() == 1:
            end_task(actor, row.task, result=Task.Result.WAIVED, outcome=why, on=on, touch=None)
        row.state, row.ended_on = RunStep.State.LEFT_OUT, on
        row.because = [why, why]
    RunStep.objects.bulk_update(rows, ["state", "ended_on", "because"])
    run.ended_on, run.result, run.why = on, Run.Result.STOPPED, why.strip()[:400]
    run.save(update_fields=["ended_on", "result", "why"])
    journal.record(actor, "run.stopped", run, on=on, customer_id=run.customer_id, why=run.why)
    return run


@transaction.atomic
def call_off(actor: Actor, run: Run, *, why: Words, on: date) -> Run:
    """What a run followed never was, or is over: it ends with its open tasks, gates or not."""
    for row in run.steps.exclude(state__in=OVER).select_related("task"):
        if row.task and row.task.ended_on is None and row.task.run_steps.count() == 1:
            _waive(actor, row.task, why, on)
        row.state, row.ended_on, row.because = RunStep.State.LEFT_OUT, on, [why.zh, why.en]
        row.save(update_fields=["state", "ended_on", "because"])
    run.ended_on, run.result, run.why = on, Run.Result.STOPPED, str(why)[:400]
    run.save(update_fields=["ended_on", "result", "why"])
    journal.record(actor, "run.stopped", run, on=on, customer_id=run.customer_id, why=run.why)
    return run


@transaction.atomic
def take_back(actor: Actor, run: Run, starts: Collection[str], *, why: Words, on: date) -> None:
    """One event of a run never was: its steps wait for it again, and what they laid ends."""
    book = book_of(run)
    for row in run.steps.exclude(task=None).select_related("task"):
        step = book.step(row.key)
        if step is None or step.starts_on not in starts or row.task is None:
            continue
        if row.task.ended_on is None:
            _waive(actor, row.task, why, on)
        # The step may begin anew: what it laid before no longer answers for it.
        Task.objects.unscoped().filter(pk=row.task.pk).update(origin=None)
        row.state, row.task, row.due_on, row.ended_on = RunStep.State.WAITING, None, None, None
        row.save(update_fields=["state", "task", "due_on", "ended_on"])


def take_back_laid(actor: Actor, origin: str, *, why: Words, on: date) -> None:
    """What an event laid by itself, without a run, never was: its task ends, and the same event may lay it anew."""
    for task in Task.objects.unscoped().filter(origin=origin):
        if task.ended_on is None:
            _waive(actor, task, why, on)
        Task.objects.unscoped().filter(pk=task.pk).update(origin=None)


def _waive(actor: Actor, task: Task, why: Words, on: date) -> None:
    end_task(actor, task, result=Task.Result.WAIVED, outcome=str(why), on=on, touch=None)


def _gates(run: Run, rows: list[RunStep]) -> list[Words]:
    book = book_of(run)
    values = {name: Words(zh, en) for name, (zh, en) in run.values.items()}
    found = []
    for row in rows:
        step = book.step(row.key)
        if step and step.is_gate:
            found.append(filled(step.title, values))
    return found
