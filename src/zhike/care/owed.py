"""What a customer is owed in services: by which class, by whom, how often, when last and when next (S3-05, S3-06, S3-11, S3-14)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, Max, Q

from zhike.activities.models import Delivery
from zhike.customers import queries as customers
from zhike.customers.models import Contact, Customer, Standing
from zhike.lib.words import Words
from zhike.methods.library import Library
from zhike.methods.services import Best, Catalogue, Claim, Service, best_of
from zhike.trust.actor import Actor
from zhike.value.queries import methods

SOON = timedelta(days=14)


@dataclass(frozen=True, slots=True)
class Owed:
    """One service somebody is owed, and how it stands: given how often this year, when last, when next."""

    best: Best
    by: Words
    above: tuple[Words, ...]
    holder: str
    is_by_group: bool
    channels: tuple[Words, ...]
    given: int
    last_on: date | None
    next_on: date | None
    is_overdue: bool
    is_soon: bool

    @property
    def service(self) -> Service:
        return self.best.claim.service

    @property
    def times(self) -> int:
        return self.best.claim.times

    @property
    def state(self) -> str:
        """overdue, soon, asked (only when asked for) or fine."""
        if self.is_overdue:
            return "overdue"
        if self.next_on is None:
            return "asked"
        return "soon" if self.is_soon else "fine"


def owed(
    actor: Actor, customer: Customer, *, on: date, contact: Contact | None = None
) -> list[Owed]:
    """Everything a customer is owed, or one of its people with the groups whose mark he carries; the most urgent first."""
    ties = customers.group_ties(actor, contact or customer)
    names = {tie.group.pk: tie.group.name for tie in ties.ties} | {customer.pk: customer.name}
    claims = [
        claim
        for standing in Standing.objects.visible_to(actor).filter(customer_id__in=ties.holders)
        for claim in _claims(standing)
    ]
    given = _given(actor, customer.pk, on)
    found = [
        _owed(best, customer.pk, names, given.get(best.claim.service.key), on)
        for best in best_of(claims)
    ]
    return sorted(found, key=_urgency)


def _urgency(one: Owed) -> tuple[int, date, str]:
    order = ("overdue", "soon", "fine", "asked").index(one.state)
    return order, one.next_on or date.max, one.service.key


def _claims(standing: Standing) -> Iterable[Claim]:
    for catalogue in methods().services.values():
        yield from catalogue.claims(
            standing.scheme, standing.grade, standing.customer_id, standing.since
        )


def _given(actor: Actor, customer_id: int, on: date) -> dict[str, tuple[int, date]]:
    """Service → how often it was given this year, and when last."""
    rows = (
        Delivery.objects.visible_to(actor)
        .filter(customer_id=customer_id)
        .order_by()
        .values_list("service")
        .annotate(n=Count("pk", filter=Q(delivered_on__year=on.year)), last=Max("delivered_on"))
    )
    return {service: (n, last) for service, n, last in rows}


def _owed(
    best: Best,
    customer_id: int,
    names: Mapping[int, str],
    given: tuple[int, date] | None,
    on: date,
) -> Owed:
    count, last = given or (0, None)
    due = best.claim.next_due(last)
    return Owed(
        best,
        class_words(best.claim.entitlement.scheme, best.claim.entitlement.grade),
        tuple(class_words(c.entitlement.scheme, c.entitlement.grade) for c in best.others),
        names.get(best.claim.holder_id, ""),
        best.claim.holder_id != customer_id,
        tuple(channel_words(key) for key in best.claim.service.channels),
        count,
        last,
        due,
        is_overdue=due is not None and due < on,
        is_soon=due is not None and on <= due <= on + SOON,
    )


def class_words(scheme: str, grade: str) -> Words:
    """`客户评估 A`, `贵宾级别 金卡`."""
    library = methods()
    card, named = library.scorecards.get(scheme), library.schemes.get(scheme)
    if card:
        return Words(f"{card.head.title.zh} {grade}", f"{card.head.title.en} {grade}")
    if named is None:
        return Words(f"{scheme} {grade}", f"{scheme} {grade}")
    title = next((c.title for c in named.classes if c.key == grade), Words(grade, grade))
    head = named.head.title
    return Words(f"{head.zh} {title.zh}", f"{head.en}: {title.en}")


def channel_words(key: str) -> Words:
    """A channel by its name."""
    for staff in methods().staffing.values():
        return staff.channel(key)
    return Words(key, key)


def service_called(key: str) -> tuple[Catalogue, Service] | None:
    """A service by the key a delivery keeps, with its catalogue; None for one the methods in use have no more."""
    return _service(methods(), key)


def service_words(key: str) -> Words:
    """A service by its name; one that is no longer on the list by its key."""
    found = service_called(key)
    return found[1].title if found else Words(key, key)


def _service(library: Library, key: str) -> tuple[Catalogue, Service] | None:
    for catalogue in library.services.values():
        service = catalogue.service(key)
        if service:
            return catalogue, service
    return None
