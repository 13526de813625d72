"""A company whose customers buy and leave as the model says, written into the ledger past the actions."""

import random
from datetime import date, timedelta

from zhike.customers.models import Customer
from zhike.sales.models import LedgerRevision, Order
from zhike.users.models import User

NIGHT = date(2026, 11, 23)
_BACK = 1_200  # days


def found(customers: int = 160, *, seed: int = 3, owner: User | None = None) -> None:
    """Steady buyers at a rhythm of their own; about a third stops one day. The same for the same seed."""
    chance = random.Random(seed)
    LedgerRevision.objects.get_or_create(pk=1)
    for n in range(customers):
        name = f"客户{n}"
        who = Customer.objects.create(name=name, name_key=name, pinyin=name, owner=owner)
        every, start = chance.uniform(20, 90), chance.randint(400, _BACK)
        size, leaves = chance.randint(1_000_00, 50_000_00), chance.choice([0.0, 0.0, 0.08])
        day = float(start)
        orders: list[Order] = []
        while day > 0:
            orders.append(
                Order(
                    customer=who,
                    number=f"F{n}-{len(orders)}",
                    ordered_on=NIGHT - timedelta(int(day)),
                    amount=round(size * chance.uniform(0.5, 1.6)),
                )
            )
            if chance.random() < leaves:
                break
            day -= max(1.0, chance.expovariate(1 / every))
        Order.objects.bulk_create(orders)
