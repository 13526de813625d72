"""The file in the browser: filled little by little, sealed and opened, planned and recorded, printed."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils.timezone import localdate

from tests.conftest import Cast
from tests.customers.test_facts import agreed, item, switch_on
from zhike.activities.models import Promise, Task, Touch
from zhike.customers import asking, facts
from zhike.customers.actions.facts import Learned, note_fact
from zhike.customers.asking import Subject
from zhike.customers.models import Customer, Fact, Sheet
from zhike.methods.library import library
from zhike.trust.models import Opening
from zhike.trust.policy import Channel

pytestmark = pytest.mark.django_db
MACKAY = library().forms["mackay66"]


def mackay(cast: Cast, group: str = "") -> str:
    person = f"/customers/{cast.hengyuan.pk}/contacts/{cast.yu.pk}/forms/mackay66/"
    return f"{person}{group}/" if group else person


@pytest.mark.row("S1-58", "S1-62")
def test_lin_fills_a_group_and_the_page_says_how_he_knows(as_lin: Client, cast: Cast) -> None:
    said = {"topics": "登山", "dishes": "潮汕牛肉", "source": "observed", "source_note": "聚餐"}
    as_lin.post(mackay(cast, "lifestyle"), said)
    page = as_lin.get(mackay(cast)).content.decode()
    assert "登山" in page
    assert "观察到的" in page
    assert "聚餐" in page
    assert "最近修订" in page
    assert "默认关闭" in page


def test_a_bad_answer_is_explained_and_nothing_typed_is_lost(
    as_lin: Client, cast: Cast
) -> None:
    address = f"/customers/{cast.hengyuan.pk}/forms/company_sheet/basic/"
    said = {"assets": "很多", "organisation": "有限责任公司", "source": "told"}
    answer = as_lin.post(address, said)
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "应为数字" in page
    assert "有限责任公司" in page
    assert not Fact.objects.filter(key="company_sheet.organisation").exists()


@pytest.mark.row("S1-55", "S4-19", "S1-47", "S2-25")
def test_a_company_s_sheet_its_view_and_the_four_questions_are_forms(
    as_lin: Client, cast: Cast
) -> None:
    base = f"/customers/{cast.hengyuan.pk}/forms"
    as_lin.post(f"{base}/company_sheet/basic/", {"assets": "1,200,000", "source": "public"})
    as_lin.post(f"{base}/customer_view/financial/", {"budget": "11 月报预算", "source": "told"})
    as_lin.post(f"{base}/customer_view/bonds/", {"technical": "接口对接", "source": "told"})
    as_lin.post(f"{base}/four_questions/questions/", {"needs": "稳定", "source": "told"})
    sheet = asking.form("company_sheet")
    assert [len(group.items) for group in sheet.groups] == [11, 8, 8]
    view = asking.form("customer_view")
    assert [group.key for group in view.groups] == [
        "financial", "production", "sales", "management", "market", "bonds",
    ]  # fmt: skip
    page = as_lin.get(f"/customers/{cast.hengyuan.pk}/file/").content.decode()
    for said in ("11 月报预算", "接口对接", "稳定"):
        assert said in page
    assert Fact.objects.get(key="company_sheet.assets").value == 120_000_000
    subject = Subject(cast.hengyuan)
    ages = dict.fromkeys(
        title.zh for title, day, _ in facts.ages(cast.actor(cast.lin), subject, on=localdate())
        if day
    )  # fmt: skip
    assert "财务信息" in ages


@pytest.mark.row("S1-56")
def test_a_natural_person_has_a_sheet_of_his_own(as_lin: Client, cast: Cast) -> None:
    wang = Customer.objects.create(
        name="王芳", name_key="王芳", pinyin="wangfang", kind="person", owner=cast.lin,
        team=cast.east,
    )  # fmt: skip
    as_lin.post(
        f"/customers/{wang.pk}/forms/person_sheet/basic/", {"sex": "female", "source": "told"}
    )
    page = as_lin.get(f"/customers/{wang.pk}/forms/person_sheet/").content.decode()
    assert "个人客户数据资料" in page
    assert as_lin.get(f"/customers/{wang.pk}/forms/company_sheet/").status_code == 404
    assert "女" in page


@pytest.mark.row("S1-65", "S1-58")
def test_a_seal_is_opened_with_a_purpose_and_the_person_s_page_says_who_looked(
    as_lin: Client, cast: Cast
) -> None:
    lin, yu = cast.actor(cast.lin), Subject(cast.hengyuan, cast.yu)
    switch_on(cast, "religion")
    agreed(lin, yu, "belief")
    fact = note_fact(
        lin, yu, MACKAY, item("religion.belief"), "canary", Learned("told"), on=localdate()
    )
    page = as_lin.get(mackay(cast)).content.decode()
    assert "canary" not in page
    assert "▣▣▣" in page
    opened = as_lin.post(f"/customers/facts/{fact.pk}/open/", {"purpose": ""})
    assert opened.status_code == 422
    assert "canary" not in opened.content.decode()
    opened = as_lin.post(
        f"/customers/facts/{fact.pk}/open/",
        {"other": "安排素斋"},
        headers={"HX-Request": "true"},
    )
    assert "canary" in opened.content.decode()
    assert "<html" not in opened.content.decode()
    assert Opening.objects.count() == 1
    person = as_lin.get(f"/customers/{cast.hengyuan.pk}/contacts/{cast.yu.pk}/file/")
    assert "安排素斋" in person.content.decode()
    assert "canary" not in person.content.decode()


@pytest.mark.row("S4-06")
def test_a_visit_without_a_purpose_is_not_planned(as_lin: Client, cast: Cast) -> None:
    address = f"/customers/{cast.hengyuan.pk}/sheets/new/visit_plan/"
    page = as_lin.get(address).content.decode()
    assert "见面前看一眼" in page, "the brief stands beside the plan"
    day = localdate() + timedelta(days=2)
    answer = as_lin.post(address, {"on": str(day), "points": "续约"})
    assert answer.status_code == 422
    assert "这一项必须填" in answer.content.decode()
    assert "续约" in answer.content.decode()
    as_lin.post(
        address, {"on": str(day), "purpose": "谈续约", "points": "续约", "manner": "at_theirs"}
    )
    sheet = Sheet.objects.get()
    assert (sheet.form, sheet.about_on) == ("visit_plan", day)
    assert Task.objects.get(title="拜访：谈续约").due_on == day


@pytest.mark.row("S4-13", "S4-27")
def test_a_visit_record_keeps_said_facts_and_judgement_apart_and_is_signed(
    client: Client, as_lin: Client, cast: Cast
) -> None:
    address = f"/customers/{cast.hengyuan.pk}/sheets/new/visit_record/"
    today = localdate()
    said = {
        "on": str(today), "contact": cast.yu.pk, "with": cast.qian.pk,
        "said": "预算三月批", "facts": "现场正常", "judgement": "有希望",
        "promise.what": "发案例", "promise.due_on": str(today + timedelta(days=3)),
    }  # fmt: skip
    half = as_lin.post(address, said | {"promise.due_on": ""})
    assert half.status_code == 422
    assert not Touch.objects.exists(), "nothing is half written"
    as_lin.post(address, said)
    sheet = Sheet.objects.get()
    assert Touch.objects.get().kind == "visit"
    assert Promise.objects.get().what == "发案例"
    page = as_lin.get(f"/customers/sheets/{sheet.pk}/").content.decode()
    for part in ("客户怎么说（他的看法）", "事实", "我们的判断", "看法", "钱三 · 待核对"):
        assert part in page
    client.force_login(cast.qian)
    client.post(f"/customers/sheets/{sheet.pk}/sign/")
    assert "钱三 ✓" in client.get(f"/customers/sheets/{sheet.pk}/").content.decode()
    client.force_login(cast.lin)
    client.post(
        f"/customers/sheets/{sheet.pk}/correct/", {"said": "预算四月批", "facts": "现场正常"}
    )
    page = client.get(f"/customers/sheets/{sheet.pk}/").content.decode()
    assert "预算四月批" in page
    assert "钱三 ✓" not in page, "who had signed signs again"
    old = Fact.objects.get(key="visit_record.said", ended_on=today)
    assert old.value == "预算三月批"


@pytest.mark.row("S1-66", "S2-26")
def test_the_data_card_and_the_management_card_come_out_of_the_record(
    as_lin: Client, cast: Cast
) -> None:
    data = as_lin.get(f"/customers/{cast.hengyuan.pk}/card/").content.decode()
    for said in ("客户资料卡", "深圳市恒远机械有限公司", "普洱茶", "密级：内部", "林一"):
        assert said in data
    management = as_lin.get(f"/customers/{cast.hengyuan.pk}/management/").content.decode()
    for said in ("客户管理卡", "服务标准", "我们答应过的", "下一步"):
        assert said in management


@pytest.mark.row("S1-45", "S1-50")
def test_one_name_leads_straight_to_the_brief(as_lin: Client, cast: Cast) -> None:
    for said in ("恒远", "hyjx", "13800138000", "于海"):
        answer = as_lin.get("/customers/brief/", {"q": said})
        assert answer["Location"] == f"/customers/{cast.hengyuan.pk}/brief/", said
    brief = as_lin.get(f"/customers/{cast.hengyuan.pk}/brief/").content.decode()
    for said in ("于总", "普洱茶", "本人说的", "不要提", "前任供应商的诉讼", "这次可以问"):
        assert said in brief


@pytest.mark.row("S1-64", "S1-69", "S2-02")
def test_what_the_upkeep_shows_ends_in_something_to_do(as_lin: Client, cast: Cast) -> None:
    lin, yu = cast.actor(cast.lin), Subject(cast.hengyuan, cast.yu)
    long_ago = localdate() - timedelta(days=800)
    fact = note_fact(lin, yu, MACKAY, item("topics"), "登山", Learned("told"), on=long_ago)
    page = as_lin.get("/customers/upkeep/").content.decode()
    assert f"/customers/facts/{fact.pk}/confirm/" in page
    assert "看完一张表，就去做一件事" in page
    as_lin.post(f"/customers/facts/{fact.pk}/confirm/", {"next": "/customers/upkeep/"})
    assert (
        f"/customers/facts/{fact.pk}/confirm/"
        not in as_lin.get("/customers/upkeep/").content.decode()
    )
    cleaning = as_lin.get("/customers/cleaning/").content.decode()
    assert cleaning.count('class="card heap"') == cleaning.count("打开名单") + cleaning.count(
        "去看"
    )


@pytest.mark.row("S0-05")
def test_words_that_look_down_on_a_customer_are_warned_of_and_the_review_asks_ourselves_first(
    as_lin: Client, cast: Cast
) -> None:
    said = {"customer": cast.hengyuan.pk, "kind": "request", "summary": "客户无理取闹"}
    page = as_lin.post("/touches/case/", said, follow=True).content.decode()
    assert "先写我们本可以做什么" in page
    case = cast.hengyuan.cases.get()
    form = as_lin.get(f"/touches/case/{case.pk}/resolve/").content.decode()
    assert form.index("我们本可以做什么") < form.index("怎么答复、怎么处理的")
    as_lin.post(f"/touches/case/{case.pk}/resolve/", {"ours": "先打个电话", "how": "已换货"})
    assert case.resolution.ours == "先打个电话"
    assert "stupid" in {w.en for w in library().cards["self_responsibility"].avoid}


@pytest.mark.row("S4-14")
def test_who_is_not_near_reads_masks_on_every_page_of_the_file(
    client: Client, cast: Cast
) -> None:
    lin, yu = cast.actor(cast.lin), Subject(cast.hengyuan, cast.yu)
    note_fact(lin, yu, MACKAY, item("topics"), "canary-topic", Learned("told"), on=localdate())
    client.force_login(cast.wu)
    base = f"/customers/{cast.hengyuan.pk}"
    for page in (
        mackay(cast), f"{base}/contacts/{cast.yu.pk}/file/", f"{base}/file/", f"{base}/card/",
        f"{base}/pack/", f"{base}/brief/", f"{base}/",
    ):  # fmt: skip
        text = client.get(page).content.decode()
        assert "canary-topic" not in text, page
        assert "13800138000" not in text, page
    assert "canary-topic" not in str(
        facts.answers(cast.actor(cast.wu), yu, Channel.PAGE, on=localdate())
    )
