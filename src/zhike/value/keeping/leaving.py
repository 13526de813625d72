"""Who left, when, why and to whom; the balance of the reasons; and who may be won back (S2-42)."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, F, Q, Sum

from zhike.sales.models import Departure
from zhike.trust.actor import Actor
from zhike.value.keeping.spans import year_before
from zhike.value.pictures.cut import Cut

SHOWN = 100


@dataclass(frozen=True, slots=True)
class Reason:
    """One reason in the last 12 months: how many left for it, what they had brought in all (fen), and how many came back."""

    key: str
    customers: int
    revenue: int
    back: int


def departures(actor: Actor, cut: Cut) -> list[Departure]:
    """The newest that were noted, of customers one may see."""
    rows = Departure.objects.visible_to(actor).filter(**cut.within("customer__"))
    return list(
        rows.select_related("customer__owner", "customer__measures", "by").order_by(
            "-left_on", "-pk"
        )[:SHOWN]
    )


def reasons(actor: Actor, cut: Cut, *, on: date) -> list[Reason]:
    """Why customers left in the last 12 months, the commonest reason first."""
    span = year_before(on)
    rows = (
        Departure.objects.visible_to(actor)
        .filter(left_on__range=(span.first, span.last), **cut.within("customer__"))
        .order_by()
        .values_list("reason")
        .annotate(
            n=Count("pk"),
            revenue=Sum("customer__measures__revenue_all"),
            back=Count("pk", filter=Q(back_on__isnull=False)),
        )
        .order_by("-n", "reason")
    )
    return [Reason(key, n, revenue or 0, back) for key, n, revenue, back in rows]


def may_return(actor: Actor, cut: Cut, *, at_most: int = SHOWN) -> list[Departure]:
    """Those gone whose way back stands open, whoever brought us most first."""
    rows = Departure.objects.visible_to(actor).filter(
        may_return=True, back_on=None, **cut.within("customer__")
    )
    ranked = rows.order_by(F("customer__measures__revenue_all").desc(nulls_last=True), "-pk")
    return list(ranked.select_related("customer__measures")[:at_most])


def departures_of(actor: Actor, customer_id: int) -> list[Departure]:
    """When this customer left, and came back, the newest first."""
    rows = Departure.objects.visible_to(actor).filter(customer_id=customer_id)
    return list(rows.select_related("by").order_by("-left_on", "-pk")[:10])


def departure(actor: Actor, departure_id: int) -> Departure:
    """One departure of a customer one may see."""
    return Departure.objects.visible_to(actor).get(pk=departure_id)
