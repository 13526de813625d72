"""Goods that run short are shared out by class and value, and each customer on the list is told (S3-20)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from django.db import transaction
from django.db.models import F, Max, OuterRef, QuerySet, Subquery, Sum

from zhike.activities.models import Allotment, Shortage
from zhike.care.milestones import note_milestone
from zhike.customers import queries as customers
from zhike.customers.models import Customer, Standing
from zhike.lib.words import Words
from zhike.sales.models import Order
from zhike.trust import journal
from zhike.trust.actor import Actor, Permission, demand
from zhike.trust.requests import asker
from zhike.value.listing import RHYTHM
from zhike.value.queries import methods

A_YEAR = timedelta(days=365)
SHOWN = 40
_KEPT = Words("{product}：先保 {kept}", "{product}: {kept} kept for them")


class TooMuch(ValueError):
    """More is shared out than there is; `over` is by how much."""

    def __init__(self, over: int) -> None:
        self.over = over
        super().__init__(over)


@dataclass(frozen=True, slots=True)
class Claim:
    """A customer who bought it within the year, with his class, what he bought (fen) and when last, what he gets, and what we propose."""

    customer: Customer
    grade: str
    amount: int
    last_on: date
    quantity: int | None
    proposed: int


@transaction.atomic
def note_shortage(
    actor: Actor, *, product: str, quantity: int, unit: str, until: date | None, on: date
) -> Shortage:
    """A product runs short; there is so much to share out."""
    demand(actor, Permission.LOG_TOUCHES)
    shortage = Shortage.objects.create(
        product=product.strip(), quantity=quantity, unit=unit.strip(), until=until,
        noted_on=on, by_id=asker(actor),
    )  # fmt: skip
    journal.record(actor, "shortage.noted", shortage, on=on, product=shortage.product)
    return shortage


def shortages(actor: Actor) -> QuerySet[Shortage]:
    """Every shortage, the newest first."""
    return Shortage.objects.visible_to(actor).order_by(
        F("closed_on").desc(nulls_first=True), "-noted_on", "-pk"
    )


def shortage(actor: Actor, shortage_id: int) -> Shortage:
    """One of them."""
    return shortages(actor).get(pk=shortage_id)


def claims(actor: Actor, found: Shortage, *, on: date) -> list[Claim]:
    """Who bought it, by class and then by value: the order in which it is shared out."""
    scheme = methods().standards[RHYTHM].scheme
    grades = [t.grade for t in methods().standards[RHYTHM].treatments]
    standings = Standing.objects.unscoped().filter(
        customer=OuterRef("customer_id"), scheme=scheme
    )
    bought = (
        Order.objects.visible_to(actor)
        .filter(product__icontains=found.product, ordered_on__gt=on - A_YEAR)
        .order_by()
        .values("customer_id")
        .annotate(total=Sum("amount"), last=Max("ordered_on"))
        .annotate(grade=Subquery(standings.values("grade")[:1]))
    )
    rows = sorted(
        (row for row in bought if row["total"] > 0),
        key=lambda row: (_place(grades, row["grade"]), -row["total"]),
    )[:SHOWN]
    there = {
        a.customer_id: a.quantity
        for a in Allotment.objects.visible_to(actor).filter(shortage=found)
    }
    people = customers.customers(actor).in_bulk([row["customer_id"] for row in rows])
    weights = [row["total"] * (len(grades) + 1 - _place(grades, row["grade"])) for row in rows]
    proposed = share_out(found.quantity, weights)
    return [
        Claim(
            people[row["customer_id"]], row["grade"] or "", row["total"], row["last"],
            there.get(row["customer_id"]), share,
        )
        for row, share in zip(rows, proposed, strict=True)
        if row["customer_id"] in people
    ]  # fmt: skip


def share_out(quantity: int, weights: list[int]) -> list[int]:
    """Whole pieces by weight, none left over; the earlier takes what does not divide.

    >>> share_out(10, [3, 3, 3])
    [4, 3, 3]
    """
    total = sum(weights)
    if not total:
        return [0] * len(weights)
    shares = [quantity * weight // total for weight in weights]
    for place in range(quantity - sum(shares)):
        shares[place % len(shares)] += 1
    return shares


@transaction.atomic
def allot(actor: Actor, shortage_id: int, shares: Mapping[int, int], *, on: date) -> int:
    """So much to each: never more than there is in all. Whoever is new on the list is told the same day (S3-20)."""
    demand(actor, Permission.ASSIGN_CUSTOMERS)
    found = shortage(actor, shortage_id)
    Shortage.objects.unscoped().select_for_update().get(pk=shortage_id)
    chosen = customers.customers(actor).in_bulk(list(shares))
    others = Allotment.objects.unscoped().filter(shortage=found).exclude(customer__in=chosen)
    elsewhere: int = others.aggregate(total=Sum("quantity"))["total"] or 0
    over = sum(shares[pk] for pk in chosen) + elsewhere - found.quantity
    if over > 0:
        raise TooMuch(over)
    Allotment.objects.unscoped().filter(shortage=found, customer__in=chosen).delete()
    Allotment.objects.bulk_create(
        [
            Allotment(shortage=found, customer=chosen[pk], quantity=shares[pk])
            for pk in chosen
            if shares[pk]
        ]
    )
    for pk in chosen:
        if shares[pk]:
            note_milestone(
                actor, customer_id=pk, kind="stock_short", what=_KEPT.format(product=found.product, kept=f"{shares[pk]}{found.unit}").zh,
                happens_on=on, on=on, origin=f"shortage:{found.pk}:customer:{pk}",
            )  # fmt: skip
    journal.record(actor, "shortage.allotted", found, on=on, customers=len(chosen))
    return len(chosen)


@transaction.atomic
def end_shortage(actor: Actor, shortage_id: int, *, on: date) -> Shortage:
    """There is enough again."""
    demand(actor, Permission.ASSIGN_CUSTOMERS)
    found = shortage(actor, shortage_id)
    found.closed_on = on
    found.save(update_fields=["closed_on"])
    journal.record(actor, "shortage.ended", found, on=on, product=found.product)
    return found


def _place(grades: list[str], grade: str | None) -> int:
    return grades.index(grade) if grade in grades else len(grades)
