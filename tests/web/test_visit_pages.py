"""Visits, calls, answers and waiting lists as they are used in the browser."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils.timezone import localdate, localtime, now

from tests.conftest import Cast
from tests.visiting import made_for_visits
from zhike.activities.models import Promise, RelationMove, Slip, Task, Visit
from zhike.service.models import Leave, Limit, Offering, Waiting

pytestmark = pytest.mark.django_db


@pytest.fixture
def lin(client: Client, cast: Cast) -> Client:
    client.force_login(cast.lin)
    return client


def plan(client: Client, cast: Cast, **more: str) -> None:
    said = {
        "customer": str(cast.hengyuan.pk), "purpose": "谈续约", "on": str(localdate()),
        "at": "23:59", "minutes": "45", "manner": "on_site", "contacts": str(cast.yu.pk),
        "agreed_how": "call",
    }  # fmt: skip
    answer = client.post("/visits/new/", said | more)
    assert answer.status_code == 302, answer.content.decode()


@pytest.mark.row("S4-07", "S4-08")
def test_a_visit_is_planned_on_one_screen_and_shows_whom_and_what_to_mind(
    lin: Client, cast: Cast
) -> None:
    answer = lin.post(
        "/visits/new/",
        {"customer": cast.hengyuan.pk, "purpose": "谈续约", "on": localdate(), "at": "23:59",
         "minutes": 45, "manner": "on_site", "is_formal": "on", "agreed_how": "call"},
    )  # fmt: skip
    assert answer.status_code == 422
    assert "请写明原因" in answer.content.decode()
    plan(lin, cast, is_formal="on", late_why="他临时有空")
    page = lin.get(f"/visits/{Visit.objects.get().pk}/").content.decode()
    for words in (
        "谈续约",
        "于总",
        "前任供应商的诉讼",
        "45 分钟",
        "拜访：从进门到告辞",
        "他临时有空",
    ):
        assert words in page


@pytest.mark.row("S4-11", "S4-09")
def test_a_visit_is_written_down_with_both_sides_next_steps(lin: Client, cast: Cast) -> None:
    plan(lin, cast)
    visit = Visit.objects.get()
    Visit.objects.update(starts_at=now() - timedelta(hours=2))
    at = localtime(now() - timedelta(minutes=5))
    said = {
        "said": "都好", "ended_on": str(at.date()), "ended_time": f"{at:%H:%M}",
        "ours": "送图纸", "ours_due_on": str(localdate() + timedelta(days=2)),
        "point_0": "三月开工", "sure_0": "on", "behaviour": "dissatisfied",
    }  # fmt: skip
    answer = lin.post(f"/visits/{visit.pk}/finish/", said)
    assert answer.status_code == 422
    assert "双方各写一步" in answer.content.decode()
    assert "写清要补救什么" in answer.content.decode()
    assert "三月开工" in answer.content.decode(), "nothing typed is lost"
    more = {"theirs": "报预算", "repair": "换人跟单", "repair_due_on": str(localdate())}
    answer = lin.post(f"/visits/{visit.pk}/finish/", said | more, follow=True)
    assert "已确认" in answer.content.decode()
    assert Promise.objects.count() == 2
    again = lin.get(f"/visits/{visit.pk}/finish/", follow=True).content.decode()
    assert "已经结束" in again


def test_the_task_to_be_there_is_done_by_writing_the_visit_down(
    lin: Client, cast: Cast
) -> None:
    plan(lin, cast)
    task, visit = Task.objects.get(), Visit.objects.get()
    answer = lin.get(f"/today/{task.pk}/finish/")
    assert answer.headers["Location"] == f"/visits/{visit.pk}/finish/"


def test_a_stranger_sees_no_visit_no_tour_and_no_call(client: Client, cast: Cast) -> None:
    made = made_for_visits(cast)
    client.force_login(cast.zhao)
    for path in (
        "/visits/{visit}/", "/visits/{visit}/finish/", "/visits/{visit}/reception/",
        "/visits/tours/{tour}/", "/calls/back/{call}/", "/replies/{case}/",
    ):  # fmt: skip
        assert client.get(path.format(**made)).status_code == 404, path
    page = client.get("/visits/coverage/").content.decode()
    page += client.get("/replies/waiting/{service}/".format(**made)).content.decode()
    assert "恒远" not in page


@pytest.mark.row("S2-37")
def test_a_tour_is_laid_out_in_the_order_written_beside_the_names(
    lin: Client, cast: Cast
) -> None:
    page = lin.get("/visits/tours/new/?place=深圳").content.decode()
    assert "恒远机械" in page
    said = {
        "place": "深圳", "on": str(localdate() + timedelta(days=3)), "at": "09:30", "minutes": "45",
        "stop": str(cast.hengyuan.pk), f"order_{cast.hengyuan.pk}": "1",
    }  # fmt: skip
    page = lin.post("/visits/tours/new/", said, follow=True).content.decode()
    assert "09:30" in page
    assert lin.post("/visits/tours/new/", said | {"stop": ""}).status_code == 422


@pytest.mark.row("S4-36", "S4-38")
def test_whoever_rings_is_greeted_by_title_and_a_slip_has_no_line_for_where_somebody_is(
    client: Client, cast: Cast
) -> None:
    made_for_visits(cast)
    client.force_login(cast.wu)
    page = client.get("/calls/in/?who=于海").content.decode()
    assert "于总，您好！" in page
    assert "请求延长质保" in page
    nobody = client.get("/calls/in/?who=13900009999").content.decode()
    assert "没有认出来" in nobody
    said = {"kind": "ring_back", "for_user": cast.lin.pk, "purpose": "问库存", "caller": "于总"}
    answer = client.post("/calls/slip/", said)
    assert answer.status_code == 422, "a promise to ring back names its minute"
    client.post("/calls/slip/", said | {"kind": "message", "customer": cast.hengyuan.pk})
    slip = Slip.objects.filter(purpose="问库存").get()
    assert slip.task is not None
    assert slip.task.assignee == cast.lin


@pytest.mark.row("S3-19")
def test_the_call_back_asks_consent_before_anything_else(lin: Client, cast: Cast) -> None:
    made = made_for_visits(cast)
    address = "/calls/back/{call}/".format(**made)
    page = lin.get(address).content.decode()
    assert page.index("先问：现在方便吗") < page.index("问一")
    answer = lin.post(address, {"consent": "yes", "said": "好"})
    assert answer.status_code == 422, "how long it took is asked"
    lin.post(address, {"consent": "yes", "said": "用得好", "minutes": "3"})
    assert "用得好" in lin.get(address).content.decode()


@pytest.mark.row("S4-15", "S4-16")
def test_an_answer_shows_its_clock_its_letters_and_waits_for_leave(
    client: Client, cast: Cast
) -> None:
    made = made_for_visits(cast)
    client.force_login(cast.lin)
    address = "/replies/{case}/".format(**made)
    page = client.get(address).content.decode()
    assert "书面答复来函" in page
    assert "document=written_reply" in page
    client.post(f"{address}leave/", {"matter": "赔付", "what": "赔 900 元", "amount": "900"})
    said = {"kind": "letter", "manner": "answered", "how": "赔 900"}
    assert "还在请示" in client.post(address, said).content.decode()
    client.force_login(cast.qian)
    assert "赔 900 元" in client.get("/guard/").content.decode()
    leave = Leave.objects.get()
    client.post(f"/replies/leaves/{leave.pk}/decide/", {"grant": "1"})
    client.force_login(cast.lin)
    assert client.post(address, said).status_code == 302


@pytest.mark.row("S4-17")
def test_a_no_to_a_service_we_lack_puts_the_customer_on_its_list(
    client: Client, cast: Cast
) -> None:
    made = made_for_visits(cast)
    client.force_login(cast.lin)
    said = {"kind": "letter", "manner": "not_offered", "how": "还没有开"}
    answer = client.post("/replies/{case}/".format(**made), said)
    assert answer.status_code == 422
    more = {"alternative": "自取", "offering": "上门安装"}
    client.post("/replies/{case}/".format(**made), said | more)
    assert Waiting.objects.filter(offering__name="上门安装").exists()
    offering = Offering.objects.get(name="上门安装")
    assert client.post(f"/replies/waiting/{offering.pk}/open/").status_code == 403
    client.force_login(cast.sun)
    page = client.post(f"/replies/waiting/{offering.pk}/open/", follow=True).content.decode()
    assert "1 位等着的客户" in page


@pytest.mark.row("S4-16")
def test_the_authority_table_is_read_by_all_and_changed_by_the_director(
    client: Client, cast: Cast
) -> None:
    said = {"role": "account_manager", "matter": "赔付", "amount": "500"}
    client.force_login(cast.lin)
    assert client.post("/replies/authority/", said).status_code == 403
    client.force_login(cast.sun)
    assert "¥500.00" in client.post("/replies/authority/", said, follow=True).content.decode()
    assert Limit.objects.get().amount == 50_000


@pytest.mark.row("S2-12", "S4-05")
def test_a_move_on_the_ladder_shows_on_the_person_and_in_the_brief(
    lin: Client, cast: Cast
) -> None:
    address = f"/customers/{cast.hengyuan.pk}/contacts/{cast.yu.pk}"
    assert lin.post(f"{address}/stages/path/", {"stage": "relation"}).status_code == 422
    lin.post(f"{address}/stages/path/", {"stage": "relation", "evidence": "主动来问选型"})
    assert RelationMove.objects.get().by == cast.lin
    page = lin.get(f"{address}/").content.decode()
    assert "主动来问选型" in page
    assert "从关系到生意" in page
    brief = lin.get(f"/customers/{cast.hengyuan.pk}/brief/").content.decode()
    assert '<span class="chip ">关系</span>' in brief


@pytest.mark.row("S4-39", "S4-41")
def test_a_reception_says_who_meets_them_and_who_sits_where_by_rank(
    client: Client, cast: Cast
) -> None:
    made = made_for_visits(cast)
    Visit.objects.get(pk=made["visit"]).colleagues.add(cast.sun)
    client.force_login(cast.lin)
    address = "/visits/{visit}/reception/".format(**made)
    said = {"grade": "warm", "met_by": cast.qian.pk, "room": "三楼会议室", "vehicle": "商务车"}
    page = client.post(address, said, follow=True).content.decode()
    for words in ("三楼会议室", "商务车", "钱三", "于海"):
        assert words in page
    seats = page[page.index("我方") :]
    assert seats.index("孙四") < seats.index("林一"), "the director sits in the centre"


@pytest.mark.row("S4-04", "S4-40", "S4-42")
def test_the_seven_norms_stand_on_one_page_with_where_they_live(
    lin: Client, cast: Cast
) -> None:
    page = lin.get("/visits/norms/").content.decode()
    assert "7. 举止与礼仪" in page
    for words in ("有时限", "逐项核对", "引路、电梯、楼梯", "会谈举止"):
        assert words in page
    assert 'href="/visits/"' in page
