"""What pages ask of tasks, touches and promises."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Exists, F, Max, OuterRef, Q, QuerySet

from zhike.activities.models import (
    Competitor,
    CompetitorContact,
    CompetitorNote,
    Milestone,
    Note,
    Promise,
    Task,
    Touch,
)
from zhike.activities.querysets import (
    MilestoneQuerySet,
    NoteQuerySet,
    PromiseQuerySet,
    TaskQuerySet,
    TouchQuerySet,
)
from zhike.trust import journal
from zhike.trust.actor import Actor, Permission, demand

SHOWN_AT_MOST = 500

IN_PERSON = (Touch.Kind.VISIT, Touch.Kind.MEETING)

__all__ = [
    "Heard",
    "Note",
    "Task",
    "competitor",
    "competitors",
    "flagged",
    "heard_from",
    "last_touch",
    "note",
    "open_notes",
    "open_promises",
    "open_tasks",
    "planned_between",
    "promises",
    "promises_due",
    "task",
    "touch",
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


def planned_between(
    actor: Actor, *, first: date, last: date, user_ids: Collection[int] | None
) -> TaskQuerySet:
    """Open tasks to be done in a span of days, those of some people or, with None, of everybody one sees.

    A task that was put off stands on the day it comes back.
    """
    here = Q(snoozed_until=None, due_on__range=(first, last)) | Q(
        snoozed_until__range=(first, last)
    )
    tasks = Task.objects.visible_to(actor).open().filter(here)
    if user_ids is not None:
        tasks = tasks.filter(assignee_id__in=user_ids)
    return tasks.select_related("customer", "assignee", "promise").order_by(
        F("due_at").asc(nulls_last=True), "due_on", "-weight", "pk"
    )[:SHOWN_AT_MOST]


def promises_due(
    actor: Actor, *, first: date, last: date, user_ids: Collection[int] | None
) -> PromiseQuerySet:
    """Open promises due in a span of days that no open task reminds of yet."""
    reminders = Task.objects.unscoped().open().filter(promise=OuterRef("pk"))
    found = Promise.objects.visible_to(actor).open().filter(due_on__range=(first, last))
    if user_ids is not None:
        found = found.filter(
            Q(customer__owner_id__in=user_ids)
            | Q(customer__owner=None, made_by_id__in=user_ids)
        )
    found = found.filter(~Exists(reminders)).select_related("customer")
    return found.order_by("due_on", "pk")[:SHOWN_AT_MOST]


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


def touches(actor: Actor, customer_id: int | None = None) -> TouchQuerySet:
    """Every touch one may see, or those with one customer, newest first."""
    found = Touch.objects.visible_to(actor).select_related("customer", "contact", "by")
    found = found.filter(customer_id=customer_id) if customer_id else found
    return found.order_by("-touched_on", "-pk")


def promises(actor: Actor, customer_id: int | None = None) -> PromiseQuerySet:
    """Every promise one may see, or those to one customer, the latest due first."""
    found = Promise.objects.visible_to(actor).select_related("customer", "contact", "made_by")
    found = found.filter(customer_id=customer_id) if customer_id else found
    return found.order_by("-due_on", "-pk")


def milestones(actor: Actor, customer_id: int) -> MilestoneQuerySet:
    """What happened at a customer and what is going to, the latest first."""
    rows = Milestone.objects.visible_to(actor).filter(customer_id=customer_id)
    return rows.select_related("contact", "deal", "noted_by").order_by("-happens_on", "-pk")


def milestone(actor: Actor, milestone_id: int) -> Milestone:
    """One milestone of a customer one sees."""
    rows = Milestone.objects.visible_to(actor).select_related("customer", "contact", "deal")
    return rows.get(pk=milestone_id)


def deals(actor: Actor, customer_id: int) -> MilestoneQuerySet:
    """The deals a customer made or refused, newest first."""
    return milestones(actor, customer_id).filter(kind__in=("deal_won", "deal_lost"))


def deal(actor: Actor, customer_id: int, milestone_id: int) -> Milestone:
    """One deal of a customer."""
    return deals(actor, customer_id).get(pk=milestone_id)


def competitors(actor: Actor) -> QuerySet[Competitor]:
    """Every competitor known, with how much is noted and when last; the company's common knowledge."""
    demand(actor, Permission.READ_CUSTOMERS)
    return Competitor.objects.annotate(
        notes_count=Count("notes", distinct=True),
        contacts_count=Count("contacts", distinct=True),
        noted_last=Max("notes__noted_on"),
    ).order_by("name")


def competitor(
    actor: Actor, competitor_id: int
) -> tuple[Competitor, QuerySet[CompetitorNote], QuerySet[CompetitorContact]]:
    """One competitor, what is noted of him, and when his people were met; newest first."""
    found = competitors(actor).get(pk=competitor_id)
    notes = CompetitorNote.objects.filter(competitor=found).select_related("noted_by")
    met = CompetitorContact.objects.filter(competitor=found).select_related("by")
    return found, notes.order_by("-noted_on", "-pk"), met.order_by("-met_on", "-pk")


def flagged(actor: Actor) -> list[journal.Event]:
    """What the steward must look at: unlawful sources that were refused, forbidden topics that came up."""
    demand(actor, Permission.READ_REGISTERS)
    events = journal.Event.objects.unscoped().filter(
        kind__in=("competitor.refused", "competitor.forbidden_topic")
    )
    return list(events.select_related("user").order_by("-pk")[:50])


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
