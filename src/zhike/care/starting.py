"""A playbook starts at once: what somebody just wrote becomes the tasks it sets off."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time

from django.utils.timezone import get_current_timezone, make_aware

from zhike.activities.models import Promise, Task
from zhike.customers.models import Contact, Customer
from zhike.lib.words import Words
from zhike.trust import journal
from zhike.trust.actor import Actor
from zhike.value.queries import methods


@dataclass(frozen=True, slots=True)
class Start:
    """What sets a playbook off: the event's kind, its own key (`case:12`), its moment and the blanks it fills."""

    kind: str
    key: str
    at: datetime
    values: Mapping[str, Words]
    customer: Customer
    contact: Contact | None = None
    promise: Promise | None = None
    assignee_id: int | None = None
    weight: int = 0


def start_playbooks(actor: Actor, start: Start, *, on: date) -> list[Task]:
    """Lay the steps every playbook sets off for this event; the same event again lays nothing."""
    laid = []
    for book in methods().playbooks_on(start.kind):
        for step in book.steps_on(start.kind):
            title, why = step.title.format(**start.values), step.why.format(**start.values)
            due = step.clock.due(start.at)
            task, is_new = Task.objects.unscoped().get_or_create(
                origin=f"{book.head.name}.{step.key}:{start.key}",
                defaults={
                    "customer": start.customer,
                    "contact": start.contact,
                    "promise": start.promise,
                    "kind": step.kind,
                    "title": title.zh[:200],
                    "title_en": title.en[:200],
                    "why": why.zh[:400],
                    "why_en": why.en[:400],
                    "due_on": due.on,
                    "due_at": due.at,
                    "assignee_id": start.assignee_id,
                    "weight": start.weight,
                    "method": f"{book.head.name}@{book.head.version}",
                    "laid_on": on,
                },
            )
            if is_new:
                laid.append(task)
                journal.record(
                    actor,
                    "task.laid",
                    task,
                    on=on,
                    customer_id=start.customer.pk,
                    title=task.title,
                )
    return laid


def at_the_start_of(day: date) -> datetime:
    """Nine in the morning of a day, where an event has a day and no hour."""
    return make_aware(datetime.combine(day, time(9)), get_current_timezone())
