"""What a watch found, and the drafts its playbook makes of it."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time

from django.utils.timezone import get_current_timezone, make_aware

from zhike.activities.actions.laying import Draft
from zhike.activities.models import Task
from zhike.lib.words import Words
from zhike.methods.playbooks import Playbook
from zhike.methods.steps import Hold
from zhike.service.queries import complaining

MORNING = time(9)


@dataclass(frozen=True, slots=True)
class Found:
    """Something that became due: its own key (`customer:12:2026-10-11`), its day, and the blanks it fills.

    `origin` is that of a task already open for it, which is then only worded anew.
    """

    key: str
    day: date
    values: Mapping[str, Words]
    customer_id: int | None
    assignee_id: int | None
    contact_id: int | None = None
    weight: int = 0
    origin: str = ""


def drafts(book: Playbook, start: str, found: Iterable[Found]) -> Iterator[Draft]:
    """The tasks a playbook makes of what was found; a step that an open complaint holds back waits for another night."""
    held = complaining() if any(step.holds for step in book.steps) else set()
    for one in found:
        event = make_aware(datetime.combine(one.day, MORNING), get_current_timezone())
        for step in book.steps_on(start):
            if Hold.COMPLAINT_OPEN in step.holds and one.customer_id in held:
                continue
            due = step.clock.due(event)
            yield Draft(
                origin=one.origin or f"{book.head.name}.{step.key}:{one.key}",
                kind=step.kind,
                title=step.title.format(**one.values),
                why=step.why.format(**one.values),
                due_on=due.on,
                due_at=due.at,
                customer_id=one.customer_id,
                contact_id=one.contact_id,
                assignee_id=one.assignee_id,
                weight=one.weight,
                method=book.head.signature,
                opens_on=due.opens_on,
                checklist=step.checklist,
            )


def open_origins(book: Playbook) -> dict[int, str]:
    """Customer id → the origin of the task this playbook has open for him."""
    mine = Task.objects.unscoped().open().filter(origin__startswith=f"{book.head.name}.")
    return {
        customer_id: origin
        for customer_id, origin in mine.values_list("customer_id", "origin")
        if customer_id is not None and origin is not None
    }


def plain(value: object) -> Words:
    """The same in both languages: a name, a number."""
    return Words(str(value), str(value))
