"""Symposiums and circles of customers: whom to invite by class, who came, what they said and what we owe them for it (S3-29, S1-72)."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.db.models import Count, F, OuterRef, Q, QuerySet, Subquery

from zhike.activities.actions import gatherings
from zhike.activities.actions.gatherings import (
    GatheringDraft,
    call_gathering,
    change_gathering,
)
from zhike.activities.models import Gathering, Guest, Milestone, Opinion, Touch
from zhike.care.actions import log_touch, make_promise
from zhike.customers import queries as customers
from zhike.customers.models import Contact, Customer, Standing
from zhike.lib.words import Words
from zhike.trust.actor import Actor
from zhike.value.listing import RHYTHM
from zhike.value.queries import methods

__all__ = ["Gathering", "GatheringDraft", "call_gathering", "change_gathering"]

AT_ONCE = 60
KINDS = {
    "symposium": Words("座谈会", "Symposium"),
    "circle": Words("客户沙龙", "Circle of customers"),
    "seminar": Words("培训、讲座", "Seminar"),
    "other": Words("其他活动", "Another event"),
}
_CAME = Words("来参加：{title}", "Came to: {title}")
ANSWERS = {
    "open": Words("等答复", "no answer yet"),
    "yes": Words("来", "comes"),
    "no": Words("不来", "does not come"),
}


@dataclass(frozen=True, slots=True)
class Listed:
    """One of our events, with how many one sees are invited, come, came, and how many answers are owed."""

    gathering: Gathering
    invited: int
    yes: int
    came: int
    owed: int


def gatherings_list(actor: Actor) -> list[Listed]:
    """Every event, the latest first."""
    rows = list(
        Gathering.objects.visible_to(actor)
        .select_related("host")
        .order_by("-held_on", "-pk")[:60]
    )
    counts: dict[int, dict[str, int]] = {
        row["gathering_id"]: {"invited": row["invited"], "yes": row["yes"], "came": row["came"]}
        for row in Guest.objects.visible_to(actor)
        .filter(gathering__in=rows)
        .order_by()
        .values("gathering_id")
        .annotate(
            invited=Count("pk"),
            yes=Count("pk", filter=Q(answer="yes")),
            came=Count("pk", filter=Q(has_come=True)),
        )
    }
    owed = Counter(
        Opinion.objects.visible_to(actor)
        .filter(guest__gathering__in=rows, promise__isnull=False, promise__settled_on=None)
        .values_list("guest__gathering_id", flat=True)
    )
    none = {"invited": 0, "yes": 0, "came": 0}
    return [
        Listed(row, found["invited"], found["yes"], found["came"], owed[row.pk])
        for row in rows
        for found in [counts.get(row.pk, none)]
    ]


def gathering(actor: Actor, gathering_id: int) -> Gathering:
    """One event of ours."""
    return Gathering.objects.visible_to(actor).select_related("host").get(pk=gathering_id)


def guests(actor: Actor, gathering_id: int) -> list[Guest]:
    """Those invited whom one may see."""
    rows = Guest.objects.visible_to(actor).filter(gathering_id=gathering_id)
    return list(
        rows.select_related("customer", "customer__owner", "contact", "gathering").order_by(
            "customer__pinyin", "pk"
        )
    )


def guest(actor: Actor, guest_id: int) -> Guest:
    """One of them."""
    rows = Guest.objects.visible_to(actor).select_related("customer", "contact", "gathering")
    return rows.get(pk=guest_id)


def opinions(actor: Actor, gathering_id: int) -> QuerySet[Opinion]:
    """What was said, as far as one sees who said it."""
    rows = Opinion.objects.visible_to(actor).filter(guest__gathering_id=gathering_id)
    return rows.select_related("guest__customer", "guest__contact", "promise", "by").order_by(
        "-pk"
    )


def candidates(actor: Actor, gathering_id: int, *, grade: str, text: str) -> list[Customer]:
    """Customers of a class, or by name, not invited yet; the most valuable first. Rows carry `grade`."""
    scheme = methods().standards[RHYTHM].scheme
    standings = Standing.objects.unscoped().filter(customer=OuterRef("pk"), scheme=scheme)
    invited = Guest.objects.unscoped().filter(gathering_id=gathering_id)
    rows = (
        customers.customers(actor)
        .annotate(grade=Subquery(standings.values("grade")[:1]))
        .exclude(pk__in=invited.values("customer"))
    )
    if grade:
        rows = rows.filter(grade=grade)
    if text:
        rows = rows.filter(Q(name__icontains=text) | Q(short_name__icontains=text))
    rows = rows.select_related("owner", "measures")
    best = F("measures__revenue_12m").desc(nulls_last=True)
    return list(rows.order_by(best, "pk")[:AT_ONCE])


@transaction.atomic
def invite(actor: Actor, gathering_id: int, customer_ids: Sequence[int], *, on: date) -> int:
    """Customers are invited, each by his main person; says how many."""
    found = gathering(actor, gathering_id)
    chosen = list(customers.customers(actor).filter(pk__in=list(customer_ids)[:AT_ONCE]))
    people: dict[int, Contact] = {}
    for person in (
        Contact.objects.visible_to(actor).filter(customer__in=chosen).order_by("is_main", "-pk")
    ):
        people[person.customer_id] = person
    for customer in chosen:
        gatherings.invite(actor, found, customer, contact=people.get(customer.pk), on=on)
    return len(chosen)


@transaction.atomic
def answered(actor: Actor, guest_id: int, answer: str, *, on: date) -> Guest:
    """He said whether he comes."""
    return gatherings.note_answer(actor, guest(actor, guest_id), answer, on=on)


class NotHeldYet(ValueError):
    """Nobody can have come to what is still to be held."""


@transaction.atomic
def attended(actor: Actor, guest_id: int, *, has_come: bool, on: date) -> Guest:
    """He was there: that is a meeting with him, written down once."""
    found = guest(actor, guest_id)
    if found.gathering.held_on > on:
        raise NotHeldYet
    if has_come and not found.has_come:
        log_touch(
            actor,
            customer_id=found.customer_id,
            contact_id=found.contact_id,
            kind=Touch.Kind.MEETING,
            summary=_CAME.format(title=found.gathering.title).zh,
            on=found.gathering.held_on,
            written_on=on,
        )
    return gatherings.note_attendance(actor, found, has_come=has_come, on=on)


@transaction.atomic
def heard(
    actor: Actor,
    guest_id: int,
    words: str,
    *,
    on: date,
    answer: str = "",
    due_on: date | None = None,
) -> Opinion:
    """What he said; an answer that is owed is a promise by a day."""
    found = guest(actor, guest_id)
    promise = None
    if answer and due_on:
        promise = make_promise(
            actor,
            customer_id=found.customer_id,
            what=answer,
            due_on=due_on,
            on=on,
            made_in="other",
            contact_id=found.contact_id,
        )
    return gatherings.note_opinion(actor, found, words, on=on, promise=promise)


def their_events(actor: Actor, *, on: date) -> QuerySet[Milestone]:
    """What customers themselves hold, still to come (S3-23)."""
    rows = Milestone.objects.visible_to(actor).filter(kind="own_event", happens_on__gte=on)
    return rows.select_related("customer").order_by("happens_on", "pk")[:20]
