"""What goes with what: a list the company keeps, and what of it a customer has not bought yet (S1-71)."""

from collections.abc import Collection
from datetime import date, timedelta

from django.db import transaction
from django.db.models import Max, OuterRef, QuerySet, Subquery

from zhike.activities.models import Idea
from zhike.sales.models import Complement as Complement
from zhike.sales.models import Order
from zhike.trust import journal
from zhike.trust.actor import Actor, Permission, demand
from zhike.trust.bulk import among_ids

MOST_SOLD = 200
OFFERED = timedelta(days=182)


class Doubled(ValueError):
    """These two stand together already, or are one and the same."""


@transaction.atomic
def put_together(
    actor: Actor,
    *,
    product: str,
    other: str,
    why: str,
    on: date,
    complement_id: int | None = None,
) -> Complement:
    """Whoever bought `product` is offered `other`, for this reason; with `complement_id` a line is changed. `Doubled` if it stands already."""
    demand(actor, Permission.MANAGE_BOOK)
    product, other = " ".join(product.split()), " ".join(other.split())
    row = complement(actor, complement_id) if complement_id else Complement()
    twice = Complement.objects.filter(product=product, other=other).exclude(pk=row.pk or 0)
    if product == other or twice.exists():
        raise Doubled
    row.product, row.other, row.why = product, other, why.strip()
    row.noted_by_id, row.noted_on = actor.user_id, on
    row.save()
    journal.record(actor, "complement.noted", row, on=on, product=product, other=other)
    return row


@transaction.atomic
def take_apart(actor: Actor, complement_id: int, *, on: date) -> None:
    """The line goes from the list."""
    demand(actor, Permission.MANAGE_BOOK)
    row = complement(actor, complement_id)
    journal.record(
        actor, "complement.dropped", row, on=on, product=row.product, other=row.other
    )
    row.delete()


def complements(actor: Actor) -> QuerySet[Complement]:
    """The list, by product."""
    demand(actor, Permission.READ_CUSTOMERS)
    return Complement.objects.select_related("noted_by").order_by("product", "other")


def complement(actor: Actor, complement_id: int) -> Complement:
    """One line of it."""
    return complements(actor).get(pk=complement_id)


def sold(actor: Actor) -> list[str]:
    """The products customers one sees bought, the most recent first, to choose from."""
    rows = Order.objects.visible_to(actor).filter(amount__gt=0).exclude(product="").order_by()
    named = rows.values_list("product").annotate(last=Max("ordered_on"))
    return [product for product, _ in named.order_by("-last", "product")[:MOST_SOLD]]


def suggested(actor: Actor, customer_id: int, *, on: date) -> QuerySet[Complement]:
    """What goes with something he bought and which he never bought; what was offered him as an idea lately is not named again.

    Each carries `last`, the day he bought what it goes with; the newest first.
    """
    offered = Idea.objects.visible_to(actor).filter(
        customer_id=customer_id, offered_on__gt=on - OFFERED
    )
    bought = Order.objects.visible_to(actor).filter(customer_id=customer_id, amount__gt=0)
    newest = bought.filter(product=OuterRef("product")).order_by("-ordered_on")
    return (
        Complement.objects.filter(product__in=bought.values("product"))
        .exclude(other__in=bought.values("product"))
        .exclude(other__in=offered.values("what"))
        .annotate(last=Subquery(newest.values("ordered_on")[:1]))
        .order_by("-last", "product", "other")
    )


def lacking(customer_ids: Collection[int]) -> dict[int, list[Complement]]:
    """The same for many customers in the night: customer → what he lacks beside what he bought, as the list stands."""
    kept = list(Complement.objects.order_by("product", "other"))
    if not kept:
        return {}
    rows = Order.objects.unscoped().filter(
        customer_id__in=among_ids(customer_ids), amount__gt=0
    )
    has: dict[int, set[str]] = {}
    for customer_id, product in (
        rows.order_by().values_list("customer_id", "product").distinct()
    ):
        has.setdefault(customer_id, set()).add(product)
    return {
        customer_id: found
        for customer_id, products in has.items()
        if (found := [c for c in kept if c.product in products and c.other not in products])
    }
