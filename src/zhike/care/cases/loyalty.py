"""Is a customer whose complaint was settled well more loyal than one who never had one (S1-33)? The night counts, and it is said only of enough customers."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import product

from django.db import transaction
from django.db.models import Case as CaseOf
from django.db.models import Count, Exists, OuterRef, Q, When
from django.utils.timezone import localtime

from zhike.customers.models import Customer
from zhike.sales.models import Order
from zhike.service.models import Case, Entry, LoyalYear
from zhike.service.rules import Step
from zhike.trust.actor import Actor
from zhike.trust.bulk import among_ids, upsert
from zhike.value import runs

A_YEAR = timedelta(days=365)
# Of fewer customers than this nothing is said.
ENOUGH = 20
# How the step of the night is called that counts.
STEP = "loyalty"
GROUPS = ("content", "not_content", "unsettled", "none")

# Group and whether they bought again → the customers.
type Years = defaultdict[tuple[str, bool], set[int]]


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


def loyalty(actor: Actor) -> list[Loyalty]:
    """The four groups among the customers one may see, in order: `GROUPS`; as of the night of `counted_on`."""
    rows = (
        LoyalYear.objects.visible_to(actor)
        .order_by()
        .values_list("group")
        .annotate(customers=Count("pk"), bought_again=Count("pk", filter=Q(again=True)))
    )
    counted = {group: (customers, again) for group, customers, again in rows}
    return [Loyalty(group, *counted.get(group, (0, 0))) for group in GROUPS]


def counted_on() -> date | None:
    """The night the groups were last counted; None where none has been yet."""
    return runs.newest_day(STEP)


@transaction.atomic
def count_loyalty(as_of: date) -> int:
    """Write the year of every customer it can be told of; how many rows differ from the night before.

    A customer counts once, by the newest complaint or grumble whose year after is over; the year begins on the day
    it was settled, or on the day it came in where it never was. Whoever never had one is looked at for the last
    twelve months. Only customers with an order in the year before count, so that all had something to repeat.
    """
    clock = Actor.clock()
    newest = _newest(clock, on=as_of)
    bought = _orders(newest)
    wanted = _never(clock, on=as_of)
    for customer_id, (group, day) in newest.items():
        days = bought[customer_id]
        if any(day - A_YEAR < each <= day for each in days):
            wanted[group, any(day < each <= day + A_YEAR for each in days)].add(customer_id)
    rows = LoyalYear.objects.unscoped().values_list("customer_id", flat=True)
    there = {
        (group, again): set(rows.filter(group=group, again=again))
        for group, again in product(GROUPS, (True, False))
    }
    gone = set().union(*there.values()).difference(*wanted.values())
    LoyalYear.objects.unscoped().filter(customer__in=among_ids(gone)).delete()
    differs = sorted((pk, *year) for year, ids in wanted.items() for pk in ids - there[year])
    upsert(LoyalYear, ("customer", "group", "again"), differs, key=("customer",))
    return len(gone) + len(differs)


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


def _orders(newest: Collection[int]) -> defaultdict[int, list[date]]:
    """The days on which customers whose complaint counts bought; credit notes are no buying."""
    rows = Order.objects.unscoped().filter(customer__in=among_ids(newest), amount__gt=0)
    found: defaultdict[int, list[date]] = defaultdict(list)
    for customer_id, day in rows.order_by().values_list("customer_id", "ordered_on"):
        found[customer_id].append(day)
    return found


def _never(actor: Actor, *, on: date) -> Years:
    """Customers who never complained and had bought in the year before the last, and whether they bought in the last.

    Where the night has measured a customer on this day, his first and last orders say most of it; the ledger the rest.
    """
    start = on - A_YEAR
    theirs = Order.objects.unscoped().filter(customer=OuterRef("pk"), amount__gt=0)
    before = theirs.filter(ordered_on__gt=start - A_YEAR, ordered_on__lte=start)
    after = theirs.filter(ordered_on__gt=start, ordered_on__lte=on)
    unhappy = Case.objects.unscoped().filter(kind__in=Case.UNHAPPY, merged_into=None)
    complained = set(unhappy.values_list("customer_id", flat=True))
    measured = Q(measures__as_of=on)
    began = Q(measures__first_order_on__gt=start - A_YEAR)
    rows = (
        Customer.objects.visible_to(actor)
        .order_by()
        .filter(~measured | Q(measures__first_order_on__lte=start))
        .filter(Q(measured & began) | Q(Exists(before)))
        .annotate(
            again=CaseOf(
                When(measured, then=Q(measures__last_order_on__gt=start)), default=Exists(after)
            )
        )
    )
    found: Years = defaultdict(set)
    for pk, again in rows.values_list("pk", "again"):
        if pk not in complained:
            found["none", bool(again)].add(pk)
    return found
