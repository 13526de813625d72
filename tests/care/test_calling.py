"""Calls taken for a colleague, rung back on the minute, and call-backs that begin with consent."""

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

import pytest

from tests.conftest import DAY, Cast
from zhike.activities.actions.calls import SlipDraft
from zhike.activities.models import Promise, Slip, Task, Touch
from zhike.care import actions as care
from zhike.care import calling, jobs

pytestmark = pytest.mark.django_db
CHINA = ZoneInfo("Asia/Shanghai")
NOON = datetime(2026, 11, 23, 12, tzinfo=CHINA)
AT_THREE = datetime(2026, 11, 23, 15, 10, tzinfo=CHINA)


@pytest.mark.row("S4-38")
def test_a_message_for_somebody_absent_becomes_his_task(cast: Cast) -> None:
    draft = SlipDraft("message", "问到货时间", cast.lin.pk, "于总", "0755-123", is_urgent=True)
    slip = calling.take_call(
        cast.actor(cast.wu), draft, at=NOON, customer_id=cast.hengyuan.pk, contact_id=cast.yu.pk
    )
    task = Task.objects.get()
    assert (task.assignee, task.title, task.due_on) == (cast.lin, "给于总回电", DAY)
    slip.refresh_from_db()
    assert slip.task == task
    assert calling.slips(cast.actor(cast.lin)) == [slip]
    assert calling.slips(cast.actor(cast.zhao)) == []


@pytest.mark.row("S4-37", "S4-38")
def test_a_promise_to_ring_back_has_its_minute_and_is_kept_by_ringing(cast: Cast) -> None:
    draft = SlipDraft("ring_back", "库存", cast.lin.pk, "于总", ring_at=AT_THREE)
    calling.take_call(cast.actor(cast.lin), draft, at=NOON, customer_id=cast.hengyuan.pk)
    task = Task.objects.get()
    assert task.due_at == AT_THREE
    assert jobs.watch_promises(DAY) == 0, "it has its task"
    care.finish_step(cast.actor(cast.lin), task.pk, kind="call", summary="有货", on=DAY)
    assert Promise.objects.get().result == "kept"


def test_a_wrong_number_is_kept_as_a_lead(cast: Cast) -> None:
    draft = SlipDraft("lead", "打错了，做模具的", cast.lin.pk, number="0755-999")
    calling.take_call(cast.actor(cast.wu), draft, at=NOON)
    task = Task.objects.get()
    assert task.customer is None
    assert task.title == "看看是不是新客户：打错了，做模具的"
    care.finish_step(cast.actor(cast.lin), task.pk, kind="call", summary="不是", on=DAY)
    assert Slip.objects.get().task == task


@pytest.mark.row("S3-19")
def test_without_consent_nothing_is_asked_and_he_is_called_when_it_suits_him(
    cast: Cast,
) -> None:
    mine = cast.actor(cast.lin)
    calling.set_hours(
        mine, cast.yu.pk, opens=time(10, 30), closes=time(11, 30), note="", on=DAY
    )
    call = calling.plan_call_back(
        mine, customer_id=cast.hengyuan.pk, contact_id=cast.yu.pk, purpose="新设备用得怎样",
        wanted_on=date(2026, 11, 24), on=DAY,
    )  # fmt: skip
    task = Task.objects.get()
    assert task.due_at == datetime(2026, 11, 24, 10, 30, tzinfo=CHINA)
    assert "10:30–11:30" in task.why
    better = datetime(2026, 11, 25, 16, tzinfo=CHINA)
    calling.put_off(mine, call.pk, better_at=better, on=date(2026, 11, 24))
    task.refresh_from_db()
    assert task.due_at == better
    assert not Touch.objects.exists()
    calling.end_call_back(
        mine, call.pk, consented=True, said="用得好", answers=[("好用吗", "好用")], minutes=4,
        on=date(2026, 11, 25),
    )  # fmt: skip
    call.refresh_from_db()
    assert (call.minutes, call.answers[0]["answer"]) == (4, "好用")
    task.refresh_from_db()
    assert task.result == "done"


def test_who_wants_no_call_back_is_asked_nothing_and_no_touch_is_kept(cast: Cast) -> None:
    mine = cast.actor(cast.lin)
    call = calling.plan_call_back(
        mine, customer_id=cast.hengyuan.pk, purpose="满意吗", wanted_on=DAY, on=DAY
    )
    calling.end_call_back(
        mine, call.pk, consented=False, said="", answers=[("满意吗", "x")], minutes=1, on=DAY
    )
    call.refresh_from_db()
    assert call.answers == []
    assert not Touch.objects.exists()
    assert not Task.objects.unscoped().open().exists()
