"""The night's look ahead: what it says of each customer, what of itself, and when it rather says nothing."""

from datetime import date, timedelta

import pyarrow.parquet as pq
import pytest

from tests.facts import customer, order, touch
from tests.value.forecasting.company import NIGHT, found
from zhike.customers.models import Customer
from zhike.sales.models import Order, Payment
from zhike.value import facts, jobs
from zhike.value.forecasting.night import forecast, keep_forecasts
from zhike.value.forecasting.past import past_of, taught_until
from zhike.value.forecasts import fit_of_last_night
from zhike.value.models import Fit, Forecast

pytestmark = pytest.mark.django_db
SILENT = 180


def look_ahead(as_of: date = NIGHT) -> None:
    jobs.extract(as_of)
    jobs.measure(as_of)
    jobs.score(as_of)
    jobs.keep_measures(as_of)
    forecast(as_of)
    keep_forecasts(as_of)


def fit() -> Fit:
    last = fit_of_last_night()
    assert last is not None
    return last


@pytest.mark.row("S1-48", "S2-41")
def test_each_customer_gets_a_value_with_its_span_and_the_assumptions_stand_beside() -> None:
    found()
    look_ahead()
    assert Forecast.objects.count() == 160
    for row in Forecast.objects.all():
        assert 0 <= row.alive_bp <= 10_000
        assert 0 <= row.quiet_bp <= 10_000
        assert row.lifetime_value is not None
        assert row.lifetime_low is not None
        assert row.lifetime_high is not None
        assert 0 <= row.lifetime_low <= row.lifetime_high
        assert row.year_value is not None
        assert row.at_risk is not None
        assert 0 <= row.at_risk <= row.year_value
    last = fit()
    assert (last.state, last.customers) == ("fitted", 160)
    assert (last.horizon_months, last.discount_bp, last.quiet_days) == (36, 1000, SILENT)


@pytest.mark.row("S1-48", "S2-42")
def test_the_company_sees_how_the_same_way_held_on_its_own_last_half_year() -> None:
    found()
    look_ahead()
    last = fit()
    until = NIGHT - timedelta(7)
    assert last.tested_on == until - timedelta(SILENT)
    days = Order.objects.filter(ordered_on__gt=last.tested_on, ordered_on__lte=until)
    bought = set(days.values_list("customer_id", "ordered_on"))
    before = set(
        Order.objects.filter(ordered_on__lte=last.tested_on).values_list(
            "customer_id", flat=True
        )
    )
    assert last.came == 100 * sum(who in before for who, _ in bought)
    assert sum(tenth["came"] for tenth in last.tenths) == last.came
    assert sum(tenth["customers"] for tenth in last.tenths) == len(before)
    assert last.bias_bp is not None
    assert abs(last.bias_bp) < 3_000
    assert last.auc_model is not None
    assert last.auc_model > 8_000


@pytest.mark.row("S2-42")
def test_who_stopped_is_warned_of_with_reasons_in_both_languages_and_who_just_bought_is_not() -> (
    None
):
    found()
    stopped, steady = Customer.objects.order_by("pk")[:2]
    Order.objects.filter(customer__in=[stopped, steady]).delete()
    for k in range(30):
        order(stopped, str(NIGHT - timedelta(170 + 20 * k)))
        order(steady, str(NIGHT - timedelta(1 + 20 * k)))
    touch(stopped, str(NIGHT - timedelta(300)))
    look_ahead()
    gone = Forecast.objects.get(customer=stopped)
    here = Forecast.objects.get(customer=steady)
    assert gone.quiet_bp > 5_000 > 1_000 > here.quiet_bp
    assert gone.alive_bp < here.alive_bp
    assert {"recency_days", "overdue_pct"} & {reason["key"] for reason in gone.reasons}
    assert all(
        reason["zh"] and reason["en"] and reason["points"] > 0 for reason in gone.reasons
    )
    assert len(gone.reasons) <= 3
    assert sum(r["points"] for r in here.reasons) < sum(r["points"] for r in gone.reasons)


def test_the_better_of_the_two_chances_is_used_and_named() -> None:
    found()
    look_ahead()
    last = fit()
    assert last.brier_own is not None
    assert last.brier_model is not None
    assert (last.chance == "own") == (last.brier_own < last.brier_model)


@pytest.mark.parametrize("customers", [0, 1, 40])
def test_a_small_company_gets_no_number_rather_than_a_wrong_one(customers: int) -> None:
    found(customers)
    look_ahead()
    assert not Forecast.objects.exists()
    assert (fit().state, fit().customers) == ("small", customers)


def test_where_nobody_ever_came_back_nothing_is_said() -> None:
    for n in range(120):
        order(customer(f"一单{n}"), str(NIGHT - timedelta(n)))
    look_ahead()
    assert not Forecast.objects.exists()
    assert fit().state == "small"


def test_where_all_spend_alike_there_are_chances_and_no_money() -> None:
    found()
    Order.objects.update(amount=100_00)
    look_ahead()
    row = Forecast.objects.first()
    assert row is not None
    assert (row.lifetime_value, row.at_risk) == (None, None)
    assert fit().state == "no_money"


def test_the_same_night_twice_says_the_same() -> None:
    found()
    look_ahead()
    once = list(Forecast.objects.order_by("pk").values())
    forecast(NIGHT)
    keep_forecasts(NIGHT)
    assert list(Forecast.objects.order_by("pk").values()) == once
    assert Fit.objects.count() == 1


def test_what_cannot_be_said_again_is_let_go_and_goes_with_its_customer() -> None:
    found()
    look_ahead()
    first = Customer.objects.order_by("pk").first()
    assert first is not None
    first.delete()
    assert Forecast.objects.count() == 159
    Order.objects.filter(customer__in=Customer.objects.order_by("pk")[:5]).delete()
    look_ahead(NIGHT + timedelta(1))
    assert Forecast.objects.count() == 154


def test_a_past_day_is_seen_as_it_was_then_and_with_what_came_after() -> None:
    who = customer("恒远")
    then = NIGHT - timedelta(SILENT)
    order(who, str(then - timedelta(60)), 100_00)
    order(who, str(then), 300_00)
    order(who, str(then + timedelta(1)), 500_00)
    order(who, str(then + timedelta(1)), 7_00)
    order(who, str(then + timedelta(2)), -7_00)
    order(who, str(NIGHT), 900_00)
    order(who, str(NIGHT + timedelta(1)), 900_00)
    order(customer("后来的"), str(then + timedelta(3)))
    touch(who, str(then - timedelta(9)))
    touch(who, str(then + timedelta(9)))
    jobs.extract(NIGHT)
    (row,) = pq.read_table(past_of(then, SILENT, facts.of_day(NIGHT))).to_pylist()
    assert (row["buying_days"], row["repeat_revenue"], row["recency_days"]) == (2, 300_00, 0)
    assert row["days_since_touch"] == 9
    assert (row["later_days"], row["later_revenue"]) == (2, 1_407_00)
    assert row["late_payments_12m"] is None


def test_what_a_night_learns_from_ends_with_a_monday_a_week_ago() -> None:
    monday = NIGHT - timedelta(7)
    assert {taught_until(NIGHT + timedelta(n)) for n in range(7)} == {monday}
    found()
    look_ahead(NIGHT + timedelta(3))
    assert fit().tested_on == monday - timedelta(SILENT)


def test_the_book_of_a_past_day_is_made_once_and_again_when_its_orders_are_others() -> None:
    found()
    then = NIGHT - timedelta(SILENT)

    def book() -> str:
        jobs.extract(NIGHT)
        return past_of(then, SILENT, facts.of_day(NIGHT)).name

    first = book()
    order(customer("新单"), str(NIGHT + timedelta(1)))
    assert book() == first
    late = order(customer("迟到的单"), str(then - timedelta(3)))
    with_late = book()
    assert with_late != first
    late.delete()
    assert book() not in {first, with_late}
    touch(customer("补记的联系"), str(then - timedelta(3)))
    assert book() != first


def test_payments_without_a_day_they_are_due_on_stop_no_night() -> None:
    found()
    who = Customer.objects.order_by("pk")[0]
    Payment.objects.create(customer=who, number="无到期日", due_on=None, amount=100_00)
    look_ahead()
    assert fit().state == "fitted"
