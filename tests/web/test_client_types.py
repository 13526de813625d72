"""The four types of clients on their page, and what several people think side by side on the customer's."""

import re
from datetime import date

import pytest
from django.test import Client

from tests.conftest import Cast
from tests.facts import customer, order
from zhike.customers.models import Customer, Rating, Standing
from zhike.users.models import User
from zhike.value import jobs
from zhike.value.ruled_classes import hand_down_ruled

NIGHT = date(2026, 11, 21)


def says(who: Customer, rater: User, professionalism: int, character: int, why: str) -> None:
    for criterion, value in (("professionalism", professionalism), ("character", character)):
        Rating.objects.create(
            customer=who, criterion=criterion, value=value, why=why, rated_by=rater,
            rated_on=date(2026, 10, 1),
        )  # fmt: skip


@pytest.fixture
def rated(cast: Cast) -> dict[str, Customer]:
    """One of each type, all Lin's; of the second-best one Zhao thinks far less than Lin."""
    found = {}
    for name, professionalism, character in (
        ("优质厂", 80, 80), ("潜质厂", 30, 80), ("次优厂", 100, 30), ("劣质厂", 30, 30),
    ):  # fmt: skip
        found[name] = customer(name, cast.lin)
        order(found[name], "2026-09-01", 50_000_00, cost=20_000_00)
        says(found[name], cast.lin, professionalism, character, f"{name}的依据")
    says(found["次优厂"], cast.zhao, 30, 30, "两次都要我们返工")
    for job in (
        jobs.extract, jobs.measure, jobs.score, jobs.keep_measures, hand_down_ruled,
    ):  # fmt: skip
        job(NIGHT)
    return found


@pytest.mark.row("S0-04")
def test_each_type_stands_with_its_strategy_its_number_its_money_and_its_list(
    as_lin: Client, rated: dict[str, Customer]
) -> None:
    html = as_lin.get("/value/types/").content.decode()
    for title, care in (
        ("优质客户", "以专业取胜"), ("潜质客户", "花力气培养"), ("次优客户", "光明正大"), ("劣质客户", "放弃要主管定"),
    ):  # fmt: skip
        assert title in html
        assert care in html
    for key, name in (
        ("quality", "优质厂"), ("promising_client", "潜质厂"), ("second_best", "次优厂"), ("poor_client", "劣质厂"),
    ):  # fmt: skip
        assert Standing.objects.get(scheme="client_type", customer=rated[name]).grade == key
        field = next(a for a in re.findall(r'<a href="([^"]+)" aria-label', html) if key in a)
        listed = as_lin.get(field.replace("&amp;", "&")).content.decode()
        assert name in listed
        assert sum(each in listed for each in rated) == 1
        assert f"/customers/{rated[name].pk}/value/#opinions" in html
    assert "其中 1 家还有利润" in html


@pytest.mark.row("S0-04")
def test_raters_who_differ_are_marked_in_the_drawing_and_stand_side_by_side(
    as_lin: Client, rated: dict[str, Customer]
) -> None:
    assert as_lin.get("/value/types/").content.decode().count('warn">意见不一') == 1
    own = as_lin.get(f"/customers/{rated['次优厂'].pk}/value/").content.decode()
    for part in ("次优厂的依据", "两次都要我们返工", "相差 30–100", "算 65", "很懂行"):
        assert part in own
    assert "相差" not in as_lin.get(f"/customers/{rated['优质厂'].pk}/value/").content.decode()


@pytest.mark.row("S0-04")
def test_nobody_sees_in_the_drawing_whom_he_may_not_see(
    client: Client, cast: Cast, rated: dict[str, Customer]
) -> None:
    client.force_login(cast.zhao)
    html = client.get("/value/types/").content.decode()
    assert not any(name in html for name in rated)
