"""The badge beside a customer's name wherever it leads, by rule or by hand."""

from datetime import date

import pytest
from django.test import Client

from tests.conftest import DAY, Cast
from tests.facts import customer, order, rate
from zhike.activities.actions.tasks import plan_task
from zhike.customers import classes
from zhike.customers.actions.classes import classify
from zhike.customers.badges import badges_of
from zhike.customers.models import Customer
from zhike.value import jobs
from zhike.value.classing import propose_classes
from zhike.value.ruled_classes import hand_down_ruled

NIGHT = date(2026, 11, 21)


def night() -> None:
    for job in (
        jobs.extract, jobs.measure, jobs.score, jobs.keep_measures, jobs.hand_down_standings,
        propose_classes, hand_down_ruled,
    ):  # fmt: skip
        job(NIGHT)


@pytest.mark.row("S3-02")
def test_group_vip_and_strategic_customers_follow_the_rule_with_the_day_they_joined(
    cast: Cast,
) -> None:
    for name, kind, amount, opinion in (
        ("恒大集团", "group", 400_000_00, 100),
        ("市政府", "government", 300_000_00, 0),
        ("陈先生", "person", 200_000_00, 50),
        ("小铺", "sole", 10_000_00, 50),
    ):
        who = customer(name, cast.lin)
        Customer.objects.filter(pk=who.pk).update(kind=kind)
        for year in ("2025", "2026"):
            order(who, f"{year}-11-01", amount if year == "2026" else amount // 3)
        for criterion in ("attitude", "information"):
            rate(who, criterion, opinion, "2026-10-01")
    night()
    names = dict(Customer.objects.values_list("pk", "name"))
    found = badges_of(cast.actor(cast.lin), names)
    shown = {names[pk]: [(b.key, b.words.zh, b.since, b.set_by) for b in badges] for pk, badges in found.items()}  # fmt: skip
    assert shown == {
        "恒大集团": [("strategic", "大客户·战略", NIGHT, None)],
        "市政府": [("group_account", "大客户·集团", NIGHT, None)],
        "陈先生": [("vip", "大客户·VIP", NIGHT, None)],
    }


@pytest.mark.row("S3-12")
def test_brand_and_level_stand_beside_the_name_in_the_list_on_the_page_today_and_in_the_search(
    as_lin: Client, cast: Cast
) -> None:
    actor = cast.actor(cast.lin)
    vip = classes.scheme("vip_card")
    classify(actor, cast.hengyuan, vip, "gold", why="负责人持卡", on=DAY)
    plan_task(
        actor, cast.hengyuan, title="送对账单", due_on=DAY, assignee_id=cast.lin.pk, on=DAY
    )
    for address in (
        "/customers/", f"/customers/{cast.hengyuan.pk}/", "/today/", f"/customers/find/?q={cast.hengyuan.name}",
    ):  # fmt: skip
        html = as_lin.get(address).content.decode()
        assert "贵宾·金卡" in html, address
        assert f"{DAY} 起，{cast.lin} 定的" in html, address


@pytest.mark.row("S3-12")
def test_the_list_can_be_narrowed_to_one_level_of_a_brand(as_lin: Client, cast: Cast) -> None:
    actor, vip = cast.actor(cast.lin), classes.scheme("vip_card")
    silver = customer("银卡户", cast.lin)
    classify(actor, cast.hengyuan, vip, "gold", why="负责人持卡", on=DAY)
    classify(actor, silver, vip, "silver", why="常来", on=DAY)
    html = as_lin.get("/customers/?g1=1&f1=grade.vip_card&o1=is&v1=gold").content.decode()
    assert cast.hengyuan.name in html
    assert "银卡户" not in html


@pytest.mark.row("S3-12")
def test_nobody_learns_the_badge_of_a_customer_he_may_not_see(cast: Cast) -> None:
    vip = classes.scheme("vip_card")
    classify(cast.actor(cast.lin), cast.hengyuan, vip, "gold", why="负责人持卡", on=DAY)
    assert badges_of(cast.actor(cast.zhao), [cast.hengyuan.pk]) == {}
