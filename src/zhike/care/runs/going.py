"""A run begins with an event and goes on as its steps are done."""

from collections import defaultdict
from collections.abc import Collection
from datetime import date, datetime

from django.db import transaction

from zhike.activities.models import Task
from zhike.care.models import Run, RunStep
from zhike.care.runs import fitting
from zhike.care.runs.events import Start, at_the_start_of
from zhike.care.runs.laying import lay
from zhike.care.runs.texts import book_of, text_of
from zhike.customers.models import Contact
from zhike.lib.words import Words
from zhike.methods.playbooks import Playbook
from zhike.methods.steps import Step
from zhike.trust import journal
from zhike.trust.actor import Actor
from zhike.trust.bulk import among

_State = RunStep.State
OVER = (_State.DONE, _State.WAIVED, _State.LEFT_OUT)
NEVER_CAME = Words("没有发生", "it did not come to that")


@transaction.atomic
def carry_on(actor: Actor, book: Playbook, start: Start, *, on: date) -> list[Task]:
    """The event begins a run, or a further step of the run that follows the same thing; again it changes nothing."""
    run, is_new = Run.objects.unscoped().get_or_create(
        name=book.head.name,
        key=start.key,
        defaults={
            "text": text_of(book),
            "customer": start.customer,
            "contact": start.contact,
            "owner_id": start.assignee_id or start.customer.owner_id,
            "started_by_id": actor.user_id,
            "weight": start.weight,
            "started_on": on,
        },
    )
    if is_new:
        RunStep.objects.bulk_create(
            RunStep(run=run, key=step.key, place=place)
            for place, step in enumerate(book.steps, 1)
        )
        journal.record(
            actor,
            "run.started",
            run,
            on=on,
            customer_id=run.customer_id,
            playbook=book.head.signature,
        )
    elif run.ended_on:
        return []
    run.values |= _said(start)
    run.save(update_fields=["values"])
    book = book_of(run)
    return _begin(actor, run, book, book.steps_on(start.kind), start, on=on)


def unmoved(name: str, starts: Collection[Start]) -> set[str]:
    """Of very many events those whose run of a playbook `carry_on` would leave as it is: over, or with a step to be done and none that waits."""
    runs = Run.objects.unscoped().filter(
        name=name, key__in=among([start.key for start in starts])
    )
    steps = RunStep.objects.filter(run__in=runs).order_by().values_list("run_id", "state")
    states: defaultdict[int, set[str]] = defaultdict(set)
    for run_id, state in steps:
        states[run_id].add(state)
    there = {run.key: run for run in runs}
    found = set()
    for start in starts:
        run = there.get(start.key)
        if run and (
            run.ended_on
            or (
                _State.WAITING not in states[run.pk]
                and states[run.pk] & {_State.OPEN, _State.HELD}
                and run.values | _said(start) == run.values
            )
        ):
            found.add(start.key)
    return found


def _said(start: Start) -> dict[str, list[str]]:
    return {name: [words.zh, words.en] for name, words in start.values.items()}


def go_on(actor: Actor, task: Task, *, on: date) -> list[Task]:
    """A task ended: its run goes on with what comes after."""
    laid = []
    rows = RunStep.objects.filter(task=task, state=_State.OPEN).select_related("run")
    for row in rows:
        row.state = _State.WAIVED if task.result == Task.Result.WAIVED else _State.DONE
        row.ended_on = task.ended_on
        row.save(update_fields=["state", "ended_on"])
        laid += _follow(actor, row.run, row.key, on=on)
    return laid


def try_again(actor: Actor, row: RunStep, *, on: date) -> list[Task]:
    """A step that was held begins if nothing holds it any more, and is left out once its day has gone by."""
    book = book_of(row.run)
    step = book.step(row.key)
    if step is None or (row.due_on and row.due_on < on):
        return _leave_out(actor, row, None, on=on)
    at = row.event_at or at_the_start_of(on)
    return _begin_one(actor, row, book, step, _start_of(row.run, step.starts_on, at), on=on)


def finish_if_over(actor: Actor, run: Run, *, on: date) -> None:
    """A run is finished when nothing is open or held and all that is still awaited is optional."""
    book = book_of(run)
    rows = list(run.steps.all())
    if any(row.state in (_State.OPEN, _State.HELD) for row in rows):
        return
    waiting = [row for row in rows if row.state == _State.WAITING]
    steps = [book.step(row.key) for row in waiting]
    if any(step and not step.is_optional for step in steps):
        return
    for row in waiting:
        row.state, row.ended_on = _State.LEFT_OUT, on
        row.because = [NEVER_CAME.zh, NEVER_CAME.en]
    RunStep.objects.bulk_update(waiting, ["state", "ended_on", "because"])
    run.ended_on, run.result = on, Run.Result.FINISHED
    run.save(update_fields=["ended_on", "result"])
    journal.record(actor, "run.finished", run, on=on, customer_id=run.customer_id)


def _begin(
    actor: Actor,
    run: Run,
    book: Playbook,
    steps: tuple[Step, ...],
    start: Start,
    *,
    on: date,
) -> list[Task]:
    waiting = {row.key: row for row in run.steps.filter(state=_State.WAITING)}
    laid = []
    for step in steps:
        if row := waiting.get(step.key):
            row.run = run
            laid += _begin_one(actor, row, book, step, start, on=on)
    finish_if_over(actor, run, on=on)
    return laid


def _begin_one(
    actor: Actor, row: RunStep, book: Playbook, step: Step, start: Start, *, on: date
) -> list[Task]:
    row.event_at, row.due_on = start.at, step.clock.due(start.at).on
    if not step.is_for(start.traits):
        return _leave_out(actor, row, fitting.OTHER_CASE, on=on)
    if step.standing and not fitting.stands(start.customer, step.standing):
        return _leave_out(actor, row, fitting.OTHER_STANDING, on=on)
    if why := fitting.held(step.holds, start.customer, start.contact):
        row.state, row.because = _State.HELD, [why.zh, why.en]
        row.save()
        return []
    if step.everyone is None:
        return _open(actor, row, book, step, start, start.contact, on=on)
    people = fitting.everyone(step.everyone, start.customer)
    if not people:
        return _leave_out(actor, row, fitting.NOBODY, on=on)
    laid = _open(actor, row, book, step, start, people[0], on=on)
    for person in people[1:]:
        another = RunStep(
            run=row.run, key=row.key, place=row.place, event_at=row.event_at, due_on=row.due_on
        )
        laid += _open(actor, another, book, step, start, person, on=on)
    return laid


def _open(
    actor: Actor,
    row: RunStep,
    book: Playbook,
    step: Step,
    start: Start,
    contact: Contact | None,
    *,
    on: date,
) -> list[Task]:
    found = lay(actor, book, step, start, on=on, contact=contact)
    row.contact = contact if step.everyone else None
    if found.task is None:
        return _leave_out(actor, row, found.because, on=on)
    row.task, row.due_on = found.task, found.task.due_on
    row.state, row.because = _State.OPEN, []
    if found.task.ended_on:
        row.state, row.ended_on = _State.DONE, found.task.ended_on
    row.save()
    return [found.task] if found.is_new else []


def _leave_out(actor: Actor, row: RunStep, because: Words | None, *, on: date) -> list[Task]:
    """What is left out counts as over: what comes after it begins."""
    row.state, row.ended_on = _State.LEFT_OUT, on
    if because:
        row.because = [because.zh, because.en]
    row.save()
    return _follow(actor, row.run, row.key, on=on)


def _follow(actor: Actor, run: Run, key: str, *, on: date) -> list[Task]:
    if run.ended_on:
        return []
    if run.steps.filter(key=key).exclude(state__in=OVER).exists():
        return []
    book = book_of(run)
    step = book.step(key)
    kind = step.starts_on if step else book.starts_on
    start = _start_of(run, kind, at_the_start_of(on))
    return _begin(actor, run, book, book.steps_after(key), start, on=on)


def _start_of(run: Run, kind: str, at: datetime) -> Start:
    values = {name: Words(zh, en) for name, (zh, en) in run.values.items()}
    return Start(
        kind,
        run.key,
        at,
        values,
        run.customer,
        contact=run.contact,
        assignee_id=run.customer.owner_id or run.owner_id,
        weight=run.weight,
    )
