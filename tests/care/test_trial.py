"""A playbook is tried on the past before it is published, and the number it gives is the one that came about."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from tests.care.test_watches import born, grade
from tests.cases import satisfied
from tests.conftest import Cast
from tests.facts import customer, payment, touch
from zhike.activities.models import Task
from zhike.care import actions as care
from zhike.care import jobs
from zhike.care.trial import last_quarter, tried
from zhike.methods.library import library
from zhike.methods.steps import Standing
from zhike.trust.actor import Forbidden

pytestmark = pytest.mark.django_db
FIRST, LAST = date(2026, 7, 1), date(2026, 9, 30)
SHELF = library()


def test_the_last_quarter_is_the_one_before_this() -> None:
    assert last_quarter(date(2026, 11, 24)) == (FIRST, LAST)
    assert last_quarter(date(2026, 2, 1)) == (date(2025, 10, 1), date(2025, 12, 31))


def test_the_trial_of_complaints_counts_the_tasks_they_made(cast: Cast) -> None:
    mine = cast.actor(cast.lin)
    for day in (3, 14):
        at = datetime(2026, 8, day, 10, tzinfo=ZoneInfo("Asia/Shanghai"))
        case = care.receive_case(
            mine, customer_id=cast.hengyuan.pk, kind="complaint", summary="少货", at=at
        )
    satisfied(mine, case, at=at)
    care.resolve_case(mine, case.pk, how="补了", on=date(2026, 8, 15))
    book = SHELF.playbooks["complaint_same_day"]
    trial = tried(cast.actor(cast.sun), book, first=FIRST, last=LAST)
    assert trial.tasks == Task.objects.filter(origin__startswith=book.head.name).count() == 5
    assert trial.by_step == {"answer": 2, "write": 2, "call_back": 1}
    assert trial.busiest == ("林一", 5)


def test_the_trial_of_quiet_customers_counts_what_the_nights_would_have_laid(
    cast: Cast,
) -> None:
    grade(cast.hengyuan, "A", as_of=date(2026, 6, 1))
    for heard in ("2026-06-20", "2026-08-25", "2026-09-01"):
        touch(cast.hengyuan, heard)
    book = SHELF.playbooks["quiet_customer"]
    trial = tried(cast.actor(cast.sun), book, first=FIRST, last=LAST)
    assert [on for on, _, _ in trial.shown] == [date(2026, 7, 21)]
    laid: list[date] = []
    day = FIRST
    type(cast.hengyuan).objects.filter(pk=cast.hengyuan.pk).update(
        last_touch_on=date(2026, 6, 20)
    )
    while day < date(2026, 8, 25):
        if jobs.watch_quiet(day):
            laid.append(day)
        day += timedelta(days=1)
    assert laid == [date(2026, 7, 21)]


def test_the_trial_keeps_to_the_standing_a_changed_playbook_asks_for(cast: Cast) -> None:
    other = customer("别家", cast.lin)
    grade(cast.hengyuan, "A", as_of=date(2026, 6, 1))
    grade(other, "C", as_of=date(2026, 6, 1))
    for who in (cast.hengyuan, other):
        payment(who, "2026-08-03", None)
    book = SHELF.playbooks["payment_overdue"]
    assert tried(cast.actor(cast.sun), book, first=FIRST, last=LAST).tasks == 2
    only = replace(book, standing=Standing("evaluation", ("A",)))
    assert tried(cast.actor(cast.sun), only, first=FIRST, last=LAST).tasks == 1


def test_birthdays_by_the_moon_are_tried_on_their_day(cast: Cast) -> None:
    born(cast.hengyuan, 8, 15, birth_calendar="moon")
    trial = tried(cast.actor(cast.sun), SHELF.playbooks["birthday"], first=FIRST, last=LAST)
    assert [on for on, _, _ in trial.shown] == [date(2026, 9, 25)]


def test_the_trial_says_what_the_past_does_not_tell(cast: Cast) -> None:
    trial = tried(
        cast.actor(cast.sun), SHELF.playbooks["rhythm_broken"], first=FIRST, last=LAST
    )
    assert trial.tasks == 0
    assert "过去的日子看不出来" in trial.blind[0].zh


def test_who_may_not_publish_may_not_try(cast: Cast) -> None:
    with pytest.raises(Forbidden):
        tried(cast.actor(cast.lin), SHELF.playbooks["birthday"], first=FIRST, last=LAST)


def test_a_graded_customer_nobody_was_ever_in_touch_with_does_not_stop_the_trial(
    cast: Cast,
) -> None:
    grade(cast.hengyuan, "A", as_of=date(2026, 6, 1))
    trial = tried(
        cast.actor(cast.sun), SHELF.playbooks["quiet_customer"], first=FIRST, last=LAST
    )
    assert trial.tasks == 0
