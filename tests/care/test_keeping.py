"""Keeping begins from a warning, the end of a contract is watched by itself, and whoever is to be kept gets a plan."""

from datetime import date, timedelta

import pytest

from tests.conftest import DAY, Cast
from zhike.activities.models import Milestone, Task
from zhike.care import contracts, jobs, keeping
from zhike.care.models import Run
from zhike.customers import asking
from zhike.customers.actions.filling import open_sheet
from zhike.customers.asking import Subject
from zhike.customers.models import Standing
from zhike.sales.actions import contracts as signing
from zhike.sales.actions.contracts import Signed
from zhike.sales.models import Departure
from zhike.value.keeping import leaving, protection
from zhike.value.models import Forecast
from zhike.value.pictures.cut import Cut

AHEAD = timedelta(days=100)


def _signed(number: str, ends: date, renews: int | None = None) -> Signed:
    starts = ends - timedelta(days=364)
    return Signed(number, "维保", starts, starts, ends, 100, 3, renews_id=renews)


@pytest.mark.row("S2-42")
def test_a_warning_becomes_the_first_step_and_not_twice(cast: Cast) -> None:
    lin = cast.actor(cast.lin)
    Forecast.objects.create(
        customer=cast.hengyuan, as_of=DAY, alive_bp=3_800, quiet_bp=6_200, expected_purchases=100,
        at_risk=46_200_00, reasons=[{"key": "growth", "points": 9, "zh": "少了三成", "en": "a third less"}],
    )  # fmt: skip
    (task,) = keeping.start_keeping(lin, cast.hengyuan.pk, on=DAY)
    assert task.assignee == cast.lin
    assert "62%" in task.why
    assert "少了三成" in task.why
    run = Run.objects.unscoped().get()
    assert keeping.under_way(lin, [cast.hengyuan.pk]) == {cast.hengyuan.pk: run.pk}
    with pytest.raises(keeping.AlreadyUnderWay):
        keeping.start_keeping(lin, cast.hengyuan.pk, on=DAY)
    assert keeping.under_way(cast.actor(cast.zhao), [cast.hengyuan.pk]) == {}


@pytest.mark.row("S2-42")
def test_who_left_is_won_back_with_the_reason_in_hand(cast: Cast) -> None:
    lin = cast.actor(cast.lin)
    Departure.objects.create(
        customer=cast.hengyuan, left_on=date(2026, 9, 12), reason="neglect",
        why="三个月没人去过", by=cast.lin,
    )  # fmt: skip
    assert [r.key for r in leaving.reasons(lin, Cut(), on=DAY)] == ["neglect"]
    assert [d.customer for d in leaving.may_return(lin, Cut())] == [cast.hengyuan]
    assert leaving.may_return(cast.actor(cast.zhao), Cut()) == []
    (task,) = keeping.start_winning_back(lin, cast.hengyuan.pk, on=DAY)
    assert "三个月没人去过" in task.why


@pytest.mark.row("S4-52")
def test_the_end_of_a_contract_is_watched_by_itself(cast: Cast) -> None:
    lin = cast.actor(cast.lin)
    far = contracts.sign_contract(lin, cast.hengyuan.pk, _signed("1", DAY + 3 * AHEAD), on=DAY)
    assert not Milestone.objects.exists()
    # one that came in by another way is found by the night, once
    near = signing.sign_contract(lin, cast.hengyuan.pk, _signed("2", DAY + AHEAD), on=DAY)
    assert [contracts.watch_contracts(DAY) for _ in range(2)] == [1, 0]
    milestone = Milestone.objects.get()
    assert (milestone.kind, milestone.happens_on) == ("contract_end", near.ends_on)
    assert Task.objects.unscoped().open().count() == 2
    # renewed: nobody need talk about it any more
    contracts.sign_contract(
        lin, cast.hengyuan.pk, _signed("3", DAY + 5 * AHEAD, renews=near.pk), on=DAY
    )
    assert not Task.objects.unscoped().open().exists()
    assert contracts.watch_contracts(DAY) == 0
    assert far.ended_on is None


def test_a_contract_ended_early_takes_its_reminders_along(cast: Cast) -> None:
    lin = cast.actor(cast.lin)
    near = contracts.sign_contract(lin, cast.hengyuan.pk, _signed("2", DAY + AHEAD), on=DAY)
    assert Task.objects.unscoped().open().count() == 2
    contracts.end_contract(lin, near.pk, ended_on=DAY, why="退租", on=DAY)
    assert not Task.objects.unscoped().open().exists()


@pytest.mark.row("S4-52")
def test_who_is_to_be_kept_first_gets_a_plan_and_the_check_says_so(cast: Cast) -> None:
    lin = cast.actor(cast.lin)
    assert protection.check(lin, Cut(), on=DAY)[0].customers == 0
    Standing.objects.create(
        customer=cast.hengyuan,
        scheme="value_matrix",
        grade="keep",
        since=DAY,
        as_of=DAY,
        version=1,
        points=0,
    )
    check, lacking = protection.check(lin, Cut(), on=DAY)
    assert (check.customers, check.ready, check.missing) == (1, 0, 1)
    assert lacking == [cast.hengyuan]
    assert [jobs.watch_protection(DAY) for _ in range(2)] == [1, 0]
    task = Task.objects.unscoped().get()
    assert (task.assignee, task.due_on > DAY) == (cast.lin, True)
    form = asking.form("protection_plan")
    said = {"risk": "低两成", "signals": "两次没下单", "keep": "主管上门", "who": "林一"}
    open_sheet(
        lin, Subject(cast.hengyuan, None), form, said, about_on=DAY, on=DAY, stage="ready"
    )
    assert protection.check(lin, Cut(), on=DAY)[0].ready == 1
    jobs.watch_protection(DAY + timedelta(days=1))
    task.refresh_from_db()
    assert task.ended_on == DAY + timedelta(days=1)
    later = DAY + timedelta(days=400)
    assert protection.check(lin, Cut(), on=later)[0].old == 1
