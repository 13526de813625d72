"""A customer was greeted at a festival, or left alone for a reason."""

from datetime import date

from django.db import transaction

from zhike.activities.models import Greeting, Touch
from zhike.customers.models import Contact, Customer
from zhike.trust import journal
from zhike.trust.actor import Actor, Permission, demand
from zhike.trust.requests import asker


@transaction.atomic
def note_greeting(
    actor: Actor,
    customer: Customer,
    *,
    festival: str,
    year: int,
    on: date,
    contact: Contact | None = None,
    way: str = "",
    why: str = "",
    touch: Touch | None = None,
) -> Greeting:
    """Ticked off: greeted in a way, or left alone and why; the same festival twice is the same greeting."""
    demand(actor, Permission.LOG_TOUCHES)
    there = Greeting.objects.unscoped().of(festival, year).filter(customer=customer).first()
    if there:
        return there
    greeting = Greeting.objects.create(
        customer=customer,
        contact=contact,
        festival=festival,
        year=year,
        state=Greeting.State.GREETED if way else Greeting.State.LEFT,
        way=way,
        why=why.strip()[:120],
        done_on=on,
        by_id=asker(actor),
        touch=touch,
    )
    journal.record(
        actor,
        "greeting.noted",
        greeting,
        on=on,
        customer_id=customer.pk,
        festival=festival,
        way=way,
        why=greeting.why,
    )
    return greeting


@transaction.atomic
def take_back(actor: Actor, greeting: Greeting, *, on: date) -> None:
    """Ticked off by mistake; a touch written with it stays."""
    demand(actor, Permission.LOG_TOUCHES)
    journal.record(
        actor,
        "greeting.taken_back",
        greeting,
        on=on,
        customer_id=greeting.customer_id,
        festival=greeting.festival,
    )
    greeting.delete()
