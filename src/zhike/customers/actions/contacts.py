"""People at a customer are noted down and changed."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date

from django.db import transaction

from zhike.customers import search
from zhike.customers.models import Contact, Customer
from zhike.lib.names import person_pinyin
from zhike.trust import journal
from zhike.trust.actor import Actor, Permission, demand


@dataclass(frozen=True, slots=True)
class ContactDraft:
    """What somebody wrote about a person; the birthday in the calendar it was told in."""

    name: str
    address_as: str = ""
    title: str = ""
    part: str = ""
    mobile: str = ""
    phone: str = ""
    email: str = ""
    wechat: str = ""
    birth_calendar: str = Contact.Calendar.SUN
    birth_year: int | None = None
    birth_month: int | None = None
    birth_day: int | None = None
    birth_leap: bool = False
    note: str = ""
    is_main: bool = False


@transaction.atomic
def add_contact(actor: Actor, customer: Customer, draft: ContactDraft, *, on: date) -> Contact:
    """Note down somebody at a customer; the first one is the main one."""
    demand(actor, Permission.WRITE_CUSTOMERS)
    contact = Contact(customer=customer, pinyin=person_pinyin(draft.name), **asdict(draft))
    contact.is_main |= not Contact.objects.unscoped().filter(customer=customer).exists()
    contact.save()
    search.reindex([customer.pk])
    journal.record(
        actor, "contact.added", contact, on=on, customer_id=customer.pk, name=contact.name
    )
    return contact


@transaction.atomic
def change_contact(actor: Actor, contact: Contact, draft: ContactDraft, *, on: date) -> Contact:
    """Write what is known of somebody now; the event names the fields that changed, not their private contents."""
    demand(actor, Permission.WRITE_CUSTOMERS)
    wanted = asdict(draft) | {"pinyin": person_pinyin(draft.name)}
    changed = [field for field, value in wanted.items() if getattr(contact, field) != value]
    if not changed:
        return contact
    for field in changed:
        setattr(contact, field, wanted[field])
    contact.save(update_fields=changed)
    search.reindex([contact.customer_id])
    journal.record(
        actor,
        "contact.changed",
        contact,
        on=on,
        customer_id=contact.customer_id,
        name=contact.name,
        fields=changed,
    )
    return contact


@transaction.atomic
def note_taken(actor: Actor, people: Sequence[Contact], *, on: date) -> None:
    """People leave as cards in a file: written down for each before the file goes out."""
    demand(actor, Permission.TAKE_FILES)
    for contact in people:
        journal.record(
            actor,
            "contact.taken",
            contact,
            on=on,
            customer_id=contact.customer_id,
            name=contact.name,
        )
