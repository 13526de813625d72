"""A ledger that lives: customers who come, buy at a pace and a price of their own, and stay away one day; run inside a home.

Each customer has his own rate, lifetime and price, drawn as BG/NBD and Gamma-Gamma suppose them; the same seed gives
the same ledger. One in two has been heard from, so that the night's other steps have work.
"""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

import numpy as np
from django.db import connection, transaction
from django.utils.timezone import localdate

from zhike.customers.models import Customer
from zhike.sales.models import Order
from zhike.trust import bulk
from zhike.users.models import Team, User

DAYS = 1_095
_CHUNK = 50_000
_TRADES = ("制造", "酒店", "贸易", "物流", "教育", "医疗", "软件", "餐饮")
_CITIES = ("广州", "深圳", "佛山", "东莞", "上海", "杭州", "苏州", "北京", "成都", "武汉")
_BLANK = (
    "short_name",
    "address",
    "phone",
    "website",
    "note",
    "place",
    "sound_key",
    "block_key",
)
_CUSTOMER = (
    "id", "name", "kind", "industry", "city", "is_key", "owner", "team", "name_key", "pinyin", "opened_at",
    "last_touch_on", *_BLANK,
)  # fmt: skip
_ORDER = ("number", "customer", "ordered_on", "amount", "cost", "product")


def fill(customers: str, orders: str) -> None:
    """Write so many customers and about so many orders of three years, up to yesterday."""
    count, day = int(customers), localdate()
    random = np.random.default_rng(2026)
    _write_customers(count, day)
    born, gone, weight, price = _lives(count, random)
    share = weight * (gone - born)
    wanted = random.poisson(share * (int(orders) / share.sum()))
    owner = np.repeat(np.arange(count), wanted)
    on = born[owner] + random.random(len(owner)) * (gone - born)[owner]
    order = np.argsort(on, kind="stable")
    _write(owner[order], np.minimum(on[order].astype(np.int64), DAYS - 1), price, day, random)


def add(orders: str) -> None:
    """Write so many orders of today."""
    random = np.random.default_rng(7)
    count = Customer.objects.count()
    owner = random.integers(0, count, int(orders))
    price = random.gamma(5.0, 2_000.0, count)
    _write(owner, np.full(len(owner), DAYS), price, localdate(), random)


def _lives(count: int, random: np.random.Generator) -> tuple[np.ndarray, ...]:
    """The day each customer came, the day he stayed away, how eagerly he buys, and his price in fen."""
    born = random.random(count) * DAYS * 0.9
    stays = random.exponential(900, count)
    gone = np.minimum(born + stays + 1, DAYS)
    return born, gone, random.gamma(0.8, 1.0, count) + 0.02, random.gamma(5.0, 2_000.0, count)


def _write_customers(count: int, day: date) -> None:
    team = Team.objects.get().pk
    at, blank = datetime.now(UTC), [""] * len(_BLANK)
    owners = list(User.objects.exclude(username="director").values_list("pk", flat=True))
    for first in range(1, count + 1, _CHUNK):
        rows = (
            (
                pk, f"客户{pk}", "organisation", _TRADES[pk % 8], _CITIES[pk % 10], pk % 50 == 0,
                owners[pk % len(owners)], team, f"客户{pk}", f"kehu{pk}", at,
                day - timedelta(pk % 200) if pk % 2 else None, *blank,
            )
            for pk in range(first, min(first + _CHUNK, count + 1))
        )  # fmt: skip
        with transaction.atomic():
            bulk.insert(Customer, _CUSTOMER, rows)


def _write(
    owner: np.ndarray, on: np.ndarray, price: np.ndarray, day: date, random: np.random.Generator
) -> None:
    """Orders in the order of their days; the index by customer is made anew where all are new."""
    days = [(day - timedelta(DAYS - n)).isoformat() for n in range(DAYS + 1)]
    last = Order.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
    indexes = [] if last else Order._meta.indexes
    with connection.schema_editor() as editor:
        for index in indexes:
            editor.remove_index(Order, index)
    for first in range(0, len(owner), _CHUNK):
        some = slice(first, first + _CHUNK)
        rows = _rows(last + first, owner[some], on[some], price, days, random)
        with transaction.atomic():
            bulk.insert(Order, _ORDER, rows)
    with connection.schema_editor() as editor:
        for index in indexes:
            editor.add_index(Order, index)


def _rows(
    last: int,
    owner: np.ndarray,
    on: np.ndarray,
    price: np.ndarray,
    days: list[str],
    random: np.random.Generator,
) -> Iterator[tuple[object, ...]]:
    amount = np.maximum(random.gamma(3.0, price[owner] / 3.0), 1).astype(np.int64)
    cost = (amount * random.uniform(0.55, 0.9, len(amount))).astype(np.int64)
    product = random.integers(0, 40, len(amount))
    columns = zip(
        owner.tolist(),
        on.tolist(),
        amount.tolist(),
        cost.tolist(),
        product.tolist(),
        strict=True,
    )
    for nth, (pk, at, money, spent, line) in enumerate(columns, last + 1):
        yield f"B{nth}", pk + 1, days[at], money, spent, f"产品{line}"
