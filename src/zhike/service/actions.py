"""Cases are received and resolved."""

from datetime import date, datetime

from django.db import transaction

from zhike.customers.models import Contact, Customer
from zhike.service.models import Case, Leave, Resolution
from zhike.trust import journal
from zhike.trust.actor import Actor, Permission, demand


class StillAsked(ValueError):
    """The answer waits for a superior's decision."""


class NoOtherWay(ValueError):
    """Whoever says no offers another way."""


@transaction.atomic
def receive_case(
    actor: Actor,
    customer: Customer,
    *,
    kind: str,
    summary: str,
    at: datetime,
    contact: Contact | None,
    answered_by_id: int | None,
) -> Case:
    """Somebody complained or asked for something; somebody answers for it."""
    demand(actor, Permission.RECEIVE_CASES)
    case = Case.objects.create(
        customer=customer,
        contact=contact,
        kind=kind,
        summary=summary.strip(),
        received_at=at,
        received_by_id=actor.user_id,
        answered_by_id=answered_by_id,
    )
    journal.record(
        actor,
        "case.received",
        case,
        on=at.date(),
        customer_id=customer.pk,
        kind=kind,
        summary=case.summary,
    )
    return case


@transaction.atomic
def resolve_case(
    actor: Actor,
    case: Case,
    *,
    how: str,
    on: date,
    ours: str = "",
    manner: str = Resolution.Manner.ANSWERED,
    alternative: str = "",
) -> Resolution:
    """A case ends with an answer: who, when and how; not while a superior is still asked (S4-16).

    `NoOtherWay` when a refusal, or a service not offered, names no other way (S4-17, S4-18).
    """
    demand(actor, Permission.RECEIVE_CASES)
    if Leave.objects.visible_to(actor).waiting().filter(case=case).exists():
        raise StillAsked
    if manner != Resolution.Manner.ANSWERED and not alternative.strip():
        raise NoOtherWay
    resolution = Resolution.objects.create(
        case=case,
        resolved_on=on,
        resolved_by_id=actor.user_id,
        how=how.strip(),
        ours=ours.strip(),
        manner=manner,
        alternative=alternative.strip(),
    )
    journal.record(
        actor,
        "case.resolved",
        case,
        on=on,
        customer_id=case.customer_id,
        kind=case.kind,
        how=resolution.how,
    )
    return resolution
