"""Somebody says what he thinks of one side of a customer."""

from datetime import date

from django.db import transaction

from zhike.customers.models import Customer, Rating
from zhike.trust import journal
from zhike.trust.actor import Actor, Permission, demand


@transaction.atomic
def rate_customer(
    actor: Actor, customer: Customer, *, criterion: str, value: int, why: str, on: date
) -> Rating:
    """Rate one criterion from 0 to 100 with a reason; the newest rating counts (S1-59)."""
    demand(actor, Permission.WRITE_CUSTOMERS)
    rating = Rating.objects.create(
        customer=customer,
        criterion=criterion,
        value=value,
        why=why,
        rated_by_id=actor.user_id,
        rated_on=on,
    )
    journal.record(
        actor,
        "customer.rated",
        rating,
        on=on,
        customer_id=customer.pk,
        criterion=criterion,
        value=value,
        why=why,
    )
    return rating
