"""Letters answered in writing, leave asked of a superior, a polite no, and who waits for a service."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from tests.conftest import DAY, Cast
from zhike.activities.models import Milestone, Task, Touch
from zhike.care import actions as care
from zhike.care.replying import (
    NotInWriting,
    Reply,
    ask_leave,
    decide_leave,
    open_service,
    reply,
    wait_for,
)
from zhike.care.runs import jobs as runs
from zhike.service import leaves
from zhike.service.actions import NoOtherWay, StillAsked
from zhike.service.models import Case, Leave, Waiting
from zhike.trust.actor import Forbidden
from zhike.trust.requests import OwnRequest

pytestmark = pytest.mark.django_db
CHINA = ZoneInfo("Asia/Shanghai")
MONDAY = datetime(2026, 11, 23, 10, tzinfo=CHINA)


def letter(cast: Cast) -> Case:
    return care.receive_case(
        cast.actor(cast.lin),
        customer_id=cast.hengyuan.pk,
        contact_id=cast.yu.pk,
        kind="letter",
        summary="请求延长质保",
        at=MONDAY,
    )


def task(key: str) -> Task:
    return Task.objects.get(origin__startswith=f"{key}:")


@pytest.mark.row("S4-15")
def test_a_letter_is_answered_in_writing_within_two_working_days_or_the_lead_hears(
    cast: Cast,
) -> None:
    case = letter(cast)
    assert task("letter_answered.answer").due_on == date(2026, 11, 25)
    with pytest.raises(NotInWriting):
        reply(cast.actor(cast.lin), case.pk, Reply("call", "可以"), on=DAY)
    assert runs.tell_late(datetime(2026, 11, 27, 10, tzinfo=CHINA)) == 1
    assert Task.objects.get(origin__startswith="late:").assignee == cast.qian
    reply(cast.actor(cast.lin), case.pk, Reply("letter", "可以延长一年"), on=DAY)
    assert not Task.objects.unscoped().open().exists()
    assert Touch.objects.get().kind == "letter"


@pytest.mark.row("S4-16")
def test_what_is_beyond_my_authority_waits_for_another(cast: Cast) -> None:
    mine, lead, case = cast.actor(cast.lin), cast.actor(cast.qian), letter(cast)
    leaves.set_limit(
        cast.actor(cast.sun),
        role="account_manager",
        matter="赔付",
        amount=50000,
        note="",
        on=DAY,
    )
    with pytest.raises(leaves.Within):
        ask_leave(mine, case.pk, matter="赔付", what="赔 300 元", amount=30000, at=MONDAY)
    leave = ask_leave(mine, case.pk, matter="赔付", what="赔 900 元", amount=90000, at=MONDAY)
    assert task("leave_asked.decide").assignee == cast.qian
    assert task("leave_asked.hold").assignee == cast.lin
    with pytest.raises(StillAsked):
        reply(mine, case.pk, Reply("letter", "赔 900"), on=DAY)
    with pytest.raises((OwnRequest, Forbidden)):
        decide_leave(mine, leave.pk, grant=True, why="", at=MONDAY, on=DAY)
    decide_leave(lead, leave.pk, grant=True, why="可以", at=MONDAY, on=DAY)
    assert task("leave_asked.decide").result == "settled"
    assert Leave.objects.get().is_granted
    reply(mine, case.pk, Reply("letter", "赔 900"), on=DAY)


@pytest.mark.row("S4-18")
def test_a_no_gives_its_reason_and_another_way(cast: Cast) -> None:
    mine, case = cast.actor(cast.lin), letter(cast)
    with pytest.raises(NoOtherWay):
        reply(mine, case.pk, Reply("letter", "合同不允许", "refused"), on=DAY)
    resolution = reply(
        mine, case.pk, Reply("letter", "合同不允许", "refused", "可以另购一年"), on=DAY
    )
    assert (resolution.manner, resolution.alternative) == ("refused", "可以另购一年")


@pytest.mark.row("S4-17")
def test_whoever_waits_for_a_service_is_told_when_it_opens(cast: Cast) -> None:
    mine, boss, case = cast.actor(cast.lin), cast.actor(cast.sun), letter(cast)
    said = Reply("letter", "还没有开", "not_offered", "前一天下单次日早送", "夜间配送")
    reply(mine, case.pk, said, on=DAY)
    with pytest.raises(NoOtherWay):
        wait_for(
            mine, customer_id=cast.hengyuan.pk, service_name="夜间配送", alternative=" ", on=DAY
        )
    wait_for(
        mine, customer_id=cast.hengyuan.pk, service_name="夜间配送", alternative="自取", on=DAY
    )
    waiting = Waiting.objects.get()
    assert waiting.alternative == "前一天下单次日早送", "waiting twice is waiting once"
    with pytest.raises(Forbidden):
        open_service(mine, waiting.offering_id, on=DAY)
    _, told = open_service(boss, waiting.offering_id, on=DAY)
    assert told == 1
    assert Milestone.objects.get().kind == "service_opened"
    tell = task("service_opened.tell")
    assert (tell.title, tell.assignee) == ("告诉于总：开通了", cast.lin)
