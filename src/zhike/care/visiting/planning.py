"""A visit gets its purpose and its hour, is agreed, moved, begun or called off; what has to be done for it follows (S4-07, S4-08)."""

from collections.abc import Collection
from dataclasses import replace
from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import localtime

from zhike.activities.actions import visits
from zhike.activities.actions.visits import TooLate, VisitDraft
from zhike.activities.models import Task, Tour, Visit
from zhike.activities.visits import MANNERS, is_late_appointment
from zhike.care.actions import end_all
from zhike.care.models import Run
from zhike.care.runs.moving import move_event
from zhike.care.runs.stopping import stop_run
from zhike.care.starting import Start, start_playbooks
from zhike.care.visiting.queries import visit
from zhike.customers import queries as customers
from zhike.lib.spoken_days import day_words
from zhike.lib.words import Words
from zhike.trust.actor import Actor

BEFORE = ("visit_planned", "formal_visit_planned")
AGREED = Words("已约好", "agreed")


@transaction.atomic
def plan(
    actor: Actor,
    customer_id: int,
    draft: VisitDraft,
    *,
    on: date,
    contact_ids: Collection[int] = (),
    agreed_how: str = "",
    agreed_at: datetime | None = None,
    late_why: str = "",
    tour: Tour | None = None,
    tour_place: int | None = None,
) -> Visit:
    """A visit goes on the agenda; a formal one with its appointment, its preparation and its punctuality.

    `agreed_how` says that the hour is agreed already. `TooLate` when that was less than a day before a formal visit and no reason is given.
    """
    customer = customers.customer(actor, customer_id)
    people = list(customers.contacts(actor, customer_id).filter(pk__in=contact_ids))
    if agreed_how and agreed_at:
        late = is_late_appointment(
            localtime(agreed_at).date(), localtime(draft.starts_at).date()
        )
        if draft.is_formal and late and not late_why.strip():
            raise TooLate
    draft = replace(
        draft, contacts=people, place=draft.place or _usual_place(draft, customer.address)
    )
    planned = visits.plan_visit(actor, customer, draft, on=on, tour=tour, tour_place=tour_place)
    start = start_of(planned, BEFORE[planned.is_formal], on=on)
    start_playbooks(actor, start, on=on)
    if agreed_how and agreed_at:
        agree(actor, planned.pk, how=agreed_how, at=agreed_at, late_why=late_why, on=on)
    return planned


@transaction.atomic
def agree(
    actor: Actor, visit_id: int, *, how: str, at: datetime, on: date, late_why: str = ""
) -> Visit:
    """They said yes to the hour: nobody has to ask any more."""
    agreed = visits.agree_visit(
        actor, visit(actor, visit_id), how=how, at=at, late_why=late_why, on=on
    )
    end_all(actor, f"visit:{visit_id}", step="visit_formal.book", outcome=str(AGREED), on=on)
    return agreed


@transaction.atomic
def move(actor: Actor, visit_id: int, *, to: datetime, on: date) -> Visit:
    """The visit moves, and what is counted from it moves along; the new hour has to be agreed."""
    moved = visits.move_visit(actor, visit(actor, visit_id), to=to, on=on)
    start = start_of(moved, BEFORE[moved.is_formal], on=on)
    move_event(
        actor, f"visit:{moved.pk}", starts=BEFORE, at=start.at, values=start.values, on=on
    )
    return moved


@transaction.atomic
def arrive(
    actor: Actor, visit_id: int, *, at: datetime, travel_minutes: int | None = None
) -> Visit:
    """I am there."""
    return visits.arrive(actor, visit(actor, visit_id), at=at, travel_minutes=travel_minutes)


@transaction.atomic
def cancel(actor: Actor, visit_id: int, *, why: str, on: date) -> Visit:
    """It does not come about: what was to be done for it is struck off with the same reason."""
    called_off = visits.cancel_visit(actor, visit(actor, visit_id), why=why, on=on)
    runs = Run.objects.visible_to(actor).open().filter(key=f"visit:{visit_id}")
    for run_id in list(runs.values_list("pk", flat=True)):
        stop_run(actor, run_id, why=why, on=on)
    end_all(actor, f"visit:{visit_id}", outcome=why, on=on, result=Task.Result.WAIVED)
    return called_off


def start_of(planned: Visit, kind: str, *, on: date) -> Start:
    """What a visit sets off, at its own hour, with its own words."""
    at = localtime(planned.starts_at)
    people = [guest.contact for guest in planned.guests.select_related("contact")]
    named = [each.greeting for each in people] or [str(planned.customer)]
    hour = f"{at:%H:%M}"
    place = Words(planned.place, planned.place) if planned.place else MANNERS[planned.manner]
    values = {
        "what": Words(planned.purpose, planned.purpose),
        "day": day_words(at.date(), seen_on=on),
        "at": Words(hour, hour),
        "person": Words("、".join(named), ", ".join(named)),
        "place": place,
    }
    return Start(
        kind,
        f"visit:{planned.pk}",
        at,
        values,
        planned.customer,
        contact=people[0] if people else None,
        assignee_id=planned.by_id,
    )


def _usual_place(draft: VisitDraft, address: str) -> str:
    return address if draft.manner == "on_site" else ""
