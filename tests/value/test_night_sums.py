"""What the night adds up from its files for the pictures of the whole book is what the database says."""

import random
from datetime import date, timedelta

import pytest
from django.utils.timezone import now

from tests.conftest import Cast
from tests.facts import customer, order
from zhike.customers.models import Customer
from zhike.trust.actor import Actor
from zhike.value import engine, jobs
from zhike.value.keeping import cohorts, economics
from zhike.value.keeping.spans import years_until
from zhike.value.night_sums import NightSums
from zhike.value.pictures import composing
from zhike.value.pictures.cut import Cut

NIGHT = date(2026, 11, 21)


@pytest.fixture(params=[1_000_000, 40], ids=["at once", "share by share"])
def sums(
    request: pytest.FixtureRequest, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> NightSums:
    """Forty customers over six years: with and without costs, some gone and back, credit notes, one in the trash, one of tomorrow."""
    monkeypatch.setattr(engine, "_AT_ONCE", request.param)
    chance = random.Random(40)
    for number in range(40):
        who = customer(f"户{number}", cast.lin)
        trashed = now() if number == 7 else None
        Customer.objects.filter(pk=who.pk).update(
            industry=("纺织", "物流", "")[number % 3], trashed_at=trashed
        )
        began = chance.randint(0, 2_200)
        for _ in range(chance.randint(0, 8) + (number == 7)):
            day = NIGHT - timedelta(days=chance.randint(0, began))
            amount, cost = chance.randint(-20_000, 300_003), chance.randint(0, 150_000)
            order(
                who, day.isoformat(), amount,
                cost=cost if number % 4 else None, product=chance.choice(("甲", "乙", "")),
            )  # fmt: skip
    order(who, "2026-11-22", 77)
    for job in (jobs.extract, jobs.measure, jobs.score, jobs.keep_measures):
        job(NIGHT)
    return NightSums(NIGHT)


def test_sums_of_the_files_are_those_of_the_database(sums: NightSums) -> None:
    actor, whole = Actor.clock(), Cut()
    year = years_until(NIGHT, 1)[0]
    spent = [ask(actor, whole, "industry", year.eve, NIGHT) for ask in (sums.spent, composing.spent)]  # fmt: skip
    assert sorted(spent[0]) == sorted(spent[1]) != []
    since = date(2024, 10, 1)
    quarters = [ask(actor, whole, since, NIGHT) for ask in (sums.bought_by_quarter, cohorts.bought_by_quarter)]  # fmt: skip
    assert sorted(quarters[0]) == sorted(quarters[1]) != []
    drawn = [economics.years(actor, whole, on=NIGHT, bought=ask) for ask in (sums.bought_by_year, economics.bought_by_year)]  # fmt: skip
    assert drawn[0] == drawn[1]
    assert all(year.retention.whole and year.margin_each for year in drawn[0])
