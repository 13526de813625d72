"""The working day: steps are finished, put off, struck off, handed over; what was said is kept."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils.timezone import localdate

from tests.conftest import Cast
from zhike.activities.models import Promise, Task, Touch
from zhike.customers.models import Customer
from zhike.trust.models import Event


@pytest.fixture
def call(cast: Cast) -> Task:
    """A reminder that Hengyuan has not been heard from."""
    return Task.objects.create(
        customer=cast.hengyuan,
        contact=cast.yu,
        kind=Task.Kind.CONTACT,
        title="联系一次",
        title_en="Get in touch",
        why="上次联系 10月11日，已 43 天",
        why_en="last contact 11 Oct, 43 days ago",
        due_on=localdate(),
        laid_on=localdate(),
        assignee=cast.lin,
        origin="quiet:1",
    )


def test_every_line_of_the_agenda_says_why(as_lin: Client, call: Task) -> None:
    html = as_lin.get("/today/").content.decode()
    assert '<div class="why">上次联系 10月11日，已 43 天</div>' in html


def test_the_reason_is_there_in_english_too(as_lin: Client, cast: Cast, call: Task) -> None:
    cast.lin.language = "en"
    cast.lin.save()
    assert "last contact 11 Oct, 43 days ago" in as_lin.get("/today/").content.decode()


@pytest.mark.row("S1-20")
def test_done_asks_for_the_outcome_and_the_next_step(
    as_lin: Client, cast: Cast, call: Task
) -> None:
    answer = as_lin.post(
        f"/today/{call.pk}/finish/",
        {
            "kind": "call",
            "summary": "确认西楼翻新三月批预算",
            "promise": "发同业案例",
            "promise_due_on": str(localdate() + timedelta(days=2)),
            "next_title": "约高层会面",
            "next_due_on": str(localdate() + timedelta(days=9)),
        },
    )
    assert answer.status_code == 302
    call.refresh_from_db()
    assert (call.result, call.outcome) == ("done", "确认西楼翻新三月批预算")
    assert Touch.objects.get().contact == cast.yu
    assert Promise.objects.get().what == "发同业案例"
    assert set(Task.objects.open().values_list("title", flat=True)) == {
        "兑现：发同业案例",
        "约高层会面",
    }
    assert Customer.objects.get().last_touch_on == localdate()


def test_a_step_done_twice_is_done_once(as_lin: Client, call: Task) -> None:
    said = {"kind": "call", "summary": "打过了"}
    as_lin.post(f"/today/{call.pk}/finish/", said)
    assert as_lin.post(f"/today/{call.pk}/finish/", said).status_code == 404
    assert Touch.objects.count() == 1


def test_done_without_a_word_is_refused_and_loses_nothing(as_lin: Client, call: Task) -> None:
    answer = as_lin.post(
        f"/today/{call.pk}/finish/", {"kind": "call", "summary": "", "promise": "发案例"}
    )
    html = answer.content.decode()
    assert 'value="发案例"' in html
    assert "请写上日期" in html
    assert Touch.objects.count() == 0


def test_what_is_put_off_comes_back_on_its_day(as_lin: Client, call: Task) -> None:
    as_lin.post(f"/today/{call.pk}/snooze/", {"until": str(localdate() + timedelta(days=3))})
    assert "联系一次" not in as_lin.get("/today/").content.decode()
    Task.objects.update(snoozed_until=localdate())
    assert "联系一次" in as_lin.get("/today/").content.decode()


def test_nothing_is_put_off_into_the_past(as_lin: Client, call: Task) -> None:
    answer = as_lin.post(f"/today/{call.pk}/snooze/", {"until": str(localdate())})
    assert "请选明天到三个月内的一天" in answer.content.decode()


def test_a_colleague_finds_what_was_handed_to_him(
    client: Client, cast: Cast, call: Task
) -> None:
    client.force_login(cast.lin)
    client.post(f"/today/{call.pk}/hand-over/", {"to_user": cast.qian.pk})
    client.force_login(cast.qian)
    assert "联系一次" in client.get("/today/").content.decode()


def test_nothing_is_handed_to_somebody_who_cannot_see_the_customer(
    as_lin: Client, cast: Cast, call: Task
) -> None:
    answer = as_lin.post(f"/today/{call.pk}/hand-over/", {"to_user": cast.zhao.pk}, follow=True)
    assert "这位同事看不到该客户" in answer.content.decode()
    call.refresh_from_db()
    assert call.assignee == cast.lin


@pytest.mark.row("S1-20")
def test_a_promise_struck_off_is_a_promise_broken(as_lin: Client, cast: Cast) -> None:
    as_lin.post(
        "/touches/new/",
        {
            "customer": cast.hengyuan.pk,
            "kind": "visit",
            "on": str(localdate()),
            "summary": "谈西楼",
            "promise": "发案例",
            "promise_due_on": str(localdate()),
        },
    )
    task = Task.objects.get(kind=Task.Kind.PROMISE)
    as_lin.post(f"/today/{task.pk}/waive/", {"why": "客户说不用了"})
    assert Promise.objects.get().result == "broken"


def test_a_stranger_cannot_finish_my_step(client: Client, cast: Cast, call: Task) -> None:
    client.force_login(cast.zhao)
    answer = client.post(f"/today/{call.pk}/finish/", {"kind": "call", "summary": "x"})
    assert answer.status_code == 404
    call.refresh_from_db()
    assert call.ended_on is None


def test_a_deputy_sees_the_agenda_of_whom_he_stands_in_for(
    client: Client, cast: Cast, call: Task
) -> None:
    client.force_login(cast.lin)
    today = localdate()
    client.post(
        "/account/", {"deputy": cast.zhao.pk, "from_on": str(today), "until_on": str(today)}
    )
    client.force_login(cast.zhao)
    assert "联系一次" in client.get("/today/").content.decode()


@pytest.mark.row("S4-25")
def test_a_call_settles_the_reminder_to_call(as_lin: Client, cast: Cast, call: Task) -> None:
    as_lin.post(
        "/touches/new/",
        {
            "customer": cast.hengyuan.pk,
            "kind": "call",
            "on": str(localdate()),
            "summary": "问了近况",
        },
    )
    call.refresh_from_db()
    assert call.result == "settled"


def test_a_touch_written_late_keeps_its_own_day(as_lin: Client, cast: Cast, call: Task) -> None:
    day = localdate() - timedelta(days=40)
    as_lin.post(
        "/touches/new/",
        {"customer": cast.hengyuan.pk, "kind": "visit", "on": str(day), "summary": "上门"},
    )
    event = Event.objects.get(kind="touch.logged")
    assert (event.happened_on, event.user) == (day, cast.lin)
    call.refresh_from_db()
    assert call.ended_on is None, "a visit of forty days ago does not settle today's reminder"


def test_nobody_can_have_called_tomorrow(as_lin: Client, cast: Cast) -> None:
    day = localdate() + timedelta(days=1)
    answer = as_lin.post(
        "/touches/new/",
        {"customer": cast.hengyuan.pk, "kind": "call", "on": str(day), "summary": "x"},
    )
    assert answer.status_code == 422
    assert "还没到这一天" in answer.content.decode()


def test_a_name_typed_in_the_log_is_enough(as_lin: Client, cast: Cast) -> None:
    said = {"who": "hyjx", "kind": "call", "on": str(localdate()), "summary": "问了近况"}
    assert as_lin.post("/touches/new/", said).status_code == 302
    assert Touch.objects.get().customer == cast.hengyuan


@pytest.mark.row("S1-37")
def test_a_complaint_is_answered_the_same_day(as_lin: Client, cast: Cast) -> None:
    as_lin.post(
        "/touches/case/",
        {"customer": cast.hengyuan.pk, "kind": "complaint", "summary": "光驱与合同不符"},
    )
    html = as_lin.get("/today/").content.decode()
    assert "当天答复投诉" in html
    assert "光驱与合同不符" in html
    reply = Task.objects.get(title="当天答复投诉")
    assert reply.due_on == localdate()
    assert reply.due_at is not None


def test_nobody_s_tasks_are_for_those_who_can_give_them_to_somebody(
    client: Client, cast: Cast, call: Task
) -> None:
    Task.objects.update(assignee=None)
    for user, sees in ((cast.sun, True), (cast.lin, False)):
        client.force_login(user)
        assert ("联系一次" in client.get("/today/").content.decode()) is sees
