"""After a purchase: whoever bought something for the first time is told that he chose well, later what goes with it (S1-71)."""

from collections import Counter
from collections.abc import Iterable
from datetime import date, timedelta

from django.db.models import Exists, OuterRef

from zhike.activities.models import Milestone, Task
from zhike.activities.querysets import TaskQuerySet
from zhike.care.watches.filling import open_of
from zhike.care.watches.finding import Found, plain
from zhike.care.watches.ledger import bought_between
from zhike.care.watches.wording import revenue_of
from zhike.customers.models import Customer
from zhike.lib.spoken_days import day_words
from zhike.lib.words import Words
from zhike.methods.playbooks import Playbook
from zhike.sales.complements import lacking
from zhike.sales.models import Order
from zhike.sales.querysets import OrderQuerySet

_A_WEEK = timedelta(days=7)
_COURSE = timedelta(days=45)  # who is followed through a deal hears from us anyway
_FAR = 500


def first_bought(book: Playbook, as_of: date) -> list[Found]:
    """Products bought in the last week by customers who never bought them before, the largest first."""
    before = Order.objects.unscoped().filter(
        customer_id=OuterRef("customer_id"),
        product=OuterRef("product"),
        ordered_on__lt=OuterRef("ordered_on"),
    )
    course = Milestone.objects.unscoped().filter(
        customer_id=OuterRef("customer_id"),
        kind__in=("deal_won", "delivered"),
        happens_on__gt=as_of - _COURSE,
    )
    rows = _lately(as_of).filter(~Exists(before), ~Exists(course), ~Exists(_asked(book, as_of)))
    return _room(book, (_found(order, as_of, {}) for order in rows[:_FAR]))


def complement_found(book: Playbook, as_of: date) -> list[Found]:
    """Purchases of the last week that something the customer never bought goes with."""
    rows = _lately(as_of).filter(~Exists(_asked(book, as_of)))
    orders = list(rows[:_FAR])
    lacks = lacking({order.customer_id for order in orders})
    found = []
    for order in orders:
        beside = [c for c in lacks.get(order.customer_id, []) if c.product == order.product]
        if beside:
            names = [c.other for c in beside[:3]]
            others = Words("、".join(names), ", ".join(names))
            found.append(_found(order, as_of, {"other": others, "why": plain(beside[0].why)}))
    return _room(book, found)


def _lately(as_of: date) -> OrderQuerySet:
    return (
        bought_between(as_of - _A_WEEK, as_of)
        .exclude(product="")
        .filter(customer__owner__is_active=True)
        .order_by("-amount", "pk")
    )


def _room(book: Playbook, found: Iterable[Found]) -> list[Found]:
    """One a customer, as many as there is room for before each owner."""
    taken, kept = Counter(open_of(Task.Kind.OTHER, f"{book.head.name}.")), {}
    for each in found:
        if each.customer_id not in kept and taken[each.assignee_id] < book.backlog_cap:
            taken[each.assignee_id] += 1
            kept[each.customer_id] = each
    return list(kept.values())


def _found(order: Order, as_of: date, values: dict[str, Words]) -> Found:
    customer: Customer = order.customer
    return Found(
        key=f"customer:{customer.pk}:{as_of}",
        day=order.ordered_on,
        values=values
        | {"what": plain(order.product), "day": day_words(order.ordered_on, seen_on=as_of)},
        customer_id=customer.pk,
        assignee_id=customer.owner_id,
        weight=revenue_of(customer),
    )


def _asked(book: Playbook, as_of: date) -> TaskQuerySet:
    return Task.objects.unscoped().filter(
        customer_id=OuterRef("customer_id"),
        origin__startswith=f"{book.head.name}.",
        laid_on__gt=as_of - timedelta(days=book.every_days),
    )
