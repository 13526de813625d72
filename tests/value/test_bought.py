"""What everybody bought is taken over from the night before, and says to the row what counting it anew says."""

import random
from datetime import date, timedelta
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from pytest_django import Settings

from tests.facts import customer, order, rewrite_ledger
from zhike.customers.models import Customer
from zhike.sales.models import Order
from zhike.value import engine, facts
from zhike.value.bought import bought_until

pytestmark = pytest.mark.django_db
NIGHT = date(2026, 11, 21)
CHANCE = random.Random(30)


@pytest.fixture(params=[1_000_000, 40], ids=["at once", "share by share"], autouse=True)
def book(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> list[Customer]:
    """Thirty customers with three years of orders and some of the days to come, credit notes and costs among them."""
    monkeypatch.setattr(engine, "_AT_ONCE", request.param)
    found = [customer(f"户{number}") for number in range(30)]
    for who in found:
        for _ in range(CHANCE.choice([0, 1, 2, 5, 20])):
            bought(who, CHANCE.randint(-1_100, 12))
    return found


def bought(who: Customer, day: int) -> None:
    """An order so many days after the night, or before it."""
    amount, on = CHANCE.randint(-20_000, 300_003), NIGHT + timedelta(day)
    cost, product = CHANCE.choice([None, abs(amount) // 2]), CHANCE.choice(["", "甲", "乙"])
    order(who, on.isoformat(), amount, cost=cost, product=product)


def rows(path: Path) -> list[str]:
    return sorted(map(repr, pq.read_table(path).to_pylist()))


def counted_anew(day: date, settings: Settings, folder: Path) -> list[str]:
    """The same day in a folder that knows nothing yet."""
    kept, settings.FACTS_DIR = settings.FACTS_DIR, folder / str(day)
    facts.extract_ledger(facts.ORDERS)
    found = rows(bought_until(day))
    settings.FACTS_DIR = kept
    return found


def test_day_by_day_or_some_days_on_or_back_the_rows_are_those_of_counting_anew(
    book: list[Customer], settings: Settings, tmp_path: Path
) -> None:
    for days in (0, 1, 2, 5, 5, 3, 12, 40):
        night = NIGHT + timedelta(days)
        for who in CHANCE.sample(book, 3):
            bought(
                who, days - CHANCE.choice([0, 0, 1, 90, 400])
            )  # of today, and some that come late
        facts.extract_ledger(facts.ORDERS)
        assert rows(bought_until(night)) == counted_anew(
            night, settings, tmp_path / str(days)
        ), days


def test_whoever_nothing_changed_for_is_not_counted_again(book: list[Customer]) -> None:
    facts.extract_ledger(facts.ORDERS)
    before = pq.read_table(bought_until(NIGHT))
    planted = before.set_column(
        before.schema.get_field_index("revenue_all"), "revenue_all", [[7] * len(before)]
    )
    pq.write_table(planted, bought_until(NIGHT))
    bought(book[0], 1)
    facts.extract_ledger(facts.ORDERS)
    after = pq.read_table(bought_until(NIGHT + timedelta(1))).to_pylist()
    taken_over = [row for row in after if row["revenue_all"] == 7]
    assert len(after) // 2 < len(taken_over) < len(after)
    assert book[0].pk not in {row["customer_id"] for row in taken_over}


def test_a_ledger_that_was_rewritten_is_counted_anew(
    book: list[Customer], settings: Settings, tmp_path: Path
) -> None:
    facts.extract_ledger(facts.ORDERS)
    bought_until(NIGHT)
    Order.objects.filter(customer=book[3]).update(amount=5)
    rewrite_ledger()
    facts.extract_ledger(facts.ORDERS)
    after = NIGHT + timedelta(1)
    assert rows(bought_until(after)) == counted_anew(after, settings, tmp_path)


@pytest.mark.parametrize("harmed", ["lost", "half", "empty", "unreadable"])
def test_a_file_that_was_lost_or_left_half_way_is_made_again(
    harmed: str, settings: Settings, tmp_path: Path
) -> None:
    facts.extract_ledger(facts.ORDERS)
    kept = bought_until(NIGHT)
    match harmed:
        case "lost":
            kept.unlink()
        case "half":
            kept.write_bytes(kept.read_bytes()[:-20])
        case "empty":
            kept.write_bytes(b"")
        case "unreadable":
            (kept.parent / "kept.json").write_bytes(b"")
    (kept.parent / "touched.parquet").write_bytes(b"half")
    night = NIGHT + timedelta(1)
    assert rows(bought_until(night)) == counted_anew(night, settings, tmp_path)
    assert len(list(kept.parent.glob("*.parquet"))) == 1
