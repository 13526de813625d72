"""What somebody does on the pages of care: a gift from a birthday, a festival's list, an idea, a clipping, the charter."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils.timezone import localdate

from tests.conftest import Cast
from zhike.activities.models import Gift, Greeting, Idea, Milestone, Observation, Task
from zhike.care import seasons
from zhike.users.models import Acknowledgement

pytestmark = pytest.mark.django_db


def gift(cast: Cast, **more: str) -> dict[str, str]:
    return {
        "contact_id": str(cast.yu.pk), "receiver": "company", "form": "gift", "occasion": "birthday",
        "what": "普洱茶", "value": "180", "given_on": str(localdate()), "is_free": "on",
    } | more  # fmt: skip


@pytest.mark.row("S0-31")
def test_a_gift_from_a_birthday_is_one_click_away_and_does_the_task(
    as_lin: Client, cast: Cast
) -> None:
    today = localdate()
    task = Task.objects.create(
        customer=cast.hengyuan, contact=cast.yu, kind="birthday", title="送生日祝福", due_on=today,
        laid_on=today, assignee=cast.lin,
    )  # fmt: skip
    way = f"/customers/{cast.hengyuan.pk}/gifts/new/?task={task.pk}"
    assert way in as_lin.get(f"/today/{task.pk}/finish/").content.decode()
    page = as_lin.get(way)
    assert page.context["form"]["occasion"].value() == "birthday"
    as_lin.post(way, gift(cast))
    task.refresh_from_db()
    assert (Gift.objects.get().value, task.result) == (18_000, "done")


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({"receiver": "official"}, "限额是零"),
        ({"what": "购物卡"}, "现金和等同现金的东西一律不送"),
        ({"is_free": ""}, "和决定、订单挂钩的不能送"),
    ],
)
def test_what_may_not_be_given_is_refused_in_words(
    as_lin: Client, cast: Cast, more: dict[str, str], said: str
) -> None:
    answer = as_lin.post(f"/customers/{cast.hengyuan.pk}/gifts/new/", gift(cast, **more))
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert not Gift.objects.exists()


def test_above_the_limit_it_waits_among_the_approvals(
    client: Client, as_lin: Client, cast: Cast
) -> None:
    as_lin.post(f"/customers/{cast.hengyuan.pk}/gifts/new/", gift(cast, value="800"))
    found = Gift.objects.get()
    client.force_login(cast.qian)
    assert "超过限额的礼品" in client.get("/guard/").content.decode()
    client.post(f"/care/gifts/{found.pk}/decide/", {"grant": "1"})
    found.refresh_from_db()
    assert found.state == "granted"
    client.force_login(cast.lin)
    client.post(f"/care/gifts/{found.pk}/", {"do": "hand"})
    found.refresh_from_db()
    assert found.state == "given"


@pytest.mark.row("S0-31", "S1-72")
def test_a_festival_is_worked_through_on_its_page(as_lin: Client, cast: Cast) -> None:
    found = next(
        s
        for s in seasons.seasons(
            cast.actor(cast.lin, on=localdate()), mine=True, on=localdate()
        )
    )
    way = f"/care/season/{found.key}/{found.year}/"
    assert "恒远机械" in as_lin.get(way).content.decode()
    as_lin.post(way, {"do": "greet", "one": cast.hengyuan.pk, "way": "call"})
    assert Greeting.objects.get().way == "call"
    assert "恒远机械" not in as_lin.get(way).content.decode().split('<form id="draft"')[1]
    as_lin.post(way, {"do": "undo", "one": cast.hengyuan.pk})
    answer = as_lin.post(way, {"do": "draft", "customer": [cast.hengyuan.pk]}, follow=True)
    assert "没有可用的邮箱" in answer.content.decode()
    assert as_lin.get("/care/season/qixi/2027/").status_code == 404


@pytest.mark.row("S1-72")
def test_an_idea_is_noted_asked_about_and_told_how_it_ended(as_lin: Client, cast: Cast) -> None:
    today = localdate()
    as_lin.post(
        f"/customers/{cast.hengyuan.pk}/ideas/new/",
        {
            "kind": "saving",
            "what": "错峰开空压机",
            "worth": "3万",
            "ask_on": str(today + timedelta(days=21)),
        },
    )
    idea = Idea.objects.get()
    assert (idea.worth, idea.task and idea.task.due_on) == (
        3_000_000,
        today + timedelta(days=21),
    )
    as_lin.post(f"/care/ideas/{idea.pk}/settle/", {"result": "taken", "outcome": "省了一成"})
    idea.refresh_from_db()
    assert (idea.result, idea.task and idea.task.result) == ("taken", "settled")
    ways = {w.mean.key: w for w in as_lin.get("/care/ways/").context["ways"]}
    assert ways["ideas"].done == 1


@pytest.mark.row("S1-72")
def test_what_was_read_finds_whom_it_serves(as_lin: Client, cast: Cast) -> None:
    said = {"title": "普洱茶新标准", "where": "行业周报", "topics": "普洱 茶叶"}
    page = as_lin.post("/care/clippings/", said)
    [match] = page.context["matches"]
    assert (match.contact, match.why.zh) == (cast.yu, "喜欢普洱茶")
    as_lin.post("/care/clippings/", said | {"contact": cast.yu.pk})
    assert Milestone.objects.get().kind == "news"
    assert Task.objects.filter(origin__startswith="clipping.send").exists()


@pytest.mark.row("S0-35")
def test_what_we_found_of_his_product_is_kept_and_told(as_lin: Client, cast: Cast) -> None:
    way = f"/customers/{cast.hengyuan.pk}/observations/new/"
    as_lin.post(
        way,
        {"whose": "theirs", "product": "离心泵", "good": "声音小", "used_on": str(localdate())},
    )
    row = Observation.objects.get()
    as_lin.post(way, {"share": row.pk})
    row.refresh_from_db()
    assert row.shared_on == localdate()


@pytest.mark.row("S0-38")
def test_everybody_acknowledges_the_charter_once_a_year_and_leaders_see_who_has_not(
    client: Client, as_lin: Client, cast: Cast
) -> None:
    as_lin.post("/care/charter/")
    as_lin.post("/care/charter/")
    assert Acknowledgement.objects.count() == 1
    assert as_lin.get("/care/charter/").context["readers"] == []
    client.force_login(cast.sun)
    readers = client.get("/care/charter/").context["readers"]
    assert [str(r.user) for r in readers if r.made_on] == ["林一"]
    assert len(readers) == 7


@pytest.mark.row("S2-35", "S2-36")
def test_where_the_time_went_is_measured_by_purpose(as_lin: Client, cast: Cast) -> None:
    for purpose, minutes in (("relationship", 60), ("reputation", 20)):
        as_lin.post(
            f"/customers/{cast.hengyuan.pk}/services/effort/",
            {"side": "personal", "purpose": purpose, "what": "谈", "minutes": minutes, "spent_on": str(localdate())},
        )  # fmt: skip
    shares = as_lin.get("/care/library/").context["shares"]
    assert [(s.percent, s.wanted) for s in shares] == [(75, 80), (25, 20)]
