"""What pages ask of the customer book; every answer is what this actor may see."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db import models
from django.db.models import Q

from zhike.customers import search
from zhike.customers.models import Contact, Customer, Rating, Standing, StandingMove
from zhike.customers.querysets import (
    ContactQuerySet,
    CustomerQuerySet,
    StandingMoveQuerySet,
)
from zhike.lib.phones import normalised_phone
from zhike.trust.actor import Actor

__all__ = [
    "Customer",
    "Hit",
    "contact",
    "contacts",
    "customer",
    "customers",
    "find",
    "grades",
    "holders",
    "moves",
    "ratings",
    "standing",
]

MAIN_SCHEME = "evaluation"


def customers(actor: Actor) -> CustomerQuerySet:
    """Every customer the actor may see."""
    return Customer.objects.visible_to(actor)


def customer(actor: Actor, customer_id: int) -> Customer:
    """One customer with its owner and team; `Customer.DoesNotExist` when the actor may not see it."""
    return (
        Customer.objects.visible_to(actor)
        .select_related("owner", "team")
        .fetch_mode(models.FETCH_RAISE)
        .get(pk=customer_id)
    )


def contacts(actor: Actor, customer_id: int) -> ContactQuerySet:
    """The people of one customer, the main one first."""
    return (
        Contact.objects.visible_to(actor)
        .filter(customer_id=customer_id)
        .order_by("-is_main", "pinyin", "pk")
    )


def contact(actor: Actor, contact_id: int) -> Contact:
    """One person with his customer."""
    return Contact.objects.visible_to(actor).select_related("customer").get(pk=contact_id)


def standing(actor: Actor, customer_id: int, scheme: str = MAIN_SCHEME) -> Standing | None:
    """The grade a customer holds now in a scheme, or None before the first night."""
    return (
        Standing.objects.visible_to(actor)
        .filter(customer_id=customer_id, scheme=scheme)
        .first()
    )


def grades(
    actor: Actor, customer_ids: Iterable[int], scheme: str = MAIN_SCHEME
) -> dict[int, str]:
    """Customer id → grade, for the rows of a page."""
    rows = Standing.objects.visible_to(actor).filter(
        scheme=scheme, customer_id__in=customer_ids
    )
    return dict(rows.values_list("customer_id", "grade"))


def moves(actor: Actor, customer_id: int) -> StandingMoveQuerySet:
    """How a customer's grade went up and down, newest first."""
    found = StandingMove.objects.visible_to(actor).filter(customer_id=customer_id)
    return found.order_by("-moved_on")[:20]


def ratings(actor: Actor, customer_id: int) -> dict[str, Rating]:
    """The newest rating of each criterion."""
    rows = (
        Rating.objects.visible_to(actor)
        .filter(customer_id=customer_id)
        .select_related("rated_by")
        .order_by("rated_on", "pk")
    )
    return {rating.criterion: rating for rating in rows}


@dataclass(frozen=True, slots=True)
class Hit:
    """One answer of the search box: a customer, and the person in it that was meant, if one was."""

    customer_id: int
    name: str
    grade: str
    detail: str
    contact_id: int | None = None
    person: str = ""


def find(actor: Actor, text: str, *, limit: int = 8) -> list[Hit]:
    """The search box: customers by name, sound, initials, number, phone or a contact's name."""
    found = list(
        search.matching(Customer.objects.visible_to(actor), text)
        .order_by("pinyin", "pk")
        .values_list("pk", "name", "city", "owner__name")[:limit]
    )
    ids = [row[0] for row in found]
    grade = grades(actor, ids)
    people = _people_named(actor, ids, text)
    return [
        Hit(
            pk,
            name,
            grade.get(pk, ""),
            " · ".join(filter(None, (city, owner))),
            *people.get(pk, (None, "")),
        )
        for pk, name, city, owner in found
    ]


def holders(number: str | None, credit_code: str | None) -> dict[str, int]:
    """Which customers hold this number and this credit code, whoever may see them: both are unique."""
    found: dict[str, int] = {}
    for field, value in (("number", number), ("credit_code", credit_code)):
        pk = value and (
            Customer.everyone.unscoped()
            .filter(**{field: value})
            .values_list("pk", flat=True)
            .first()
        )
        if pk:
            found[field] = pk
    return found


def _people_named(
    actor: Actor, customer_ids: Sequence[int], text: str
) -> dict[int, tuple[int | None, str]]:
    """Customer id → the person there who was meant, by name, sound or phone."""
    word = text.strip().lower()
    phone = normalised_phone(text) or word
    meant = Q(name__icontains=word) | Q(pinyin__startswith=word)
    meant |= Q(mobile__contains=word) | Q(mobile=phone) | Q(phone=phone)
    rows = Contact.objects.visible_to(actor).filter(meant, customer_id__in=customer_ids)
    found: dict[int, tuple[int | None, str]] = {}
    if word:
        for customer_id, pk, name in rows.order_by("-pk").values_list(
            "customer_id", "pk", "name"
        ):
            found[customer_id] = (pk, name)
    return found
