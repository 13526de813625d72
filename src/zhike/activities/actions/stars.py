"""A customer becomes a sales star of a year, or is one no longer (S2-22)."""

from collections.abc import Sequence
from datetime import date

from django.db import transaction

from zhike.activities.models import SalesStar
from zhike.customers.models import Customer
from zhike.trust import journal
from zhike.trust.actor import Actor, Permission, demand
from zhike.trust.requests import asker


@transaction.atomic
def give_star(
    actor: Actor,
    customer: Customer,
    year: int,
    *,
    because: Sequence[dict[str, object]],
    why: str,
    method: str,
    on: date,
) -> SalesStar:
    """The star of a year; twice is once."""
    demand(actor, Permission.ASSIGN_CUSTOMERS)
    star, is_new = SalesStar.objects.unscoped().get_or_create(
        customer=customer,
        year=year,
        defaults={
            "because": list(because),
            "why": why.strip(),
            "method": method,
            "given_on": on,
            "by_id": asker(actor),
        },
    )
    if is_new:
        journal.record(
            actor, "star.given", star, on=on, customer_id=customer.pk, year=year, why=star.why
        )
    return star


@transaction.atomic
def take_star_back(actor: Actor, star: SalesStar, *, why: str, on: date) -> None:
    """It was given in error, or lost by what came after; the journal keeps both."""
    demand(actor, Permission.ASSIGN_CUSTOMERS)
    journal.record(
        actor,
        "star.taken_back",
        star,
        on=on,
        customer_id=star.customer_id,
        year=star.year,
        why=why.strip()[:200],
    )
    star.delete()
