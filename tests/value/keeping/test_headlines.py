"""The headline measures by month: sums of a night, added up for whoever may see them, each counted by hand."""

from datetime import date, timedelta

import pytest

from tests.conftest import Cast
from tests.facts import customer, order
from zhike.customers.models import Customer
from zhike.value import jobs
from zhike.value.headlines import keep_headlines
from zhike.value.keeping import economics, headlines
from zhike.value.keeping.headlines import Month
from zhike.value.keeping.indicators import Rate
from zhike.value.models import Headline
from zhike.value.pictures.cut import Cut

OCTOBER, NIGHT = date(2026, 10, 20), date(2026, 11, 21)


def _night(as_of: date) -> None:
    jobs.extract(as_of)
    jobs.measure(as_of)
    jobs.score(as_of)
    keep_headlines(as_of)


@pytest.fixture
def book(cast: Cast) -> None:
    """In October 甲 alone has bought; in November 乙 of another team and trade has too, at a loss."""
    one, two, gone = (
        customer("甲", cast.lin),
        customer("乙", cast.zhao),
        customer("丙", cast.lin),
    )
    Customer.objects.filter(pk=one.pk).update(industry="纺织")
    Customer.objects.filter(pk=two.pk).update(industry="物流")
    order(one, "2026-10-01", 10_000, cost=6_000)
    order(two, "2026-11-01", 10_000, cost=11_000)
    order(gone, "2026-09-01", 90_000, cost=1)
    Customer.objects.filter(pk=gone.pk).update(trashed_at="2026-09-02T00:00Z")
    _night(OCTOBER)
    _night(NIGHT)


def _months(cast: Cast, who: object, cut: Cut | None = None) -> list[Month]:
    return headlines.by_month(cast.actor(who), cut or Cut(), on=NIGHT, count=12)  # type: ignore[arg-type]


@pytest.mark.row("S1-46", "S2-01")
@pytest.mark.usefixtures("book")
def test_each_month_says_what_its_last_night_found(cast: Cast) -> None:
    october, november = _months(cast, cast.wu)
    assert (october.first, october.profit, october.profit_each) == (
        date(2026, 10, 1), Rate(4_000, 10_000), 4_000,
    )  # fmt: skip
    assert (november.first, november.profit) == (date(2026, 11, 1), Rate(3_000, 20_000))
    assert november.profit_each == 1_500
    assert november.loyalty is not None
    assert november.satisfied is None


@pytest.mark.usefixtures("book")
def test_everybody_adds_up_what_he_sees_and_any_part_of_it(cast: Cast) -> None:
    assert [m.profit for m in _months(cast, cast.lin)] == [Rate(4_000, 10_000)] * 2
    assert [m.profit.whole for m in _months(cast, cast.wu, Cut(industry="物流"))] == [
        0,
        10_000,
    ]
    assert _months(cast, cast.wu, Cut(owner_id=cast.zhao.pk))[-1].profit == Rate(-1_000, 10_000)
    assert _months(cast, cast.wu, Cut(city="杭州")) == []


@pytest.mark.usefixtures("book")
def test_the_month_that_runs_agrees_with_what_is_measured_now(cast: Cast) -> None:
    jobs.keep_measures(NIGHT)
    now, last = economics.standing(cast.actor(cast.wu), Cut()), _months(cast, cast.wu)[-1]
    assert (last.loyalty, last.profit, last.selling, last.profit_each, last.satisfied) == (
        now.loyalty, now.profit, now.selling, now.profit_each, now.satisfied,
    )  # fmt: skip


@pytest.mark.usefixtures("book")
def test_the_last_night_of_a_month_stands_and_a_month_may_be_written_again(cast: Cast) -> None:
    before = _months(cast, cast.wu)
    _night(NIGHT - timedelta(days=15))
    assert _months(cast, cast.wu) == before
    Headline.objects.all().delete()
    _night(OCTOBER)
    _night(NIGHT)
    assert _months(cast, cast.wu) == before
