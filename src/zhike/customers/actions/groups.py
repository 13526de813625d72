"""Groups: customers join and leave, and somebody carries a group's mark."""

from datetime import date

from django.db import transaction

from zhike.customers.models import Contact, Customer, KeyPerson
from zhike.trust import journal
from zhike.trust.actor import Actor, Permission, demand

DEEPEST = 12


class CircleError(ValueError):
    """A customer would stand above itself."""


class TooDeepError(ValueError):
    """A group would be deeper than anybody can follow."""


@transaction.atomic
def join_group(
    actor: Actor, customer: Customer, parent: Customer, *, place: str, on: date
) -> Customer:
    """A customer belongs to a group as its branch, member or subsidiary; `CircleError` when the group hangs below it."""
    demand(actor, Permission.WRITE_CUSTOMERS)
    _check_line(customer.pk, parent.pk)
    customer.parent, customer.place = parent, place
    customer.save(update_fields=["parent", "place"])
    journal.record(
        actor,
        "customer.joined",
        customer,
        on=on,
        customer_id=customer.pk,
        group=parent.pk,
        place=place,
    )
    return customer


def _check_line(customer_id: int, parent_id: int) -> None:
    """Walk up from the new head; each row on the way is held until the end, so two people cannot close a circle."""
    above = parent_id
    for _ in range(DEEPEST):
        if above == customer_id:
            raise CircleError
        row = Customer.objects.unscoped().select_for_update().filter(pk=above).first()
        if row is None or row.parent_id is None:
            return
        above = row.parent_id
    raise TooDeepError


@transaction.atomic
def leave_group(actor: Actor, customer: Customer, *, on: date) -> Customer:
    """A customer stands on its own again."""
    demand(actor, Permission.WRITE_CUSTOMERS)
    left = customer.parent_id
    customer.parent, customer.place = None, ""
    customer.save(update_fields=["parent", "place"])
    if left is not None:
        journal.record(
            actor, "customer.left", customer, on=on, customer_id=customer.pk, group=left
        )
    return customer


@transaction.atomic
def mark_key_person(
    actor: Actor, group: Customer, who: Contact | Customer, *, why: str, on: date
) -> KeyPerson:
    """Somebody carries the mark of the group from today, for a reason (S3-14); marking him twice is marking him once."""
    demand(actor, Permission.WRITE_CUSTOMERS)
    ends = {"contact": who} if isinstance(who, Contact) else {"person": who}
    mark, is_new = KeyPerson.objects.unscoped().get_or_create(
        group=group,
        ended_on=None,
        **ends,
        defaults={"why": why, "since": on, "marked_by_id": actor.user_id},
    )
    if is_new:
        journal.record(
            actor, "group.key_person", mark, on=on, customer_id=group.pk, name=who.name
        )
    return mark


@transaction.atomic
def unmark_key_person(actor: Actor, mark: KeyPerson, *, on: date) -> KeyPerson:
    """The mark is taken back; that he carried it stays written."""
    demand(actor, Permission.WRITE_CUSTOMERS)
    mark.ended_on = on
    mark.save(update_fields=["ended_on"])
    journal.record(actor, "group.key_person_ended", mark, on=on, customer_id=mark.group_id)
    return mark
