"""What the ledger tells: payments overdue beyond their terms, and orders big enough to be thanked for."""

from collections import Counter, defaultdict
from datetime import date, timedelta

from django.db.models import F

from zhike.activities.models import Task
from zhike.care.models import Run
from zhike.care.watches.finding import Found, plain
from zhike.care.watches.ledger import bought_between
from zhike.care.watches.wording import currency_sign, money, revenue_of
from zhike.lib.spoken_days import day_words
from zhike.methods.playbooks import Playbook
from zhike.sales.models import Order, Payment
from zhike.trust.bulk import among

_A_WEEK = timedelta(days=7)


def owed(book: Playbook, as_of: date) -> dict[int, list[Payment]]:
    """Customer → his payments overdue by more than the playbook's `lead_days`, the oldest first."""
    late = (
        Payment.objects.unscoped()
        .present()
        .filter(paid_on=None, due_on__lt=as_of - timedelta(days=book.lead_days), amount__gt=0)
        .select_related("customer", "customer__measures")
        .order_by("due_on", "pk")
    )
    found: dict[int, list[Payment]] = defaultdict(list)
    for payment in late:
        found[payment.customer_id].append(payment)
    return found


def overdue(book: Playbook, debts: dict[int, list[Payment]], as_of: date) -> list[Found]:
    """Once a month each, all payments in one task; the largest debts first, and not more open per person than the playbook's cap."""
    mine = Task.objects.unscoped().filter(origin__startswith=f"{book.head.name}.")
    there = dict(mine.open().values_list("customer_id", "assignee_id"))
    asked = mine.filter(laid_on__gte=as_of.replace(day=1), ended_on__isnull=False)
    asked_already = set(asked.values_list("customer_id", flat=True))
    room: dict[int | None, int] = defaultdict(lambda: book.backlog_cap)
    for waiting_for in there.values():
        room[waiting_for] -= 1
    sign = currency_sign()
    found = []
    for customer_id, payments in sorted(debts.items(), key=_largest):
        owner_id = payments[0].customer.owner_id
        if customer_id in asked_already:
            continue
        if customer_id not in there:
            if room[owner_id] <= 0:
                continue
            room[owner_id] -= 1
        found.append(_owing(payments, sign, as_of))
    return found


def _owing(payments: list[Payment], sign: str, as_of: date) -> Found:
    first = payments[0]
    return Found(
        key=f"customer:{first.customer_id}:{as_of:%Y-%m}",
        day=as_of,
        values={
            "amount": money(sum(p.amount for p in payments), sign),
            "due": day_words(first.due_on or as_of, seen_on=as_of),
            "days": plain((as_of - (first.due_on or as_of)).days),
            "count": plain(len(payments)),
        },
        customer_id=first.customer_id,
        assignee_id=first.customer.owner_id,
        weight=revenue_of(first.customer),
    )


def _largest(entry: tuple[int, list[Payment]]) -> tuple[int, int]:
    customer_id, payments = entry
    return -sum(payment.amount for payment in payments), customer_id


def big_orders(book: Playbook, as_of: date, *, last_night: date | None) -> list[Order]:
    """The orders since the last night worth the playbook's `times` a customer's usual one, in a year of at least three (S1-72).

    The largest first, and not more open per person than the playbook's cap.
    """
    after = max(last_night or as_of - _A_WEEK, as_of - _A_WEEK)
    known = bought_between(after, as_of).filter(customer__measures__orders_12m__gte=3)
    usual = F("customer__measures__revenue_12m") * book.times
    big = known.alias(so_many=F("amount") * F("customer__measures__orders_12m"))
    return _room(book, list(big.filter(so_many__gte=usual).order_by("-amount", "pk")))


def _room(book: Playbook, orders: list[Order]) -> list[Order]:
    """Those whose thanks have begun, and of the others as many as there is room for before each owner; 0 is no cap."""
    if not book.backlog_cap:
        return orders
    keys = [f"order:{order.pk}" for order in orders]
    runs = Run.objects.unscoped().filter(name=book.head.name, key__in=among(keys))
    begun = set(runs.values_list("key", flat=True))
    taken, found = _open_of(book), []
    for key, order in zip(keys, orders, strict=True):
        owner_id = order.customer.owner_id
        if key not in begun:
            if taken[owner_id] >= book.backlog_cap:
                continue
            taken[owner_id] += 1
        found.append(order)
    return found


def _open_of(book: Playbook) -> Counter[int | None]:
    """Owner → how many tasks of this playbook lie before him."""
    mine = Task.objects.unscoped().open().filter(origin__startswith=f"{book.head.name}.")
    return Counter(mine.order_by().values_list("assignee_id", flat=True))
