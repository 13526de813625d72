"""A night writes only what differs from the last one, and leaves what a whole one would have left."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.db import transaction

from tests.night.company import NIGHT, found
from tests.night.tables import left_by_the_night
from zhike.customers.actions.classes import classify
from zhike.customers.classes import scheme
from zhike.customers.models import Customer, Rating, Standing
from zhike.sales.models import Order
from zhike.trust.actor import Actor
from zhike.value import jobs, taken
from zhike.value.classing import propose_classes
from zhike.value.models import Measures, Taken
from zhike.value.ruled_classes import hand_down_ruled

pytestmark = pytest.mark.django_db
NEXT = NIGHT + timedelta(1)
_READ = (jobs.extract, jobs.measure, jobs.score)
_WRITTEN = (jobs.keep_measures, jobs.hand_down_standings, propose_classes, hand_down_ruled)


class Killed(Exception):
    """The machine went down."""


def night(as_of: date) -> None:
    for job in (*_READ, *_WRITTEN):
        job(as_of)


def a_day_goes_by() -> None:
    """Somebody buys, somebody new comes, one is rated, one is put into a class by hand, one is given back, one row is lost."""
    a, b, c, d = Customer.objects.order_by("pk")[:4]
    Order.objects.create(customer=a, number="today", ordered_on=NIGHT, amount=7_000_000)
    Customer.objects.create(
        name="新来的", name_key="新来的", pinyin="xin", owner=a.owner, team=a.team
    )
    Rating.objects.create(customer=b, criterion="attitude", value=100, rated_on=NIGHT)
    for who in (c, d):
        classify(Actor.clock(), who, scheme("position"), "main", why="同行都看他", on=NIGHT)
    classify(Actor.clock(), d, scheme("position"), "", why="不再", on=NIGHT)
    Measures.objects.filter(customer=d).delete()


def test_what_is_left_is_what_a_whole_night_leaves() -> None:
    found(24)
    night(NIGHT)
    a_day_goes_by()
    before = transaction.savepoint_create()
    night(NEXT)
    left = left_by_the_night()
    transaction.savepoint_rollback(before)
    Taken.objects.all().delete()
    night(NEXT)
    assert left == left_by_the_night()
    assert set(Measures.objects.values_list("as_of", flat=True)) == {NEXT}


def test_who_did_not_change_is_not_written() -> None:
    found(24)
    night(NIGHT)
    for job in _READ:
        job(NIGHT)
    assert jobs.keep_measures(NIGHT) == 0
    for job in (*_READ, jobs.keep_measures):
        job(NEXT)
    before = dict(Standing.objects.values_list("pk", "as_of"))
    jobs.hand_down_standings(NEXT)
    propose_classes(NEXT)
    hand_down_ruled(NEXT)
    still = [
        pk for pk, day in Standing.objects.values_list("pk", "as_of") if before.get(pk) == day
    ]
    assert len(still) > len(before) // 2


@pytest.mark.parametrize("step", _WRITTEN, ids=lambda step: step.__name__)
def test_a_step_killed_half_way_is_written_whole_the_next_time(
    step: Callable[[date], int], monkeypatch: pytest.MonkeyPatch
) -> None:
    found(24)
    night(NIGHT)
    a_day_goes_by()
    before = transaction.savepoint_create()
    night(NEXT)
    whole = left_by_the_night()
    transaction.savepoint_rollback(before)
    for job in (*_READ, *_WRITTEN[: _WRITTEN.index(step)]):
        job(NEXT)
    with monkeypatch.context() as patched:
        patched.setattr(taken, "_copy", _down)
        with pytest.raises(Killed):
            step(NEXT)
    for job in _WRITTEN[_WRITTEN.index(step) :]:
        job(NEXT)
    assert left_by_the_night() == whole


def _down(*_: object) -> None:
    raise Killed


def test_a_backup_put_back_is_not_taken_for_the_night_after_it() -> None:
    found(24)
    night(NIGHT)
    backup = transaction.savepoint_create()
    a_day_goes_by()
    night(NEXT)
    transaction.savepoint_rollback(backup)
    night(NEXT)
    assert Measures.objects.count() == Customer.objects.count() == 24
    assert not Order.objects.filter(number="today").exists()
    left = left_by_the_night()
    Taken.objects.all().delete()
    night(NEXT)
    assert left == left_by_the_night()
