"""Sales stars: who is trustworthy, sizeable and upmarket, told test by test, and given for a year (S2-22)."""

from collections.abc import Collection
from datetime import date

from django.db import transaction
from django.db.models import F, QuerySet

from zhike.activities.actions import stars
from zhike.activities.models import SalesStar
from zhike.care.accounts.condition import answers_of
from zhike.customers import queries as customers
from zhike.customers.models import Customer, Standing
from zhike.methods.measures import MEASURES
from zhike.methods.stars import Judged, Known, StarRule
from zhike.trust.actor import Actor
from zhike.value.queries import measures_of, methods

RULE = "sales_star"
LOOKED_AT = 400
SHOWN = 20


class NoStar(ValueError):
    """Not all of the three hold, and nobody said why it is given all the same."""


class NoBusiness(ValueError):
    """Only a business can be a sales star: no person and no public body."""


def rule() -> StarRule:
    """The criteria in use."""
    return methods().stars[RULE]


def judged(actor: Actor, chosen: Collection[Customer]) -> dict[int, tuple[Judged, ...]]:
    """Customer → each criterion with its reasons; the same few questions however many there are."""
    ids = [customer.pk for customer in chosen]
    figures = measures_of(actor, ids)
    classes: dict[int, dict[str, str]] = {}
    rows = Standing.objects.visible_to(actor).filter(customer__in=ids)
    for pk, scheme, grade in rows.values_list("customer_id", "scheme", "grade"):
        classes.setdefault(pk, {})[scheme] = grade
    answers = answers_of(actor, ids)
    return {
        pk: rule().judge(
            Known(
                {name: getattr(figures.get(pk), name, None) for name in MEASURES},
                classes.get(pk, {}),
                answers.get(pk, {}),
            )
        )
        for pk in ids
    }


def candidates(actor: Actor, year: int) -> list[tuple[Customer, tuple[Judged, ...]]]:
    """Businesses one sees that meet all three and are no star of the year yet, the most valuable first."""
    there = SalesStar.objects.visible_to(actor).filter(year=year).values("customer_id")
    rows = (
        customers.customers(actor)
        .filter(kind__in=rule().kinds, facts__key__startswith=f"{rule().form}.")
        .exclude(pk__in=there)
        .distinct()
        .order_by(F("measures__revenue_12m").desc(nulls_last=True), "pk")
    )
    chosen = list(rows[:LOOKED_AT])
    found = judged(actor, chosen)
    fit = [c for c in chosen if all(each.is_met for each in found[c.pk])]
    return [(customer, found[customer.pk]) for customer in fit[:SHOWN]]


def stars_of(actor: Actor, *, customer_id: int | None = None, year: int | None = None) -> QuerySet[SalesStar]:  # fmt: skip
    """The stars one sees, the newest year first."""
    rows = SalesStar.objects.visible_to(actor).select_related(
        "customer", "customer__owner", "by"
    )
    rows = rows.filter(customer_id=customer_id) if customer_id else rows
    rows = rows.filter(year=year) if year else rows
    return rows.order_by("-year", "customer__pinyin", "pk")


def years(actor: Actor) -> list[int]:
    """The years there are stars of, the newest first."""
    rows = SalesStar.objects.visible_to(actor).order_by("-year").values_list("year", flat=True)
    return list(rows.distinct())


def star_year(actor: Actor, customer_id: int) -> int | None:
    """The newest year a customer was a star, for the head of its pages."""
    rows = SalesStar.objects.visible_to(actor).filter(customer_id=customer_id)
    return rows.order_by("-year").values_list("year", flat=True).first()


@transaction.atomic
def give(actor: Actor, customer_id: int, year: int, *, why: str, on: date) -> SalesStar:
    """The star, with how every test came out kept beside it."""
    customer = customers.customer(actor, customer_id)
    if customer.kind not in rule().kinds:
        raise NoBusiness
    found = judged(actor, [customer])[customer_id]
    if not all(each.is_met for each in found) and not why.strip():
        raise NoStar
    because: list[dict[str, object]] = [
        {"zh": test.title.zh, "en": test.title.en, "held": held}
        for each in found
        for test, held in each.tests
    ]
    return stars.give_star(
        actor, customer, year, because=because, why=why[:200],
        method=rule().head.signature, on=on,
    )  # fmt: skip


@transaction.atomic
def take_back(actor: Actor, star_id: int, *, why: str, on: date) -> SalesStar:
    """The star is taken back, with a reason."""
    star = stars_of(actor).get(pk=star_id)
    stars.take_star_back(actor, star, why=why, on=on)
    return star
