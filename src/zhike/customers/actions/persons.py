"""A person asks to see what is kept of him, or to be forgotten: one colleague takes it down, another decides (P17, P19, P21)."""

from datetime import date, datetime

from django.db import transaction

from zhike.customers.asking import Subject
from zhike.customers.models import PersonRequest
from zhike.lib.workdays import add_workdays
from zhike.trust import journal
from zhike.trust.actor import Actor, Permission, demand
from zhike.trust.requests import asker, decide

ANSWERED_WITHIN = 15  # working days, as is usual practice; ours


@transaction.atomic
def receive_request(
    actor: Actor, subject: Subject, *, kind: str, words: str, came_on: date, at: datetime
) -> PersonRequest:
    """Take down what a person asks of us; it is to be answered within fifteen working days."""
    demand(actor, Permission.WRITE_CUSTOMERS)
    request = PersonRequest.objects.create(
        asked_by_id=asker(actor),
        asked_at=at,
        kind=kind,
        customer=subject.customer,
        contact=subject.contact,
        subject=subject.name,
        words=words,
        due_on=add_workdays(came_on, ANSWERED_WITHIN),
    )
    _record(actor, "person.asked", request, at)
    return request


@transaction.atomic
def decide_request(
    actor: Actor, request_id: int, *, grant: bool, why: str, at: datetime
) -> PersonRequest:
    """Somebody else grants or refuses it, with the reason to be told."""
    decide(actor, PersonRequest.objects.filter(pk=request_id), grant=grant, why=why, at=at)
    request = PersonRequest.objects.unscoped().get(pk=request_id)
    _record(actor, "person.granted" if grant else "person.refused", request, at)
    return request


@transaction.atomic
def finish_request(actor: Actor, request: PersonRequest, *, at: datetime) -> bool:
    """What was granted is done: the copy handed out, or the erasure carried out; once. Says whether it was this time."""
    done = PersonRequest.objects.unscoped().filter(pk=request.pk, is_granted=True, done_at=None)
    if not done.update(done_at=at):
        return False
    _record(actor, "person.answered", request, at)
    return True


def _record(actor: Actor, kind: str, request: PersonRequest, at: datetime) -> None:
    journal.record(
        actor,
        kind,
        request,
        on=at.date(),
        customer_id=request.customer_id,
        person=request.subject,
        request=request.kind,
    )
