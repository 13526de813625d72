"""The buying models reach the published digits, agree with an independent library, and say so when they cannot say anything."""

import json
from pathlib import Path

import numpy as np
import pytest

from tests.value.books import drawn
from tests.value.cdnow import HOLDOUT_DAYS, sample
from zhike.value.lifetime.buying import Buying, alive, fit_buying, log_likelihood, slope
from zhike.value.lifetime.fitting import NoFit
from zhike.value.lifetime.future import expected, quiet
from zhike.value.lifetime.grouping import book
from zhike.value.lifetime.spending import Spending, expected_spend, fit_spending
from zhike.value.lifetime.spending import slope as spending_slope

PEER = json.loads(
    (Path(__file__).parents[1] / "peers" / "lifetimes_cdnow.json").read_text("utf-8")
)
WEEK = 7
ORDINARY = Spending(6, 4, 15_000)


@pytest.mark.row("S1-48", "S2-41")
def test_bg_nbd_reaches_the_digits_of_the_paper() -> None:
    histories = sample()
    grouped = book(histories.x, histories.tx, histories.age)
    found = fit_buying(grouped, leaves_at_once=False)
    assert (round(found.r, 3), round(found.alpha / WEEK, 3)) == (0.243, 4.414)
    assert (round(found.a, 3), round(found.b, 3)) == (0.793, 2.426)
    in_weeks = log_likelihood(found, grouped) + grouped.purchases * np.log(WEEK)
    assert round(in_weeks, 1) == -9582.4


@pytest.mark.row("S1-48", "S2-41")
def test_gamma_gamma_reaches_the_digits_of_the_paper() -> None:
    histories = sample()
    x = histories.x.astype(float)
    found = fit_spending(x, histories.repeat_spend / np.maximum(x, 1))
    assert (round(found.p, 2), round(found.q, 2)) == (6.25, 3.74)
    assert round(found.gamma / 100, 2) == 15.44


@pytest.mark.parametrize(("name", "leaves_at_once"), [("bg", False), ("mbg", True)])
def test_every_customer_is_judged_as_an_independent_library_judges_him(
    name: str, leaves_at_once: bool
) -> None:
    r, alpha, a, b = PEER[name]["params"]
    theirs = Buying(r, alpha * WEEK, a, b, leaves_at_once)
    x, tx, age, _ = np.array(PEER["customers"]).T
    here = alive(theirs, x.astype(float), tx.astype(float), age.astype(float))
    assert here == pytest.approx(PEER[name]["alive"], abs=1e-6)
    soon = expected(theirs, HOLDOUT_DAYS, x, tx, age)
    assert soon == pytest.approx(PEER[name]["expected"], abs=1e-6)


def test_every_customer_s_next_purchase_is_worth_what_that_library_says() -> None:
    theirs = Spending(*PEER["gg"]["params"])
    x, _, _, total = np.array(PEER["customers"], dtype=float).T
    spend = expected_spend(theirs, x, total / 100)
    assert spend == pytest.approx(PEER["gg"]["spend"], abs=1e-6)


@pytest.mark.parametrize("leaves_at_once", [False, True])
@pytest.mark.parametrize("theta", [(-1.0, 3.0, 0.2, 0.9), (0.7, 4.5, -1.2, 1.5)])
def test_the_slope_of_buying_is_its_difference(
    theta: tuple[float, ...], leaves_at_once: bool
) -> None:
    people = drawn(300, Buying(0.8, 40, 0.9, 2.5), ORDINARY)
    grouped = book(people.x, people.tx, people.age)
    at = np.array(theta)
    told = slope(at, grouped, leaves_at_once=leaves_at_once)[1]
    for i, shift in enumerate(np.eye(4) * 1e-6):
        up = slope(at + shift, grouped, leaves_at_once=leaves_at_once)[0]
        down = slope(at - shift, grouped, leaves_at_once=leaves_at_once)[0]
        assert told[i] == pytest.approx((up - down) / 2e-6, abs=1e-7)


def test_the_slope_of_spending_is_its_difference() -> None:
    x, mean = np.array([1.0, 1, 4, 9]), np.array([2.0, 0.7, 1.3, 1.1])
    at = np.array([0.3, 1.1, -0.4])
    told = spending_slope(at, x, mean)[1]
    for i, shift in enumerate(np.eye(3) * 1e-6):
        up, down = (
            spending_slope(at + shift, x, mean)[0],
            spending_slope(at - shift, x, mean)[0],
        )
        assert told[i] == pytest.approx((up - down) / 2e-6, abs=1e-7)


def test_the_parameters_a_book_was_drawn_with_are_found_again() -> None:
    true = Buying(1.2, 90, 0.5, 4)
    people = drawn(60_000, true, ORDINARY)
    found = fit_buying(book(people.x, people.tx, people.age))
    x, tx, age = people.floats
    # two purchases of one day are one here, so the rate comes out a little low
    assert (found.r, found.alpha) == pytest.approx((true.r, true.alpha), rel=0.06)
    assert alive(found, x, tx, age).mean() == pytest.approx(people.is_here.mean(), abs=0.01)
    assert expected(found, 1096, people.x, people.tx, people.age).sum() == pytest.approx(
        people.later.sum(), rel=0.03
    )


def test_the_order_of_customers_changes_nothing() -> None:
    people = drawn(2_000, Buying(0.8, 40, 0.9, 2.5), ORDINARY)
    back = slice(None, None, -1)
    once = fit_buying(book(people.x, people.tx, people.age))
    assert fit_buying(book(people.x[back], people.tx[back], people.age[back])) == once


def test_who_bought_once_may_have_left_and_who_came_back_is_likelier_here() -> None:
    buying = Buying(0.5, 43, 0.9, 1.6)
    x, tx, age = np.array([0.0, 0, 5]), np.array([0.0, 0, 280]), np.array([300.0, 0, 300])
    old, new, loyal = alive(buying, x, tx, age)
    assert old < new < loyal
    silent = quiet(buying, 180, x, tx, age)
    assert np.all((silent > 0) & (silent < 1))
    assert silent[2] == silent.min()


@pytest.mark.parametrize(
    "x",
    [[], [0], [3], [0, 0, 0, 0, 0]],
    ids=["nobody", "one who bought once", "one who came back", "all bought once"],
)
def test_a_book_that_says_nothing_gets_no_numbers(x: list[int]) -> None:
    count = np.array(x, dtype=np.int64)
    nothing_or_more = book(count, count * 30, count * 40 + 100)
    if count.sum():
        found = fit_buying(nothing_or_more)
        assert np.isfinite([found.r, found.alpha, found.a, found.b]).all()
    else:
        with pytest.raises(NoFit):
            fit_buying(nothing_or_more)


def test_a_book_nobody_ever_left_is_held_rather_than_run_away() -> None:
    x = np.full(200, 20, dtype=np.int64)
    found = fit_buying(book(x, x * 30, x * 30 + 1))
    often = x.astype(float)
    since = 30 * often
    assert alive(found, often, since, since + 1).min() > 0.95


def test_a_history_that_contradicts_itself_is_refused() -> None:
    one = np.array([1], dtype=np.int64)
    with pytest.raises(ValueError, match="history"):
        book(one, one * 5, one * 4)


@pytest.mark.parametrize("mean", [[], [5.0, 5.0, 5.0, 5.0]], ids=["nobody", "all alike"])
def test_spending_that_says_nothing_gets_no_number(mean: list[float]) -> None:
    with pytest.raises(NoFit):
        fit_spending(np.ones(len(mean)), np.array(mean))
