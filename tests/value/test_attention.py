"""Effort beside value, and how few the revenue hangs on."""

from datetime import date

import pytest
from django.test import Client

from tests.conftest import Cast
from tests.facts import customer, order, touch
from zhike.activities.models import Effort
from zhike.customers.models import Customer, Standing
from zhike.value import jobs
from zhike.value.pictures.attention import attention, concentration, dear, neglected
from zhike.value.pictures.cut import Cut

NIGHT = date(2026, 11, 21)
SINCE = date(2025, 11, 21)


@pytest.fixture
def book(cast: Cast) -> dict[str, Customer]:
    """One large A without effort, one small C who gets all of it; of Lin's."""
    found = {}
    for name, grade, amount in (("大", "A", 900_000_00), ("小", "C", 100_000_00)):
        found[name] = customer(name, cast.lin)
        order(found[name], "2026-10-01", amount, cost=amount)
        Standing.objects.create(
            customer=found[name], scheme="evaluation", grade=grade, points=0, since=NIGHT,
            as_of=NIGHT, version=1,
        )  # fmt: skip
    Effort.objects.create(
        customer=found["小"], side="personal", what="陪同", minutes=120, cost=10_000,
        spent_on=date(2026, 10, 2), by=cast.lin,
    )  # fmt: skip
    touch(found["小"], "2026-10-02", "visit")
    for job in (jobs.extract, jobs.measure, jobs.score, jobs.keep_measures):
        job(NIGHT)
    return found


@pytest.mark.row("S2-04")
def test_the_class_that_gets_too_little_and_the_one_that_gets_too_much_are_told(
    cast: Cast, book: dict[str, Customer]
) -> None:
    actor = cast.actor(cast.lin)
    rows = {r.key: r for r in attention(actor, Cut(), since=SINCE, order=("A", "B", "C"))}
    a, c = rows["A"], rows["C"]
    assert (a.revenue_share, a.cost_share, a.verdict) == (9_000, 0, -1)
    assert (c.revenue_share, c.cost_share, c.verdict) == (1_000, 10_000, 1)
    assert (c.minutes, c.visits, c.visits_share, c.cost) == (120, 1, 10_000, 26_000)
    assert [m.pk for m in dear(actor, Cut())] == [book["小"].pk]
    assert [m.pk for m in neglected(actor, Cut())] == [book["大"].pk]


def test_the_risk_of_concentration_names_the_largest_and_counts_as_if_all_were_of_one_size(
    cast: Cast, book: dict[str, Customer]
) -> None:
    found = concentration(cast.actor(cast.lin), Cut())
    assert found.first is not None
    assert (found.first.pk, found.first_share) == (book["大"].pk, 9_000)
    assert [(h.customers, h.share) for h in found.largest] == [(1, 9_000)]
    assert found.even == 12  # 1 / (0.9² + 0.1²) = 1.22
    assert concentration(cast.actor(cast.zhao), Cut()).first is None


def test_the_page_says_so_to_whoever_may_see_them_only(
    client: Client, cast: Cast, book: dict[str, Customer]
) -> None:
    client.force_login(cast.lin)
    html = client.get("/value/effort/").content.decode()
    assert "少了</span>" in html
    assert "多了</span>" in html
    client.force_login(cast.zhao)
    assert "少了</span>" not in client.get("/value/effort/").content.decode()
