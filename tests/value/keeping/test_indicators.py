"""The five indicators, cohorts and the economics of keeping, each counted by hand."""

from datetime import date

import pytest

from tests.conftest import Cast
from tests.facts import customer, order
from zhike.customers.models import Customer
from zhike.sales.models import Contract, Departure
from zhike.value import jobs
from zhike.value.keeping import cohorts, counting, economics
from zhike.value.keeping.economics import Economics, Side
from zhike.value.keeping.indicators import Rate
from zhike.value.keeping.spans import months_until, years_until
from zhike.value.models import Measures
from zhike.value.pictures.cut import Cut

DAY = date(2026, 11, 23)


def _night() -> None:
    jobs.extract(DAY)
    jobs.measure(DAY)
    jobs.score(DAY)
    jobs.keep_measures(DAY)


def _signed(
    who: Customer, number: str, starts: str, ends: str, *, users: int = 0,
    sticky: bool = False, renews: Contract | None = None, ended: str | None = None,
) -> Contract:  # fmt: skip
    return Contract.objects.create(
        customer=who, number=number, title="维保", signed_on=date.fromisoformat(starts),
        starts_on=date.fromisoformat(starts), ends_on=date.fromisoformat(ends), users=users,
        is_sticky=sticky, renews=renews, ended_on=date.fromisoformat(ended) if ended else None,
    )  # fmt: skip


def test_months_are_whole_but_for_the_one_that_runs() -> None:
    spans = months_until(date(2026, 2, 10), 3)
    assert [(s.first, s.last) for s in spans] == [
        (date(2025, 12, 1), date(2025, 12, 31)),
        (date(2026, 1, 1), date(2026, 1, 31)),
        (date(2026, 2, 1), date(2026, 2, 10)),
    ]
    assert spans[0].eve == date(2025, 11, 30)
    assert years_until(date(2026, 2, 10), 1)[0].first == date(2025, 2, 11)


def test_nothing_to_take_a_share_of_is_no_rate() -> None:
    assert (Rate(0, 0).bp, Rate(1, 3).bp) == (None, 3_333)


@pytest.mark.row("S4-53")
def test_the_five_indicators_of_a_month(cast: Cast) -> None:
    one, two, three, four = (customer(name, cast.lin) for name in "甲乙丙丁")
    for who in (one, two, three, four):
        order(who, "2025-05-01")
    before = _signed(one, "1", "2025-10-11", "2026-10-10", users=10)
    _signed(one, "1b", "2026-10-11", "2028-10-10", users=7, renews=before, sticky=True)
    _signed(two, "2", "2025-10-21", "2026-10-20", users=5)  # ends, nothing follows
    _signed(three, "3", "2026-01-01", "2026-12-31", users=8, ended="2026-10-15")
    _signed(four, "4", "2025-01-01", "2026-12-31", users=20)  # two whole years
    _signed(four, "5", "2026-01-01", "2026-12-31", users=4)
    for who, left, back in ((two, "2026-10-20", None), (three, "2026-09-01", "2026-09-20")):
        Departure.objects.create(
            customer=who, left_on=date.fromisoformat(left), reason="price", why="价",
            back_on=date.fromisoformat(back) if back else None, by=cast.lin,
        )  # fmt: skip
    _night()
    october, november = counting.by_period(cast.actor(cast.lin), Cut(), months_until(DAY, 2))
    assert october.rates == {
        "renewal": Rate(1, 3),  # three ended, one was followed by another
        "long_term": Rate(2, 3),  # 1b and 4 of 1b, 4, 5
        "sticky": Rate(1, 2),  # of two customers served, one
        "loss": Rate(1, 4),
        "users": Rate(3 + 5 + 8, 10 + 5 + 8 + 20 + 4),
    }
    assert november.rates["loss"] == Rate(0, 3)  # 乙 is gone, 丙 came back
    assert november.rates["renewal"].bp is None


@pytest.mark.row("S4-53")
def test_they_are_told_apart_by_owner_and_seen_only_by_who_may(cast: Cast) -> None:
    one, two = customer("甲", cast.lin), customer("乙", cast.zhao)
    _signed(one, "1", "2025-10-11", "2026-10-10")
    _signed(two, "2", "2025-10-11", "2026-10-10")
    _night()
    year = years_until(DAY, 1)[0]
    everyone = counting.by_side(cast.actor(cast.sun), Cut(), year, "owner")
    assert {key: kept.rates["renewal"] for key, _, kept in everyone if kept.rates["renewal"].whole} == {
        "林一": Rate(0, 1), "赵二": Rate(0, 1),
    }  # fmt: skip
    mine = counting.by_side(cast.actor(cast.lin), Cut(), year, "owner")
    assert [key for key, _, kept in mine if kept.rates["renewal"].whole] == ["林一"]


@pytest.mark.row("S1-46")
def test_cohorts_say_who_still_buys(cast: Cast) -> None:
    for name, days in {
        "甲": ("2026-01-10", "2026-05-01", "2026-10-02"),
        "乙": ("2026-02-10", "2026-10-03"),
        "丙": ("2026-03-01",),
        "丁": ("2026-07-01", "2026-07-02"),
    }.items():
        who = customer(name, cast.lin)
        for on in days:
            order(who, on)
    _night()
    found = cohorts.cohorts(cast.actor(cast.lin), Cut(), on=DAY)
    assert [(c.name, c.customers, c.buying) for c in found] == [
        ("2026 Q1", 3, (3, 1, 0, 2)),
        ("2026 Q3", 1, (1, 0)),
    ]
    assert found[0].shares == (10_000, 3_333, 0, 6_666)
    assert cohorts.after_quarters(found, 1) == 2_500  # one of four
    assert cohorts.after_quarters(found, 5) is None


@pytest.mark.row("S1-46")
def test_development_and_retention_by_year(cast: Cast) -> None:
    for name, days in {
        "甲": ("2024-01-10", "2025-06-01", "2026-06-01"),  # stayed
        "乙": ("2025-02-10",),  # did not
        "丙": ("2026-03-01",),  # new
    }.items():
        who = customer(name, cast.lin)
        for on in days:
            order(who, on, 10_000, cost=6_000)
    _night()
    before, now = economics.years(cast.actor(cast.lin), Cut(), on=DAY)[-2:]
    assert (now.development, now.retention) == (Rate(1, 2), Rate(1, 2))
    assert (before.development, before.retention) == (Rate(1, 1), Rate(1, 1))
    assert (now.margin, now.margin_each) == (Rate(8_000, 20_000), 4_000)


@pytest.mark.row("S1-01")
def test_what_winning_costs_beside_keeping(cast: Cast) -> None:
    for name, on, profit, cost in (
        ("老一", "2024-01-01", 9_000, 100), ("老二", "2024-01-01", 7_000, 300),
        ("新", "2026-06-01", 2_000, 500), ("未买", None, None, 700),
    ):  # fmt: skip
        Measures.objects.create(
            customer=customer(name, cast.lin), as_of=DAY, buying_days=1,
            orders_12m=0 if on is None else 1, revenue_12m=0 if on is None else 10_000,
            revenue_prev_12m=0, target_basis="none", cost_12m=cost, profit_12m=profit,
            margin_12m=None if profit is None else profit + cost,
            first_order_on=date.fromisoformat(on) if on else None,
        )  # fmt: skip
    found = economics.economics(cast.actor(cast.lin), Cut(), on=DAY)
    assert found == Economics(
        Side(1, 10_000, 2_500, 500, 2_000, 1), Side(2, 20_000, 16_400, 400, 16_000, 2), 700
    )
    assert (found.won_each, found.existing.effort_each) == (1_200, 200)
    assert (found.times_cost, found.times_profit) == (600, 400)
    assert found.effort_on_new == Rate(1_200, 1_600)
    assert found.revenue_of_new == Rate(10_000, 30_000)
