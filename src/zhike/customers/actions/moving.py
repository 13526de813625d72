"""A proposed class is decided by a person: taken or kept, with a reason and a day to look again (S2-08, S2-16)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from zhike.customers.classes import needs_approval
from zhike.customers.models import Customer, MoveDecision, Standing, StandingMove
from zhike.lib.words import Words
from zhike.trust import journal, requests
from zhike.trust.actor import Actor, Permission, demand
from zhike.trust.requests import asker


class NoReviewDay(ValueError):
    """The day to look again is missing or not still to come."""


class NoReason(ValueError):
    """A decision without a reason."""


class AlreadyAsked(ValueError):
    """Another decision of the same class waits for approval."""


@dataclass(frozen=True, slots=True)
class Choice:
    """Which class a customer shall be in, why, and when to look again.

    `owed` says what the customer is owed all the same.
    """

    scheme: str
    key: str
    why: str
    review_on: date
    owed: Sequence[Words] = ()


@transaction.atomic
def decide_class(
    actor: Actor, customer: Customer, choice: Choice, *, at: datetime, on: date
) -> MoveDecision:
    """The customer is in this class from today, or stays in it; where the class needs approval it is only asked for."""
    demand(actor, Permission.WRITE_CUSTOMERS)
    why = choice.why.strip()
    if not why:
        raise NoReason
    if choice.review_on <= on:
        raise NoReviewDay
    Customer.objects.visible_to(actor).select_for_update().get(pk=customer.pk)
    decisions = MoveDecision.objects.visible_to(actor).filter(
        customer=customer, scheme=choice.scheme
    )
    if decisions.waiting().exists():
        raise AlreadyAsked
    standing = (
        Standing.objects.visible_to(actor)
        .filter(customer=customer, scheme=choice.scheme)
        .first()
    )
    before = standing.grade if standing else ""
    waits = choice.key != before and needs_approval(choice.scheme, choice.key)
    decision = MoveDecision.objects.create(
        customer=customer,
        scheme=choice.scheme,
        before=before,
        proposed=standing.proposed if standing else "",
        after=choice.key,
        why=why[:200],
        review_on=choice.review_on,
        needs_approval=waits,
        owed=[{"zh": each.zh, "en": each.en} for each in choice.owed],
        asked_by_id=asker(actor),
        asked_at=at,
        decided_at=None if waits else at,
        is_granted=not waits,
    )
    if waits:
        _record(actor, "asked", decision, on=on)
    else:
        _settle(actor, decision, on=on)
    return decision


@transaction.atomic
def decide_asked(
    actor: Actor, decision_id: int, *, grant: bool, why: str, at: datetime, on: date
) -> MoveDecision:
    """Another one agrees or refuses; nobody decides his own."""
    asked = MoveDecision.objects.filter(pk=decision_id)
    requests.decide(actor, asked, grant=grant, why=why, at=at)
    decision = MoveDecision.objects.unscoped().select_related("customer").get(pk=decision_id)
    if grant:
        _settle(actor, decision, on=on)
    else:
        _record(actor, "refused", decision, on=on)
    return decision


def _settle(actor: Actor, decision: MoveDecision, *, on: date) -> None:
    """What the data proposes is again the data's to change; any other class is this person's word and stays."""
    standing = Standing.objects.unscoped().filter(
        customer_id=decision.customer_id, scheme=decision.scheme
    ).first() or Standing(
        customer_id=decision.customer_id, scheme=decision.scheme, points=0, since=on
    )
    before, says = standing.grade, standing.proposed or standing.grade
    standing.as_of, standing.version = standing.as_of or on, None
    standing.review_on = decision.review_on
    if decision.after != before:
        is_the_data = decision.after == standing.proposed
        standing.grade, standing.since = decision.after, on
        standing.proposed = "" if is_the_data or not before else says
        standing.set_by_id = None if is_the_data else decision.asked_by_id
        if not is_the_data:
            standing.because = [{"words": {"zh": decision.why, "en": decision.why}}]
    standing.save()
    if before != decision.after:
        _move(decision, before, standing.points, on)
    _record(actor, "decided", decision, on=on)


def _move(decision: MoveDecision, before: str, points: int, on: date) -> None:
    """A second choice on the same day replaces the first one's end."""
    move, made = StandingMove.objects.unscoped().get_or_create(
        customer_id=decision.customer_id,
        scheme=decision.scheme,
        moved_on=on,
        defaults={
            "before": before, "after": decision.after, "points": points, "why": decision.why,
        },
    )  # fmt: skip
    if not made:
        move.after, move.why = decision.after, decision.why
        move.save(update_fields=["after", "why"])


def _record(actor: Actor, what: str, decision: MoveDecision, *, on: date) -> None:
    journal.record(
        actor,
        f"class.{what}",
        decision,
        on=on,
        customer_id=decision.customer_id,
        scheme=decision.scheme,
        before=decision.before,
        after=decision.after,
        why=decision.why,
        review_on=str(decision.review_on),
    )
