"""A person is erased: his answers, names, numbers and seals go; what the books must keep stays without him (P19)."""

from collections.abc import Collection
from datetime import date
from functools import partial
from typing import Any

from django.db import models, transaction
from django.db.models import Q

from zhike.customers import search, vault
from zhike.customers.erasing import Link, cleaned, links, says, words_of_customers
from zhike.customers.models import AlsoCalled, Contact, ContactPoint, Customer, DocumentVersion
from zhike.trust import erasures, journal, sealing
from zhike.trust.actor import Actor, Permission, demand
from zhike.trust.models import Event


@transaction.atomic
def erase_contact(actor: Actor, contact: Contact, *, why: str, on: date) -> None:
    """Take somebody out of the house: rows, words that name him, events, files and the key of his sealed answers."""
    demand(actor, Permission.ANSWER_PERSONS)
    customer = Customer.everyone.unscoped().get(pk=contact.customer_id)
    words = _identifying(contact)
    subject = f"contact:{contact.pk}"
    prints = tuple(erasures.fingerprint(customer.pk, word) for word in words)
    erasures.enter(actor, erasures.Erased(subject, on, prints), why=why)
    _forget_files(contact)
    for merged in Contact.everyone.unscoped().filter(merged_into=contact):
        sealing.destroy_key(f"contact:{merged.pk}")
    for link in links():
        _meet_fate(link, contact)
    sealing.destroy_key(subject)
    contact_id = contact.pk
    contact.delete()
    _blank_words(customer, _only_his(customer, words))
    journal.redact(actor, _events(customer.pk, contact_id, words), why=why, on=on)
    search.reindex([customer.pk])
    journal.record(actor, "person.erased", customer, on=on, customer_id=customer.pk, why=why)


@transaction.atomic
def erase_customer(actor: Actor, customer: Customer, *, why: str, on: date) -> None:
    """A natural person who was a customer himself: his orders stay for the books, under a number."""
    demand(actor, Permission.ANSWER_PERSONS)
    for contact in list(Contact.everyone.unscoped().filter(customer=customer)):
        erase_contact(actor, contact, why=why, on=on)
    words = [w for w in (customer.name, customer.short_name, customer.phone) if len(w) > 1]
    subject = f"customer:{customer.pk}"
    prints = tuple(erasures.fingerprint(0, word) for word in words)
    erasures.enter(actor, erasures.Erased(subject, on, prints), why=why)
    for answers in (customer.facts, customer.sheets, customer.consents):
        answers.all().delete()
    sealing.destroy_key(subject)
    number = f"#{customer.pk}"
    blank = dict.fromkeys(
        ("short_name", "city", "address", "phone", "website", "note", "industry"), ""
    )
    Customer.everyone.unscoped().filter(pk=customer.pk).update(
        **blank,
        name=number,
        name_key=number,
        pinyin=number,
        sound_key=number,
        block_key="",
        credit_code=None,
        number=None,
    )
    _blank_words(customer, words)
    journal.redact(actor, _events(customer.pk, None, words), why=why, on=on)
    search.reindex([customer.pk])
    journal.record(actor, "person.erased", customer, on=on, customer_id=customer.pk, why=why)


def _identifying(contact: Contact) -> list[str]:
    """The words that tell who he is: names, numbers, addresses; the longest first, so that parts come last."""
    words = {contact.name, contact.mobile, contact.phone, contact.email, contact.wechat}
    points = ContactPoint.objects.unscoped().filter(contact=contact)
    for value, normal in points.values_list("value", "normal"):
        words |= {value, normal}
    words |= set(
        AlsoCalled.objects.unscoped().filter(contact=contact).values_list("words", flat=True)
    )
    words.add(contact.address_as)
    return sorted(
        {word.strip() for word in words if len(word.strip()) > 1}, key=len, reverse=True
    )


def _only_his(customer: Customer, words: Collection[str]) -> list[str]:
    """The words nobody else at this customer goes by."""
    others = Contact.everyone.unscoped().filter(customer=customer)
    taken = {text for row in others.values_list("name", "address_as", "phone") for text in row}
    own = {customer.name, customer.short_name, customer.phone}
    return [word for word in words if word not in taken | own]


def _meet_fate(link: Link, contact: Contact) -> None:
    rows = _all(link.model).filter(**{link.field: contact})
    if link.fate is None:
        rows.delete()
    elif link.fate:
        rows.update(**link.fate)


def _blank_words(customer: Customer, words: Collection[str]) -> None:
    """Where free words at this customer name him, they do no longer."""
    if not words:
        return
    _blank_rows(Customer.everyone.unscoped().filter(pk=customer.pk), ["note"], words)
    for each in words_of_customers():
        below = Q()
        for path in each.paths:
            below |= Q(**{path: customer})
        _blank_rows(_all(each.model).filter(below).distinct(), each.fields, words)


def _blank_rows(
    rows: models.QuerySet[models.Model], fields: Collection[str], words: Collection[str]
) -> None:
    for row in rows.iterator():
        said = {name: getattr(row, name) for name in fields}
        changed = {
            name: cleaned(value, words)
            for name, value in said.items()
            if value and says(value, words)
        }
        if changed:
            _all(type(row)).filter(pk=row.pk).update(**changed)


def _events(customer_id: int, contact_id: int | None, words: Collection[str]) -> list[int]:
    """The events that are about him or name him."""
    rows = Event.objects.unscoped().filter(Q(customer_id=customer_id), redacted_at=None)
    subject = f"customers.contact:{contact_id}"
    return [
        pk
        for pk, about, told in rows.values_list("pk", "subject", "particulars").iterator()
        if told and (about == subject or says(told, words))
    ]


def _forget_files(contact: Contact) -> None:
    names = DocumentVersion.objects.unscoped().filter(document__contact=contact)
    for name in list(names.values_list("stored", flat=True)):
        transaction.on_commit(partial(vault.forget, name))


def _all(model: type[models.Model]) -> models.QuerySet[Any]:
    """Every row, those in the trash and of customers nobody may see included."""
    return model._base_manager.all()
