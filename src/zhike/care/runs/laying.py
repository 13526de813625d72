"""A step begins: it becomes a task for somebody, joins one that is already there, or is held or left out, and says why."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Q

from zhike.activities.models import Task
from zhike.care.runs.events import Start
from zhike.customers.models import Contact
from zhike.lib.words import Words
from zhike.methods.clocks import ClockKind, Due
from zhike.methods.playbooks import Playbook
from zhike.methods.steps import Doer, Step
from zhike.trust import journal
from zhike.trust.actor import Actor
from zhike.users import queries as users

A_WEEK = timedelta(days=7)
JUST_DONE = Words("这一周里已经做过：{title}", "done within the week: {title}")


@dataclass(frozen=True, slots=True)
class Laid:
    """The task a step became or joined; None where it was done a moment ago, and `because` says so."""

    task: Task | None
    is_new: bool = False
    because: Words | None = None


def lay(
    actor: Actor, book: Playbook, step: Step, start: Start, *, on: date, contact: Contact | None
) -> Laid:
    """Make a task of a step; the same step of the same event again is the same task."""
    suffix = f":contact:{contact.pk}" if step.everyone and contact else ""
    origin = f"{book.head.name}.{step.key}:{start.key}{suffix}"
    there = Task.objects.unscoped().filter(origin=origin).first()
    if there:
        return Laid(there)
    values = start.values
    if step.everyone and contact and "person" in values:
        values = {**values, "person": Words(contact.greeting, contact.greeting)}
    why = step.why.format(**values)
    due = _not_gone_by(step, step.clock.due(start.at), on)
    if step.family:
        if same := _waiting(step.family, start.customer.pk, contact):
            _join(same, why, due)
            return Laid(same)
        if done := _done_within_the_week(step.family, start.customer.pk, contact, on):
            title = Words(done.title, done.title_en or done.title)
            return Laid(None, because=JUST_DONE.format(title=title))
    title = step.title.format(**values)
    task = Task.objects.create(
        origin=origin,
        customer=start.customer,
        contact=contact,
        promise=start.promise,
        kind=step.kind,
        title=title.zh[:200],
        title_en=title.en[:200],
        why=why.zh[:400],
        why_en=why.en[:400],
        due_on=due.on,
        due_at=due.at,
        opens_on=due.opens_on,
        assignee_id=doer(step.doer, start, actor),
        family=step.family,
        checklist=[{"zh": w.zh, "en": w.en, "done": False} for w in step.checklist],
        weight=start.weight,
        method=book.head.signature,
        laid_on=on,
    )
    journal.record(
        actor, "task.laid", task, on=on, customer_id=start.customer.pk, title=task.title
    )
    return Laid(task, is_new=True)


def _not_gone_by(step: Step, due: Due, on: date) -> Due:
    """What should have been begun before the event was even noted is due at once, not late from the start."""
    return Due(on) if step.clock.kind is ClockKind.DAYS_BEFORE and due.on < on else due


def doer(who: Doer, start: Start, actor: Actor) -> int | None:
    """Who does a step: somebody higher where the playbook asks for one and there is one, else whoever looks after the customer."""
    owner_id = start.assignee_id or start.customer.owner_id
    match who:
        case Doer.OWNER:
            return owner_id
        case Doer.STARTER:
            return start.starter_id or actor.user_id or owner_id
        case Doer.MANAGER:
            return start.customer.owner_id or owner_id
        case Doer.SUPERIOR:
            return users.superior_of(owner_id) or owner_id
        case Doer.EXECUTIVE:
            return users.executive() or users.superior_of(owner_id) or owner_id


def _family(family: str, customer_id: int, contact: Contact | None) -> Q:
    """The tasks of a family with the same customer, and the same person where both name one."""
    same = Q(family=family, customer_id=customer_id)
    return same & (Q(contact=contact) | Q(contact=None)) if contact else same


def _waiting(family: str, customer_id: int, contact: Contact | None) -> Task | None:
    rows = Task.objects.unscoped().open().filter(_family(family, customer_id, contact))
    return rows.order_by("due_on", "pk").first()


def _done_within_the_week(
    family: str, customer_id: int, contact: Contact | None, on: date
) -> Task | None:
    rows = Task.objects.unscoped().filter(_family(family, customer_id, contact))
    rows = rows.filter(result=Task.Result.DONE, ended_on__gt=on - A_WEEK, ended_on__lte=on)
    return rows.order_by("-ended_on", "-pk").first()


def _join(task: Task, why: Words, due: Due) -> None:
    """One task for two reasons: it names both, and the tighter of the two days holds."""
    if why.zh not in task.why:
        task.why = f"{task.why}；{why.zh}"[:400]
        task.why_en = f"{task.why_en}; {why.en}"[:400]
    if due.on < task.due_on:
        task.due_on, task.due_at = due.on, due.at
    if task.opens_on and task.opens_on > task.due_on:
        task.opens_on = task.due_on
    task.save(update_fields=["why", "why_en", "due_on", "due_at", "opens_on"])
