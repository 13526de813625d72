"""Clocks of cases over a weekend, a holiday and a make-up Saturday; every expected hour is written by hand from the published calendar.

Of 2026: 10 and 11 October are a Saturday that is worked and a Sunday that is not; 1 to 7 October are off, as are
25 to 27 September; 20 September is a Sunday that is worked. 28 November is a plain Saturday.
"""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from tests.cases import satisfied
from tests.conftest import DAY, Cast
from zhike.activities.models import Task
from zhike.care import actions as care
from zhike.care.cases import handing, stepping, telling
from zhike.care.runs import jobs as runs
from zhike.customers.models import Standing
from zhike.lib.workhours import add_minutes, minutes_between
from zhike.service.actions import Intake, Noted, name_cause
from zhike.service.models import Case

pytestmark = pytest.mark.django_db
CHINA = ZoneInfo("Asia/Shanghai")


def at(month: int, day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2026, month, day, hour, minute, tzinfo=CHINA)


def take(
    cast: Cast,
    moment: datetime,
    kind: str = "complaint",
    *,
    lane: str = "",
    severity: str = "ordinary",
) -> Case:
    return care.receive_case(
        cast.actor(cast.lin),
        customer_id=cast.hengyuan.pk,
        contact_id=cast.yu.pk,
        kind=kind,
        summary="大堂音响间歇断电",
        at=moment,
        intake=Intake(lane=lane, severity=severity),
    )


def task(step: str) -> Task:
    return Task.objects.get(origin__startswith=f"{step}:")


@pytest.mark.parametrize(
    ("start", "hours", "due"),
    [
        (at(11, 27, 16), 4, at(11, 30, 11)),  # Friday afternoon, over a weekend
        (at(11, 28, 10), 4, at(11, 30, 13)),  # taken down on a Saturday nobody works
        (at(9, 30, 16), 4, at(10, 8, 11)),  # over the seven days of October
        (at(9, 19, 10), 2, at(9, 20, 11)),  # a Saturday off, the Sunday after it is worked
        (at(10, 9, 17), 2, at(10, 10, 10)),  # Friday evening into the make-up Saturday
        (at(10, 10, 17), 2, at(10, 12, 10)),  # and out of it, over the Sunday
        (at(11, 23, 19, 30), 1, at(11, 24, 10)),  # after hours
        (at(11, 23, 7), 1, at(11, 23, 10)),  # before them
    ],
)
def test_working_hours_by_the_published_calendar(
    start: datetime, hours: int, due: datetime
) -> None:
    assert add_minutes(start, hours * 60) == due
    assert minutes_between(start, due) == hours * 60


@pytest.mark.row("S1-37", "S4-15")
def test_a_complaint_is_answered_the_same_day_and_in_writing_in_two_working_days(
    cast: Cast,
) -> None:
    case = take(cast, at(9, 30, 10))
    assert task("complaint_same_day.answer").due_at == at(9, 30, 18)
    assert task("complaint_same_day.write").due_on == date(2026, 10, 9)
    case.refresh_from_db()
    assert case.due_at == at(9, 30, 18)


@pytest.mark.row("S3-16", "S3-17")
def test_a_key_account_goes_by_the_green_channel_with_the_clock_of_its_lane(
    cast: Cast,
) -> None:
    Standing.objects.create(
        customer=cast.hengyuan,
        scheme="evaluation",
        grade="A",
        since=DAY,
        as_of=DAY,
        version=1,
        points=9000,
    )
    lanes = {
        "fault": ("fault", at(11, 27, 17), "fault_answered.answer_green", at(11, 30, 10)),
        "business": (
            "request",
            at(11, 27, 17),
            "green_request.answer_business",
            at(11, 30, 16),
        ),
    }
    for lane, (kind, moment, step, due) in lanes.items():
        case = take(cast, moment, kind)
        assert (case.lane, case.is_green) == (lane, True)
        assert task(step).due_at == due
    take(cast, at(11, 27, 17), "request", lane="project")
    assert task("green_request.answer_project").due_on == date(2026, 11, 30)
    assert not Task.objects.filter(origin__startswith="request_answered").exists()


@pytest.mark.row("S3-16")
def test_the_green_channel_is_never_slower_than_the_ordinary_one(cast: Cast) -> None:
    Standing.objects.create(
        customer=cast.hengyuan,
        scheme="evaluation",
        grade="A",
        since=DAY,
        as_of=DAY,
        version=1,
        points=9000,
    )
    dues = {at(11, 23, 9, 12): at(11, 23, 13, 12), at(11, 23, 17, 30): at(11, 23, 18)}
    for moment, due in dues.items():
        case = take(cast, moment)
        case.refresh_from_db()
        assert case.due_at == due


@pytest.mark.row("S3-17")
def test_others_go_by_the_ordinary_lane(cast: Cast) -> None:
    case = take(cast, at(11, 27, 17), "fault")
    assert not case.is_green
    assert task("fault_answered.answer").due_at == at(11, 30, 16)


def test_the_clock_stands_still_while_we_wait_for_the_customer(cast: Cast) -> None:
    mine = cast.actor(cast.lin)
    case = take(cast, at(11, 27, 14), "fault")
    assert task("fault_answered.answer").due_at == at(11, 30, 13)
    handing.wait_for_customer(
        mine, case.pk, why="等于先生发照片", ask_again_on=date(2026, 12, 1), at=at(11, 27, 16)
    )
    case.refresh_from_db()
    assert case.due_at == at(12, 1, 23, 59)
    assert task("fault_answered.answer").due_on == date(2026, 12, 1)
    handing.go_on(mine, case.pk, at=at(12, 1, 10))
    assert task("fault_answered.answer").due_at == at(12, 1, 16), "six of eight hours were left"
    entry = Noted("told", "模块已备好，下午到")
    telling.tell(mine, case.pk, entry, way="call", at=at(12, 1, 11))
    case.refresh_from_db()
    # Two hours on Friday and one on Tuesday; Monday and what lies between was waited for.
    assert case.answer_minutes == 180


@pytest.mark.row("S4-26", "S1-73")
def test_until_it_is_settled_the_customer_hears_every_two_working_days(cast: Cast) -> None:
    mine, case = cast.actor(cast.lin), take(cast, at(9, 30, 10))
    telling.tell(mine, case.pk, Noted("holding", "正在查"), way="call", at=at(9, 30, 11))
    assert task("complaint_same_day.answer").ended_on == date(2026, 9, 30)
    assert task("case_progress.progress").due_on == date(2026, 10, 9)
    telling.tell(mine, case.pk, Noted("told", "明天换模块"), way="call", at=at(10, 9, 9))
    ended, fresh = Task.objects.filter(origin__startswith="case_progress").order_by("pk")
    assert ended.ended_on == date(2026, 10, 9)
    assert fresh.due_on == date(2026, 10, 12), "Saturday the tenth is worked, Sunday is not"


@pytest.mark.row("S1-37", "S1-40")
def test_a_grave_complaint_goes_up_to_a_call_by_a_head_of_the_company(cast: Cast) -> None:
    mine = cast.actor(cast.lin)
    case = take(cast, at(11, 23, 10), severity="severe")
    call = task("complaint_same_day.head_calls")
    assert call.assignee == cast.sun
    stepping.note_step(mine, case.pk, Noted("listen", "断了三次"), at=at(11, 23, 10, 5))
    call.refresh_from_db()
    assert call.ended_on is None
    sun = cast.actor(cast.sun)
    said = Noted("apologise", "我是孙总，向您道歉", level="head")
    stepping.note_step(sun, case.pk, said, at=at(11, 23, 15))
    call.refresh_from_db()
    assert call.ended_on == DAY


@pytest.mark.row("S1-37")
def test_an_answer_that_is_late_is_told_up_the_ladder(cast: Cast) -> None:
    take(cast, at(11, 23, 10))
    assert runs.tell_late(at(11, 23, 18, 30)) == 0
    assert runs.tell_late(at(11, 24, 10)) == 1
    assert Task.objects.get(origin__startswith="late:").assignee == cast.qian
    assert runs.tell_late(at(11, 24, 18)) == 1
    assert Task.objects.filter(origin__startswith="late:", assignee=cast.sun).exists()


@pytest.mark.row("S1-73")
def test_a_settled_complaint_is_due_again_within_a_week_and_closed_when_they_are_satisfied(
    cast: Cast,
) -> None:
    mine, case = cast.actor(cast.lin), take(cast, at(11, 23, 10))
    satisfied(mine, case, at=at(11, 23, 11))
    stepping.settle(mine, case.pk, how="换了模块", ours="", at=at(11, 23, 15))
    case.refresh_from_db()
    assert case.due_at == at(11, 30, 23, 59)
    assert task("complaint_same_day.call_back").due_on == date(2026, 11, 30)
    said = Noted("follow_up", "还是断", satisfied=False)
    stepping.note_step(mine, case.pk, said, at=at(11, 27, 9))
    assert Case.objects.open().get() == case
    satisfied(mine, case, at=at(11, 27, 11))
    assert task("case_progress.progress").due_on == date(2026, 12, 1), "and hears again"
    stepping.settle(mine, case.pk, how="换了整机", ours="", at=at(11, 27, 15))
    again = Task.objects.open().get(origin__startswith="complaint_same_day.call_back")
    assert again.due_on == date(2026, 12, 4)
    name_cause(mine, case, "quality", department="工程部", on=DAY)
    said = Noted("follow_up", "好了", satisfied=True)
    stepping.note_step(mine, case.pk, said, at=at(12, 1, 9))
    case.refresh_from_db()
    assert case.closed_at == at(12, 1, 9)
    assert not Task.objects.filter(ended_on=None, kind="reply").exists()
