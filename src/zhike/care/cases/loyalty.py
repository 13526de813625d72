"""Is a customer whose complaint was settled well more loyal than one who never had one (S1-33)? Counted, and said only of enough customers."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Exists, OuterRef
from django.utils.timezone import localtime

from zhike.customers.models import Customer
from zhike.sales.models import Order
from zhike.service.models import Case, Entry
from zhike.service.rules import Step
from zhike.trust.actor import Actor

A_YEAR = timedelta(days=365)
# Of fewer customers than this nothing is said.
ENOUGH = 20
GROUPS = ("content", "not_content", "unsettled", "none")


@dataclass(frozen=True, slots=True)
class Loyalty:
    """Of the customers of a group who had bought within the year before, how many bought again within the year after."""

    group: str
    customers: int
    again: int

    @property
    def is_enough(self) -> bool:
        """Whether there are enough customers to give a share."""
        return self.customers >= ENOUGH

    @property
    def share(self) -> int | None:
        """Basis points who bought again; None where they are too few to say."""
        return self.again * 10_000 // self.customers if self.is_enough else None


def loyalty(actor: Actor, *, on: date) -> list[Loyalty]:
    """The four groups among the customers one may see, in order: `GROUPS`.

    A customer counts once, by the newest complaint or grumble whose year after is over; the year begins on the day
    it was settled, or on the day it came in where it never was. Whoever never had one is looked at for the last
    twelve months. Only customers with an order in the year before count, so that all had something to repeat.
    """
    newest = _newest(actor, on=on)
    bought = _orders(actor, newest)
    counted = {group: [0, 0] for group in GROUPS}
    for customer_id, (group, day) in newest.items():
        days = bought[customer_id]
        if not any(day - A_YEAR < each <= day for each in days):
            continue
        counted[group][0] += 1
        counted[group][1] += any(day < each <= day + A_YEAR for each in days)
    counted["none"] = _never(actor, on=on)
    return [Loyalty(group, *counted[group]) for group in GROUPS]


def _newest(actor: Actor, *, on: date) -> dict[int, tuple[str, date]]:
    """Customer → the group of the complaint that counts for him, and the day his year begins."""
    content = Entry.objects.visible_to(actor).filter(case=OuterRef("pk"), kind=Step.SOLVE)
    rows = (
        Case.objects.visible_to(actor)
        .unhappy()
        .filter(merged_into=None)
        .annotate(is_content=content.order_by("-at", "-pk").values("satisfied")[:1])
        .order_by("received_at", "pk")
        .values_list(
            "customer_id",
            "received_at",
            "resolution__resolved_on",
            "resolution__manner",
            "is_content",
        )
    )
    found: dict[int, tuple[str, date]] = {}
    for customer_id, received_at, resolved_on, manner, is_content in rows:
        day = resolved_on or localtime(received_at).date()
        if day + A_YEAR > on:
            continue
        if not manner:
            group = "unsettled"
        elif manner == "answered" and is_content:
            group = "content"
        else:
            group = "not_content"
        found[customer_id] = (group, day)
    return found


def _orders(actor: Actor, newest: dict[int, tuple[str, date]]) -> defaultdict[int, list[date]]:
    """The days on which customers who complained bought; credit notes are no buying."""
    complained = Case.objects.visible_to(actor).unhappy().values("customer")
    rows = Order.objects.visible_to(actor).filter(customer__in=complained, amount__gt=0)
    found: defaultdict[int, list[date]] = defaultdict(list)
    for customer_id, day in rows.order_by().values_list("customer_id", "ordered_on"):
        if customer_id in newest:
            found[customer_id].append(day)
    return found


def _never(actor: Actor, *, on: date) -> list[int]:
    """Customers who never complained and had bought in the year before the last, and how many of them bought in the last."""
    start = on - A_YEAR
    theirs = Order.objects.unscoped().filter(customer=OuterRef("pk"), amount__gt=0)
    before = theirs.filter(ordered_on__gt=start - A_YEAR, ordered_on__lte=start)
    after = theirs.filter(ordered_on__gt=start, ordered_on__lte=on)
    unhappy = Case.objects.unscoped().filter(
        customer=OuterRef("pk"), kind__in=Case.UNHAPPY, merged_into=None
    )
    rows = (
        Customer.objects.visible_to(actor).order_by().filter(~Exists(unhappy), Exists(before))
    )
    return [rows.count(), rows.filter(Exists(after)).count()]
