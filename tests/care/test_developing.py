"""A development plan: the gap to the level of key customers, actions as tasks, and the re-test, worked out by hand."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils.timezone import localdate

from tests.conftest import DAY, Cast
from tests.facts import rate
from zhike.activities.models import Task
from zhike.care import developing
from zhike.care.developing import Act, AlreadyPlanned, NotGraded, NothingToPlan, make_plan
from zhike.care.models import DevelopmentPlan
from zhike.customers.models import Standing
from zhike.value.models import Measures

pytestmark = pytest.mark.django_db
LATER = DAY + timedelta(days=180)


def graded(cast: Cast, grade: str, points: int) -> None:
    Measures.objects.update_or_create(
        customer=cast.hengyuan,
        defaults={
            "as_of": DAY, "buying_days": 3, "orders_12m": 3, "revenue_12m": 9_000,
            "revenue_prev_12m": 0, "target_basis": "previous", "target_pct": 80, "late_payments_12m": 0,
        },
    )  # fmt: skip
    Standing.objects.update_or_create(
        customer=cast.hengyuan, scheme="evaluation",
        defaults={"grade": grade, "points": points, "since": DAY, "as_of": DAY, "version": 1},
    )  # fmt: skip


@pytest.mark.row("S2-15")
def test_a_plan_keeps_the_gap_lays_tasks_and_is_retested(cast: Cast) -> None:
    graded(cast, "C", 5_500)
    lin = cast.actor(cast.lin)
    gap = developing.gap(lin, cast.hengyuan.pk)
    assert gap is not None
    assert (gap.goal, gap.goal_points, gap.missing) == ("A", 8_000, 2_500)
    lift = gap.lifts[0]
    acts = [Act(lift.criterion.key, "每季一起看一次产线", DAY + timedelta(days=30))]
    plan = make_plan(lin, cast.hengyuan, acts, retest_on=LATER, on=DAY)
    step = plan.steps.get()
    assert (plan.grade_then, plan.points_then, plan.goal) == ("C", 5_500, "A")
    assert step.points_best - step.points_then == lift.room
    tasks = Task.objects.filter(customer=cast.hengyuan).order_by("due_on")
    assert [(t.title, t.due_on, t.assignee) for t in tasks] == [
        ("每季一起看一次产线", DAY + timedelta(days=30), cast.lin),
        ("发展规划到了复测的日子：看看分数变了多少", LATER, cast.lin),
    ]
    with pytest.raises(AlreadyPlanned):
        make_plan(lin, cast.hengyuan, acts, retest_on=LATER, on=DAY)
    graded(cast, "B", 7_100)
    done = developing.retest(lin, plan.pk, outcome="信息给得勤了", on=LATER)
    assert (done.grade_after, done.points_after, done.retested_on) == ("B", 7_100, LATER)
    assert not developing.plans(lin).open().exists()


@pytest.mark.row("S2-15")
def test_the_gap_is_of_the_same_criteria_the_card_scores_by(cast: Cast) -> None:
    graded(cast, "C", 5_500)
    lin = cast.actor(cast.lin)
    gap = developing.gap(lin, cast.hengyuan.pk)
    assert gap is not None
    best = {c.key: c.weight * 100 for c in gap.card.criteria}
    assert all(0 < lift.room <= best[lift.criterion.key] for lift in gap.lifts)
    rated = next(c for c in gap.card.criteria if c.is_rating)
    rate(cast.hengyuan, rated.key, 100, str(DAY))
    after = developing.gap(lin, cast.hengyuan.pk)
    assert after is not None
    assert rated.key not in {lift.criterion.key for lift in after.lifts}


def test_there_is_no_plan_without_a_score_a_gap_or_an_action(cast: Cast) -> None:
    lin = cast.actor(cast.lin)
    with pytest.raises(NotGraded):
        make_plan(lin, cast.hengyuan, [], retest_on=LATER, on=DAY)
    graded(cast, "C", 5_500)
    with pytest.raises(NothingToPlan):
        make_plan(lin, cast.hengyuan, [], retest_on=LATER, on=DAY)
    graded(cast, "A", 8_500)
    assert developing.gap(lin, cast.hengyuan.pk) is None


@pytest.mark.row("S2-15")
def test_a_plan_is_written_and_retested_on_its_page(client: Client, cast: Cast) -> None:
    graded(cast, "C", 5_500)
    client.force_login(cast.lin)
    address = f"/customers/{cast.hengyuan.pk}/value/development/"
    page = client.get(address)
    key = page.context["lifts"][0]["key"]
    today = localdate()
    said = {f"action_{key}": "请他来看样板线", "retest_on": str(today + timedelta(days=100))}
    wrong = client.post(address, said)
    assert wrong.status_code == 422
    assert "请他来看样板线" in wrong.content.decode(), "nothing typed is lost"
    client.post(address, {**said, f"due_{key}": str(today + timedelta(days=9))})
    plan = DevelopmentPlan.objects.get()
    assert "请他来看样板线" in client.get(address).content.decode()
    assert "恒远" in client.get("/value/development/").content.decode()
    client.post(f"/value/development/{plan.pk}/retest/", {"outcome": "有起色"})
    assert "有起色" in client.get("/value/development/?state=done").content.decode()
    client.force_login(cast.zhao)
    assert client.get(address).status_code == 404
    assert "恒远" not in client.get("/value/development/?state=done").content.decode()
