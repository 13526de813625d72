"""Services are given, effort is noted, extras and support are granted: each with the method's numbers beside it."""

from datetime import date, datetime

from django.db import transaction

from zhike.activities import queries as activities
from zhike.activities.actions import giving, tasks
from zhike.activities.actions.giving import ExtraDraft, Given, NoProof, SupportDraft
from zhike.activities.models import Delivery, Effort, Extra, SupportGrant, Task
from zhike.care.owed import service_called
from zhike.care.starting import at_the_start_of
from zhike.customers import queries as customers
from zhike.customers.models import Contact
from zhike.methods.effort import EFFORT
from zhike.methods.services import Service
from zhike.trust.actor import Actor
from zhike.value.queries import methods


class UnknownService(LookupError):
    """No catalogue in use has this service."""


@transaction.atomic
def deliver_service(
    actor: Actor,
    customer_id: int,
    service_key: str,
    *,
    delivered_on: date,
    on: date,
    channel: str = "",
    proof: str = "",
    contact_id: int | None = None,
    asked_on: date | None = None,
) -> Delivery:
    """A service was given: the task that asked for it is settled by it."""
    service = _service(service_key)
    customer = customers.customer(actor, customer_id)
    contact = _contact(actor, customer_id, contact_id)
    open_ones = [
        task
        for task in activities.open_tasks(actor, customer_id).filter(kind=Task.Kind.SERVICE)
        if service_of(task) == service_key
    ]
    delivery = giving.deliver(
        actor,
        customer,
        _given(service, channel=channel, proof=proof, asked_on=asked_on),
        delivered_on=delivered_on,
        on=on,
        contact=contact,
        task=open_ones[0] if open_ones else None,
    )
    for task in open_ones:
        tasks.end_task(
            actor, task, result=Task.Result.SETTLED, outcome=service.title.zh, on=on, touch=None
        )
    return delivery


def given_by_task(actor: Actor, task: Task, *, proof: str, on: date) -> Delivery | None:
    """The task a service was owed by is done: that is the delivery, what was written its proof; None for a service no catalogue has now."""
    found = service_called(service_of(task))
    if found is None or task.customer is None:
        return None
    service = found[1]
    given = _given(service, channel="", proof=proof, asked_on=None)
    return giving.deliver(
        actor,
        task.customer,
        given,
        delivered_on=on,
        on=on,
        contact=task.contact,
        task=task,
    )


def service_of(task: Task) -> str:
    """The service a task was laid for: `service_due.give:group_services.onsite:customer:12:2026-11-23`."""
    _, _, rest = (task.origin or "").partition(":")
    return rest.partition(":")[0]


def _given(service: Service, *, channel: str, proof: str, asked_on: date | None) -> Given:
    return Given(
        service.key,
        service.title.zh,
        channel if channel in service.channels else service.channels[0],
        service.cost,
        proof=proof,
        needs_proof=service.needs_proof,
        asked_on=asked_on,
        promised_on=service.clock.due(at_the_start_of(asked_on)).on if asked_on else None,
    )


@transaction.atomic
def note_effort(
    actor: Actor,
    customer_id: int,
    *,
    side: str,
    what: str,
    spent_on: date,
    on: date,
    minutes: int,
    cost: int,
    purpose: str = "",
) -> Effort:
    """Time or money spent on a customer, beside a touch or alone."""
    return giving.note_effort(
        actor,
        customers.customer(actor, customer_id),
        side=side,
        what=what,
        spent_on=spent_on,
        on=on,
        minutes=minutes,
        cost=cost,
        purpose=purpose,
    )


@transaction.atomic
def give_extra(
    actor: Actor,
    customer_id: int,
    draft: ExtraDraft,
    *,
    given_on: date,
    at: datetime,
    on: date,
    contact_id: int | None = None,
) -> Extra:
    """Something beyond what was agreed; a benefit to a person waits for another's approval."""
    customer = customers.customer(actor, customer_id)
    contact = _contact(actor, customer_id, contact_id)
    return giving.give_extra(
        actor, customer, draft, given_on=given_on, at=at, on=on, contact=contact
    )


class Ungraded(ValueError):
    """The customer has no class yet, or one no budget is set for."""


@transaction.atomic
def grant_support(
    actor: Actor,
    customer_id: int,
    *,
    kind: str,
    amount: int,
    what: str,
    terms: str,
    account: str,
    on: date,
) -> SupportGrant:
    """Support or a reward out of the budget of the customer's class."""
    rule = methods().effort[EFFORT]
    standing = customers.standing(actor, customer_id, rule.scheme)
    support = rule.support_of(standing.grade) if standing else None
    if support is None:
        raise Ungraded
    return giving.grant_support(
        actor,
        customers.customer(actor, customer_id),
        SupportDraft(
            kind,
            support.grade,
            amount,
            what,
            terms,
            account,
            support.budget,
            support.per_customer,
        ),
        on=on,
    )


def _service(key: str) -> Service:
    found = service_called(key)
    if found is None:
        raise UnknownService(key)
    return found[1]


def _contact(actor: Actor, customer_id: int, contact_id: int | None) -> Contact | None:
    if contact_id is None:
        return None
    return customers.contacts(actor, customer_id).get(pk=contact_id)


__all__ = [
    "ExtraDraft",
    "NoProof",
    "deliver_service",
    "give_extra",
    "given_by_task",
    "grant_support",
    "note_effort",
]
