"""What pages ask of tasks, touches and promises."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Max, Q

from zhike.activities.models import Note, Promise, Task, Touch
from zhike.activities.querysets import NoteQuerySet, PromiseQuerySet, TaskQuerySet
from zhike.trust.actor import Actor

SHOWN_AT_MOST = 500

IN_PERSON = (Touch.Kind.VISIT, Touch.Kind.MEETING)

__all__ = [
    "Heard",
    "Note",
    "Task",
    "due_between",
    "heard_from",
    "last_touch",
    "note",
    "open_notes",
    "open_promises",
    "open_tasks",
    "task",
    "touch",
]


def task(actor: Actor, task_id: int) -> Task:
    """One task still to do; `Task.DoesNotExist` when it is done or not this actor's to see."""
    return (
        Task.objects.visible_to(actor)
        .open()
        .select_related("customer", "contact", "promise", "assignee")
        .get(pk=task_id)
    )


def open_tasks(actor: Actor, customer_id: int) -> TaskQuerySet:
    """What is planned for a customer, the soonest first."""
    return (
        Task.objects.visible_to(actor)
        .open()
        .filter(customer_id=customer_id)
        .select_related("assignee")
        .order_by("due_on", "pk")
    )


def due_between(actor: Actor, *, first: date, last: date) -> TaskQuerySet:
    """Open tasks of oneself (and of those one stands in for) due in a span of days."""
    return (
        Task.objects.visible_to(actor)
        .open()
        .filter(due_on__gte=first, due_on__lte=last, assignee_id__in=actor.stands_for)
        .select_related("customer")
        .order_by("due_on", "-weight", "pk")[:SHOWN_AT_MOST]
    )


def open_promises(actor: Actor, customer_id: int) -> PromiseQuerySet:
    """What we still owe a customer by word, the soonest first."""
    return (
        Promise.objects.visible_to(actor)
        .open()
        .filter(customer_id=customer_id)
        .order_by("due_on", "pk")
    )


def last_touch(actor: Actor, customer_id: int) -> Touch | None:
    """The last time we heard from each other."""
    return (
        Touch.objects.visible_to(actor)
        .filter(customer_id=customer_id)
        .exclude(kind=Touch.Kind.NOTE)
        .select_related("contact", "by")
        .order_by("-touched_on", "-pk")
        .first()
    )


def touch(actor: Actor, customer_id: int, touch_id: int | None) -> Touch | None:
    """One touch with this customer, or None when there is none to see."""
    if touch_id is None:
        return None
    return Touch.objects.visible_to(actor).filter(customer_id=customer_id, pk=touch_id).first()


@dataclass(frozen=True, slots=True)
class Heard:
    """When we last heard from somebody, and when we last met in person."""

    touched_on: date
    met_on: date | None


def heard_from(actor: Actor, customer_id: int) -> dict[int, Heard]:
    """Contact → when we last heard from and met him, for the people of a customer."""
    rows = (
        Touch.objects.visible_to(actor)
        .contacts()
        .filter(customer_id=customer_id, contact__isnull=False)
        .order_by()
        .values_list("contact_id")
        .annotate(
            touched=Max("touched_on"), met=Max("touched_on", filter=Q(kind__in=IN_PERSON))
        )
    )
    return {contact_id: Heard(touched, met) for contact_id, touched, met in rows if contact_id}


def open_notes(actor: Actor) -> NoteQuerySet:
    """One's own notes that are not yet made into anything, newest first."""
    rows = Note.objects.visible_to(actor).open().select_related("customer")
    return rows.order_by("-written_at", "-pk")


def note(actor: Actor, note_id: int) -> Note:
    """One of one's own open notes."""
    return open_notes(actor).get(pk=note_id)
