"""A beaten competitor waits for the first fault: whoever looks after the customer is there before him (S1-21)."""

from datetime import timedelta

import pytest
from django.test import Client

from tests.conftest import DAY, Cast
from zhike.activities.actions.visits import VisitDraft
from zhike.activities.models import Rival, Task
from zhike.care import actions as care
from zhike.care import jobs, rivals
from zhike.care.milestones import note_milestone
from zhike.care.runs.events import at_the_start_of
from zhike.care.visiting.ending import Ending, finish
from zhike.care.visiting.planning import plan

pytestmark = pytest.mark.django_db


def _waits(cast: Cast) -> Rival:
    return rivals.note_rival(
        cast.actor(cast.lin), customer_id=cast.hengyuan.pk, competitor="蓝岸办公", state="waiting",
        why="一期从他手里赢下来的", on=DAY,
    )  # fmt: skip


def _complains(cast: Cast) -> None:
    care.receive_case(
        cast.actor(cast.wu), customer_id=cast.hengyuan.pk, kind="complaint", summary="漏油", at=at_the_start_of(DAY)
    )  # fmt: skip


def _warnings() -> list[Task]:
    return list(Task.objects.open().filter(origin__startswith="rival_chance.go:"))


@pytest.mark.row("S1-21")
def test_a_complaint_where_a_competitor_waits_sends_somebody_there_the_same_day(
    cast: Cast,
) -> None:
    _waits(cast)
    _complains(cast)
    [task] = _warnings()
    assert (task.assignee, task.due_on, task.kind) == (cast.lin, DAY, "reply")
    assert "蓝岸办公" in task.why
    assert "漏油" in task.why
    assert "has waited for a chance" in task.why_en
    assert jobs.watch_rivals(DAY) == 0, "the night warns of the same thing once"


@pytest.mark.row("S1-21")
def test_the_night_finds_what_was_there_before_the_competitor_was_known(cast: Cast) -> None:
    _complains(cast)
    assert not _warnings()
    _waits(cast)
    assert len(_warnings()) == 1


@pytest.mark.row("S1-21")
def test_a_visit_that_left_them_dissatisfied_is_a_chance_too(cast: Cast) -> None:
    _waits(cast)
    lin, at = cast.actor(cast.lin), at_the_start_of(DAY)
    visit = plan(lin, cast.hengyuan.pk, VisitDraft("回访", at), on=DAY)
    ending = Ending(
        "对方嫌响应慢", at + timedelta(hours=1), behaviour="dissatisfied", none_why="先整改",
        repair="两小时内到场", repair_due_on=DAY + timedelta(days=2),
    )  # fmt: skip
    finish(lin, visit.pk, ending, on=DAY)
    assert jobs.watch_rivals(DAY + timedelta(days=1)) == 1
    [task] = _warnings()
    assert "不满意" in task.why
    assert jobs.watch_rivals(DAY + timedelta(days=40)) == 0, "long ago is no chance any more"


@pytest.mark.row("S1-21")
def test_without_anything_wrong_the_reaction_is_asked_now_and_then(cast: Cast) -> None:
    _waits(cast)
    assert jobs.watch_rivals(DAY + timedelta(days=59)) == 0
    assert jobs.watch_rivals(DAY + timedelta(days=60)) == 1
    assert jobs.watch_rivals(DAY + timedelta(days=61)) == 0
    task = Task.objects.open().get(origin__startswith="reaction_check.ask:")
    assert "蓝岸办公" in task.why
    later = DAY + timedelta(days=62)
    care.finish_step(cast.actor(cast.lin), task.pk, kind="call", summary="用得顺", on=later)
    assert jobs.watch_rivals(DAY + timedelta(days=119)) == 0
    assert jobs.watch_rivals(DAY + timedelta(days=121)) == 1


@pytest.mark.row("S1-21")
def test_whom_a_deal_was_won_from_waits_and_whom_it_was_lost_to_supplies(cast: Cast) -> None:
    lin = cast.actor(cast.lin)
    for kind, state in (("deal_won", "waiting"), ("deal_lost", "supplies")):
        note_milestone(
            lin, customer_id=cast.hengyuan.pk, kind=kind, what="一期", happens_on=DAY, on=DAY, rival="蓝岸办公"
        )  # fmt: skip
        assert Rival.objects.get().state == state


def test_a_competitor_who_is_gone_is_no_danger(as_lin: Client, cast: Cast) -> None:
    rival = _waits(cast)
    page = f"/customers/{cast.hengyuan.pk}/"
    assert "对手在等：蓝岸办公" in as_lin.get(page).content.decode()
    as_lin.post(f"/rivals/{rival.pk}/", {"state": "gone", "why": ""})
    rival.refresh_from_db()
    assert rival.state == "waiting", "a change says why"
    as_lin.post(f"/rivals/{rival.pk}/", {"state": "gone", "why": "撤出本地"})
    _complains(cast)
    assert not _warnings()
    assert "对手在等：" not in as_lin.get(page).content.decode()


def test_a_colleague_elsewhere_does_not_learn_where_a_competitor_waits(
    client: Client, cast: Cast
) -> None:
    rival = _waits(cast)
    client.force_login(cast.zhao)
    assert client.post(f"/rivals/{rival.pk}/", {"state": "gone", "why": "x"}).status_code == 404
    html = client.get(f"/guard/competitors/{rival.competitor_id}/").content.decode()
    assert "蓝岸办公" in html
    assert "恒远" not in html
