"""The highest verbs: what somebody did, and everything that follows from it, in one transaction."""

from collections.abc import Collection, Sequence
from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils.timezone import localtime

from zhike.activities import queries as activities
from zhike.activities.actions import promises, tasks, touches
from zhike.activities.models import Promise, Task, Touch
from zhike.care import giving
from zhike.care.case_clocks import keep_due, keep_due_of
from zhike.care.case_lanes import in_lane, start_of_case, traits_of
from zhike.care.following import follow_up
from zhike.care.repeating import lay_next
from zhike.care.rescheduling import Unexplained as Unexplained
from zhike.care.rescheduling import is_bound
from zhike.care.rivals import warn
from zhike.care.runs.going import go_on
from zhike.care.runs.texts import step_of
from zhike.care.starting import Start, at_the_start_of, start_playbooks
from zhike.customers import queries as customers
from zhike.customers.models import Contact
from zhike.lib.spoken_days import day_words
from zhike.lib.words import Words
from zhike.service import actions as service
from zhike.service.actions import Intake
from zhike.service.models import Case, Resolution
from zhike.trust.actor import Actor
from zhike.users import queries as users

SETTLED_BY_A_TOUCH = (Task.Kind.CONTACT, Task.Kind.RHYTHM)
STILL_FRESH = timedelta(days=14)  # a touch written down later than this settles no reminder


@transaction.atomic
def log_touch(
    actor: Actor,
    *,
    customer_id: int,
    kind: str,
    summary: str,
    on: date,
    contact_id: int | None = None,
    promise: str = "",
    promise_due_on: date | None = None,
    next_title: str = "",
    next_due_on: date | None = None,
    written_on: date | None = None,
    besides: Task | None = None,
) -> Touch:
    """Something was done with a customer: reminders to get in touch are settled, a promise and a next step become tasks.

    `on` is the day it happened, `written_on` the day it is written down, when that is later. `besides` is the
    task this touch finishes, if one; it is left for `finish_step` to end.
    """
    today = written_on or on
    if on > today:
        raise NotYet
    customer = customers.customer(actor, customer_id)
    contact = _contact_of(actor, customer_id, contact_id)
    touch = touches.log_touch(
        actor, customer, kind=kind, summary=summary, on=on, contact=contact
    )
    if kind != Touch.Kind.NOTE:
        _settle(actor, touch, on=today, besides=besides)
    if promise and promise_due_on:
        given = promises.give_promise(
            actor, touch, what=promise, due_on=promise_due_on, on=today
        )
        start_promise(actor, given, on=today)
    if next_title and next_due_on:
        tasks.plan_task(
            actor,
            customer,
            title=next_title,
            due_on=next_due_on,
            assignee_id=customer.owner_id or actor.user_id,
            on=today,
        )
    return touch


@transaction.atomic
def finish_step(
    actor: Actor,
    task_id: int,
    *,
    kind: str,
    summary: str,
    on: date,
    promise: str = "",
    promise_due_on: date | None = None,
    next_title: str = "",
    next_due_on: date | None = None,
    ticked: Collection[int] | None = None,
    is_exceeded: bool = False,
) -> Task:
    """A task is finished by the touch it led to; a promise behind it is kept with it, and its run goes on.

    `ticked` are the places of the checklist that are done; `is_exceeded`: more was done than promised. `Unproven` when the method asks for another kind of proof.
    """
    task = activities.task(actor, task_id)
    step = step_of(task)
    if step and step.proof and kind not in step.proof:
        raise Unproven(step.proof)
    if ticked is not None:
        tasks.tick(actor, task, ticked)
    touch = None
    if task.customer_id is not None:
        touch = log_touch(
            actor,
            customer_id=task.customer_id,
            contact_id=task.contact_id,
            kind=kind,
            summary=summary,
            on=on,
            promise=promise,
            promise_due_on=promise_due_on,
            next_title=next_title,
            next_due_on=next_due_on,
            besides=task,
        )
    if task.promise and task.promise.settled_on is None:
        promises.settle_promise(actor, task.promise, on=on, is_exceeded=is_exceeded)
    if task.kind == Task.Kind.SERVICE:
        giving.given_by_task(actor, task, proof=summary, on=on)
    return _end(actor, task, result=Task.Result.DONE, outcome=summary, on=on, touch=touch)


@transaction.atomic
def finish_with(actor: Actor, task_id: int, touch: Touch, *, on: date) -> Task:
    """A task is finished by a touch that is written already, such as a letter that left; no second one is written."""
    task = activities.task(actor, task_id)
    step = step_of(task)
    if step and step.proof and touch.kind not in step.proof:
        raise Unproven(step.proof)
    if task.promise and task.promise.settled_on is None:
        promises.settle_promise(actor, task.promise, on=on)
    return _end(actor, task, result=Task.Result.DONE, outcome=touch.summary, on=on, touch=touch)


@transaction.atomic
def waive_step(actor: Actor, task_id: int, *, why: str, on: date) -> Task:
    """A task need not be done, for a reason; a promise waived is a promise broken."""
    task = activities.task(actor, task_id)
    if task.promise and task.promise.settled_on is None:
        promises.settle_promise(actor, task.promise, on=on, is_broken=True)
    return _end(actor, task, result=Task.Result.WAIVED, outcome=why, on=on, touch=None)


@transaction.atomic
def end_series(actor: Actor, task_id: int, *, on: date) -> Task:
    """A task that repeats does not come again."""
    return tasks.end_series(actor, activities.task(actor, task_id), on=on)


@transaction.atomic
def snooze_step(actor: Actor, task_id: int, *, until: date, on: date, why: str = "") -> Task:
    """A task comes back on another day; `Unexplained` when somebody waits for it sooner and no reason is given."""
    task = activities.task(actor, task_id)
    if until > task.due_on and not why.strip() and is_bound(task):
        raise Unexplained
    snoozed = tasks.snooze_task(actor, task, until=until, on=on, why=why)
    keep_due_of(snoozed)
    return snoozed


@transaction.atomic
def hand_over_step(actor: Actor, task_id: int, *, to_user_id: int, on: date) -> Task:
    """A colleague does it instead; he must be one who may see the customer, or `Unseen` says so."""
    task = activities.task(actor, task_id)
    receiver = users.person(to_user_id)
    if receiver is None or (
        task.customer_id
        and not customers.customers(users.actor_for(receiver, actor.door, on=on))
        .filter(pk=task.customer_id)
        .exists()
    ):
        raise Unseen
    return tasks.hand_over_task(actor, task, to_user_id=to_user_id, on=on)


class Unproven(ValueError):
    """A step asks for a touch of one of these kinds (`proof`), and another was written."""

    def __init__(self, proof: tuple[str, ...]) -> None:
        self.proof = proof
        super().__init__(", ".join(proof))


class NotYet(ValueError):
    """Nothing can have been done with a customer on a day still to come."""


class Unseen(ValueError):
    """Whoever should do it cannot see the customer it is for."""


@transaction.atomic
def plan_step(
    actor: Actor,
    *,
    customer_id: int,
    title: str,
    due_on: date,
    on: date,
    assignee_id: int | None = None,
    repeat: str = "",
    checklist: Sequence[str] = (),
) -> Task:
    """Somebody plans something for a customer; it is his own unless he names a colleague.

    `repeat` lays the next of the series whenever one ends; `checklist` are lines to tick.
    """
    customer = customers.customer(actor, customer_id)
    return tasks.plan_task(
        actor,
        customer,
        title=title,
        due_on=due_on,
        assignee_id=assignee_id or actor.user_id,
        on=on,
        repeat=repeat,
        checklist=checklist,
    )


@transaction.atomic
def receive_case(
    actor: Actor,
    *,
    customer_id: int,
    kind: str,
    summary: str,
    at: datetime,
    contact_id: int | None = None,
    intake: Intake | None = None,
    is_mine: bool = False,
) -> Case:
    """A customer came with something: whoever looks after him answers by its clocks, or whoever takes it down where it `is_mine` (S1-37, S3-28).

    Customers entitled to the green channel go by it, in the lane of the kind unless `intake` names one (S3-16, S3-17).
    A complaint or a grumble where a competitor waits sends somebody there the same day (S1-21).
    """
    customer = customers.customer(actor, customer_id)
    contact = _contact_of(actor, customer_id, contact_id)
    at = localtime(at)
    answered_by = (actor.user_id if is_mine else None) or customer.owner_id or actor.user_id
    case = service.receive_case(
        actor,
        customer,
        kind=kind,
        summary=summary,
        at=at,
        contact=contact,
        answered_by_id=answered_by,
        intake=in_lane(customer, kind, intake or Intake(lane="")),
    )
    start_playbooks(actor, start_of_case(case), on=at.date())
    keep_due(case)
    if kind in Case.UNHAPPY:
        warn(actor, customer, on=at.date())
    return case


@transaction.atomic
def resolve_case(
    actor: Actor,
    case_id: int,
    *,
    how: str,
    on: date,
    ours: str = "",
    manner: str = Resolution.Manner.ANSWERED,
    alternative: str = "",
    at: datetime | None = None,
) -> Resolution:
    """A case was answered: its open tasks end, and a complaint is followed up within a week (S1-73).

    `at` is the moment, where it is known better than by its day.
    """
    case = (
        Case.objects.visible_to(actor)
        .open()
        .select_related("customer", "contact")
        .get(pk=case_id)
    )
    resolution = service.resolve_case(
        actor,
        case,
        how=how,
        on=on,
        at=at or max(at_the_start_of(on), localtime(case.received_at)),
        ours=ours,
        manner=manner,
        alternative=alternative,
    )
    end_all(actor, f"case:{case.pk}", outcome=how, on=on)
    day = day_words(on, seen_on=on)
    start = Start(
        f"{case.kind}_resolved",
        f"case:{case.pk}",
        at_the_start_of(on),
        {"resolved": day, "summary": Words(case.summary, case.summary)},
        case.customer,
        contact=case.contact,
        assignee_id=case.answered_by_id,
        traits=traits_of(case),
        starter_id=case.first_asked_id,
    )
    start_playbooks(actor, start, on=on)
    keep_due(case)
    return resolution


@transaction.atomic
def end_all(
    actor: Actor,
    event: str,
    *,
    outcome: str,
    on: date,
    step: str = "",
    touch: Touch | None = None,
    result: Task.Result = Task.Result.DONE,
) -> None:
    """Everything an event laid ends with it (`case:12`, `visit:7`), or only what one `step` of a playbook laid (`visit_formal.book`)."""
    laid = Task.objects.visible_to(actor).open().filter(origin__endswith=f":{event}")
    if step:
        laid = laid.filter(origin=f"{step}:{event}")
    for task in laid:
        _end(actor, task, result=result, outcome=outcome, on=on, touch=touch)


@transaction.atomic
def make_promise(
    actor: Actor,
    *,
    customer_id: int,
    what: str,
    due_on: date,
    on: date,
    made_in: str,
    contact_id: int | None = None,
) -> Promise:
    """A promise, wherever it was made, goes into the one store and on the agenda at once (S1-20)."""
    customer = customers.customer(actor, customer_id)
    promise = promises.note_promise(
        actor,
        customer,
        what=what,
        due_on=due_on,
        on=on,
        made_in=made_in,
        contact=_contact_of(actor, customer_id, contact_id),
    )
    start_promise(actor, promise, on=on)
    return promise


def start_promise(actor: Actor, promise: Promise, *, on: date) -> list[Task]:
    """A promise becomes a task the moment it is written; the night calls this again for those written elsewhere."""
    person = promise.contact.greeting if promise.contact else promise.customer.name
    values = {
        "what": Words(promise.what, promise.what),
        "made_on": day_words(promise.made_on, seen_on=on),
        "due": day_words(promise.due_on, seen_on=on),
        "person": Words(person, person),
    }
    start = Start(
        "promise",
        f"promise:{promise.pk}",
        at_the_start_of(promise.due_on),
        values,
        promise.customer,
        contact=promise.contact,
        promise=promise,
        assignee_id=promise.customer.owner_id or promise.made_by_id,
    )
    return start_playbooks(actor, start, on=on)


def _settle(actor: Actor, touch: Touch, *, on: date, besides: Task | None) -> None:
    """We were in touch: the reminders to get in touch have done their work."""
    if on - touch.touched_on > STILL_FRESH:
        return
    for task in activities.open_tasks(actor, touch.customer_id).filter(
        kind__in=SETTLED_BY_A_TOUCH
    ):
        if besides and task.pk == besides.pk:
            continue
        _end(actor, task, result=Task.Result.SETTLED, outcome=touch.summary, on=on, touch=touch)


def _end(
    actor: Actor,
    task: Task,
    *,
    result: Task.Result,
    outcome: str,
    on: date,
    touch: Touch | None,
) -> Task:
    """A task ends: its run goes on, the next of its series is laid, and who was told that it was late is let off."""
    ended = tasks.end_task(actor, task, result=result, outcome=outcome, on=on, touch=touch)
    go_on(actor, ended, on=on)
    if result == Task.Result.DONE:
        follow_up(actor, ended, kind=touch.kind if touch else "", on=on)
    lay_next(actor, ended, on=on)
    for told in Task.objects.unscoped().open().filter(origin__startswith=f"late:{task.pk}:"):
        tasks.end_task(
            actor, told, result=Task.Result.SETTLED, outcome=outcome, on=on, touch=touch
        )
    keep_due_of(ended)
    return ended


def _contact_of(actor: Actor, customer_id: int, contact_id: int | None) -> Contact | None:
    if contact_id is None:
        return None
    return customers.contacts(actor, customer_id).get(pk=contact_id)
