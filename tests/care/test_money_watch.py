"""What the ledger tells: debts are asked about, most of them first and not too many, and big orders are thanked for."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.care.test_watches import measure
from tests.conftest import Cast
from tests.facts import customer, order, payment
from zhike.activities.models import Task
from zhike.care import jobs
from zhike.care.models import Run, RunStep
from zhike.sales.models import Payment

pytestmark = pytest.mark.django_db
NIGHT = date(2026, 11, 23)


def asked() -> set[str]:
    rows = Task.objects.unscoped().open().filter(origin__startswith="payment_overdue.")
    return {str(task.customer) for task in rows}


@pytest.mark.row("S4-58")
def test_a_debt_beyond_its_terms_is_asked_about_once_a_month_until_it_is_paid(
    cast: Cast,
) -> None:
    payment(cast.hengyuan, "2026-11-01", None)
    payment(cast.hengyuan, "2026-10-20", None)
    assert jobs.watch_money(NIGHT) == 1
    [task] = Task.objects.filter(origin__startswith="payment_overdue.")
    assert "2 笔共 ¥100 逾期，最早一笔10月20日到期，已 34 天" in task.why
    assert jobs.watch_money(date(2026, 11, 24)) == 0
    Payment.objects.update(paid_on=date(2026, 11, 24))
    jobs.watch_money(date(2026, 11, 25))
    task.refresh_from_db()
    assert (task.result, task.outcome) == ("settled", "已付清 / paid since")


def test_within_a_week_of_its_day_nobody_is_asked(cast: Cast) -> None:
    payment(cast.hengyuan, "2026-11-17", None)
    assert jobs.watch_money(NIGHT) == 0


def test_five_at_a_time_the_largest_first_and_the_next_when_one_is_dealt_with(
    cast: Cast,
) -> None:
    for n in range(8):
        who = customer(f"客户{n}", cast.lin)
        payment(who, "2026-11-01", None)
        Payment.objects.filter(customer=who).update(amount=1000 * (n + 1))
    jobs.watch_money(NIGHT)
    assert asked() == {f"客户{n}" for n in (3, 4, 5, 6, 7)}
    Task.objects.filter(customer__name="客户7").update(ended_on=NIGHT, result="done")
    jobs.watch_money(date(2026, 11, 24))
    assert asked() == {f"客户{n}" for n in (2, 3, 4, 5, 6)}


@pytest.mark.row("S1-72")
def test_an_order_far_beyond_the_usual_is_worth_a_letter_and_only_once(cast: Cast) -> None:
    for day in ("2026-03-02", "2026-05-04", "2026-08-03", "2026-09-07"):
        order(cast.hengyuan, day, 100_00)
    order(cast.hengyuan, "2026-11-20", 2_000_00)
    measure()
    assert jobs.watch_money(NIGHT) == 1
    task = Task.objects.get(origin__startswith="big_order_thanks.")
    assert task.family == "thanks"
    assert "11月20日下了大单" in task.why
    assert jobs.watch_money(NIGHT) == 0


def test_orders_thanked_for_are_not_gone_through_one_by_one_again(cast: Cast) -> None:
    several = [customer(f"客户{n}", (cast.lin, cast.zhao)[n % 2]) for n in range(12)]
    for who in several:
        for day in ("2026-03-02", "2026-05-04", "2026-08-03", "2026-09-07"):
            order(who, day, 100_00)
        order(who, "2026-11-20", 2_000_00)
    measure()
    assert jobs.watch_money(NIGHT) == 12
    with CaptureQueriesContext(connection) as again:
        assert jobs.watch_money(NIGHT) == 0
    assert len(again) < 25
    RunStep.objects.filter(run__customer=several[3]).update(state="waiting", task=None)
    Task.objects.filter(customer=several[3]).delete()
    assert jobs.watch_money(NIGHT) == 1, "a step that waits still begins"
    Run.objects.filter(customer=several[4]).update(values={})
    jobs.watch_money(NIGHT)
    assert Run.objects.get(customer=several[4]).values["person"] == ["客户4", "客户4"]


def test_ten_letters_of_thanks_at_most_before_each_the_largest_orders_first(cast: Cast) -> None:
    for n in range(12):
        who = customer(f"客户{n}", cast.lin)
        for day in ("2026-03-02", "2026-05-04", "2026-08-03", "2026-09-07"):
            order(who, day, 100_00)
        order(who, "2026-11-20", 2_000_00 + n)
    measure()
    assert jobs.watch_money(NIGHT) == 10
    thanks = Task.objects.filter(origin__startswith="big_order_thanks.")
    assert {str(task.customer) for task in thanks} == {f"客户{n}" for n in range(2, 12)}
    thanks.filter(customer__name="客户7").update(ended_on=NIGHT, result="done")
    assert jobs.watch_money(NIGHT) == 1
    assert thanks.filter(customer__name="客户1").exists()
