"""One short field of a customer is changed where it stands in a list."""

from datetime import date

from django.db import transaction

from zhike.customers import search
from zhike.customers.models import Customer
from zhike.customers.rules import SHORT_FIELDS, Clash, as_text
from zhike.trust import journal
from zhike.trust.actor import Actor, Permission, demand

SEARCHED = {"short_name", "city", "phone"}


class Overtaken(RuntimeError):
    """Somebody else changed the same fields since one looked."""

    def __init__(self, clashes: list[Clash]) -> None:
        self.clashes = clashes
        super().__init__([clash.field for clash in clashes])


@transaction.atomic
def change_field(
    actor: Actor, customer_id: int, field: str, value: str | bool, *, seen: str, on: date
) -> Customer:
    """Write one short field; `Overtaken` when it no longer says what was seen."""
    demand(actor, Permission.WRITE_CUSTOMERS)
    if field not in SHORT_FIELDS:
        raise LookupError(field)
    customer = Customer.objects.visible_to(actor).select_for_update().get(pk=customer_id)
    now = getattr(customer, field)
    if now == value:
        return customer
    if as_text(now) != seen:
        raise Overtaken([Clash(field, seen, as_text(now), as_text(value))])
    setattr(customer, field, value)
    customer.save(update_fields=[field])
    if field in SEARCHED:
        search.reindex([customer.pk])
    journal.record(
        actor,
        "customer.changed",
        customer,
        on=on,
        customer_id=customer.pk,
        changes={field: [as_text(now), as_text(value)]},
    )
    return customer
