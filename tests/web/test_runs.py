"""Milestones, runs, promises and load as they are used in the browser."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils.timezone import localdate

from tests.conftest import DAY, Cast
from zhike.activities.models import Milestone, Promise, Task
from zhike.care.models import Run

pytestmark = pytest.mark.django_db


@pytest.fixture
def lin(client: Client, cast: Cast) -> Client:
    client.force_login(cast.lin)
    return client


def milestone(client: Client, cast: Cast, **more: str) -> None:
    said = {"kind": "deal_won", "what": "控制柜 20 套", "happens_on": str(localdate())}
    answer = client.post(f"/customers/{cast.hengyuan.pk}/milestones/new/", said | more)
    assert answer.status_code == 302, answer.content.decode()


@pytest.mark.row("S1-04", "S1-05")
def test_a_deal_noted_shows_its_way_and_what_is_to_do(lin: Client, cast: Cast) -> None:
    milestone(lin, cast)
    page = lin.get(f"/customers/{cast.hengyuan.pk}/runs/").content.decode()
    assert "成交后跟进" in page
    assert "等：交货完成" in page
    assert "进行中" in lin.get(f"/customers/{cast.hengyuan.pk}/").content.decode()


def test_a_run_with_gates_says_what_stands_in_the_way(lin: Client, cast: Cast) -> None:
    milestone(lin, cast, kind="deal_lost", what="二期")
    run = Run.objects.get()
    page = lin.post(f"/runs/{run.pk}/stop/", {"why": "算了"}, follow=True).content.decode()
    assert "还不能结束" in page
    assert "马上去看客户" in page
    run.refresh_from_db()
    assert run.ended_on is None


def test_a_bad_milestone_loses_nothing_and_says_what_is_wrong(lin: Client, cast: Cast) -> None:
    answer = lin.post(
        f"/customers/{cast.hengyuan.pk}/milestones/new/",
        {"kind": "deal_won", "what": "控制柜", "happens_on": "1066-10-14"},
    )
    assert answer.status_code == 422
    assert "请选 2000 年以后" in answer.content.decode()
    assert "控制柜" in answer.content.decode()
    assert not Milestone.objects.exists()


def test_a_stranger_sees_no_run(client: Client, cast: Cast) -> None:
    client.force_login(cast.lin)
    milestone(client, cast)
    client.force_login(cast.zhao)
    assert client.get(f"/runs/{Run.objects.get().pk}/").status_code == 404
    assert client.get(f"/customers/{cast.hengyuan.pk}/runs/").status_code == 404


def test_a_task_that_asks_for_proof_offers_only_what_proves_it(lin: Client, cast: Cast) -> None:
    milestone(lin, cast, kind="deal_lost", what="二期")
    visit = Task.objects.get(origin__startswith="after_loss.visit")
    page = lin.get(f"/today/{visit.pk}/finish/").content.decode()
    assert 'value="visit"' in page
    assert 'value="note"' not in page
    assert "为什么有这件事" in page
    answer = lin.post(f"/today/{visit.pk}/finish/", {"kind": "note", "summary": "去过了"})
    assert answer.status_code == 200
    visit.refresh_from_db()
    assert visit.ended_on is None


def test_a_checklist_is_ticked_and_kept(lin: Client, cast: Cast) -> None:
    milestone(lin, cast)
    inspect = Task.objects.get(origin__startswith="after_deal.inspect")
    page = lin.get(f"/today/{inspect.pk}/finish/").content.decode()
    assert "数量和订单对过" in page
    lin.post(
        f"/today/{inspect.pk}/finish/",
        {"kind": "note", "summary": "都对", "ticked": ["0", "1"]},
    )
    inspect.refresh_from_db()
    assert [line["done"] for line in inspect.checklist] == [True, True, False]


@pytest.mark.row("S1-20")
def test_a_promise_from_anywhere_is_on_the_agenda_and_its_fate_is_counted(
    lin: Client, cast: Cast
) -> None:
    due = str(localdate())
    lin.post(
        "/promises/new/",
        {"customer": cast.hengyuan.pk, "what": "送样品", "due_on": due, "made_in": "quote"},
    )
    promise = Promise.objects.get()
    assert promise.made_in == "quote"
    task = Task.objects.get(promise=promise)
    lin.post(
        f"/today/{task.pk}/finish/",
        {"kind": "visit", "summary": "多送了一套", "is_exceeded": "on"},
    )
    promise.refresh_from_db()
    assert promise.result == "exceeded"
    page = lin.get("/promises/").content.decode()
    assert "超额兑现" in page


@pytest.mark.row("S3-04")
def test_failed_promises_are_counted_per_million_against_an_aim_one_sets(
    client: Client, cast: Cast
) -> None:
    for n in range(8):
        Promise.objects.create(
            customer=cast.hengyuan,
            what=f"第 {n} 个",
            made_on=localdate(),
            made_by=cast.lin,
            due_on=localdate(),
            settled_on=localdate(),
            result="late" if n == 0 else "kept",
        )
    client.force_login(cast.qian)
    page = client.get("/promises/").content.decode()
    assert "125000" in page.replace(",", "")
    assert "87% 按时兑现" in page
    client.post("/promises/aim/", {"promise_defects": "200000"})
    assert "目标：不超过 200000" in client.get("/promises/").content.decode().replace(",", "")
    client.force_login(cast.lin)
    assert client.post("/promises/aim/", {"promise_defects": "1"}).status_code == 403


def test_a_lead_sees_who_is_late_and_looks_into_it(client: Client, cast: Cast) -> None:
    Task.objects.create(
        customer=cast.hengyuan,
        title="回电话",
        due_on=DAY.replace(year=2020),
        assignee=cast.lin,
        laid_on=DAY,
    )
    client.force_login(cast.qian)
    assert "林一" in client.get("/team/load/").content.decode()
    assert "回电话" in client.get(f"/team/load/{cast.lin.pk}/").content.decode()
    client.force_login(cast.zhao)
    assert "林一" not in client.get("/team/load/").content.decode()
    assert "回电话" not in client.get(f"/team/load/{cast.lin.pk}/").content.decode()


def test_a_task_that_repeats_can_be_stopped(lin: Client, cast: Cast) -> None:
    lin.post(
        "/touches/plan/",
        {
            "customer": cast.hengyuan.pk,
            "title": "对账",
            "due_on": str(localdate()),
            "repeat": "month",
            "checklist": "发对账单\n\n收回签字",
        },
    )
    task = Task.objects.get(title="对账")
    assert [line["zh"] for line in task.checklist] == ["发对账单", "收回签字"]
    lin.post(f"/today/{task.pk}/once/")
    task.refresh_from_db()
    assert task.repeat == ""


def test_a_promise_is_put_off_beyond_its_day_only_with_a_reason(
    lin: Client, cast: Cast
) -> None:
    due = localdate() + timedelta(days=2)
    lin.post(
        "/promises/new/",
        {"customer": cast.hengyuan.pk, "what": "送样品", "due_on": due, "made_in": "call"},
    )
    task = Task.objects.get(kind="promise")
    later = {"until": str(due + timedelta(days=1))}
    assert "请写明原因" in lin.post(f"/today/{task.pk}/snooze/", later).content.decode()
    task.refresh_from_db()
    assert task.snoozed_until is None
    lin.post(f"/today/{task.pk}/snooze/", later | {"why": "样品在途"})
    task.refresh_from_db()
    assert task.snoozed_until == due + timedelta(days=1)
    assert task.due_on == due
