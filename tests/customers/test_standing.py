from datetime import date, timedelta

import pytest

from tests.facts import customer
from zhike.customers.actions.standing import Graded, Scheme, hand_down
from zhike.customers.models import Customer, Standing, StandingMove
from zhike.trust.actor import Actor
from zhike.trust.models import Event

pytestmark = pytest.mark.django_db
DAY = date(2026, 11, 21)
SCHEME = Scheme("evaluation", 1)


def give(who: Customer, grade: str, points: int, *, as_of: date = DAY) -> int:
    return hand_down(Actor.clock(), SCHEME, [Graded(who.pk, grade, points)], as_of=as_of)


@pytest.mark.row("S2-08", "S1-60")
def test_a_grade_that_changes_leaves_a_move_and_one_event() -> None:
    who = customer("恒远")
    assert give(who, "B", 7500) == 1
    assert give(who, "B", 7600, as_of=DAY + timedelta(1)) == 0
    assert give(who, "A", 8100, as_of=DAY + timedelta(2)) == 1
    standing = Standing.objects.get(customer=who)
    assert (standing.grade, standing.since) == ("A", DAY + timedelta(2))
    moves = StandingMove.objects.order_by("moved_on").values_list("before", "after")
    assert list(moves) == [("", "B"), ("B", "A")]
    events = Event.objects.filter(kind="customer.regraded", customer_id=who.pk)
    assert [event.particulars["after"] for event in events.order_by("pk")] == ["B", "A"]


def test_the_same_night_twice_changes_nothing() -> None:
    who = customer("恒远")
    give(who, "B", 7500)
    before = list(Standing.objects.values())
    assert give(who, "B", 7500) == 0
    assert list(Standing.objects.values()) == before
    assert Event.objects.count() == 1


def test_new_points_without_a_new_grade_keep_since() -> None:
    who = customer("恒远")
    give(who, "B", 7500)
    give(who, "B", 7900, as_of=DAY + timedelta(1))
    standing = Standing.objects.get(customer=who)
    assert (standing.since, standing.points, standing.as_of) == (
        DAY,
        7900,
        DAY + timedelta(1),
    )


def test_there_and_back_on_one_day_is_no_move() -> None:
    who = customer("恒远")
    give(who, "B", 7500)
    next_day = DAY + timedelta(1)
    give(who, "A", 8000, as_of=next_day)
    give(who, "B", 7500, as_of=next_day)
    assert not StandingMove.objects.filter(moved_on=next_day).exists()


def test_a_customer_that_is_gone_gets_no_standing() -> None:
    who = customer("恒远")
    rows = [Graded(who.pk + 1, "A", 9000), Graded(who.pk, "A", 9000)]
    assert hand_down(Actor.clock(), SCHEME, rows, as_of=DAY) == 1
