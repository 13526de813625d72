"""What was done with a customer is written down."""

from datetime import date

from django.db import transaction
from django.db.models import Q

from zhike.activities.models import Touch
from zhike.customers.models import Contact, Customer
from zhike.trust import journal
from zhike.trust.actor import Actor, Permission, demand


@transaction.atomic
def log_touch(
    actor: Actor,
    customer: Customer,
    *,
    kind: str,
    summary: str,
    on: date,
    contact: Contact | None,
) -> Touch:
    """One visit, call or letter on its own day; the customer's last touch follows."""
    demand(actor, Permission.LOG_TOUCHES)
    touch = Touch.objects.create(
        customer=customer,
        contact=contact,
        kind=kind,
        touched_on=on,
        by_id=actor.user_id,
        summary=summary.strip(),
    )
    if kind != Touch.Kind.NOTE:
        _heard_from(customer.pk, on)
    journal.record(
        actor,
        "touch.logged",
        touch,
        on=on,
        customer_id=customer.pk,
        kind=kind,
        contact=contact.name if contact else "",
        summary=touch.summary,
    )
    return touch


def _heard_from(customer_id: int, on: date) -> None:
    Customer.objects.unscoped().filter(
        Q(last_touch_on=None) | Q(last_touch_on__lt=on), pk=customer_id
    ).update(last_touch_on=on)
