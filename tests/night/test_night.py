"""The night walks its steps once, wherever it is killed; the day before is replayed, not handed down."""

from dataclasses import replace
from datetime import date, timedelta
from io import StringIO

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import transaction

from tests.night.company import NIGHT, found
from tests.night.tables import left_by_the_night
from zhike import nightly
from zhike.activities.models import Task
from zhike.customers.models import Customer, Standing
from zhike.nightly import STEPS, run_night
from zhike.sales.models import Order
from zhike.trust.alone import alone
from zhike.trust.models import Event
from zhike.value import facts
from zhike.value.models import Measures, Run
from zhike.value.queries import last_night

pytestmark = pytest.mark.django_db


class Killed(Exception):
    """The machine went down."""


def quietly(_line: str) -> None:
    """Nobody listens."""


def test_a_night_leaves_measures_grades_and_tasks_with_reasons() -> None:
    found()
    run_night(NIGHT, say=quietly)
    assert (
        Measures.objects.count() == Standing.objects.filter(scheme="evaluation").count() == 60
    )
    kinds = set(Task.objects.values_list("kind", flat=True))
    assert {"contact", "rhythm", "birthday", "festival", "promise"} <= kinds
    assert not Task.objects.filter(why="").exists()
    assert not Task.objects.filter(why_en="").exists()
    assert Event.objects.filter(kind="task.laid").count() == Task.objects.count()


def test_a_night_twice_is_one_night() -> None:
    found()
    run_night(NIGHT, say=quietly)
    once = left_by_the_night()
    run_night(NIGHT, say=quietly)
    assert left_by_the_night() == once


@pytest.mark.parametrize("when", ["before", "after"])
def test_a_night_killed_at_every_step_in_turn_is_a_whole_night(
    when: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    found(24)
    untouched = transaction.savepoint_create()
    run_night(NIGHT, say=quietly)
    whole = left_by_the_night()
    transaction.savepoint_rollback(untouched)
    for step in STEPS:
        steps = tuple(_dying(s, when) if s is step else s for s in STEPS)
        with monkeypatch.context() as patch:
            patch.setattr(nightly, "STEPS", steps)
            with pytest.raises(Killed, match=step.name):
                run_night(NIGHT, say=quietly)
    run_night(NIGHT, say=quietly)
    assert left_by_the_night() == whole


def _dying(step: nightly.Step, when: str) -> nightly.Step:
    def work(as_of: date) -> int:
        if when == "after":
            step.work(as_of)
        raise Killed(step.name)

    return replace(step, work=work)


def test_a_night_begun_again_does_only_what_is_left(monkeypatch: pytest.MonkeyPatch) -> None:
    found(6)
    done: list[str] = []

    def watched(step: nightly.Step) -> nightly.Step:
        def work(as_of: date) -> int:
            done.append(step.name)
            if len(done) == 4:
                raise Killed
            return step.work(as_of)

        return replace(step, work=work)

    monkeypatch.setattr(nightly, "STEPS", tuple(map(watched, STEPS)))
    with pytest.raises(Killed):
        run_night(NIGHT, say=quietly)
    run_night(NIGHT, say=quietly)
    names = [step.name for step in STEPS]
    assert done == [*names[:4], *names[3:]]


def test_facts_that_came_during_the_day_count_when_the_night_is_run_again() -> None:
    found(6)
    run_night(NIGHT, say=quietly)
    who = Customer.objects.get(name="客户0")
    before = Measures.objects.get(customer=who).orders_12m
    Order.objects.create(customer=who, number="new", ordered_on=NIGHT, amount=5)
    run_night(NIGHT, say=quietly)
    assert Measures.objects.get(customer=who).orders_12m == before + 1


def test_an_earlier_day_is_replayed_into_its_files_and_nothing_else() -> None:
    found(12)
    run_night(NIGHT, say=quietly)
    once = left_by_the_night()
    earlier = NIGHT - timedelta(90)
    run_night(earlier, say=quietly)
    assert left_by_the_night() == once
    assert (facts.of_day(earlier) / "measures.parquet").exists()
    assert (facts.of_day(earlier) / "scores-evaluation.parquet").exists()


def test_a_night_a_day_goes_on_from_the_last() -> None:
    found(12)
    for day in range(4):
        run_night(NIGHT + timedelta(day), say=quietly)
    assert set(Measures.objects.values_list("as_of", flat=True)) == {NIGHT + timedelta(3)}
    night = last_night()
    assert night is not None
    assert (night.day, len(night.steps)) == (NIGHT + timedelta(3), len(STEPS))


def test_a_night_on_an_empty_house_is_a_night() -> None:
    run_night(NIGHT, say=quietly)
    assert Run.objects.count() == len(STEPS)


def test_two_nights_never_run_at_once() -> None:
    with alone("night", settings.FACTS_DIR), pytest.raises(CommandError, match="Another night"):
        call_command("nightly", as_of=NIGHT)
    call_command("nightly", as_of=NIGHT, stdout=StringIO())
