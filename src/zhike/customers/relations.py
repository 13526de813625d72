"""The people map as it is asked for: who is there, what is thought of him, who knows whom, who brought us where."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Count, Q

from zhike.customers.models import Contact, Customer, MapPlace, Referral, Stance, Tie
from zhike.trust.actor import Actor
from zhike.trust.policy import Channel, is_near, level_of, may_leave

SIDES = tuple(Stance.Side.values)


@dataclass(frozen=True, slots=True)
class Mapped:
    """A person of the map; `side` is empty where nobody said, or where this actor may not read it."""

    contact: Contact
    place: MapPlace
    side: str = ""
    side_on: date | None = None

    @property
    def pk(self) -> int:
        return self.contact.pk


@dataclass(frozen=True, slots=True)
class PeopleMap:
    """The people of a customer and what lies between them; `is_open` when opinions may be read."""

    people: tuple[Mapped, ...]
    ties: tuple[Tie, ...] = ()
    is_open: bool = False
    by_id: dict[int, Mapped] = field(default_factory=dict, compare=False)


def people_map(
    actor: Actor, customer: Customer, *, channel: Channel = Channel.PAGE
) -> PeopleMap:
    """Everybody at a customer with his place, the newest opinion on him, and his ties (S1-19)."""
    near = is_near(actor, customer)
    is_open = may_leave(level_of(Stance, "side"), channel, near=near)
    people = (
        Contact.objects.visible_to(actor)
        .filter(customer=customer)
        .select_related("map_place")
        .order_by("-is_main", "pinyin", "pk")
    )
    sides = _newest(actor, customer.pk) if is_open else {}
    mapped = tuple(
        Mapped(
            contact,
            getattr(contact, "map_place", None) or MapPlace(contact=contact),
            sides[contact.pk].side if contact.pk in sides else "",
            sides[contact.pk].said_on if contact.pk in sides else None,
        )
        for contact in people
    )
    return PeopleMap(
        mapped,
        tuple(_ties(actor, customer.pk)) if is_open else (),
        is_open,
        {each.pk: each for each in mapped},
    )


def _newest(actor: Actor, customer_id: int) -> dict[int, Stance]:
    rows = Stance.objects.visible_to(actor).filter(contact__customer_id=customer_id)
    return {stance.contact_id: stance for stance in rows.order_by("said_on", "pk")}


def _ties(actor: Actor, customer_id: int) -> list[Tie]:
    own = Q(contact__customer_id=customer_id) | Q(other__customer_id=customer_id)
    return list(
        Tie.objects.visible_to(actor)
        .filter(own)
        .select_related("contact__customer", "other__customer", "colleague", "said_by")
        .order_by("pk")
    )


def stances(actor: Actor, contact: Contact) -> list[Stance]:
    """Every opinion on somebody, newest first; none for whoever is not near (`contact` comes with its customer)."""
    if not is_near(actor, contact.customer):
        return []
    rows = Stance.objects.visible_to(actor).filter(contact=contact).select_related("said_by")
    return list(rows.order_by("-said_on", "-pk"))


def ties_of(actor: Actor, contact: Contact) -> list[Tie]:
    """Everybody he is tied to; none for whoever is not near."""
    if not is_near(actor, contact.customer):
        return []
    rows = Tie.objects.visible_to(actor).filter(Q(contact=contact) | Q(other=contact))
    return list(rows.select_related("contact__customer", "other__customer", "colleague"))


def tie(actor: Actor, customer_id: int, tie_id: int) -> Tie:
    """One tie of somebody at this customer; `Tie.DoesNotExist` when it is not there to see."""
    own = Q(contact__customer_id=customer_id) | Q(other__customer_id=customer_id)
    return Tie.objects.visible_to(actor).filter(own).select_related("contact").get(pk=tie_id)


def people_by_stance(actor: Actor, customer_id: int) -> dict[str, list[Contact]]:
    """Side → people, each under the newest opinion on him, `""` where there is none: whom to visit after signing (S1-19).

    Whoever is not near reads no opinion: everybody is under `""`.
    """
    customer = Customer.objects.visible_to(actor).get(pk=customer_id)
    found: dict[str, list[Contact]] = {side: [] for side in ("", *SIDES)}
    for each in people_map(actor, customer).people:
        found[each.side].append(each.contact)
    return found


def referrals(actor: Actor, customer_id: int) -> list[Referral]:
    """Who brought us to this customer, and whom it brought us to; the newest first."""
    rows = Referral.objects.visible_to(actor).filter(
        Q(customer_id=customer_id) | Q(referrer_id=customer_id)
    )
    return list(
        rows.select_related("referrer__owner", "customer__owner", "contact").order_by(
            "-referred_on", "-pk"
        )
    )


def referral(actor: Actor, customer_id: int, referral_id: int) -> Referral:
    """One referral from or to this customer, which the actor sees himself."""
    at = Customer.objects.visible_to(actor).get(pk=customer_id)
    own = Q(customer=at) | Q(referrer=at)
    rows = Referral.objects.visible_to(actor).filter(own)
    return rows.select_related("referrer", "customer", "contact").get(pk=referral_id)


def seen(actor: Actor, customer_ids: Sequence[int]) -> set[int]:
    """Which of these customers the actor may see."""
    rows = Customer.objects.visible_to(actor).filter(pk__in=customer_ids)
    return set(rows.values_list("pk", flat=True))


@dataclass(frozen=True, slots=True)
class Referrer:
    """A customer who brought us to others, and what came of it."""

    customer_id: int
    name: str
    brought: int
    won: int
    lost: int
    unthanked: int


def referrers(actor: Actor, *, limit: int = 50) -> list[Referrer]:
    """The customers one sees who brought us most, those whose referrals became customers first (S1-18)."""
    made = Count("referrals_made")
    rows = (
        Customer.objects.visible_to(actor)
        .annotate(
            brought=made,
            won=Count("referrals_made", filter=Q(referrals_made__result=Referral.Result.WON)),
            lost=Count("referrals_made", filter=Q(referrals_made__result=Referral.Result.LOST)),
            unthanked=Count("referrals_made", filter=Q(referrals_made__thanked_on=None)),
        )
        .filter(brought__gt=0)
        .order_by("-won", "-brought", "pinyin", "pk")
        .values_list("pk", "name", "brought", "won", "lost", "unthanked")
    )
    return [Referrer(*row) for row in rows[:limit]]
