"""What stands on the days of a calendar: tasks, promises and birthdays, one's own, a colleague's or all one sees."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, time

from django.utils.timezone import localtime

from zhike.activities import queries as activities
from zhike.activities.models import Promise, Task
from zhike.care.celebrations import Celebration, birthdays
from zhike.care.guessing import is_guessed
from zhike.care.rescheduling import FIXED, is_bound
from zhike.lib.words import Words
from zhike.trust.actor import Actor

_END = time(23, 59)


@dataclass(frozen=True, slots=True)
class Item:
    """One thing on one day.

    `at` is its hour where it has one; `due_on` is there when it is done on another day than it is due. A bound one is
    waited for by somebody; a guessed one counts working days of a year whose holidays are not announced.
    """

    on: date
    kind: str
    title: Words
    customer_id: int | None = None
    customer: str = ""
    task_id: int | None = None
    promise_id: int | None = None
    contact_id: int | None = None
    at: datetime | None = None
    due_on: date | None = None
    assignee: str = ""
    is_late: bool = False
    is_bound: bool = False
    is_movable: bool = False
    is_guessed: bool = False

    @property
    def subject(self) -> str:
        """How the journal names it."""
        if self.task_id:
            return f"{Task._meta.label_lower}:{self.task_id}"
        return f"{Promise._meta.label_lower}:{self.promise_id}"

    @property
    def words(self) -> Words:
        """What it is and for whom, on one line."""
        if not self.customer or self.kind == "birthday":
            return self.title
        return Words(f"{self.customer} · {self.title.zh}", f"{self.customer} · {self.title.en}")


def days(
    actor: Actor,
    *,
    first: date,
    last: date,
    today: date,
    user_ids: Collection[int] | None,
) -> dict[date, list[Item]]:
    """Day → what stands on it, birthdays first, then by the hour; three queries whatever there is.

    `user_ids` are those whose calendar it is, None for all one sees.
    """
    found: dict[date, list[Item]] = defaultdict(list)
    for person in birthdays(actor, first=first, last=last, owner_ids=user_ids):
        found[person.on].append(_birthday(person))
    for task in activities.planned_between(actor, first=first, last=last, user_ids=user_ids):
        if task.kind != Task.Kind.BIRTHDAY:  # it stands there already, by name
            item = _task(task, today)
            found[item.on].append(item)
    for promise in activities.promises_due(actor, first=first, last=last, user_ids=user_ids):
        found[promise.due_on].append(_promise(promise, today))
    return found


def _birthday(person: Celebration) -> Item:
    name = Words("{who} 生日", "{who}’s birthday").format(who=person.name)
    return Item(
        person.on,
        "birthday",
        name,
        person.customer_id,
        person.customer_name,
        contact_id=person.contact_id,
    )


def _task(task: Task, today: date) -> Item:
    on = task.snoozed_until or task.due_on
    at = localtime(task.due_at) if task.due_at else None
    return Item(
        on,
        task.kind,
        Words(task.title, task.title_en or task.title),
        task.customer_id,
        str(task.customer) if task.customer else "",
        task_id=task.pk,
        promise_id=task.promise_id,
        contact_id=task.contact_id,
        at=at if at and at.time() < _END and on == task.due_on else None,
        due_on=task.due_on if on != task.due_on else None,
        assignee=str(task.assignee) if task.assignee else "",
        is_late=task.due_on < today,
        is_bound=is_bound(task),
        is_movable=task.kind not in FIXED,
        is_guessed=is_guessed(task),
    )


def _promise(promise: Promise, today: date) -> Item:
    return Item(
        promise.due_on,
        "promise",
        Words(promise.what, promise.what),
        promise.customer_id,
        str(promise.customer),
        promise_id=promise.pk,
        is_late=promise.due_on < today,
        is_bound=True,
    )
