"""What a customer brings and costs, and where he stands among the others, worked out by hand."""

from datetime import UTC, date, datetime

import pytest

from tests.facts import customer, order, payment
from zhike.activities.models import Effort
from zhike.customers.models import Contact, Customer, Referral
from zhike.sales.models import Contract, CreditTerms, Departure, SpillOver, Wallet
from zhike.service.models import Case
from zhike.users.models import User
from zhike.value import jobs
from zhike.value.models import Measures

NIGHT = date(2026, 11, 21)
pytestmark = pytest.mark.django_db


@pytest.fixture
def lin() -> User:
    return User.objects.create(username="lin", name="林")


def measured(as_of: date = NIGHT) -> dict[str, Measures]:
    jobs.extract(as_of)
    jobs.measure(as_of)
    jobs.score(as_of)
    jobs.keep_measures(as_of)
    return {row.customer.name: row for row in Measures.objects.select_related("customer")}


@pytest.mark.row("S4-57")
def test_profit_is_margin_less_what_serving_cost(lin: User) -> None:
    who = customer("恒远")
    order(who, "2026-10-01", 100_000, cost=70_000, product="甲")
    order(who, "2026-10-02", 50_000, cost=30_000, product="乙")
    order(who, "2026-10-03", 50_000)  # nobody knows its cost
    order(who, "2025-10-01", 80_000, cost=1)  # another year
    Effort.objects.create(
        customer=who, spent_on=date(2026, 9, 1), by=lin, minutes=90, cost=3_000,
        side="value", what="现场调试",
    )  # fmt: skip
    row = measured()["恒远"]
    assert row.margin_12m == 30_000 + 20_000
    assert row.costed_pct == 75
    assert row.cost_12m == 3_000 + 90 * 8_000 // 60
    assert row.profit_12m == 50_000 - row.cost_12m
    assert row.lines_12m == 2
    assert row.revenue_all == 280_000
    assert row.repeat_revenue == 200_000  # all but the first day's
    assert row.active_months == 1


def test_without_a_cost_nobody_says_a_profit() -> None:
    order(customer("无成本"), "2026-10-01")
    row = measured()["无成本"]
    assert (row.margin_12m, row.profit_12m, row.costed_pct) == (None, None, 0)


@pytest.mark.row("S4-58")
def test_payment_is_judged_against_the_agreed_day(lin: User) -> None:
    who = customer("付款")
    payment(who, "2026-03-01", "2026-03-01")
    payment(who, "2026-04-01", "2026-04-11")  # ten days late
    payment(who, "2026-11-01", None)  # twenty days, and still owed
    payment(who, "2026-11-21", None)  # due today
    for days, on in ((30, date(2026, 1, 1)), (60, date(2026, 6, 1)), (90, date(2026, 12, 1))):
        CreditTerms.objects.create(customer=who, days=days, why="长期", granted_on=on, by=lin)
    row = measured()["付款"]
    assert (row.on_time_pct, row.late_payments_12m) == (50, 2)
    assert row.days_late == 30 // 4
    assert row.owed_overdue == 5_000
    assert row.terms_days == 60


@pytest.mark.row("S4-59")
def test_spill_over_is_a_line_of_its_own_and_counted_once(lin: User) -> None:
    leader, led, other = customer("带头"), customer("被带"), customer("不相干")
    order(leader, "2026-10-01", 10_000)
    order(led, "2026-10-01", 40_000)
    order(other, "2026-10-01", 90_000)

    def spill(share: int, since: date, until: date | None = None) -> None:
        SpillOver.objects.create(
            leader=leader,
            led=led,
            share=share,
            why="同一园区",
            since=since,
            until=until,
            by=lin,
        )

    spill(50, date(2025, 1, 1), date(2026, 1, 1))  # over
    spill(25, date(2026, 1, 1))
    rows = measured()
    assert (rows["带头"].revenue_12m, rows["带头"].spill_12m) == (10_000, 10_000)
    assert (rows["被带"].revenue_12m, rows["被带"].spill_12m) == (40_000, 0)


@pytest.mark.row("S4-60")
def test_the_share_of_the_wallet_is_known_where_somebody_noted_the_wallet(lin: User) -> None:
    who, silent = customer("钱包"), customer("不知")
    order(who, "2026-10-01", 30_000)
    order(silent, "2026-10-01", 30_000)
    for amount, on in ((999_999, date(2026, 1, 5)), (100_000, date(2026, 6, 1))):
        Wallet.objects.create(
            customer=who, year=2026, amount=amount, source="年报", noted_on=on, by=lin
        )
    rows = measured()
    assert (rows["钱包"].wallet_pct, rows["不知"].wallet_pct) == (30, None)


def test_who_buys_only_in_spring_does_not_decline_in_autumn() -> None:
    who = customer("春茶")
    order(who, "2025-04-01", 50_000)
    order(who, "2026-04-01", 60_000)
    spring, autumn = measured(date(2026, 4, 30))["春茶"], measured()["春茶"]
    assert spring.season_growth == 2_000
    assert autumn.season_growth is None  # nothing last autumn either
    late = customer("秋装")
    order(late, "2025-10-01", 50_000)
    order(late, "2026-03-01", 90_000)
    row = measured()["秋装"]
    assert (row.growth, row.season_growth) == (8_000, -10_000)


def test_what_is_known_and_agreed_is_measured_as_of_the_day(lin: User) -> None:
    who, brought = customer("老友"), customer("介绍来的")
    Contact.objects.create(customer=who, name="陈海")
    Referral.objects.create(referrer=who, customer=brought, referred_on=date(2026, 5, 1))
    for kind, on in (("complaint", 3), ("request", 4)):
        Case.objects.create(
            customer=who, kind=kind, summary="…", received_at=datetime(2026, on, 1, tzinfo=UTC)
        )
    first = Contract.objects.create(
        customer=who, number="H1", title="年度", signed_on=date(2025, 1, 1),
        starts_on=date(2025, 1, 1), ends_on=date(2025, 12, 31),
    )  # fmt: skip
    Contract.objects.create(
        customer=who, number="H2", title="年度", signed_on=date(2025, 12, 1),
        starts_on=date(2026, 1, 1), ends_on=date(2026, 12, 31), renews=first,
    )  # fmt: skip
    Departure.objects.create(
        customer=who, left_on=date(2026, 2, 1), reason="price", why="贵",
        back_on=date(2026, 3, 1), by=lin,
    )  # fmt: skip
    row = measured()["老友"]
    assert (row.known_people, row.referrals_12m, row.complaints_12m) == (1, 1, 1)
    assert (row.renewals, row.contract_end_on, row.gone_on) == (1, date(2026, 12, 31), None)
    before = measured(date(2026, 2, 15))["老友"]
    assert (before.referrals_12m, before.complaints_12m) == (0, 0)
    assert before.gone_on == date(2026, 2, 1)


@pytest.mark.row("S2-06", "S2-28", "S4-56")
def test_places_among_the_others() -> None:
    for number, amount in enumerate((500, 200, 100, 100, 60, 40, 0), start=1):
        who = customer(f"第{number}")
        Customer.objects.filter(pk=who.pk).update(industry="纺织" if number != 6 else "物流")
        if amount:
            for again in range(2 if number == 1 else 1):
                order(who, f"2026-10-{10 + number + again:02}", amount)
    order(Customer.objects.get(name="第7"), "2024-01-01", 9_999)  # long ago
    rows = measured()
    shares = {name: (row.share_before, row.share) for name, row in rows.items()}
    # 1,500 in all: the first brings 1,000 of it
    assert shares["第1"] == (0, 6_666)
    assert shares["第2"] == (6_650, 1_333)
    assert shares["第6"] == (9_700, 266)
    assert shares["第7"] == (None, None)
    fifths = {name: (row.rfm_r, row.rfm_f, row.rfm_m) for name, row in rows.items()}
    assert fifths["第1"] == (1 + 1 * 5 // 7, 1 + 6 * 5 // 7, 5)
    assert fifths["第7"] == (1, 1, 1)
    # five of six in the trade bought at all … the seventh bought long ago and counts
    assert rows["第1"].industry_pct == 5 * 100 // 6
    assert rows["第7"].industry_pct == 0
    assert rows["第6"].industry_pct is None  # alone in his trade
    assert rows["第3"].book_pct == rows["第4"].book_pct == 3 * 100 // 7
    assert rows["第1"].city_pct is None


def test_equal_values_share_a_fifth_whatever_the_engine_s_order() -> None:
    for number in range(10):
        order(customer(f"同{number}"), "2026-10-01", 100)
    rows = measured()
    assert {(r.rfm_r, r.rfm_f, r.rfm_m, r.book_pct) for r in rows.values()} == {(1, 1, 1, 0)}
