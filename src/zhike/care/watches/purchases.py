"""After a purchase: whoever bought something for the first time is told that he chose well, later what goes with it (S1-71)."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from itertools import chain, islice

from django.db.models import Exists, OuterRef, Q

from zhike.activities.models import Milestone, Task
from zhike.activities.querysets import TaskQuerySet
from zhike.care.watches.filling import holders, open_of
from zhike.care.watches.finding import Found, plain
from zhike.care.watches.ledger import bought_between
from zhike.care.watches.wording import revenue_of
from zhike.customers.models import Customer
from zhike.lib.spoken_days import day_words
from zhike.lib.words import Words
from zhike.methods.playbooks import Playbook
from zhike.sales.complements import lacking
from zhike.sales.models import Complement, Order
from zhike.trust.bulk import among_ids

_A_WEEK = timedelta(days=7)
_COURSE = timedelta(days=45)  # who is followed through a deal hears from us anyway
_FAR = 500
_AT_ONCE = 500


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
    known = Q(Exists(course)) | Q(Exists(_asked(book, as_of))) | Q(Exists(before))
    orders = _largest(as_of, but_not=known)
    return _room(book, (_found(order, as_of, {}) for order in orders))


def complement_found(book: Playbook, as_of: date) -> list[Found]:
    """Purchases of the last week that something the customer never bought goes with."""
    return _room(book, _beside(book, as_of)) if Complement.objects.exists() else []


def _beside(book: Playbook, as_of: date) -> Iterator[Found]:
    orders = list(_largest(as_of, but_not=Q(Exists(_asked(book, as_of)))))
    lacks = lacking({order.customer_id for order in orders})
    for order in orders:
        beside = [c for c in lacks.get(order.customer_id, []) if c.product == order.product]
        if beside:
            names = [c.other for c in beside[:3]]
            others = Words("、".join(names), ", ".join(names))
            yield _found(order, as_of, {"other": others, "why": plain(beside[0].why)})


def _largest(as_of: date, *, but_not: Q) -> Iterator[Order]:
    """The largest orders of the last week but for some; few are needed of very many, so they are looked at some at a time."""
    lately = (
        bought_between(as_of - _A_WEEK, as_of)
        .exclude(product="")
        .filter(customer__owner__is_active=True)
    )
    ids = list(lately.order_by("-amount", "pk").values_list("pk", flat=True))
    rows = Order.objects.unscoped().filter(~but_not)
    rows = rows.select_related("customer", "customer__measures").order_by("-amount", "pk")
    some = (
        rows.filter(pk__in=among_ids(ids[start : start + _AT_ONCE]))
        for start in range(0, len(ids), _AT_ONCE)
    )
    yield from islice(chain.from_iterable(some), _FAR)


def _room(book: Playbook, found: Iterable[Found]) -> list[Found]:
    """One a customer, as many as there is room for before each owner; once nobody has room, no more is looked at."""
    taken, kept = open_of(Task.Kind.OTHER, f"{book.head.name}."), {}
    free = {who for who in holders(is_active=True) if taken[who] < book.backlog_cap}
    for each in found if free else ():
        if each.customer_id not in kept and each.assignee_id in free:
            kept[each.customer_id] = each
            taken[each.assignee_id] += 1
            if taken[each.assignee_id] >= book.backlog_cap:
                free.remove(each.assignee_id)
        if not free:
            break
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
