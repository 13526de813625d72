"""What pages ask of the ledger; the night reads it in `value`."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Sum
from django.db.models.functions import TruncMonth

from zhike.lib.months import months_before
from zhike.sales.models import Order, Payment
from zhike.sales.querysets import OrderQuerySet, PaymentQuerySet
from zhike.trust.actor import Actor


def orders(actor: Actor, customer_id: int) -> OrderQuerySet:
    """A customer's orders, newest first."""
    return (
        Order.objects.visible_to(actor)
        .filter(customer_id=customer_id)
        .order_by("-ordered_on", "-pk")
    )


def payments(actor: Actor, customer_id: int) -> PaymentQuerySet:
    """What a customer owes and paid, newest first."""
    return (
        Payment.objects.visible_to(actor)
        .filter(customer_id=customer_id)
        .order_by("-due_on", "-pk")
    )


@dataclass(frozen=True, slots=True)
class Month:
    """What a customer bought in a month: number of orders, and revenue in fen."""

    first: date
    orders: int
    revenue: int


def months(actor: Actor, customer_id: int, *, until: date, count: int = 24) -> Sequence[Month]:
    """The last months up to this day, oldest first, empty ones included."""
    firsts = [months_before(until, n).replace(day=1) for n in range(count - 1, -1, -1)]
    rows = (
        Order.objects.visible_to(actor)
        .filter(customer_id=customer_id, ordered_on__gte=firsts[0], ordered_on__lte=until)
        .annotate(month=TruncMonth("ordered_on"))
        .values("month")
        .annotate(n=Count("pk"), revenue=Sum("amount"))
        .values_list("month", "n", "revenue")
    )
    found: dict[date, tuple[int, int]] = defaultdict(lambda: (0, 0))
    found.update({month: (n, revenue) for month, n, revenue in rows})
    return [Month(first, *found[first]) for first in firsts]
