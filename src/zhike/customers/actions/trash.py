"""Customers go to the trash, come back, and are gone for good when nobody wanted them back for thirty days."""

from datetime import date, datetime
from itertools import batched

from django.db import transaction

from zhike.customers import search
from zhike.customers.models import Customer
from zhike.customers.rules import TRASH_KEPT
from zhike.trust import journal
from zhike.trust.actor import Actor, Permission, demand

_AT_ONCE = 500


@transaction.atomic
def trash_customer(actor: Actor, customer: Customer, *, at: datetime, on: date) -> None:
    """Put a customer into the trash: out of every list, search and watch, everything about it kept."""
    demand(actor, Permission.TRASH_CUSTOMERS)
    customer.trashed_at, customer.trashed_by_id = at, actor.user_id
    customer.save(update_fields=["trashed_at", "trashed_by"])
    journal.record(
        actor, "customer.trashed", customer, on=on, customer_id=customer.pk, name=customer.name
    )


@transaction.atomic
def restore_customer(actor: Actor, customer_id: int, *, on: date) -> Customer:
    """Take a customer out of the trash; whoever could see it before may."""
    demand(actor, Permission.TRASH_CUSTOMERS)
    customer = Customer.everyone.in_trash(actor).get(pk=customer_id)
    customer.trashed_at = customer.trashed_by = None
    customer.save(update_fields=["trashed_at", "trashed_by"])
    search.reindex([customer.pk])
    journal.record(
        actor, "customer.restored", customer, on=on, customer_id=customer.pk, name=customer.name
    )
    return customer


@transaction.atomic
def purge(actor: Actor, *, at: datetime, on: date) -> int:
    """Delete what has lain in the trash for thirty days, with everything about it; an event stays behind."""
    demand(actor, Permission.TRASH_CUSTOMERS)
    due = Customer.everyone.filter(trashed_at__lt=at - TRASH_KEPT, merged_into__isnull=True)
    rows = list(due.order_by("pk").values_list("pk", "number"))
    for part in batched(rows, _AT_ONCE, strict=False):
        ids = [pk for pk, _ in part]
        entries = [
            journal.Entry(
                f"{Customer._meta.label_lower}:{pk}", on, pk, particulars={"number": number}
            )
            for pk, number in part
        ]
        journal.record_many(actor, "customer.purged", entries)
        search.forget(ids)
        Customer.everyone.filter(pk__in=ids).delete()
    return len(rows)
