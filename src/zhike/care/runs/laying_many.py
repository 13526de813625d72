"""The steps of very many events begin at once: the tasks there are are read once, and the new ones written once."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.db.models import Q

from zhike.activities.models import Task
from zhike.care.runs.events import Start
from zhike.care.runs.laying import A_WEEK, JOINED, due_of, join, origin_of, task_of, why_of
from zhike.methods.playbooks import Playbook
from zhike.methods.steps import Step
from zhike.trust import journal
from zhike.trust.actor import Actor
from zhike.trust.bulk import among, among_ids

_BATCH = 500

type Families = defaultdict[tuple[str, int], list[Task]]


@dataclass(frozen=True, slots=True)
class Beginning:
    """A step that an event sets off; the event names no person."""

    book: Playbook
    step: Step
    start: Start

    @property
    def origin(self) -> str:
        """Where its task comes from."""
        return origin_of(self.book, self.step, self.start, None)


@transaction.atomic
def lay_many(actor: Actor, beginnings: Sequence[Beginning], *, on: date) -> int:
    """As `laying.lay` one after the other; say how many became tasks of their own."""
    there = _there({each.origin for each in beginnings})
    families = _families(beginnings, on)
    new: list[Task] = []
    joined: dict[int, Task] = {}
    for each in beginnings:
        if each.origin in there:
            continue
        step, start = each.step, each.start
        alike = families[step.family, start.customer.pk] if step.family else []
        waiting = [task for task in alike if task.ended_on is None]
        if waiting:
            same = min(waiting, key=lambda task: task.due_on)
            before = _joined(same)
            join(same, why_of(step, start, None), due_of(step, start, on))
            if same.pk and _joined(same) != before:
                joined[same.pk] = same
        elif not alike:
            task = task_of(actor, each.book, step, start, on=on, contact=None)
            there.add(each.origin)
            alike.append(task)
            new.append(task)
    Task.objects.unscoped().bulk_update(joined.values(), JOINED, batch_size=_BATCH)
    Task.objects.bulk_create(new, batch_size=_BATCH)
    subject = Task._meta.label_lower
    journal.record_many(
        actor,
        "task.laid",
        [
            journal.Entry(
                f"{subject}:{task.pk}", on, task.customer_id, particulars={"title": task.title}
            )
            for task in new
        ],
    )
    return len(new)


def _there(origins: Collection[str]) -> set[str | None]:
    rows = Task.objects.unscoped().filter(origin__in=among(origins))
    return set(rows.values_list("origin", flat=True))


def _families(beginnings: Sequence[Beginning], on: date) -> Families:
    """(family, customer) → the tasks that are open or were done within the week, the oldest first."""
    done = Q(result=Task.Result.DONE, ended_on__gt=on - A_WEEK, ended_on__lte=on)
    rows = Task.objects.unscoped().filter(
        Q(ended_on=None) | done,
        family__in={each.step.family for each in beginnings if each.step.family},
        customer_id__in=among_ids({each.start.customer.pk for each in beginnings}),
    )
    found: Families = defaultdict(list)
    for task in rows.order_by("pk"):
        found[task.family, task.customer_id or 0].append(task)
    return found


def _joined(task: Task) -> list[object]:
    return [getattr(task, name) for name in JOINED]
