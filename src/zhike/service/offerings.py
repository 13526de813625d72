"""Services we do not have yet, and who waits for them (S4-17)."""

from datetime import date

from django.db import transaction
from django.db.models import Count, Q, QuerySet

from zhike.customers.models import Contact, Customer
from zhike.service.models import Case, Offering, Waiting
from zhike.service.querysets import WaitingQuerySet
from zhike.trust import journal
from zhike.trust.actor import Actor, Permission, demand


class OpenAlready(ValueError):
    """The service is there: nobody has to wait for it."""


def offerings(actor: Actor) -> QuerySet[Offering]:
    """Every service asked for and not there yet, with how many wait; those that have opened last."""
    seen = Waiting.objects.visible_to(actor).values("pk")
    waits = Count("waiting", filter=Q(waiting__told_on=None, waiting__in=seen))
    return Offering.objects.annotate(count=waits).order_by("opened_on", "-count", "name")


def waiting(actor: Actor, offering_id: int) -> WaitingQuerySet:
    """Who waits, or waited, for a service: the longest first."""
    rows = Waiting.objects.visible_to(actor).filter(offering_id=offering_id)
    return rows.select_related("customer", "contact", "noted_by").order_by("since", "pk")


@transaction.atomic
def wait_for(
    actor: Actor,
    customer: Customer,
    *,
    service: str,
    alternative: str,
    on: date,
    contact: Contact | None = None,
    case: Case | None = None,
) -> Waiting:
    """A customer waits for a service; he was offered another way meanwhile. Waiting twice is waiting once."""
    demand(actor, Permission.LOG_TOUCHES)
    offering, _ = Offering.objects.get_or_create(name=service.strip())
    if offering.opened_on:
        raise OpenAlready
    found = (
        Waiting.objects.visible_to(actor).open().filter(offering=offering, customer=customer)
    )
    if there := found.first():
        return there
    row = Waiting.objects.create(
        offering=offering,
        customer=customer,
        contact=contact,
        case=case,
        alternative=alternative.strip(),
        since=on,
        noted_by_id=actor.user_id,
    )
    journal.record(
        actor, "waiting.noted", row, on=on, customer_id=customer.pk, service=offering.name
    )
    return row


@transaction.atomic
def open_offering(actor: Actor, offering_id: int, *, on: date) -> Offering:
    """The service is there from today."""
    demand(actor, Permission.MANAGE_BOOK)
    offering = Offering.objects.select_for_update().get(pk=offering_id)
    if offering.opened_on:
        raise OpenAlready
    offering.opened_on, offering.opened_by_id = on, actor.user_id
    offering.save(update_fields=["opened_on", "opened_by"])
    journal.record(actor, "offering.opened", offering, on=on, service=offering.name)
    return offering
