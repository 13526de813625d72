"""Write facts in one line each."""

from datetime import date
from itertools import count

from zhike.activities.models import Touch
from zhike.customers.models import Customer, Rating
from zhike.sales.models import LedgerRevision, Order, Payment
from zhike.users.models import User

_numbers = count(1)


def customer(name: str, owner: User | None = None) -> Customer:
    return Customer.objects.create(name=name, name_key=name, pinyin=name, owner=owner)


def order(
    who: Customer, on: str, amount: int = 100_000, cost: int | None = None, product: str = ""
) -> Order:
    return Order.objects.create(
        customer=who,
        number=f"O{next(_numbers)}",
        ordered_on=date.fromisoformat(on),
        amount=amount,
        cost=cost,
        product=product,
    )


def payment(who: Customer, due: str, paid: str | None) -> Payment:
    return Payment.objects.create(
        customer=who,
        number=f"P{next(_numbers)}",
        amount=5_000,
        due_on=date.fromisoformat(due),
        paid_on=date.fromisoformat(paid) if paid else None,
    )


def rate(who: Customer, criterion: str, value: int, on: str) -> None:
    Rating.objects.create(
        customer=who, criterion=criterion, value=value, rated_on=date.fromisoformat(on)
    )


def touch(who: Customer, on: str, kind: str = "call") -> None:
    """A touch as an importer leaves it: the row and the customer's last day."""
    day = date.fromisoformat(on)
    Touch.objects.create(customer=who, kind=kind, touched_on=day)
    if kind != "note":
        Customer.objects.filter(pk=who.pk).update(last_touch_on=day)


def rewrite_ledger() -> None:
    """What importers do after changing or taking back what was written."""
    revision, _ = LedgerRevision.objects.get_or_create(pk=1)
    revision.number += 1
    revision.save()
