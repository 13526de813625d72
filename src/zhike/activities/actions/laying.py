"""Tasks are laid and settled in bulk by the night; the same origin twice is the same task."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from zhike.activities.models import Task
from zhike.activities.querysets import TaskQuerySet
from zhike.lib.words import Words
from zhike.trust import journal
from zhike.trust.actor import Actor

_BATCH = 2_000


@dataclass(frozen=True, slots=True)
class Draft:
    """A task to be laid, with the reason it exists; `weight` is the money at stake, in fen."""

    origin: str
    kind: str
    title: Words
    why: Words
    due_on: date
    due_at: datetime | None
    customer_id: int | None
    contact_id: int | None
    assignee_id: int | None
    weight: int
    method: str
    opens_on: date | None = None
    checklist: tuple[Words, ...] = ()

    def fields(self) -> dict[str, object]:
        """What is written anew each time the night finds the same thing again."""
        return {
            "title": self.title.zh[:200],
            "title_en": self.title.en[:200],
            "why": self.why.zh[:400],
            "why_en": self.why.en[:400],
            "weight": self.weight,
        }


@transaction.atomic
def lay_tasks(actor: Actor, drafts: Sequence[Draft], *, on: date) -> int:
    """Lay the tasks that are not there yet, one event each, and word the open ones anew; say how many were laid."""
    by_origin = {draft.origin: draft for draft in drafts}
    there = {
        task.origin: task
        for task in Task.objects.unscoped().filter(origin__in=by_origin)
        if task.origin is not None
    }
    _reword([(task, by_origin[origin]) for origin, task in there.items()])
    new = [draft for origin, draft in by_origin.items() if origin not in there]
    Task.objects.bulk_create(
        [_task(draft, on) for draft in new], ignore_conflicts=True, batch_size=_BATCH
    )
    ids = dict(
        Task.objects.unscoped()
        .filter(origin__in=[draft.origin for draft in new])
        .values_list("origin", "pk")
    )
    journal.record_many(
        actor,
        "task.laid",
        [
            _entry(ids[draft.origin], on, draft.customer_id, {"title": draft.title.zh})
            for draft in new
        ],
    )
    return len(new)


@transaction.atomic
def settle_tasks(actor: Actor, tasks: TaskQuerySet, *, outcome: Words, on: date) -> int:
    """Something else that happened has done these open tasks' work, or their day is over; say how many."""
    found = list(tasks.open().values_list("pk", "customer_id"))
    said = f"{outcome.zh} / {outcome.en}"
    for start in range(0, len(found), _BATCH):
        ids = [pk for pk, _ in found[start : start + _BATCH]]
        Task.objects.unscoped().filter(pk__in=ids).update(
            ended_on=on, result=Task.Result.SETTLED, outcome=said
        )
    journal.record_many(
        actor,
        "task.settled",
        [_entry(pk, on, customer_id, {"outcome": said}) for pk, customer_id in found],
    )
    return len(found)


def _reword(pairs: Sequence[tuple[Task, Draft]]) -> None:
    changed = []
    for task, draft in pairs:
        fields = draft.fields()
        if task.ended_on is None and any(getattr(task, k) != v for k, v in fields.items()):
            for name, value in fields.items():
                setattr(task, name, value)
            changed.append(task)
    Task.objects.unscoped().bulk_update(
        changed, ["title", "title_en", "why", "why_en", "weight"], batch_size=500
    )


def _task(draft: Draft, on: date) -> Task:
    return Task(
        origin=draft.origin,
        kind=draft.kind,
        due_on=draft.due_on,
        due_at=draft.due_at,
        opens_on=draft.opens_on,
        checklist=[{"zh": w.zh, "en": w.en, "done": False} for w in draft.checklist],
        customer_id=draft.customer_id,
        contact_id=draft.contact_id,
        assignee_id=draft.assignee_id,
        method=draft.method,
        laid_on=on,
        **draft.fields(),
    )


def _entry(
    task_id: int, on: date, customer_id: int | None, particulars: dict[str, str]
) -> journal.Entry:
    subject = f"{Task._meta.label_lower}:{task_id}"
    return journal.Entry(subject, on, customer_id, particulars=particulars)
