"""Many customers and contacts are written at once, as an import does; every one still leaves its event."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from django.db import connection, transaction

from zhike.customers import search
from zhike.customers.actions.book import CustomerDraft, spelled, team_of
from zhike.customers.actions.contacts import ContactDraft
from zhike.customers.actions.handovers import Changed, note_handovers
from zhike.customers.actions.reach import PointDraft
from zhike.customers.models import Contact, ContactPoint, Customer
from zhike.customers.rules import normal_form
from zhike.lib.names import person_pinyin
from zhike.trust import journal
from zhike.trust.actor import Actor, Permission, demand
from zhike.trust.changes import Change, apply


@dataclass(frozen=True, slots=True)
class Opening:
    """A customer to open, on whose books; without a team the owner's first one is taken."""

    draft: CustomerDraft
    owner_id: int | None
    team_id: int | None = None


@transaction.atomic
def open_customers(
    actor: Actor, openings: Sequence[Opening], *, on: date, batch: int
) -> list[int]:
    """Open customers in one go; their ids in the order given."""
    demand(actor, Permission.WRITE_CUSTOMERS)
    if any(each.owner_id not in {None, *actor.stands_for} for each in openings):
        demand(actor, Permission.ASSIGN_CUSTOMERS)
    teams = {owner: team_of(owner) for owner in {each.owner_id for each in openings}}
    opened = Customer.objects.bulk_create(
        [
            Customer(
                **(asdict(each.draft) | spelled(each.draft.name)),
                owner_id=each.owner_id,
                team_id=each.team_id or teams[each.owner_id],
                batch=batch,
            )
            for each in openings
        ]
    )
    ids = [customer.pk for customer in opened]
    search.reindex(ids)
    entries = [
        journal.Entry(f"customers.customer:{c.pk}", on, c.pk, particulars={"name": c.name})
        for c in opened
    ]
    journal.record_many(actor, "customer.opened", entries, batch=batch)
    return ids


@transaction.atomic
def change_customers(
    actor: Actor, changes: Sequence[Change], *, on: date, batch: int
) -> list[Change]:
    """Write many changes; the list as it was written, with all that follows from a new name."""
    demand(actor, Permission.WRITE_CUSTOMERS)
    if any({"owner_id", "team_id"} & change.after.keys() for change in changes):
        demand(actor, Permission.ASSIGN_CUSTOMERS)
    handed = [
        Changed(each.row_id, each.before.get("owner_id"), each.after["owner_id"])
        for each in changes
        if "owner_id" in each.after
    ]
    note_handovers(actor, handed, on=on)
    written = [_with_spelling(change) for change in changes]
    apply(Customer, written)
    search.reindex([change.row_id for change in written])
    entries = [
        journal.Entry(
            f"customers.customer:{change.row_id}",
            on,
            change.row_id,
            particulars={"changes": _said(change)},
        )
        for change in changes
    ]
    journal.record_many(actor, "customer.changed", entries, batch=batch)
    return written


@transaction.atomic
def discard_customers(actor: Actor, ids: Sequence[int]) -> int:
    """Take back customers an import opened, with everything written about them; the caller has made sure nobody else wrote."""
    demand(actor, Permission.WRITE_CUSTOMERS)
    search.forget(ids)
    Customer.everyone.unscoped().filter(pk__in=ids).delete()
    return len(ids)


@transaction.atomic
def add_contacts(
    actor: Actor, drafts: Sequence[tuple[int, ContactDraft]], *, on: date, batch: int
) -> list[int]:
    """Note down people at their customers (id, draft); the first of a customer is the main one."""
    demand(actor, Permission.WRITE_CUSTOMERS)
    have = set(
        Contact.objects.unscoped()
        .filter(customer__in={customer_id for customer_id, _ in drafts})
        .values_list("customer_id", flat=True)
    )
    people = []
    for customer_id, draft in drafts:
        contact = Contact(
            customer_id=customer_id,
            pinyin=person_pinyin(draft.name)[:160],
            batch=batch,
            **asdict(draft),
        )
        contact.is_main = customer_id not in have
        have.add(customer_id)
        people.append(contact)
    Contact.objects.bulk_create(people)
    search.reindex({contact.customer_id for contact in people})
    entries = [
        journal.Entry(
            f"customers.contact:{c.pk}", on, c.customer_id, particulars={"name": c.name}
        )
        for c in people
    ]
    journal.record_many(actor, "contact.added", entries, batch=batch)
    return [contact.pk for contact in people]


@transaction.atomic
def add_points(
    actor: Actor, rows: Sequence[tuple[int, int, PointDraft]], *, on: date, batch: int
) -> int:
    """More ways to reach people (contact, customer, way), one event for each person; those there already are passed over."""
    demand(actor, Permission.WRITE_CUSTOMERS)
    points = [
        ContactPoint(
            contact_id=contact_id,
            kind=draft.kind,
            label=draft.label,
            value=draft.value,
            normal=normal_form(draft.kind, draft.value),
            batch=batch,
        )
        for contact_id, _, draft in rows
    ]
    ContactPoint.objects.bulk_create(points, ignore_conflicts=True)
    search.reindex({customer_id for _, customer_id, _ in rows})
    people = {contact_id: customer_id for contact_id, customer_id, _ in rows}
    entries = [
        journal.Entry(f"customers.contact:{contact_id}", on, customer_id)
        for contact_id, customer_id in people.items()
    ]
    journal.record_many(actor, "contact.points_added", entries, batch=batch)
    return len(points)


@transaction.atomic
def discard_points(actor: Actor, batch: int) -> int:
    """Take back the ways to reach people an import added."""
    demand(actor, Permission.WRITE_CUSTOMERS)
    points = ContactPoint.objects.unscoped().filter(batch=batch)
    customer_ids = set(points.values_list("contact__customer_id", flat=True))
    count, _ = points.delete()
    search.reindex(customer_ids)
    return count


@transaction.atomic
def change_contacts(
    actor: Actor, changes: Sequence[Change], *, on: date, batch: int
) -> list[Change]:
    """Write many changes; the events name the fields that changed, not their private contents."""
    demand(actor, Permission.WRITE_CUSTOMERS)
    apply(Contact, changes)
    search.reindex({change.customer_id for change in changes if change.customer_id})
    entries = [
        journal.Entry(
            f"customers.contact:{change.row_id}",
            on,
            change.customer_id,
            particulars={"fields": list(change.after)},
        )
        for change in changes
    ]
    journal.record_many(actor, "contact.changed", entries, batch=batch)
    return list(changes)


@transaction.atomic
def discard_contacts(actor: Actor, ids: Sequence[int]) -> int:
    """Take back people an import noted down."""
    demand(actor, Permission.WRITE_CUSTOMERS)
    people = Contact.objects.unscoped().filter(pk__in=ids)
    customer_ids = set(people.values_list("customer_id", flat=True))
    people.delete()
    search.reindex(customer_ids)
    return len(ids)


@transaction.atomic
def hear_from(days: Mapping[int, date]) -> None:
    """Move each customer's last touch forward to this day; an older day changes nothing."""
    with connection.cursor() as cursor:
        cursor.executemany(
            "UPDATE customers_customer SET last_touch_on = %s "
            "WHERE id = %s AND (last_touch_on IS NULL OR last_touch_on < %s)",
            [(day.isoformat(), pk, day.isoformat()) for pk, day in days.items()],
        )


@transaction.atomic
def last_heard(days: Mapping[int, date | None]) -> None:
    """Set each customer's last touch to this day, earlier or none too; after touches were taken back."""
    changes = [
        Change(pk, pk, {}, {"last_touch_on": day.isoformat() if day else None})
        for pk, day in days.items()
    ]
    apply(Customer, changes)


def _with_spelling(change: Change) -> Change:
    """A new name brings its key and its sound along."""
    if "name" not in change.after:
        return change
    before = change.before | spelled(change.before["name"])
    return Change(
        change.row_id, change.customer_id, before, change.after | spelled(change.after["name"])
    )


def _said(change: Change) -> dict[str, Any]:
    return {
        name: ["" if v is None else str(v) for v in (change.before.get(name), value)]
        for name, value in change.after.items()
    }
