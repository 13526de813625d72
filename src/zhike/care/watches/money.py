"""What the ledger tells: payments overdue beyond their terms, and orders big enough to be thanked for."""

from collections import defaultdict
from datetime import date, timedelta

from zhike.care.watches.finding import Found, plain
from zhike.care.watches.wording import currency_sign, money, revenue_of
from zhike.lib.spoken_days import day_words
from zhike.methods.playbooks import Playbook
from zhike.sales.models import Order, Payment
from zhike.value.models import Measures

_A_WEEK = timedelta(days=7)


def overdue(book: Playbook, as_of: date) -> list[Found]:
    """Customers with payments overdue by more than the playbook's `lead_days`: once a month, all their payments in one task."""
    late = (
        Payment.objects.unscoped()
        .present()
        .filter(paid_on=None, due_on__lt=as_of - timedelta(days=book.lead_days), amount__gt=0)
        .select_related("customer", "customer__measures")
        .order_by("due_on", "pk")
    )
    owed: dict[int, list[Payment]] = defaultdict(list)
    for payment in late:
        owed[payment.customer_id].append(payment)
    sign = currency_sign()
    return [
        Found(
            key=f"customer:{customer_id}:{as_of:%Y-%m}",
            day=as_of,
            values={
                "amount": money(sum(p.amount for p in payments), sign),
                "due": day_words(first.due_on or as_of, seen_on=as_of),
                "days": plain((as_of - (first.due_on or as_of)).days),
                "count": plain(len(payments)),
            },
            customer_id=customer_id,
            assignee_id=first.customer.owner_id,
            weight=revenue_of(first.customer),
        )
        for customer_id, payments in owed.items()
        if (first := payments[0])
    ]


def big_orders(book: Playbook, as_of: date, *, last_night: date | None) -> list[Order]:
    """The orders since the last night worth the playbook's `times` a customer's usual one, in a year of at least three (S1-72)."""
    after = max(last_night or as_of - _A_WEEK, as_of - _A_WEEK)
    fresh = (
        Order.objects.unscoped()
        .present()
        .filter(ordered_on__gt=after, ordered_on__lte=as_of, amount__gt=0)
        .select_related("customer", "customer__measures")
    )
    found = []
    for order in fresh.order_by("pk"):
        measures: Measures | None = getattr(order.customer, "measures", None)
        if measures is None or measures.orders_12m < 3:
            continue
        if order.amount * measures.orders_12m >= book.times * measures.revenue_12m:
            found.append(order)
    return found
