"""The ledger is read once, then only what is new; a rewritten one is read again."""

from datetime import date
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from tests.facts import customer, order, rewrite_ledger
from zhike.sales.models import Order
from zhike.value import facts
from zhike.value.facts import ORDERS, extract_ledger, paths_of

pytestmark = pytest.mark.django_db


def amounts() -> list[int]:
    return sorted(
        amount
        for path in paths_of(ORDERS)
        for amount in pq.read_table(path, columns=["amount"])["amount"].to_pylist()
    )


def test_only_new_orders_are_read() -> None:
    who = customer("恒远")
    order(who, "2026-01-01", 1)
    assert extract_ledger(ORDERS) == 1
    order(who, "2026-01-02", 2)
    assert extract_ledger(ORDERS) == 1
    assert extract_ledger(ORDERS) == 0
    assert amounts() == [1, 2]
    assert len(paths_of(ORDERS)) == 2


def test_a_rewritten_ledger_is_read_again() -> None:
    written = order(customer("恒远"), "2026-01-01", 1)
    extract_ledger(ORDERS)
    Order.objects.filter(pk=written.pk).update(amount=7)
    rewrite_ledger()
    assert extract_ledger(ORDERS) == 1
    assert amounts() == [7]


def test_orders_that_are_gone_are_noticed() -> None:
    who = customer("恒远")
    gone, _ = order(who, "2026-01-01", 1), order(who, "2026-01-02", 2)
    extract_ledger(ORDERS)
    gone.delete()
    extract_ledger(ORDERS)
    assert amounts() == [2]


def test_a_file_a_killed_night_left_is_no_fact() -> None:
    order(customer("恒远"), "2026-01-01", 1)
    extract_ledger(ORDERS)
    stray = Path(ORDERS.folder) / "000000-999999999999.parquet"
    stray.write_bytes(b"half a file")
    order(customer("宏远"), "2026-01-02", 2)
    extract_ledger(ORDERS)
    assert amounts() == [1, 2]
    assert not stray.exists()


def test_a_long_ledger_is_read_in_batches(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(facts, "BATCH", 3)
    who = customer("恒远")
    for amount in range(1, 9):
        order(who, "2026-01-01", amount)
    assert extract_ledger(ORDERS) == 8
    assert amounts() == list(range(1, 9))


def test_a_night_s_folder_names_its_day() -> None:
    assert facts.of_day(date(2026, 11, 21)).name == "2026-11-21"
