"""One night on the embedded engine and on Spark: the same facts give the same rows. `make test-spark`; needs Java."""

import random
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from django.db import connection
from pytest_django import Settings

from zhike.customers.models import Customer, Rating
from zhike.sales.models import Order, Payment, SpillOver
from zhike.trust.actor import Actor
from zhike.users.models import User
from zhike.value import facts, jobs
from zhike.value.bought import bought_until
from zhike.value.keeping.spans import years_until
from zhike.value.night_sums import NightSums
from zhike.value.pictures.cut import Cut
from zhike.value.ruled_classes import hand_down_ruled

pytest.importorskip(
    "pyspark", reason="the extra that speaks to Spark is not installed: make spark"
)

NIGHT = date(2026, 11, 21)


@pytest.mark.django_db
def test_both_engines_find_the_same_rows(settings: Settings, tmp_path: Path) -> None:
    _book(random.Random(20261121))
    found = {}
    for engine in ("", "local[2]"):
        settings.ENGINE = engine
        settings.FACTS_DIR = tmp_path / ("spark" if engine else "embedded")
        for job in (
            jobs.extract,
            jobs.measure,
            jobs.score,
            jobs.keep_measures,
            hand_down_ruled,
        ):
            job(NIGHT)
        folder = facts.of_day(NIGHT)
        found[engine] = {
            path.name: sorted(map(repr, pq.read_table(path).to_pylist()))
            for path in sorted(folder.glob("*.parquet"))
        }
        # What is taken over from this night into the next, and what the pictures of a large book add up.
        later = pq.read_table(bought_until(NIGHT + timedelta(1))).to_pylist()
        found[engine]["later"] = sorted(map(repr, later))
        found[engine]["sums"] = sorted(map(repr, _sums(NightSums(NIGHT))))
    embedded, spark = found.values()
    assert set(embedded) == set(spark)
    assert len(embedded) > 10
    for name, rows in embedded.items():
        assert rows == spark[name], name


def _sums(night: NightSums) -> Iterator[object]:
    actor, whole, spans = Actor.clock(), Cut(), years_until(NIGHT, 3)
    yield from night.spent(actor, whole, "industry", spans[-1].eve, NIGHT)
    yield from night.bought_by_quarter(actor, whole, date(2024, 10, 1), NIGHT)
    yield from night.bought_by_year(actor, whole, spans).items()


def _book(chance: random.Random) -> None:
    """Four hundred customers with three years of orders, credit notes, gaps and ties; payments, ratings, links."""
    lin = User.objects.create(username="lin", name="林")
    customers = Customer.objects.bulk_create(
        Customer(
            name=f"客户{n}", name_key=f"客户{n}", pinyin=f"k{n}", owner=lin,
            industry=chance.choice(["纺织", "物流", ""]), city=chance.choice(["深圳", "宁波", ""]),
        )
        for n in range(400)
    )  # fmt: skip
    orders, payments = [], []
    for customer in customers:
        for number in range(chance.choice([0, 0, 1, 2, 5, 30])):
            day = date.fromordinal(NIGHT.toordinal() - chance.randint(-20, 1_100))
            amount = chance.choice([100, 100, 5_000, chance.randint(-20_000, 900_000)])
            orders.append(
                Order(
                    customer=customer, number=f"{customer.pk}-{number}", ordered_on=day, amount=amount,
                    cost=chance.choice([None, amount // 2]), product=chance.choice(["", "甲", "乙", "丙"]),
                )
            )  # fmt: skip
            due = date.fromordinal(day.toordinal() + 30)
            paid = date.fromordinal(due.toordinal() + chance.randint(-9, 40))
            payments.append(
                Payment(
                    customer=customer, number=f"P{customer.pk}-{number}", amount=abs(amount) + 1,
                    due_on=due, paid_on=chance.choice([None, paid]),
                )
            )  # fmt: skip
    Order.objects.bulk_create(orders)
    Payment.objects.bulk_create(payments)
    Rating.objects.bulk_create(
        Rating(
            customer=chance.choice(customers), criterion=criterion, value=chance.randint(0, 100),
            rated_by=chance.choice([lin, None]), rated_on=date(2026, chance.randint(1, 11), 3),
        )
        for criterion in ("attitude", "information", "character", "professionalism", "experience")
        for _ in range(150)
    )  # fmt: skip
    SpillOver.objects.bulk_create(
        SpillOver(
            leader=customers[n], led=customers[n + 1], share=30, why="…", since=date(2026, 1, 1), by=lin
        )
        for n in range(0, 40, 2)
    )  # fmt: skip
    assert connection.vendor in {"sqlite", "postgresql"}
