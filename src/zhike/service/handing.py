"""A case changes hands, and its clocks stand still while the customer is waited for; whoever was asked first stays accountable (S2-18)."""

from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import localtime

from zhike.lib.workhours import minutes_between
from zhike.service.models import Case, Pause, Transfer
from zhike.trust import journal
from zhike.trust.actor import Actor, Permission, demand


class OnItsWay(ValueError):
    """Somebody else is asked to take it already."""


class NotYours(ValueError):
    """Only whoever was asked says whether he takes it."""


class StandsStill(ValueError):
    """The clocks stand still already, or do not."""


@transaction.atomic
def hand(actor: Actor, case: Case, *, to_id: int, why: str, at: datetime) -> Transfer:
    """A colleague is asked to take the case; it stays where it is until he accepts."""
    demand(actor, Permission.RECEIVE_CASES)
    if Transfer.objects.unscoped().filter(case=case, settled_at=None).exists():
        raise OnItsWay
    asked = Transfer.objects.create(
        case=case, by_id=actor.user_id, to_id=to_id, why=why.strip(), asked_at=at
    )
    journal.record(
        actor,
        "case.handed",
        case,
        on=localtime(at).date(),
        customer_id=case.customer_id,
        to=str(asked.to),
        why=asked.why,
    )
    return asked


@transaction.atomic
def settle_transfer(
    actor: Actor, asked: Transfer, *, accept: bool, answer: str, at: datetime
) -> Transfer:
    """Whoever was asked accepts the case, and works on it from now on, or says why not."""
    demand(actor, Permission.RECEIVE_CASES)
    if asked.to_id not in actor.stands_for and asked.to_id != actor.user_id:
        raise NotYours
    asked.settled_at, asked.is_accepted, asked.answer = at, accept, answer.strip()
    asked.save(update_fields=["settled_at", "is_accepted", "answer"])
    if accept:
        Case.objects.visible_to(actor).filter(pk=asked.case_id).update(answered_by=asked.to)
    journal.record(
        actor,
        "case.accepted" if accept else "case.declined",
        asked.case,
        on=localtime(at).date(),
        customer_id=asked.case.customer_id,
        answer=asked.answer,
    )
    return asked


@transaction.atomic
def visit(actor: Actor, case: Case, *, visited_id: int, on: date) -> None:
    """A colleague where the customer is now helps; the home manager stays accountable (S3-30)."""
    demand(actor, Permission.RECEIVE_CASES)
    case.visited_id = visited_id
    case.save(update_fields=["visited"])
    journal.record(
        actor,
        "case.off_site",
        case,
        on=on,
        customer_id=case.customer_id,
        visited=str(case.visited),
    )


@transaction.atomic
def pause(
    actor: Actor,
    case: Case,
    *,
    why: str,
    ask_again_on: date,
    at: datetime,
    held: dict[str, list[str | None]],
) -> Pause:
    """The customer is waited for: the clocks stand still, and on a day he is asked again. `held`: when each task was due."""
    demand(actor, Permission.RECEIVE_CASES)
    if Pause.objects.unscoped().filter(case=case, ended_at=None).exists():
        raise StandsStill
    row = Pause.objects.create(
        case=case,
        why=why.strip(),
        begun_at=at,
        begun_by_id=actor.user_id,
        ask_again_on=ask_again_on,
        held=held,
    )
    journal.record(
        actor,
        "case.paused",
        case,
        on=localtime(at).date(),
        customer_id=case.customer_id,
        why=row.why,
    )
    return row


@transaction.atomic
def resume(actor: Actor, case: Case, *, at: datetime) -> Pause:
    """He answered: the clocks go on with what was left of them."""
    demand(actor, Permission.RECEIVE_CASES)
    row = Pause.objects.unscoped().filter(case=case, ended_at=None).first()
    if row is None:
        raise StandsStill
    row.ended_at = at
    row.minutes = minutes_between(localtime(row.begun_at), localtime(at))
    row.save(update_fields=["ended_at", "minutes"])
    journal.record(
        actor, "case.resumed", case, on=localtime(at).date(), customer_id=case.customer_id
    )
    return row
