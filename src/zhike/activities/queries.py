"""What pages ask of tasks, touches and promises."""

from datetime import date

from zhike.activities.models import Promise, Task, Touch
from zhike.activities.querysets import PromiseQuerySet, TaskQuerySet, TouchQuerySet
from zhike.trust.actor import Actor

SHOWN_AT_MOST = 500

__all__ = [
    "Task",
    "due_between",
    "last_touch",
    "open_promises",
    "open_tasks",
    "task",
    "touches",
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


def touches(actor: Actor, customer_id: int) -> TouchQuerySet:
    """What was done with a customer, newest first."""
    rows = Touch.objects.visible_to(actor).filter(customer_id=customer_id)
    return rows.select_related("contact", "by").order_by("-touched_on", "-pk")


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
