"""The clock asks whether a night is owed, and misses none."""

from datetime import date, datetime, timedelta

import pytest
from django.utils import timezone

from tests.conftest import Cast
from zhike.exchange.models import Import
from zhike.nightly import STEPS, run_night
from zhike.serving.chores import night_owed
from zhike.serving.clock import night_due
from zhike.serving.nights import LAST_STEP, newest_whole_night
from zhike.value import runs

DAY = date(2026, 11, 23)
YESTERDAY = DAY - timedelta(days=1)


def at(text: str) -> datetime:
    return timezone.make_aware(datetime.fromisoformat(text))


@pytest.mark.parametrize(
    ("now", "last", "owed"),
    [
        (at("2026-11-23 02:09"), YESTERDAY, None),
        (at("2026-11-23 02:10"), YESTERDAY, DAY),
        (at("2026-11-23 09:00"), date(2026, 11, 19), DAY),
        (at("2026-11-23 09:00"), DAY, None),
        (at("2026-11-23 00:30"), date(2026, 11, 21), YESTERDAY),
        (at("2026-11-23 09:00"), None, DAY),
        (at("2026-03-01 02:10"), date(2026, 2, 28), date(2026, 3, 1)),
    ],
)  # fmt: skip
def test_a_night_is_owed_from_ten_past_two_or_when_one_was_missed(
    now: datetime, last: date | None, owed: date | None
) -> None:
    assert night_due(now, last) == owed


def test_the_last_step_of_the_night_is_the_one_the_clock_waits_for() -> None:
    assert STEPS[-1].name == LAST_STEP


@pytest.mark.django_db
def test_a_night_cut_off_in_the_middle_is_still_owed() -> None:
    runs.finish("extract", DAY, methods="", rows=0, seconds=0)
    assert newest_whole_night() is None


@pytest.mark.django_db
def test_an_import_that_changed_the_book_calls_for_another_night(cast: Cast) -> None:
    now = timezone.localtime()
    run_night(now.date(), say=lambda _line: None)
    assert night_owed(now) is None
    Import.objects.create(
        target="orders",
        file_name="book.csv",
        folder="1",
        sha256="",
        size=1,
        state=Import.State.COMMITTED,
        created_at=now,
        finished_at=timezone.now(),
    )
    assert night_owed(now) == now.date()
    run_night(now.date(), say=lambda _line: None)
    assert night_owed(now) is None
