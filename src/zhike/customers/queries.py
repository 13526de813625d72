"""What pages ask of the customer book; every answer is what this actor may see."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db import models
from django.db.models import Q

from zhike.customers import search
from zhike.customers.badges import Badge, held_with_badges
from zhike.customers.grouping import Group, GroupTies, group_of, group_ties, key_marks
from zhike.customers.models import (
    Contact,
    ContactPoint,
    Customer,
    DoNotContact,
    Handover,
    KeyPerson,
    Rating,
    Referral,
    Standing,
    StandingMove,
    Tie,
)
from zhike.customers.querysets import (
    ContactQuerySet,
    CustomerQuerySet,
    StandingMoveQuerySet,
)
from zhike.customers.reaching import Reach, also_called, may_contact, ways, wishes
from zhike.customers.relations import (
    PeopleMap,
    people_by_stance,
    people_map,
    referral,
    referrals,
    referrers,
    seen,
    stances,
    tie,
    ties_of,
)
from zhike.lib.phones import normalised_phone
from zhike.trust.actor import Actor

__all__ = [
    "Borrowable",
    "Contact",
    "Customer",
    "Group",
    "GroupTies",
    "Hit",
    "PeopleMap",
    "Reach",
    "Referral",
    "Tie",
    "also_called",
    "borrowable",
    "borrowable_called",
    "classes_of",
    "contact",
    "contacts",
    "contacts_among",
    "contacts_named",
    "customer",
    "customers",
    "find",
    "grades",
    "group_of",
    "group_ties",
    "handover",
    "holders",
    "key_mark",
    "key_marks",
    "may_contact",
    "moves",
    "names",
    "people_by_stance",
    "people_map",
    "people_of",
    "point",
    "ratings",
    "referral",
    "referrals",
    "referrers",
    "seen",
    "stances",
    "standing",
    "tie",
    "ties_of",
    "ways",
    "wish",
    "wishes",
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
    """One person with his customer and his place on the map."""
    rows = Contact.objects.visible_to(actor).select_related("customer", "map_place")
    return rows.get(pk=contact_id)


def contacts_named(actor: Actor, text: str, *, but: int, limit: int = 12) -> list[Contact]:
    """People at other customers one sees whose name or sound begins so."""
    word = text.replace("\0", "").strip().lower()[:80]
    if not word:
        return []
    rows = (
        Contact.objects.visible_to(actor)
        .exclude(customer_id=but)
        .filter(Q(name__istartswith=word) | Q(pinyin__startswith=word))
    )
    return list(rows.select_related("customer").order_by("pinyin", "pk")[:limit])


def point(actor: Actor, contact_id: int, point_id: int) -> ContactPoint:
    """One more way to reach somebody."""
    rows = ContactPoint.objects.visible_to(actor).select_related("contact__customer")
    return rows.get(pk=point_id, contact_id=contact_id)


def wish(actor: Actor, contact_id: int, wish_id: int) -> DoNotContact:
    """Something somebody asked us not to do, still in force."""
    rows = DoNotContact.objects.visible_to(actor).standing().select_related("contact")
    return rows.get(pk=wish_id, contact_id=contact_id)


def key_mark(actor: Actor, group_id: int, mark_id: int) -> KeyPerson:
    """A mark of a group, still carried."""
    return KeyPerson.objects.visible_to(actor).standing().get(pk=mark_id, group_id=group_id)


def people_of(actor: Actor, customer_ids: Sequence[int]) -> list[tuple[str, str]]:
    """Everybody at these customers, and those of them who are persons themselves, to choose from: (c12 or p7, words)."""
    rows = (
        Contact.objects.visible_to(actor)
        .filter(customer__in=customer_ids)
        .order_by("customer__pinyin", "pinyin", "pk")
        .values_list("pk", "name", "title", "customer__name")
    )
    persons = Customer.objects.visible_to(actor).filter(
        pk__in=customer_ids, kind=Customer.Kind.PERSON
    )
    return [
        *(
            (f"c{pk}", " · ".join(filter(None, (name, title, firm))))
            for pk, name, title, firm in rows
        ),
        *((f"p{pk}", name) for pk, name in persons.values_list("pk", "name")),
    ]


def handover(actor: Actor, customer_id: int) -> Handover | None:
    """How the customer came to whoever looks after it now; None when he always did."""
    rows = Handover.objects.visible_to(actor).filter(customer_id=customer_id)
    return rows.select_related("before", "after", "by").order_by("-handed_on", "-pk").first()


def contacts_among(actor: Actor, among: models.QuerySet[Customer]) -> ContactQuerySet:
    """The people of these customers, as far as one may see them."""
    return (
        Contact.objects.visible_to(actor)
        .filter(customer__in=among.order_by().values("pk"))
        .select_related("customer", "customer__owner")
    )


def names(actor: Actor, customer_ids: Iterable[int]) -> dict[int, str]:
    """Customer id → name, of those one may see."""
    seen = Customer.objects.visible_to(actor).filter(pk__in=list(customer_ids))
    return dict(seen.values_list("pk", "name"))


def named(actor: Actor, text: str) -> Customer | None:
    """The one customer one may see of exactly this name, short name or number; None when there is none, or several."""
    said = text.strip()
    seen = Customer.objects.visible_to(actor)
    found = seen.filter(Q(name=said) | Q(short_name=said) | Q(number=said))[:2]
    return found[0] if said and len(found) == 1 else None


@dataclass(frozen=True, slots=True)
class Borrowable:
    """A customer one may not see but ask for: what to call it, and whose it is; the numbers are never shown."""

    customer_id: int
    team_id: int | None
    named: str
    owner: str


def borrowable(actor: Actor, customer_id: int) -> Borrowable | None:
    """A customer by its number, as a look-alike gives it: only the owner's name is told; None for one that is visible anyway or not there."""
    return _borrowable(actor, Q(pk=customer_id), named=f"#{customer_id}")


def borrowable_called(actor: Actor, text: str) -> Borrowable | None:
    """A customer by its exact name or number; whoever asks knows it already, and learns only the owner's name."""
    wanted = text.strip()
    if not wanted:
        return None
    return _borrowable(actor, Q(name=wanted) | Q(number=wanted), named=wanted[:200])


def _borrowable(actor: Actor, which: Q, *, named: str) -> Borrowable | None:
    hidden = Customer.objects.unscoped().filter(which).select_related("owner").order_by("pk")
    row = hidden.exclude(pk__in=Customer.objects.visible_to(actor).filter(which)).first()
    if row is None:
        return None
    return Borrowable(row.pk, row.team_id, named, str(row.owner or ""))


def masked(name: str) -> str:
    """The name of a customer one may not see."""
    return name[:1] + "…"


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


def classes_of(actor: Actor, customer_id: int) -> list[tuple[str, str]]:
    """(scheme, class) of everything a customer is in."""
    rows = Standing.objects.visible_to(actor).filter(customer_id=customer_id)
    return list(rows.order_by("scheme").values_list("scheme", "grade"))


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
    badges: tuple[Badge, ...] = ()


def find(actor: Actor, text: str, *, limit: int = 8) -> list[Hit]:
    """The search box: customers by name, sound, initials, number, phone or a contact's name."""
    found = list(
        search.some_matching(Customer.objects.visible_to(actor), text, actor, limit=limit)
        .order_by("pinyin", "pk")
        .values_list("pk", "name", "city", "owner__name")[:limit]
    )
    ids = [row[0] for row in found]
    people = _people_named(actor, ids, text)
    standings, badges = held_with_badges(actor, ids, MAIN_SCHEME)
    return [
        Hit(
            pk,
            name,
            standings[pk].grade if pk in standings else "",
            " · ".join(filter(None, (city, owner))),
            *people.get(pk, (None, "")),
            badges.get(pk, ()),
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
