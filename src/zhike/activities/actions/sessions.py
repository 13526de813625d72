"""Sessions are planned, held with who was there and what was taught, and looked at again for what they changed (S2-22)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from zhike.activities.models import Learner, Programme, Session
from zhike.customers.models import Contact
from zhike.trust import journal
from zhike.trust.actor import Actor, Permission, demand
from zhike.trust.requests import asker


class NotHeldYet(ValueError):
    """Nothing was taught on a day still to come, nor changed by what was not taught."""


class Over(ValueError):
    """It was held or called off already."""


@dataclass(frozen=True, slots=True)
class SessionDraft:
    """By which means, about which topic, what exactly, when."""

    means: str
    topic: str
    what: str
    planned_on: date


@transaction.atomic
def plan_session(
    actor: Actor, programme: Programme, draft: SessionDraft, *, on: date
) -> Session:
    """It is agreed with the customer."""
    demand(actor, Permission.LOG_TOUCHES)
    session = Session.objects.create(
        customer_id=programme.customer_id,
        programme=programme,
        means=draft.means,
        topic=draft.topic,
        what=draft.what.strip(),
        planned_on=draft.planned_on,
        by_id=asker(actor),
    )
    _record(actor, "planned", session, on=on, planned_on=str(draft.planned_on))
    return session


@transaction.atomic
def move_session(actor: Actor, session: Session, *, to: date, on: date) -> Session:
    """It is on another day."""
    demand(actor, Permission.LOG_TOUCHES)
    _still_to_come(session)
    session.planned_on = to
    session.save(update_fields=["planned_on"])
    _record(actor, "moved", session, on=on, planned_on=str(to))
    return session


@transaction.atomic
def hold_session(
    actor: Actor,
    session: Session,
    *,
    held_on: date,
    taught: str,
    people: Sequence[Contact],
    others: int,
    on: date,
) -> Session:
    """It took place: who was there, and what was taught."""
    demand(actor, Permission.LOG_TOUCHES)
    _still_to_come(session)
    if held_on > on:
        raise NotHeldYet
    session.held_on, session.taught, session.others = held_on, taught.strip(), others
    session.save(update_fields=["held_on", "taught", "others"])
    Learner.objects.bulk_create(Learner(session=session, contact=each) for each in people)
    _record(actor, "held", session, on=held_on, people=len(people) + others)
    return session


@transaction.atomic
def note_change(actor: Actor, session: Session, words: str, *, on: date) -> Session:
    """What has changed at the customer since."""
    demand(actor, Permission.LOG_TOUCHES)
    if session.held_on is None:
        raise NotHeldYet
    session.changed, session.changed_on = words.strip(), on
    session.save(update_fields=["changed", "changed_on"])
    _record(actor, "looked_at", session, on=on)
    return session


@transaction.atomic
def cancel_session(actor: Actor, session: Session, *, why: str, on: date) -> Session:
    """It does not come about."""
    demand(actor, Permission.LOG_TOUCHES)
    _still_to_come(session)
    session.cancelled_on, session.cancelled_why = on, why.strip()[:200]
    session.save(update_fields=["cancelled_on", "cancelled_why"])
    _record(actor, "cancelled", session, on=on, why=session.cancelled_why)
    return session


def _still_to_come(session: Session) -> None:
    if session.held_on or session.cancelled_on:
        raise Over


def _record(actor: Actor, what: str, session: Session, *, on: date, **more: str | int) -> None:
    journal.record(
        actor,
        f"session.{what}",
        session,
        on=on,
        customer_id=session.customer_id,
        what=session.what,
        **more,
    )
