"""Before signing, after signing, without potential for now: each is looked after in its own way (S2-39)."""

from datetime import date, timedelta

import pytest
from django.test import Client

from tests.conftest import DAY, Cast
from zhike.activities.models import Task, Touch
from zhike.care import jobs, stages
from zhike.care.milestones import note_milestone
from zhike.care.models import Run
from zhike.care.queries import quiet_by_grade, treatment
from zhike.customers.models import Customer, Standing
from zhike.value.classing import propose_classes
from zhike.value.filters import Condition, Filter, Group
from zhike.value.listing import Wanted, customer_list
from zhike.value.models import Measures

pytestmark = pytest.mark.django_db
STAGE, NONE = "relation_stage", "no_potential"
SOON = DAY + timedelta(days=90)


def _stage(cast: Cast) -> Standing:
    return Standing.objects.get(customer=cast.hengyuan, scheme=STAGE)


def _no_potential(cast: Cast, on: date = DAY) -> None:
    stages.put_into_class(
        cast.actor(cast.lin), cast.hengyuan.pk, STAGE, NONE, why="集团统一采购", on=on, review_on=SOON
    )  # fmt: skip


def _grade(customer: Customer, since: date) -> None:
    Standing.objects.create(
        customer=customer, scheme="evaluation", grade="A", points=0, since=since, as_of=since, version=1
    )  # fmt: skip


@pytest.mark.row("S2-39")
def test_the_stage_is_told_by_what_was_signed_and_starts_its_playbook(cast: Cast) -> None:
    propose_classes(DAY)
    assert _stage(cast).grade == "before_signing"
    assert jobs.watch_stages(DAY) == 0, "what a house finds on its first night is no move"
    note_milestone(
        cast.actor(cast.lin), customer_id=cast.hengyuan.pk, kind="deal_won", what="一期", happens_on=DAY, on=DAY
    )  # fmt: skip
    propose_classes(DAY + timedelta(days=1))
    assert _stage(cast).grade == "after_signing"
    assert jobs.watch_stages(DAY + timedelta(days=1)) == 1
    assert jobs.watch_stages(DAY + timedelta(days=1)) == 0
    task = Task.objects.get(origin__startswith="stage_after.welcome:")
    assert (task.assignee, "原来签约前" in task.why) == (cast.lin, True)


@pytest.mark.row("S2-39")
def test_without_potential_needs_a_reason_and_a_day_to_look_again(
    as_lin: Client, cast: Cast
) -> None:
    page = f"/customers/{cast.hengyuan.pk}/classes/{STAGE}/"
    for said in (
        {"why": "统一采购"},
        {"review_on": str(SOON)},
        {"why": "统一采购", "review_on": "2020-01-01"},
    ):
        as_lin.post(page, {"class": NONE, **said})
        assert not Standing.objects.filter(scheme=STAGE, grade=NONE).exists()
    far = date(2099, 1, 4)
    as_lin.post(page, {"class": NONE, "why": "统一采购", "review_on": str(far)})
    assert _stage(cast).review_on == far
    assert "暂无合作潜力" in as_lin.get(f"/customers/{cast.hengyuan.pk}/").content.decode()
    where = Filter((Group((Condition(f"grade.{STAGE}", "is", NONE),)),))
    found = customer_list(cast.actor(cast.lin), Wanted(where=where), as_of=DAY)
    assert [c.pk for c in found] == [cast.hengyuan.pk]


@pytest.mark.row("S2-39")
def test_the_usual_rhythms_let_him_be_and_the_slow_one_holds(cast: Cast) -> None:
    long_ago = DAY - timedelta(days=100)
    _grade(cast.hengyuan, long_ago)
    Touch.objects.create(customer=cast.hengyuan, kind="call", touched_on=long_ago, by=cast.lin)
    Customer.objects.filter(pk=cast.hengyuan.pk).update(last_touch_on=long_ago)
    Measures.objects.create(
        customer=cast.hengyuan, as_of=DAY, revenue_12m=100, revenue_prev_12m=0, cycle_days=30,
        recency_days=100, overdue_pct=330, buying_days=5, orders_12m=5, first_order_on=long_ago,
        last_order_on=long_ago,
    )  # fmt: skip
    lin = cast.actor(cast.lin)
    assert jobs.watch_rhythms(DAY) == 1
    assert quiet_by_grade(lin, as_of=DAY) == {"A": 1}
    _no_potential(cast)
    assert not Task.objects.open().filter(kind__in=["rhythm", "contact"]).exists()
    assert (jobs.watch_rhythms(DAY), jobs.watch_quiet(DAY), jobs.watch_low(DAY)) == (0, 0, 0)
    assert quiet_by_grade(lin, as_of=DAY) == {}
    assert not customer_list(lin, Wanted(state="quiet"), as_of=DAY).exists()
    assert not customer_list(lin, Wanted(state="late"), as_of=DAY).exists()
    held = treatment(lin, cast.hengyuan.pk)
    assert held
    assert held.contact_every_days == 180
    later = long_ago + timedelta(days=181)
    assert (jobs.watch_quiet(later), jobs.watch_low(later), jobs.watch_low(later)) == (0, 1, 0)
    task = Task.objects.open().get(origin__startswith="low_effort.greet:")
    assert "集团统一采购" in task.why


@pytest.mark.row("S2-39")
def test_each_stage_has_its_own_playbook_and_the_old_one_ends(cast: Cast) -> None:
    lin = cast.actor(cast.lin)
    stages.put_into_class(
        lin, cast.hengyuan.pk, STAGE, "before_signing", why="谈起新厂", on=DAY
    )
    assert Run.objects.open().get().name == "stage_before"
    _no_potential(cast, DAY + timedelta(days=1))
    assert Run.objects.open().get().name == "stage_none"
    first = Task.objects.get(origin__startswith="stage_before.people:")
    assert (first.result, first.outcome) == ("waived", "合作阶段变了")


@pytest.mark.row("S2-39")
def test_on_the_day_that_was_set_he_is_looked_at_anew(cast: Cast) -> None:
    _no_potential(cast)
    assert jobs.watch_stages(SOON - timedelta(days=1)) == 0
    assert jobs.watch_stages(SOON) == 1
    assert jobs.watch_stages(SOON + timedelta(days=1)) == 0
    assert Task.objects.open().filter(origin__startswith="stage_none.again:").count() == 1


def test_who_signs_after_all_is_looked_at_at_once(cast: Cast) -> None:
    lin, next_day = cast.actor(cast.lin), DAY + timedelta(days=1)
    note_milestone(
        lin, customer_id=cast.hengyuan.pk, kind="deal_won", what="一期", happens_on=DAY, on=DAY
    )
    _no_potential(cast)
    assert jobs.watch_stages(DAY) == 0, (
        "what was signed before is known to whoever set the stage"
    )
    note_milestone(
        lin, customer_id=cast.hengyuan.pk, kind="deal_won", what="二期", happens_on=next_day, on=next_day
    )  # fmt: skip
    propose_classes(next_day)
    assert (_stage(cast).grade, _stage(cast).proposed) == (NONE, "after_signing")
    assert jobs.watch_stages(next_day) == 1
