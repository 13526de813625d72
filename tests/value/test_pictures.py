"""The pictures of the book: every sum agrees with an independent one to the fen, and nobody sees what is not his."""

import random
from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils.timezone import localdate

from tests.conftest import Cast
from tests.facts import customer, order
from zhike.customers.models import Customer, Standing, StandingMove
from zhike.lib.months import months_before
from zhike.value import jobs
from zhike.value.drawing import draw_pictures
from zhike.value.models import Measures
from zhike.value.pictures import composing, cut, flows, maps, shares
from zhike.value.pictures.cut import Cut, measured
from zhike.value.pictures.shown_first import ACROSS, DOWN
from zhike.value.ruled_classes import hand_down_ruled

NIGHT = date(2026, 11, 21)
WHOLE = Cut()


@pytest.fixture
def book(cast: Cast) -> dict[str, int]:
    """Sixty customers, half Lin's and half Zhao's; name → revenue of 12 months in fen, odd fen and credit notes included."""
    chance = random.Random(60)
    found = {}
    for number in range(60):
        who = customer(f"户{number}", cast.lin if number % 2 else cast.zhao)
        Customer.objects.filter(pk=who.pk).update(
            industry=("纺织", "物流")[number % 3 == 0], city="深圳", team=None
        )
        amounts = [chance.randint(-20_000, 3_000_003) for _ in range(chance.randint(0, 6))]
        for n, amount in enumerate(amounts):
            order(who, f"2026-{n + 2:02}-11", amount)
        found[who.name] = sum(amounts)
    for job in (
        jobs.extract, jobs.measure, jobs.score, jobs.keep_measures, jobs.hand_down_standings,
        hand_down_ruled,
    ):  # fmt: skip
        job(NIGHT)
    return found


def sql(query: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute(query)
        row = cursor.fetchone()
    return int(row[0] or 0)


YEAR = "ordered_on > '2025-11-21' AND ordered_on <= '2026-11-21'"


@pytest.mark.row("S2-06")
def test_the_curve_ends_at_the_whole_and_every_point_is_true(
    cast: Cast, book: dict[str, int]
) -> None:
    curve = shares.curve(cast.actor(cast.wu), WHOLE)
    paying = sorted((amount for amount in book.values() if amount > 0), reverse=True)
    assert (curve.customers, curve.revenue) == (len(paying), sum(paying))
    by_sql = (
        "SELECT sum(total) FROM (SELECT sum(amount) AS total FROM sales_order"  # noqa: S608 - our own
        f" WHERE {YEAR} GROUP BY customer_id HAVING sum(amount) > 0) AS each"
    )
    assert curve.revenue == sql(by_sql)
    for point in curve.points:
        assert point.revenue == sum(paying[: point.count])
        assert point.share == point.revenue * 10_000 // curve.revenue
    assert curve.points[-1].share == 10_000
    assert curve.customers_for(8_000) == next(
        n for n in range(1, 99) if sum(paying[:n]) * 10_000 // sum(paying) >= 8_000
    )


def test_in_a_large_book_every_percentile_is_a_true_point_and_the_picture_is_kept_for_the_night(
    cast: Cast, book: dict[str, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cut, "LARGE", 5)
    monkeypatch.setattr(shares, "LARGE", 5)
    kept = Cut(kept_under=cut.night_of_a_large_book())
    assert kept.kept_under.startswith(str(NIGHT))
    actor = cast.actor(cast.wu)
    curve = shares.curve(actor, kept)
    paying = sorted((amount for amount in book.values() if amount > 0), reverse=True)
    assert len(curve.points) > 20
    assert all(point.revenue == sum(paying[: point.count]) for point in curve.points)
    Measures.objects.all().delete()
    assert shares.curve(actor, kept) == curve
    assert shares.curve(actor, WHOLE).customers == 0


@pytest.mark.parametrize(
    "page", ["/value/", "/value/composition/", "/value/effort/", "/value/keeping/"]
)
def test_the_first_to_open_a_page_of_a_large_book_waits_no_longer_than_the_second(
    page: str, cast: Cast, book: dict[str, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cut, "LARGE", 5)
    monkeypatch.setattr(shares, "LARGE", 5)
    assert draw_pictures(localdate()) > 15
    wu = Client()
    wu.force_login(cast.wu)
    wu.get("/value/types/")
    with CaptureQueriesContext(connection) as first:
        assert wu.get(page).status_code == 200
    with CaptureQueriesContext(connection) as second:
        wu.get(page)
    assert len(first) == len(second)


@pytest.mark.django_db(transaction=True)
def test_what_both_hands_drew_is_there_when_the_night_has_ended(
    cast: Cast, book: dict[str, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cut, "LARGE", 5)
    monkeypatch.setattr(shares, "LARGE", 5)
    actor, kept = cast.actor(cast.wu), Cut(kept_under=cut.night_of_a_large_book())
    draw_pictures(localdate())
    Measures.objects.all().delete()
    assert shares.curve(actor, kept).revenue == sum(n for n in book.values() if n > 0)
    crossed = composing.crossed(actor, kept, DOWN, ACROSS)
    assert sum(revenue for _, _, _, revenue in crossed.lines()) == sum(book.values())


def test_of_a_small_book_no_picture_is_drawn_ahead(book: dict[str, int]) -> None:
    assert draw_pictures(localdate()) == 0


@pytest.mark.row("S4-54")
def test_every_class_and_every_map_adds_up_to_the_whole(
    cast: Cast, book: dict[str, int]
) -> None:
    actor = cast.actor(cast.wu)
    whole = sum(book.values())
    assert whole == sql(f"SELECT sum(amount) FROM sales_order WHERE {YEAR}")  # noqa: S608 - our own
    for scheme in ("evaluation", "pyramid", "rfm", "abc_share", "client_type"):
        groups = shares.groups(actor, WHOLE, scheme)
        assert sum(group.revenue for group in groups) == whole, scheme
        assert sum(group.customers for group in groups) == measured(actor, WHOLE).count()
    assert sum(cell.revenue for cell in maps.matrix(actor, WHOLE)) == whole
    bought = {name for name in book if Customer.objects.get(name=name).measures.first_order_on}
    assert sum(c.revenue for c in maps.rfm(actor, WHOLE)) == sum(book[n] for n in bought)
    table = composing.crossed(actor, WHOLE, "industry", "grade.pyramid")
    assert sum(revenue for *_, revenue in table.lines()) == whole


@pytest.mark.row("S2-30")
def test_the_book_crossed_by_two_sides_counts_everybody_once_with_what_he_brings(
    cast: Cast, book: dict[str, int]
) -> None:
    table = composing.crossed(cast.actor(cast.wu), WHOLE, "industry", "owner")
    assert sum(n for *_, n, _ in table.lines()) == measured(cast.actor(cast.wu), WHOLE).count()
    even = {name for name in book if int(name[1:]) % 2 == 0}
    thirds = {name for name in book if int(name[1:]) % 3 == 0}
    assert table.cells["物流", "赵二"] == (
        len(even & thirds), sum(book[n] for n in even & thirds)
    )  # fmt: skip
    assert table.cells["纺织", "林一"] == (
        len(set(book) - even - thirds), sum(book[n] for n in set(book) - even - thirds)
    )  # fmt: skip


@pytest.mark.row("S2-09")
def test_the_customers_of_each_class_are_told_by_what_they_share_and_by_what_they_need(
    cast: Cast,
) -> None:
    for name, industry, product, amount in (
        ("甲", "纺织", "染料", 300_00), ("乙", "纺织", "染料", 100_00), ("丙", "物流", "托盘", 50_00),
    ):  # fmt: skip
        who = customer(name, cast.lin)
        Customer.objects.filter(pk=who.pk).update(industry=industry)
        order(who, "2025-10-01", amount // 2)
        order(who, "2026-10-01", amount, product=product)
        order(who, "2026-10-11", 100_00, product="标签")
        order(who, "2024-10-01", 900_00, product="过去的")
    for job in (jobs.extract, jobs.measure, jobs.score, jobs.keep_measures):
        job(NIGHT)
    found = {p.words.zh: p for p in composing.profiles(cast.actor(cast.lin), WHOLE, "industry")}
    textile, freight = found["纺织"], found["物流"]
    assert (textile.customers, textile.revenue, textile.lines) == (2, 600_00, 2.0)
    assert textile.wants == (("染料", 6_666), ("标签", 3_333))
    assert freight.wants == (("标签", 6_666), ("托盘", 3_333))
    assert composing.profiles(cast.actor(cast.zhao), WHOLE, "industry") == []


def test_each_one_s_pictures_hold_his_own_customers_only(
    cast: Cast, book: dict[str, int]
) -> None:
    mine = {f"户{number}" for number in range(60) if number % 2}
    curve = shares.curve(cast.actor(cast.lin), WHOLE)
    assert curve.revenue == sum(book[name] for name in mine if book[name] > 0)
    groups = shares.groups(cast.actor(cast.lin), WHOLE, "pyramid")
    assert sum(group.revenue for group in groups) == sum(book[name] for name in mine)
    his = Cut(owner_id=cast.zhao.pk)
    assert shares.curve(cast.actor(cast.lin), his).customers == 0
    all_of_zhao = shares.curve(cast.actor(cast.wu), his)
    assert all_of_zhao.revenue == sum(book[n] for n in set(book) - mine if book[n] > 0)
    textile = Cut(industry="物流")
    assert shares.curve(cast.actor(cast.wu), textile).customers == sum(
        book[f"户{n}"] > 0 for n in range(0, 60, 3)
    )


@pytest.mark.row("S2-08")
def test_the_flow_tells_who_went_where_and_who_stayed(cast: Cast) -> None:
    for name, grade, moves in (
        ("升", "A", [("B", "A", 10)]),
        ("来回", "B", [("B", "C", 15), ("C", "B", 5)]),
        ("降", "C", [("A", "B", 20), ("B", "C", 3)]),
        ("早", "A", [("B", "A", 200)]),
        ("留", "B", []),
    ):
        who = customer(name)
        Standing.objects.create(
            customer=who, scheme="evaluation", grade=grade, points=0, since=NIGHT, as_of=NIGHT, version=1
        )  # fmt: skip
        for before, after, days in moves:
            StandingMove.objects.create(
                customer=who, scheme="evaluation", before=before, after=after, points=0,
                moved_on=date.fromordinal(NIGHT.toordinal() - days),
            )  # fmt: skip
    found = flows.flows(cast.actor(cast.wu), WHOLE, since=months_before(NIGHT, 3))
    ways = {(flow.before, flow.after): flow.customers for flow in found}
    assert ways == {("B", "A"): 1, ("A", "C"): 1, ("A", "A"): 1, ("B", "B"): 2}


def test_months_are_counted_back_to_the_last_day_there_is() -> None:
    assert months_before(date(2026, 5, 31), 3) == date(2026, 2, 28)
    assert months_before(date(2026, 1, 15), 1) == date(2025, 12, 15)
