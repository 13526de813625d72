"""Keeping as people use it: contracts on the customer's page, who left and came back, and a warning one acts on."""

import re
from datetime import date, timedelta

import pytest
from django.test import Client

from tests.conftest import DAY, Cast
from tests.facts import order
from zhike.care.models import Run
from zhike.sales.models import Contract, Departure
from zhike.value import jobs
from zhike.value.headlines import keep_headlines
from zhike.value.models import Fit, Forecast, Measures

pytestmark = pytest.mark.django_db


def _warned(cast: Cast) -> None:
    Measures.objects.create(
        customer=cast.hengyuan, as_of=DAY, buying_days=3, orders_12m=4, revenue_12m=8_100_000_00,
        revenue_prev_12m=0, target_basis="none", growth=-3_100, first_order_on=date(2024, 1, 1),
    )  # fmt: skip
    Forecast.objects.create(
        customer=cast.hengyuan, as_of=DAY, alive_bp=3_800, quiet_bp=6_200, expected_purchases=100,
        at_risk=46_200_00, lifetime_value=9_000_00, lifetime_low=5_000_00, lifetime_high=14_000_00,
        reasons=[{"key": "growth", "points": 9, "zh": "少了三成", "en": "a third less"}],
    )  # fmt: skip
    Fit.objects.create(
        as_of=DAY, state="fitted", customers=400, came_back=300, horizon_months=36,
        discount_bp=1_000, quiet_days=180, interval_pct=80, said=1_100, came=1_000,
        tested_on=DAY - timedelta(days=180), auc_model=8_100,
    )  # fmt: skip


@pytest.mark.row("S2-42")
def test_a_warning_says_why_and_one_button_begins(as_lin: Client, cast: Cast) -> None:
    _warned(cast)
    html = as_lin.get("/value/leaving/").content.decode()
    for said in ("62%", "少了三成", "31%", "开始挽留", "多估了 10%", "81%"):
        assert said in html, said
    answer = as_lin.post(f"/customers/{cast.hengyuan.pk}/value/keep/")
    run = Run.objects.unscoped().get()
    assert answer["Location"] == f"/runs/{run.pk}/"
    again = as_lin.post(f"/customers/{cast.hengyuan.pk}/value/keep/")
    assert again["Location"] == f"/runs/{run.pk}/"
    assert "在做，看进度" in as_lin.get("/value/leaving/").content.decode()
    assert "流失预警" in as_lin.get("/value/").content.decode()


@pytest.mark.row("S1-48", "S2-41")
def test_the_lifetime_value_stands_with_its_span_and_its_assumptions(
    as_lin: Client, cast: Cast
) -> None:
    _warned(cast)
    html = as_lin.get(f"/customers/{cast.hengyuan.pk}/value/").content.decode()
    for said in ("38%", "¥9,000", "¥5,000", "36 个月", "每年按 10% 折现", "约 80%"):
        assert said in html, said


@pytest.mark.row("S1-49", "S1-01", "S2-01")
def test_what_is_not_known_is_said_and_the_claims_stay_claims(
    as_lin: Client, cast: Cast
) -> None:
    html = as_lin.get("/value/keeping/?less=10").content.decode()
    assert "随“商机”一起来" in html
    assert "25% 到 95%" in html
    assert "教科书上的说法是 5 倍和 16 倍" in html


@pytest.mark.row("S1-46", "S2-01")
def test_headline_measures_stand_by_month_and_a_loss_is_said_to_be_one(
    as_lin: Client, cast: Cast
) -> None:
    assert "夜间计算跑过一次，就有第一个月" in as_lin.get("/value/keeping/").content.decode()
    order(cast.hengyuan, "2026-09-01", 10_000, cost=12_000)
    for day in (date(2026, 10, 20), date(2026, 11, 21)):
        for job in (jobs.extract, jobs.measure, jobs.score, keep_headlines):
            job(day)
    jobs.keep_measures(date(2026, 11, 21))
    html = as_lin.get("/value/keeping/").content.decode()
    table = html.split("<h2>总数，按月</h2>")[1].split("</table>")[0]
    rows = {
        re.sub(r"<br>.*|<[^>]+>", "", row.split("</th>")[0]): re.findall(
            r'class="num">([^<]+)', row
        )
        for row in table.split("<tr>")[2:]
    }
    assert rows["利润率"] == ["-20%", "-20%"]
    assert rows["满意度"] == ["–", "–"]
    assert "2026-10：-20% → 2026-11：-20%" in table
    assert "按月的数不分城市" in as_lin.get("/value/keeping/?city=杭州").content.decode()


@pytest.mark.row("S4-53")
def test_a_contract_is_signed_renewed_and_counted(as_lin: Client, cast: Cast) -> None:
    at = f"/customers/{cast.hengyuan.pk}/value/contracts/new/"
    said = {
        "number": "HT-1", "title": "维保", "signed_on": "2025-10-01", "starts_on": "2025-10-01",
        "ends_on": "2025-09-30", "amount": "1.2万", "users": "8",
    }  # fmt: skip
    wrong = as_lin.post(at, said)
    assert wrong.status_code == 422
    assert "结束日不能早于开始日" in wrong.content.decode()
    as_lin.post(at, {**said, "ends_on": "2026-09-30"})
    first = Contract.objects.get()
    assert (first.amount, first.users) == (12_000_00, 8)
    taken = as_lin.post(at, {**said, "ends_on": "2026-09-30"})
    assert "这个合同号已经有了" in taken.content.decode()
    assert 'value="2027-09-30"' in as_lin.get(f"/contracts/{first.pk}/renew/").content.decode()
    as_lin.post(
        f"/contracts/{first.pk}/renew/",
        {**said, "number": "HT-2", "starts_on": "2026-10-01", "ends_on": "2027-09-30"},
    )
    second = Contract.objects.get(number="HT-2")
    assert second.renews == first
    as_lin.post(f"/contracts/{second.pk}/end/", {"ended_on": "2026-11-01", "why": "退租"})
    html = as_lin.get(f"/customers/{cast.hengyuan.pk}/value/").content.decode()
    assert "已续签" in html
    assert "退租" in html


@pytest.mark.row("S2-42")
def test_who_left_is_written_down_and_may_come_back(as_lin: Client, cast: Cast) -> None:
    at = f"/customers/{cast.hengyuan.pk}/value/departure/"
    said = {"left_on": "2026-10-01", "reason": "price", "why": "低两成", "to_whom": "锐联", "may_return": "on"}  # fmt: skip
    as_lin.post(at, said)
    assert "已经登记过流失" in as_lin.post(at, said).content.decode()
    html = as_lin.get("/value/leaving/").content.decode()
    assert "锐联" in html
    assert "请他回来" in html
    left = Departure.objects.get()
    early = as_lin.post(f"/departures/{left.pk}/back/", {"back_on": "2026-09-01"})
    assert early.status_code == 422
    as_lin.post(f"/departures/{left.pk}/back/", {"back_on": "2026-11-01"})
    assert "回来了" in as_lin.get(f"/customers/{cast.hengyuan.pk}/value/").content.decode()


def test_others_neither_see_nor_touch_it(client: Client, cast: Cast) -> None:
    _warned(cast)
    contract = Contract.objects.create(
        customer=cast.hengyuan, number="HT-9", title="维保", signed_on=DAY, starts_on=DAY,
        ends_on=DAY + timedelta(days=90),
    )  # fmt: skip
    client.force_login(cast.zhao)
    for page in ("/value/leaving/", "/value/keeping/", "/value/"):
        assert "恒远" not in client.get(page).content.decode()
    assert client.post(f"/customers/{cast.hengyuan.pk}/value/keep/").status_code == 404
    assert client.get(f"/contracts/{contract.pk}/renew/").status_code == 404


@pytest.mark.row("S4-52")
def test_a_protection_plan_is_a_sheet_of_its_own(as_lin: Client, cast: Cast) -> None:
    at = f"/customers/{cast.hengyuan.pk}/sheets/new/protection_plan/"
    assert "最大的风险" in as_lin.get(at).content.decode()
    bare = as_lin.post(at, {"on": str(DAY)})
    assert bare.status_code == 422
