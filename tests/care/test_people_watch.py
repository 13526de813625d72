"""The people map raises work: gaps once a quarter, three visits after a signing; a key person gets the better of two."""

from datetime import timedelta

import pytest
from django.test import Client

from tests.conftest import DAY, Cast
from zhike.activities.models import Task
from zhike.care.actions import log_touch
from zhike.care.entitlement import entitled
from zhike.care.jobs import watch_people
from zhike.care.signing import plan_visits
from zhike.customers.actions import groups, marks
from zhike.customers.models import Contact, Customer, MapPlace, Stance, Standing, Tag
from zhike.value.models import Measures

pytestmark = pytest.mark.django_db


def person(cast: Cast, name: str, side: str = "", rank: str = "") -> Contact:
    contact = Contact.objects.create(customer=cast.hengyuan, name=name, pinyin=name)
    if side:
        Stance.objects.create(contact=contact, side=side, grounds="x", said_on=DAY)
    if rank:
        MapPlace.objects.create(contact=contact, rank=rank)
    return contact


@pytest.mark.row("S0-02")
def test_a_disagreeing_client_side_and_a_top_never_met_raise_work_once_a_quarter(
    cast: Cast,
) -> None:
    person(cast, "郑凯", "opposes", "top")
    person(cast, "林慧", "supports", "working")
    assert watch_people(DAY) == 1
    assert watch_people(DAY + timedelta(days=3)) == 0
    task = Task.objects.get(origin__startswith="people_gap")
    assert task.assignee == cast.lin
    assert "处缺口" in task.why
    assert "反对" not in task.title + task.why, "a task is read by more people than the map"
    Task.objects.update(ended_on=DAY)
    assert watch_people(DAY + timedelta(days=90)) == 1


@pytest.mark.row("S0-02")
def test_the_tags_of_difficult_relations_are_there_from_the_start(cast: Cast) -> None:
    marks.ship_tags(cast.actor(cast.zheng))
    names = set(Tag.objects.filter(source="S0-02").values_list("name", flat=True))
    assert len(names) == 5


@pytest.mark.row("S1-19")
def test_after_signing_three_kinds_of_people_are_visited_each_with_his_own_questions(
    cast: Cast,
) -> None:
    lin = cast.actor(cast.lin)
    person(cast, "郑凯", "opposes")
    person(cast, "林慧", "supports")
    person(cast, "周董", rank="top")
    person(cast, "吴工", "neutral")
    log_touch(
        lin, customer_id=cast.hengyuan.pk, contact_id=cast.yu.pk, kind="visit", summary="签约",
        on=DAY,
    )  # fmt: skip
    laid = plan_visits(lin, cast.hengyuan.pk, signed_on=DAY, on=DAY)
    assert {(t.contact.name, (t.origin or "").split(":")[0]) for t in laid if t.contact} == {
        ("郑凯", "after_signing.listen"), ("林慧", "after_signing.thank"),
        ("周董", "after_signing.meet"),
    }  # fmt: skip
    assert plan_visits(lin, cast.hengyuan.pk, signed_on=DAY, on=DAY) == []


@pytest.mark.row("S1-19")
def test_a_first_order_plans_the_same_visits_in_the_night(cast: Cast) -> None:
    person(cast, "郑凯", "opposes")
    Measures.objects.create(
        customer=cast.hengyuan, as_of=DAY, buying_days=1, orders_12m=1, revenue_12m=100,
        revenue_prev_12m=0, target_basis="none", first_order_on=DAY, last_order_on=DAY,
    )  # fmt: skip
    watch_people(DAY)
    assert Task.objects.filter(origin__startswith="after_signing.listen").count() == 1
    watch_people(DAY + timedelta(days=1))
    assert Task.objects.filter(origin__startswith="after_signing.listen").count() == 1


@pytest.mark.row("S3-14")
def test_a_key_person_is_owed_the_better_of_his_own_and_his_group_s(cast: Cast) -> None:
    lin = cast.actor(cast.lin)
    group = Customer.objects.create(
        name="恒远集团", name_key="恒远集团", pinyin="hyjt", kind="group", owner=cast.lin,
        team=cast.east,
    )  # fmt: skip
    for customer, grade in ((cast.hengyuan, "C"), (group, "A")):
        Standing.objects.create(
            customer=customer, scheme="evaluation", grade=grade, points=0, since=DAY,
            as_of=DAY, version=1,
        )  # fmt: skip
    own = entitled(lin, cast.yu)
    assert own is not None
    assert (own.treatment.grade, own.is_by_group) == ("C", False)
    groups.mark_key_person(lin, group, cast.yu, why="全集团采购都问他", on=DAY)
    best = entitled(lin, cast.yu)
    assert best is not None
    assert (best.treatment.grade, best.holder, best.is_by_group) == ("A", "恒远集团", True)


def test_the_map_has_a_button_for_a_signing(as_lin: Client, cast: Cast) -> None:
    person(cast, "郑凯", "opposes")
    as_lin.post(f"/customers/{cast.hengyuan.pk}/people/signed/")
    assert Task.objects.filter(origin__startswith="after_signing.listen").count() == 1
