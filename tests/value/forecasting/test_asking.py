"""What pages ask: warnings with their answer, what a lower loss is worth, the chance of a renewal; each within what one may see."""

from datetime import date, timedelta

import pytest

from tests.conftest import Cast
from tests.facts import customer
from tests.value.forecasting.company import NIGHT
from zhike.customers.models import Customer, Standing
from zhike.methods.library import library
from zhike.sales.models import Contract
from zhike.value.forecasting.past import SIGNS
from zhike.value.forecasting.reasons import said
from zhike.value.forecasts import (
    ASK,
    SUGGESTIONS,
    forecast_of,
    probably_lost,
    renewal_of,
    saved_if_loss_falls,
    unsure,
    warnings,
)
from zhike.value.models import Forecast, Measures

pytestmark = pytest.mark.django_db


def foreseen(who: Customer, *, at_risk: int, alive: int = 8_000, sign: str = "") -> Forecast:
    return Forecast.objects.create(
        customer=who,
        as_of=NIGHT,
        alive_bp=alive,
        quiet_bp=5_000,
        expected_purchases=400,
        lifetime_value=at_risk * 6,
        year_value=at_risk * 2,
        at_risk=at_risk,
        reasons=[{"key": sign, "points": 20, "zh": "…", "en": "…"}] if sign else [],
    )


def measured(who: Customer, *, gone: date | None = None, margin: int = 0) -> None:
    Measures.objects.create(
        customer=who,
        as_of=NIGHT,
        buying_days=3,
        orders_12m=3,
        revenue_12m=1_000_00,
        revenue_prev_12m=0,
        margin_12m=margin or None,
        costed_pct=100 if margin else None,
        target_basis="new",
        gone_on=gone,
    )


@pytest.mark.row("S2-42")
def test_the_dearest_loss_stands_first_with_what_answers_its_heaviest_sign(cast: Cast) -> None:
    lin = cast.actor(cast.lin)
    small, large = (customer(name, cast.lin) for name in ("小", "大"))
    foreseen(small, at_risk=10_00, sign="days_late")
    foreseen(large, at_risk=90_00, sign="overdue_pct")
    foreseen(cast.hengyuan, at_risk=50_00)
    found = warnings(lin)
    assert [each.forecast.customer for each in found] == [large, cast.hengyuan, small]
    assert [each.suggestion for each in found] == ["rhythm_broken", ASK, "payment_overdue"]
    assert warnings(lin, at_most=1) == found[:1]


@pytest.mark.row("S2-42")
def test_who_is_long_gone_is_won_back_and_not_warned_of(cast: Cast) -> None:
    lin = cast.actor(cast.lin)
    foreseen(cast.hengyuan, at_risk=50_00, alive=1_999)
    assert warnings(lin) == []
    (lost,) = probably_lost(lin)
    assert lost.forecast.customer == cast.hengyuan


def test_whose_departure_is_noted_needs_no_warning(cast: Cast) -> None:
    foreseen(cast.hengyuan, at_risk=50_00)
    measured(cast.hengyuan, gone=NIGHT)
    assert warnings(cast.actor(cast.lin)) == probably_lost(cast.actor(cast.lin)) == []


def test_nobody_reads_the_forecast_of_a_customer_he_may_not_see(cast: Cast) -> None:
    row = foreseen(cast.hengyuan, at_risk=50_00)
    assert forecast_of(cast.actor(cast.lin), cast.hengyuan.pk) == row
    zhao = cast.actor(cast.zhao)
    assert forecast_of(zhao, cast.hengyuan.pk) is None
    assert warnings(zhao) == []
    assert saved_if_loss_falls(zhao, 500).revenue == 0
    assert renewal_of(zhao, cast.hengyuan.pk, as_of=NIGHT) is None


@pytest.mark.row("S1-49")
def test_a_twentieth_less_loss_is_worth_a_twentieth_of_what_is_at_risk(cast: Cast) -> None:
    lin, lost = cast.actor(cast.lin), customer("走了", cast.lin)
    foreseen(cast.hengyuan, at_risk=2_000_00)
    foreseen(lost, at_risk=9_000_00, alive=100)
    saved = saved_if_loss_falls(lin, 500)
    assert (saved.revenue, saved.profit) == (100_00, None)
    measured(cast.hengyuan, margin=300_00)
    assert saved_if_loss_falls(lin, 500).profit == 30_00


def contract(
    who: Customer, number: str, ends: date, renews: Contract | None = None
) -> Contract:
    starts = ends - timedelta(365)
    return Contract.objects.create(
        customer=who, number=number, title="服务", signed_on=starts, starts_on=starts, ends_on=ends, renews=renews
    )  # fmt: skip


def test_a_contract_s_renewal_is_foreseen_by_how_earlier_ones_ended(cast: Cast) -> None:
    lin, who = cast.actor(cast.lin), cast.hengyuan
    Standing.objects.create(
        customer=who,
        scheme="evaluation",
        grade="A",
        points=0,
        since=NIGHT,
        as_of=NIGHT,
        version=1,
    )
    assert renewal_of(lin, who.pk, as_of=NIGHT) is None
    first = contract(who, "1", NIGHT - timedelta(10))
    running = contract(who, "2", NIGHT + timedelta(355), renews=first)
    assert renewal_of(lin, who.pk, as_of=NIGHT) == (10_000 + 4 * 6_666) // 5
    contract(customer("别家"), "3", NIGHT)
    assert renewal_of(lin, who.pk, as_of=NIGHT) == (10_000 + 4 * 5_000) // 5
    running.ended_on = NIGHT
    running.save()
    assert renewal_of(lin, who.pk, as_of=NIGHT) is None


def test_what_a_contract_puts_at_risk_is_its_sum_by_the_chance_that_nobody_renews_it(
    cast: Cast,
) -> None:
    lin = cast.actor(cast.lin)
    first = contract(cast.hengyuan, "1", NIGHT - timedelta(10))
    running = contract(cast.hengyuan, "2", NIGHT + timedelta(30), renews=first)
    running.amount = 90_000_00
    running.save()
    found = unsure(lin, [running], as_of=NIGHT)[running.pk]
    assert (found.chance, found.lost) == (7_332, 24_012_00)
    assert unsure(lin, [], as_of=NIGHT) == {}


def test_every_sign_has_words_and_an_answer_on_the_shelf() -> None:
    assert set(SUGGESTIONS.values()) | {ASK} <= set(library().playbooks)
    for sign in SIGNS:
        words = said(sign, -150)
        assert "{" not in words.zh + words.en
    assert said("overdue_pct", 180).zh == "距上次购买已是自己节奏的 1.8 倍"
    assert said("growth", -2500).en == "revenue of the year -25%"
    assert said("days_since_touch", None).zh == "没有联系记录"
