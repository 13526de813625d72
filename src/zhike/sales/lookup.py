"""Many orders and payments at once, for importers."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any

from zhike.sales.models import Order, Payment
from zhike.trust.actor import Actor
from zhike.trust.bulk import among

ORDER_FIELDS = ("customer_id", "ordered_on", "amount", "cost", "product")
PAYMENT_FIELDS = ("customer_id", "order_id", "amount", "due_on", "paid_on")


@dataclass(frozen=True, slots=True)
class Written:
    """An order or payment already in the ledger; `values` in the order of its fields, days as ISO text."""

    row_id: int
    is_visible: bool
    values: tuple[Any, ...]


def orders_by_number(actor: Actor, numbers: Collection[str]) -> dict[str, Written]:
    """The orders that bear these numbers."""
    rows = Order.objects.unscoped().filter(number__in=among(numbers))
    found = rows.values_list("number", "pk", *ORDER_FIELDS)
    hidden = set() if actor.sees_everything else {row[0] for row in found}
    if hidden:
        mine = Order.objects.visible_to(actor).filter(number__in=among(hidden))
        hidden -= set(mine.values_list("number", flat=True))
    return {
        number: Written(pk, number not in hidden, (who, on.isoformat(), amount, cost, product))
        for number, pk, who, on, amount, cost, product in found
    }


def payments_by_number(actor: Actor, numbers: Collection[str]) -> dict[str, Written]:
    """The payments that bear these numbers."""
    rows = Payment.objects.unscoped().filter(number__in=among(numbers))
    found = rows.values_list("number", "pk", *PAYMENT_FIELDS)
    hidden = set() if actor.sees_everything else {row[0] for row in found}
    if hidden:
        mine = Payment.objects.visible_to(actor).filter(number__in=among(hidden))
        hidden -= set(mine.values_list("number", flat=True))
    return {
        number: Written(
            pk,
            number not in hidden,
            (
                who,
                order,
                amount,
                due.isoformat() if due else None,
                paid.isoformat() if paid else None,
            ),
        )
        for number, pk, who, order, amount, due, paid in found
    }


def now(kind: str, row_ids: Iterable[int]) -> dict[int, dict[str, Any]]:
    """What orders or payments (`kind`) hold now, for taking an import back."""
    if kind == "orders":
        rows = Order.objects.unscoped().filter(pk__in=row_ids).values_list("pk", *ORDER_FIELDS)
        return {pk: _plain(ORDER_FIELDS, rest) for pk, *rest in rows}
    paid = Payment.objects.unscoped().filter(pk__in=row_ids).values_list("pk", *PAYMENT_FIELDS)
    return {pk: _plain(PAYMENT_FIELDS, rest) for pk, *rest in paid}


def of_batch(kind: str, batch: int, *, after: int, limit: int) -> list[tuple[int, int]]:
    """(row, customer) of the orders or payments an import wrote, by id."""
    if kind == "orders":
        rows = Order.objects.unscoped().filter(batch=batch, pk__gt=after).order_by("pk")
        return list(rows.values_list("pk", "customer_id")[:limit])
    paid = Payment.objects.unscoped().filter(batch=batch, pk__gt=after).order_by("pk")
    return list(paid.values_list("pk", "customer_id")[:limit])


def _plain(fields: tuple[str, ...], values: list[Any]) -> dict[str, Any]:
    return {
        field: value.isoformat() if field.endswith("_on") and value else value
        for field, value in zip(fields, values, strict=True)
    }
