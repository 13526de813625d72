"""Many orders and payments are written at once, as an import does; each customer gets one event that sums them up."""

from collections import Counter
from collections.abc import Collection, Sequence
from datetime import date

from django.db import transaction
from django.db.models import Count, F, Max, Min, Sum

from zhike.sales.models import LedgerRevision, Order, Payment
from zhike.trust import bulk, journal
from zhike.trust.actor import Actor, Permission, demand
from zhike.trust.bulk import Row
from zhike.trust.changes import Change, apply

ORDER_COLUMNS = ("number", "customer", "ordered_on", "amount", "cost", "product", "batch")
PAYMENT_COLUMNS = ("number", "customer", "order", "amount", "due_on", "paid_on", "batch")
# The sum hides the batch's index, so that rows are found by their customer's.
_BROUGHT_BY = F("batch") + 0


@transaction.atomic
def put_orders(actor: Actor, rows: Sequence[Row]) -> None:
    """Write new orders, values in the order of ORDER_COLUMNS; `tell_orders` makes the events at the end."""
    demand(actor, Permission.RUN_IMPORTS)
    bulk.insert(Order, ORDER_COLUMNS, rows)


@transaction.atomic
def put_payments(actor: Actor, rows: Sequence[Row]) -> None:
    """Write new payments, values in the order of PAYMENT_COLUMNS."""
    demand(actor, Permission.RUN_IMPORTS)
    bulk.insert(Payment, PAYMENT_COLUMNS, rows)


@transaction.atomic
def change_orders(
    actor: Actor, changes: Sequence[Change], *, on: date, batch: int
) -> list[Change]:
    """Write orders anew, one event for each customer; the night reads the ledger again."""
    demand(actor, Permission.RUN_IMPORTS)
    apply(Order, changes)
    _revise(changes)
    _tell_changed(actor, "orders.changed", changes, on=on, batch=batch)
    return list(changes)


@transaction.atomic
def change_payments(
    actor: Actor, changes: Sequence[Change], *, on: date, batch: int
) -> list[Change]:
    """Write payments anew, one event for each customer; the night reads the ledger again."""
    demand(actor, Permission.RUN_IMPORTS)
    apply(Payment, changes)
    _revise(changes)
    _tell_changed(actor, "payments.changed", changes, on=on, batch=batch)
    return list(changes)


@transaction.atomic
def discard_orders(actor: Actor, ids: Sequence[int]) -> int:
    """Take back orders an import wrote; payments that named them stay."""
    demand(actor, Permission.RUN_IMPORTS)
    Order.objects.unscoped().filter(pk__in=ids).delete()
    _revise(ids)
    return len(ids)


@transaction.atomic
def discard_payments(actor: Actor, ids: Sequence[int]) -> int:
    """Take back payments an import wrote."""
    demand(actor, Permission.RUN_IMPORTS)
    Payment.objects.unscoped().filter(pk__in=ids).delete()
    _revise(ids)
    return len(ids)


@transaction.atomic
def tell_orders(actor: Actor, customer_ids: Collection[int], *, batch: int, on: date) -> None:
    """One event for each of these customers: how many orders the import brought, how much, from when to when."""
    rows = (
        Order.objects.unscoped()
        .annotate(brought_by=_BROUGHT_BY)
        .filter(customer_id__in=customer_ids, brought_by=batch)
        .order_by("customer_id")
        .values("customer_id")
        .annotate(
            n=Count("pk"), total=Sum("amount"), first=Min("ordered_on"), last=Max("ordered_on")
        )
        .values_list("customer_id", "n", "total", "first", "last")
    )
    entries = [
        journal.Entry(
            f"exchange.import:{batch}",
            on,
            customer_id,
            particulars={"count": n, "amount": total, "first": str(first), "last": str(last)},
        )
        for customer_id, n, total, first, last in rows
    ]
    journal.record_many(actor, "orders.imported", entries, batch=batch)


@transaction.atomic
def tell_payments(actor: Actor, customer_ids: Collection[int], *, batch: int, on: date) -> None:
    """One event for each of these customers: how many payments the import brought, and how much."""
    rows = (
        Payment.objects.unscoped()
        .annotate(brought_by=_BROUGHT_BY)
        .filter(customer_id__in=customer_ids, brought_by=batch)
        .order_by("customer_id")
        .values("customer_id")
        .annotate(n=Count("pk"), total=Sum("amount"))
        .values_list("customer_id", "n", "total")
    )
    entries = [
        journal.Entry(
            f"exchange.import:{batch}",
            on,
            customer_id,
            particulars={"count": n, "amount": total},
        )
        for customer_id, n, total in rows
    ]
    journal.record_many(actor, "payments.imported", entries, batch=batch)


def _tell_changed(
    actor: Actor, kind: str, changes: Sequence[Change], *, on: date, batch: int
) -> None:
    counts = Counter(change.customer_id for change in changes)
    entries = [
        journal.Entry(f"exchange.import:{batch}", on, customer_id, particulars={"count": n})
        for customer_id, n in counts.items()
    ]
    journal.record_many(actor, kind, entries, batch=batch)


def _revise(changed: Sequence[object]) -> None:
    """Written orders moved, so the night may not go by new ids alone."""
    if changed:
        revision, _ = LedgerRevision.objects.get_or_create(pk=1)
        LedgerRevision.objects.filter(pk=revision.pk).update(number=F("number") + 1)
