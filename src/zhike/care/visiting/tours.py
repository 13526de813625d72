"""A day on the road through one place: whom to see there, in which order; each becomes a visit (S2-37)."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta

from django.db import transaction
from django.utils.timezone import get_current_timezone, make_aware

from zhike.activities.actions.visits import VisitDraft
from zhike.activities.models import Tour, Visit
from zhike.care.repeating import next_day
from zhike.care.visiting.planning import plan
from zhike.lib.words import Words
from zhike.lib.workdays import workday_from
from zhike.trust import journal
from zhike.trust.actor import Actor, Door, Permission, demand
from zhike.trust.requests import asker
from zhike.users.queries import actor_for

PURPOSE = Words("巡访：看看用得怎样", "On tour: how things go")
BETWEEN = timedelta(minutes=30)
AHEAD = timedelta(days=21)


@transaction.atomic
def plan_tour(
    actor: Actor,
    customer_ids: Sequence[int],
    *,
    place: str,
    tour_on: date,
    first_at: time,
    minutes: int,
    on: date,
    purpose: str = "",
    repeat: str = "",
    follows: Tour | None = None,
) -> Tour:
    """Visit these customers one after the other, half an hour on the way between two of them."""
    demand(actor, Permission.LOG_TOUCHES)
    tour = Tour.objects.create(
        by_id=asker(actor), place=place, tour_on=tour_on, repeat=repeat, follows=follows
    )
    journal.record(actor, "tour.planned", tour, on=on, place=place, tour_on=str(tour_on))
    at = make_aware(datetime.combine(tour_on, first_at), get_current_timezone())
    for number, customer_id in enumerate(customer_ids, 1):
        draft = VisitDraft(purpose or PURPOSE.zh, at, minutes=minutes)
        plan(actor, customer_id, draft, on=on, tour=tour, tour_place=number)
        at += timedelta(minutes=minutes) + BETWEEN
    return tour


def tour(actor: Actor, tour_id: int) -> tuple[Tour, list[Visit]]:
    """A tour and its visits in order."""
    found = Tour.objects.visible_to(actor).select_related("by").get(pk=tour_id)
    rows = Visit.objects.visible_to(actor).filter(tour=found)
    visits = rows.select_related("customer", "outcome").prefetch_related("guests__contact")
    return found, list(visits.order_by("tour_place", "starts_at", "pk"))


def tours(actor: Actor, *, on: date) -> list[Tour]:
    """The tours still ahead, the soonest first."""
    rows = Tour.objects.visible_to(actor).filter(tour_on__gte=on, by_id__in=actor.stands_for)
    return list(rows.order_by("tour_on", "pk")[:20])


def repeat_tours(as_of: date) -> int:
    """Lay the next of every tour that comes again, three weeks before its day; how many."""
    waiting = Tour.objects.unscoped().filter(next=None, by__is_active=True).exclude(repeat="")
    laid = 0
    for last in waiting.select_related("by").order_by("pk"):
        following = workday_from(next_day(last.repeat, last.tour_on, after=last.tour_on))
        if as_of < last.tour_on or following > as_of + AHEAD:
            continue
        laid += _again(last, max(following, as_of), as_of)
    return laid


@transaction.atomic
def _again(last: Tour, tour_on: date, as_of: date) -> int:
    actor = actor_for(last.by, Door.CLOCK, on=as_of)
    rows = Visit.objects.visible_to(actor).filter(tour=last)
    visits = list(rows.order_by("tour_place", "pk"))
    if not visits:
        return 0
    first = min(visit.starts_at for visit in visits).astimezone(get_current_timezone())
    plan_tour(
        actor,
        [visit.customer_id for visit in visits],
        place=last.place,
        tour_on=tour_on,
        first_at=first.time(),
        minutes=visits[0].minutes,
        on=as_of,
        purpose=visits[0].purpose,
        repeat=last.repeat,
        follows=last,
    )
    return 1
