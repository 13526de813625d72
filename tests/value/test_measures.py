import shutil
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import ibis.expr.types as ir
import pyarrow.parquet as pq
import pytest
from pytest_django import Settings

from tests.facts import customer, order, payment, touch
from zhike.customers.models import Customer
from zhike.methods.library import library
from zhike.methods.measures import BASES, MEASURES
from zhike.sales.models import YearTarget
from zhike.value import engine, facts, jobs
from zhike.value.engines import embedded
from zhike.value.measures.buying import buying, counted_otherwise, some
from zhike.value.measures.days import Windows
from zhike.value.measures.everything import everything
from zhike.value.measures.tables import SCHEMAS, table
from zhike.value.models import Measures
from zhike.value.scoring import scored

NIGHT = date(2026, 11, 21)
GOLDEN = Path(__file__).parent / "golden"


def measured(who: Customer, as_of: date = NIGHT) -> Measures:
    jobs.extract(as_of)
    jobs.measure(as_of)
    jobs.score(as_of)
    jobs.keep_measures(as_of)
    return Measures.objects.get(customer=who)


REVIEWED: dict[str, Callable[[], ir.Table]] = {
    "bought": lambda: buying(some(table("orders"), 1, 4), Windows.ending(NIGHT)),
    "touched": lambda: counted_otherwise(
        table("orders"), Windows.ending(NIGHT - timedelta(1)), Windows.ending(NIGHT)
    ),
    "everything": lambda: everything(NIGHT),
    "evaluation": lambda: scored(
        table("measures"), table("ratings"), library().scorecards["evaluation"]
    ),
}


@pytest.mark.parametrize("name", REVIEWED)
def test_the_query_is_the_one_that_was_reviewed(name: str) -> None:
    golden = GOLDEN / f"{name}.sql"
    assert embedded.sql(REVIEWED[name]()) + "\n" == golden.read_text("utf-8")


def test_method_files_may_name_what_is_measured_and_nothing_else() -> None:
    computed = set(SCHEMAS["worth"])
    assert set(MEASURES) <= computed
    assert set(MEASURES) <= {field.name for field in Measures._meta.get_fields()}
    assert {choice.value for choice in Measures.Basis} == set(BASES)


@pytest.mark.django_db
def test_a_year_of_buying_is_measured() -> None:
    who = customer("恒远")
    order(who, "2026-10-22", 300_00)
    order(who, "2026-10-22", 100_00)  # the same day: one day of buying, two orders
    order(who, "2026-08-23", 200_00)
    order(who, "2026-06-24", 100_00)
    order(who, "2026-11-01", -50_00)  # a credit note: revenue, no order
    order(who, "2025-11-21", 400_00)  # a year ago to the day: the year before
    order(who, "2026-11-22", 999_00)  # tomorrow: not yet
    touch(who, "2026-11-01")
    touch(who, "2026-11-20", "note")
    row = measured(who)
    assert row.orders_12m == 4
    assert (row.revenue_12m, row.revenue_prev_12m) == (650_00, 400_00)
    assert row.growth == 6250
    assert (row.first_order_on, row.last_order_on) == (date(2025, 11, 21), date(2026, 10, 22))
    assert row.buying_days == 4
    assert row.recency_days == 30
    assert row.cycle_days == 112  # 335 days in three gaps, rounded
    assert row.overdue_pct == 26
    assert (row.target_basis, row.target_pct) == ("previous", 162)
    assert row.days_since_touch == 20


@pytest.mark.django_db
def test_a_customer_without_facts_is_measured_as_such() -> None:
    row = measured(customer("空白"))
    assert (row.orders_12m, row.revenue_12m, row.buying_days) == (0, 0, 0)
    assert (row.recency_days, row.cycle_days, row.overdue_pct, row.growth) == (None,) * 4
    assert (row.late_payments_12m, row.days_since_touch) == (None, None)
    assert (row.target_basis, row.target_pct) == ("none", 0)


@pytest.mark.django_db
def test_two_orders_a_month_apart_make_a_rhythm_of_a_month() -> None:
    who = customer("两单")
    order(who, "2026-08-01")
    order(who, "2026-08-31")
    row = measured(who)
    assert (row.cycle_days, row.overdue_pct) == (30, 273)
    assert (row.target_basis, row.target_pct) == ("new", None)


@pytest.mark.django_db
@pytest.mark.row("S1-59")
def test_the_year_s_target_comes_before_last_year() -> None:
    who = customer("有目标")
    order(who, "2026-03-01", 80_000)
    order(who, "2025-03-01", 10_000)
    YearTarget.objects.create(customer=who, year=2026, amount=100_000)
    row = measured(who)
    assert (row.target_basis, row.target_pct) == ("target", 80)


@pytest.mark.django_db
@pytest.mark.row("S1-59")
def test_late_payments_are_those_paid_after_their_day_or_still_owed() -> None:
    who = customer("付款")
    payment(who, "2026-03-01", "2026-03-01")
    payment(who, "2026-04-01", "2026-04-02")
    payment(who, "2026-05-01", None)
    payment(who, "2026-06-01", "2026-11-30")  # not paid yet on the night
    payment(who, "2026-11-21", None)  # due today
    payment(who, "2025-11-01", "2026-05-01")  # another year
    assert measured(who).late_payments_12m == 3


@pytest.mark.django_db
def test_a_leap_day_night_looks_back_to_the_28th() -> None:
    who = customer("闰日")
    order(who, "2027-02-28", 1)
    order(who, "2027-03-01", 2)
    assert measured(who, date(2028, 2, 29)).revenue_12m == 2


@pytest.mark.django_db
def test_amounts_of_billions_stay_exact() -> None:
    who = customer("大户")
    order(who, "2026-05-01", 9_007_199_254_740_993)
    assert measured(who).revenue_12m == 9_007_199_254_740_993


@pytest.mark.django_db
def test_customers_measured_share_by_share_are_measured_as_at_once(
    monkeypatch: pytest.MonkeyPatch, settings: Settings
) -> None:
    for n in range(7):
        who = customer(f"客户{n}")
        for k in range(n):
            order(who, str(NIGHT - timedelta(37 * k + n)), 100_00 * (n + 1))
    path = facts.of_day(NIGHT) / "measures.parquet"
    jobs.extract(NIGHT)
    jobs.measure(NIGHT)
    at_once = pq.read_table(path)
    monkeypatch.setattr(engine, "_AT_ONCE", 5)
    shutil.rmtree(Path(settings.FACTS_DIR) / "bought")
    assert jobs.measure(NIGHT) == 7
    assert pq.read_table(path).equals(at_once)
