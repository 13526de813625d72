"""Customers are tagged, put on managed lists, starred and remembered as seen."""

from datetime import date, datetime

from django.db import transaction
from django.db.models import F, Window
from django.db.models.functions import RowNumber

from zhike.customers.models import (
    Customer,
    Favourite,
    Listed,
    ManagedList,
    Seen,
    Tag,
    Tagging,
)
from zhike.customers.rules import RECENT_KEPT
from zhike.customers.shipped import TAGS
from zhike.trust import journal
from zhike.trust.actor import Actor, Permission, demand


@transaction.atomic
def ship_tags(actor: Actor) -> int:
    """Put the words for the six difficulties of a relationship into the vocabulary (S0-02); those there already stay."""
    demand(actor, Permission.MANAGE_BOOK)
    return len(Tag.objects.bulk_create([Tag(**row) for row in TAGS], ignore_conflicts=True))


@transaction.atomic
def make_tag(actor: Actor, *, name: str, name_en: str, colour: str, on: date) -> Tag:
    """Add a word to the company's vocabulary."""
    demand(actor, Permission.MANAGE_BOOK)
    tag = Tag.objects.create(name=name, name_en=name_en, colour=colour)
    journal.record(actor, "tag.made", tag, on=on, name=name)
    return tag


@transaction.atomic
def change_tag(
    actor: Actor, tag: Tag, *, name: str, name_en: str, colour: str, on: date
) -> Tag:
    """Say a word of the vocabulary otherwise, or in another colour."""
    demand(actor, Permission.MANAGE_BOOK)
    before = tag.name
    tag.name, tag.name_en, tag.colour = name, name_en, colour
    tag.save()
    journal.record(actor, "tag.changed", tag, on=on, before=before, name=name)
    return tag


@transaction.atomic
def drop_tag(actor: Actor, tag: Tag, *, on: date) -> None:
    """Take a word out of the vocabulary, and off every customer."""
    demand(actor, Permission.MANAGE_BOOK)
    journal.record(actor, "tag.dropped", tag, on=on, name=tag.name)
    tag.delete()


@transaction.atomic
def tag_customer(actor: Actor, customer: Customer, tag: Tag, *, on: date) -> None:
    """Put a tag on a customer; one that is there already stays as it is."""
    demand(actor, Permission.WRITE_CUSTOMERS)
    _, is_new = Tagging.objects.unscoped().get_or_create(
        customer=customer, tag=tag, defaults={"by_id": actor.user_id, "since": on}
    )
    if is_new:
        journal.record(
            actor, "customer.tagged", customer, on=on, customer_id=customer.pk, tag=tag.name
        )


@transaction.atomic
def untag_customer(actor: Actor, customer: Customer, tag: Tag, *, on: date) -> None:
    """Take a tag off a customer."""
    demand(actor, Permission.WRITE_CUSTOMERS)
    gone, _ = Tagging.objects.unscoped().filter(customer=customer, tag=tag).delete()
    if gone:
        journal.record(
            actor, "customer.untagged", customer, on=on, customer_id=customer.pk, tag=tag.name
        )


@transaction.atomic
def make_list(actor: Actor, *, name: str, level: str, purpose: str, on: date) -> ManagedList:
    """Open a list of customers at a level of the company (S4-65)."""
    demand(actor, Permission.MANAGE_BOOK)
    made = ManagedList.objects.create(
        name=name, level=level, purpose=purpose, made_by_id=actor.user_id
    )
    journal.record(actor, "list.made", made, on=on, name=name, level=level)
    return made


@transaction.atomic
def add_to_list(
    actor: Actor, customer: Customer, on_list: ManagedList, *, why: str, on: date
) -> None:
    """Put a customer on a managed list, with the day and the reason; one on it already stays (S4-65)."""
    demand(actor, Permission.WRITE_CUSTOMERS)
    _, is_new = Listed.objects.unscoped().get_or_create(
        on_list=on_list,
        customer=customer,
        left_on=None,
        defaults={"since": on, "why": why, "added_by_id": actor.user_id},
    )
    if is_new:
        journal.record(
            actor,
            "customer.listed",
            customer,
            on=on,
            customer_id=customer.pk,
            list=on_list.name,
            why=why,
        )


@transaction.atomic
def take_off_list(actor: Actor, listed: Listed, *, why: str, on: date) -> None:
    """Take a customer off a managed list; that he was on it, and why, stays written (S4-65)."""
    demand(actor, Permission.WRITE_CUSTOMERS)
    listed.left_on, listed.left_why = on, why
    listed.save(update_fields=["left_on", "left_why"])
    journal.record(
        actor,
        "customer.unlisted",
        listed.customer,
        on=on,
        customer_id=listed.customer_id,
        list=listed.on_list.name,
        why=why,
    )


@transaction.atomic
def star(actor: Actor, customer: Customer, *, starred: bool) -> None:
    """Give a customer a star of one's own, or take it back; a matter of one's own desk, no event."""
    if starred:
        Favourite.objects.unscoped().get_or_create(
            user_id=actor.user_id or 0, customer=customer
        )
    else:
        Favourite.objects.unscoped().filter(
            user_id=actor.user_id or 0, customer=customer
        ).delete()


@transaction.atomic
def saw(actor: Actor, customer_id: int, *, at: datetime) -> None:
    """Remember that one opened this customer; a matter of one's own desk, no event."""
    if actor.user_id is None:
        return
    Seen.objects.bulk_create(
        [Seen(user_id=actor.user_id or 0, customer_id=customer_id, seen_at=at)],
        update_conflicts=True,
        unique_fields=["user", "customer"],
        update_fields=["seen_at"],
    )


@transaction.atomic
def forget_seen() -> int:
    """Keep only what each person saw lately; for the night."""
    ranked = Seen.objects.annotate(
        rank=Window(RowNumber(), partition_by=[F("user_id")], order_by=[F("seen_at").desc()])
    ).filter(rank__gt=RECENT_KEPT)
    gone, _ = Seen.objects.filter(pk__in=list(ranked.values_list("pk", flat=True))).delete()
    return gone
