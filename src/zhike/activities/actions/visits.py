"""Visits are planned, agreed, moved, begun, called off and written down; relations move a rung."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import localtime

from zhike.activities.models import (
    Promise,
    RelationMove,
    Touch,
    Tour,
    Visit,
    VisitGuest,
    VisitOutcome,
)
from zhike.activities.visits import LADDERS, is_late_appointment
from zhike.customers.models import Contact, Customer
from zhike.trust import journal
from zhike.trust.actor import Actor, Permission, demand
from zhike.users.models import User


class TooLate(ValueError):
    """A formal visit is agreed at least a day ahead; less takes a reason (S4-07)."""


class Over(ValueError):
    """The visit was written down or called off before."""


class NoSuchRung(ValueError):
    """The ladder has no rung of this name."""


@dataclass(frozen=True, slots=True)
class VisitDraft:
    """What somebody plans: why, when, how long, where, with whom of theirs and of ours."""

    purpose: str
    starts_at: datetime
    manner: str = "on_site"
    is_formal: bool = False
    minutes: int = 60
    place: str = ""
    points: str = ""
    contacts: Sequence[Contact] = ()
    colleagues: Collection[int] = field(default_factory=tuple)


@transaction.atomic
def plan_visit(
    actor: Actor,
    customer: Customer,
    draft: VisitDraft,
    *,
    on: date,
    tour: Tour | None = None,
    tour_place: int | None = None,
) -> Visit:
    """A visit is planned once it has a purpose and an hour."""
    demand(actor, Permission.LOG_TOUCHES)
    visit = Visit.objects.create(
        customer=customer,
        by_id=actor.user_id or customer.owner_id,
        manner=draft.manner,
        is_formal=draft.is_formal,
        purpose=draft.purpose.strip(),
        points=draft.points.strip(),
        starts_at=draft.starts_at,
        minutes=draft.minutes,
        place=draft.place.strip(),
        tour=tour,
        tour_place=tour_place,
        planned_on=on,
    )
    VisitGuest.objects.bulk_create(VisitGuest(visit=visit, contact=c) for c in draft.contacts)
    visit.colleagues.set(User.objects.filter(pk__in=draft.colleagues, is_active=True))
    _record(actor, "visit.planned", visit, on, at=_said(visit.starts_at))
    return visit


@transaction.atomic
def agree_visit(
    actor: Actor, visit: Visit, *, how: str, at: datetime, late_why: str, on: date
) -> Visit:
    """The hour is agreed with them; for a formal visit a day ahead, else it says why not."""
    _still(visit)
    late = is_late_appointment(localtime(at).date(), localtime(visit.starts_at).date())
    if visit.is_formal and late and not late_why.strip():
        raise TooLate
    visit.agreed_at, visit.agreed_how, visit.late_why = at, how, late_why.strip()
    visit.save(update_fields=["agreed_at", "agreed_how", "late_why"])
    _record(actor, "visit.agreed", visit, on, how=how)
    return visit


@transaction.atomic
def move_visit(actor: Actor, visit: Visit, *, to: datetime, on: date) -> Visit:
    """Another hour; it has to be agreed anew."""
    _still(visit)
    before = visit.starts_at
    visit.starts_at, visit.agreed_at, visit.agreed_how, visit.late_why = to, None, "", ""
    visit.save(update_fields=["starts_at", "agreed_at", "agreed_how", "late_why"])
    _record(actor, "visit.moved", visit, on, before=_said(before), at=_said(to))
    return visit


@transaction.atomic
def arrive(actor: Actor, visit: Visit, *, at: datetime, travel_minutes: int | None) -> Visit:
    """I am there: one's own note, and how long the way took (S4-08)."""
    _still(visit)
    visit.arrived_at, visit.travel_minutes = at, travel_minutes
    visit.save(update_fields=["arrived_at", "travel_minutes"])
    _record(actor, "visit.arrived", visit, localtime(at).date(), at=_said(at))
    return visit


@transaction.atomic
def cancel_visit(actor: Actor, visit: Visit, *, why: str, on: date) -> Visit:
    """It does not come about, for a reason."""
    _still(visit)
    visit.cancelled_on, visit.cancelled_why = on, why.strip()
    visit.save(update_fields=["cancelled_on", "cancelled_why"])
    _record(actor, "visit.cancelled", visit, on, why=visit.cancelled_why)
    return visit


@transaction.atomic
def end_visit(
    actor: Actor,
    visit: Visit,
    *,
    ended_at: datetime,
    touch: Touch,
    points: Sequence[tuple[str, bool]],
    behaviour: str,
    ours: Promise | None,
    repair: Promise | None,
    theirs: str,
    none_why: str,
    told: Collection[int],
    on: date,
) -> VisitOutcome:
    """How the visit ended is kept with it."""
    _still(visit)
    outcome = VisitOutcome.objects.create(
        visit=visit,
        touch=touch,
        ended_at=ended_at,
        points=[{"text": text, "confirmed": confirmed} for text, confirmed in points],
        behaviour=behaviour,
        ours=ours,
        repair=repair,
        theirs=theirs,
        none_why=none_why,
    )
    outcome.told.set(User.objects.filter(pk__in=told, is_active=True))
    _record(actor, "visit.done", visit, on, theirs=theirs)
    return outcome


@transaction.atomic
def move_relation(
    actor: Actor, contact: Contact, *, ladder: str, stage: str, evidence: str, on: date
) -> RelationMove:
    """Somebody stands on another rung since today, and this shows it (S2-12, S4-05)."""
    demand(actor, Permission.LOG_TOUCHES)
    if stage not in LADDERS.get(ladder, {}):
        raise NoSuchRung(stage)
    move = RelationMove.objects.create(
        contact=contact,
        customer_id=contact.customer_id,
        ladder=ladder,
        stage=stage,
        moved_on=on,
        evidence=evidence.strip(),
        by_id=actor.user_id,
    )
    journal.record(
        actor, "relation.moved", move, on=on, customer_id=contact.customer_id, stage=stage
    )
    return move


def _still(visit: Visit) -> None:
    if visit.state in ("done", "cancelled"):
        raise Over


def _record(actor: Actor, kind: str, visit: Visit, on: date, **more: str) -> None:
    demand(actor, Permission.LOG_TOUCHES)
    journal.record(
        actor, kind, visit, on=on, customer_id=visit.customer_id, purpose=visit.purpose, **more
    )


def _said(at: datetime) -> str:
    return f"{localtime(at):%Y-%m-%d %H:%M}"
