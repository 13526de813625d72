"""A playbook on its way: what begins it, what it waits for, what holds it, what joins, who is told, and how it ends."""

from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from pytest_django import Settings

from tests.cases import satisfied
from tests.conftest import DAY, Cast
from zhike.activities.models import Milestone, Task
from zhike.care import actions as care
from zhike.care import jobs
from zhike.care.milestones import note_milestone, start_milestone
from zhike.care.models import Run, RunStep
from zhike.care.queries import agenda
from zhike.care.runs import jobs as run_jobs
from zhike.care.runs import queries as runs
from zhike.care.runs.stopping import GateShut, stop_run
from zhike.customers.models import Contact
from zhike.methods.library import library

pytestmark = pytest.mark.django_db
CHINA = ZoneInfo("Asia/Shanghai")


def note(
    cast: Cast, kind: str, on: date, what: str = "控制柜 20 套", deal: Milestone | None = None
) -> Milestone:
    milestone, _ = note_milestone(
        cast.actor(cast.lin, on=on),
        customer_id=cast.hengyuan.pk,
        contact_id=cast.yu.pk,
        kind=kind,
        what=what,
        happens_on=on,
        on=on,
        deal_id=deal.pk if deal else None,
    )
    return milestone


def task(key: str) -> Task:
    return Task.objects.exclude(origin__startswith="ask_after").get(origin__contains=f".{key}:")


def done(cast: Cast, key: str, on: date, kind: str = "call") -> None:
    care.finish_step(
        cast.actor(cast.lin, on=on), task(key).pk, kind=kind, summary="做了", on=on
    )


def state(key: str) -> str:
    return RunStep.objects.get(key=key).state


@pytest.mark.row("S1-02", "S1-04", "S1-05", "S1-06", "S1-07")
def test_a_deal_is_followed_from_thanks_to_the_next_order(cast: Cast) -> None:
    deal = note(cast, "deal_won", date(2026, 9, 7))
    assert {t.title for t in Task.objects.all()} == {
        "谢谢客户，说好接下来的安排",
        "发货前核对：控制柜 20 套",
    }
    note(cast, "delivered", date(2026, 9, 14), deal=deal)
    thanks = task("thank")
    assert (thanks.opens_on, thanks.due_on) == (date(2026, 9, 16), date(2026, 9, 17))
    assert Run.objects.count() == 1, "one run follows the deal"
    done(cast, "ask", date(2026, 9, 15))
    assert task("keep").due_on == date(2026, 10, 15)
    done(cast, "keep", date(2026, 9, 20))
    assert task("again").due_on == date(2026, 11, 19)


def test_the_same_event_again_lays_nothing(cast: Cast) -> None:
    deal = note(cast, "deal_won", date(2026, 9, 7))
    before = Task.objects.count()
    assert start_milestone(cast.actor(cast.lin), deal, on=date(2026, 9, 8)) == []
    assert (Task.objects.count(), Run.objects.count()) == (before, 1)


def test_thanks_are_not_shown_before_their_day(cast: Cast) -> None:
    deal = note(cast, "deal_won", date(2026, 9, 7))
    note(cast, "delivered", date(2026, 9, 14), deal=deal)
    mine = cast.actor(cast.lin)

    def shown(day: int) -> set[str]:
        found = agenda(mine, now=datetime(2026, 9, day, 9, tzinfo=CHINA))
        return {str(line.title) for section in found.sections for line in section.lines}

    assert "道谢：信、电话或上门" not in shown(15)
    assert "道谢：信、电话或上门" in shown(16)


@pytest.mark.row("S1-04", "S1-30")
def test_a_run_cannot_be_closed_past_its_gates_but_waived_with_a_reason(cast: Cast) -> None:
    note(cast, "deal_lost", DAY, "二期扩建")
    run = Run.objects.get()
    mine = cast.actor(cast.lin)
    with pytest.raises(GateShut) as shut:
        stop_run(mine, run.pk, why="不想跟了", on=DAY)
    assert [title.zh for title in shut.value.titles] == [
        "马上去看客户：谢谢他给过机会",
        "重新看这个客户：为什么没成",
    ]
    for key in ("visit", "review"):
        care.waive_step(mine, task(key).pk, why="客户已停业", on=DAY)
    stop_run(mine, run.pk, why="客户已停业", on=DAY)
    run.refresh_from_db()
    assert (run.result, run.why) == ("stopped", "客户已停业")
    assert not Task.objects.unscoped().open().exists()


def test_a_step_that_asks_for_a_visit_is_not_done_by_a_note(cast: Cast) -> None:
    note(cast, "deal_lost", DAY, "二期扩建")
    with pytest.raises(care.Unproven) as error:
        done(cast, "visit", DAY, kind="note")
    assert "visit" in error.value.proof
    done(cast, "visit", DAY, kind="visit")
    assert state("visit") == "done"


@pytest.mark.row("S1-06")
def test_two_thanks_that_fall_together_become_one_letter_with_both_reasons(cast: Cast) -> None:
    first = note(cast, "deal_won", date(2026, 9, 7), "控制柜")
    note(cast, "delivered", date(2026, 9, 14), "控制柜", deal=first)
    second = note(cast, "deal_won", date(2026, 9, 8), "备件")
    note(cast, "delivered", date(2026, 9, 15), "备件", deal=second)
    thanks = Task.objects.get(family="thanks")
    assert "控制柜" in thanks.why
    assert "备件" in thanks.why
    assert thanks.due_on == date(2026, 9, 17), "the tighter of the two days holds"
    done(cast, "thank", date(2026, 9, 16))
    steps = RunStep.objects.filter(key="thank")
    assert {step.state for step in steps} == {"done"}, "both runs know that it is done"


def test_nobody_is_thanked_twice_in_a_week_and_the_run_says_so(cast: Cast) -> None:
    first = note(cast, "deal_won", date(2026, 9, 7), "控制柜")
    note(cast, "delivered", date(2026, 9, 14), "控制柜", deal=first)
    done(cast, "thank", date(2026, 9, 16))
    second = note(cast, "deal_won", date(2026, 9, 16), "备件")
    note(cast, "delivered", date(2026, 9, 18), "备件", deal=second)
    left_out = RunStep.objects.get(key="thank", state="left_out")
    assert left_out.because[0] == "这一周里已经做过：道谢：信、电话或上门"


def test_an_open_complaint_holds_a_step_until_it_is_settled(cast: Cast) -> None:
    mine = cast.actor(cast.lin)
    case = care.receive_case(
        mine,
        customer_id=cast.hengyuan.pk,
        kind="complaint",
        summary="少了一箱",
        at=datetime(2026, 11, 23, 10, tzinfo=CHINA),
    )
    note(cast, "new_product", DAY, "新驱动器")
    assert not Task.objects.filter(origin__startswith="new_product").exists()
    held = RunStep.objects.get(run__name="new_product", key="invite")
    assert (held.state, held.because[0]) == ("held", "还有投诉没解决，先不打扰")
    run_jobs.advance(DAY)
    assert RunStep.objects.get(pk=held.pk).state == "held"
    satisfied(mine, case, at=datetime(2026, 11, 23, 11, tzinfo=CHINA))
    care.resolve_case(mine, case.pk, how="补了一箱", on=DAY)
    run_jobs.advance(date(2026, 11, 24))
    assert RunStep.objects.get(pk=held.pk).state == "open"


def test_a_held_step_whose_day_has_gone_by_is_left_out_and_what_follows_begins(
    cast: Cast,
) -> None:
    care.receive_case(
        cast.actor(cast.lin),
        customer_id=cast.hengyuan.pk,
        kind="complaint",
        summary="少了一箱",
        at=datetime(2026, 11, 23, 10, tzinfo=CHINA),
    )
    note(cast, "new_product", DAY, "新驱动器")
    run_jobs.advance(date(2026, 12, 20))
    assert RunStep.objects.get(run__name="new_product", key="invite").state == "left_out"
    assert RunStep.objects.get(run__name="new_product", key="ask").state == "open"


@pytest.mark.row("S0-29")
def test_a_step_of_the_lead_goes_to_the_lead(cast: Cast) -> None:
    note(cast, "staff_change_asked", DAY, "回复太慢")
    assert task("listen").assignee == cast.qian


def test_what_is_late_climbs_the_ladder_once_and_comes_down_when_done(cast: Cast) -> None:
    end = date(2027, 2, 1)
    note_milestone(
        cast.actor(cast.lin),
        customer_id=cast.hengyuan.pk,
        kind="contract_end",
        what="年度维保",
        happens_on=end,
        on=DAY,
    )
    talk = task("talk")
    assert talk.due_on == date(2026, 12, 31)  # 30 days before is 2 January, a day of rest
    assert run_jobs.tell_late(datetime(2027, 1, 4, 10, tzinfo=CHINA)) == 0
    assert run_jobs.tell_late(datetime(2027, 1, 9, 10, tzinfo=CHINA)) == 1
    assert run_jobs.tell_late(datetime(2027, 1, 10, 10, tzinfo=CHINA)) == 0
    told = Task.objects.get(origin__startswith="late:")
    assert told.assignee == cast.qian
    assert told.title == "催办：谈续约"
    assert "林一应在12月31日" in told.why or "林一应在2026年12月31日" in told.why
    done(cast, "talk", date(2027, 1, 11))
    told.refresh_from_db()
    assert told.result == "settled"


def test_a_run_keeps_the_words_it_began_with(
    cast: Cast, settings: Settings, tmp_path: Path
) -> None:
    note(cast, "deal_lost", DAY, "二期扩建")
    text = library().texts["playbooks", "after_loss"]
    own = tmp_path / "playbooks"
    own.mkdir()
    changed = text.replace("version = 1", "version = 2").replace("within = 14", "within = 3")
    (own / "after_loss.toml").write_text(changed, "utf-8")
    settings.METHODS_DIR = tmp_path
    done(cast, "review", DAY)
    assert (task("renew").due_on - DAY).days == 14
    assert Run.objects.get().text.version == 1


def test_a_run_says_where_it_is_and_what_it_waits_for(cast: Cast) -> None:
    note(cast, "deal_won", DAY)
    [way] = runs.runs(cast.actor(cast.lin), cast.hengyuan.pk, is_open=True)
    assert way.next is not None
    assert way.next.key == "confirm"
    thank = next(step for step in way.steps if step.key == "thank")
    assert thank.waits_for is not None
    assert (thank.state, thank.waits_for.zh, thank.clock.zh) == (
        "waiting",
        "交货完成",
        "第 2 到 3 天",
    )
    assert runs.runs(cast.actor(cast.zhao), cast.hengyuan.pk, is_open=True) == []


def test_a_run_is_finished_when_only_what_never_came_is_left(cast: Cast) -> None:
    note(cast, "promoted", DAY, "升任副总")
    done(cast, "promotion", DAY)
    run = Run.objects.get()
    assert run.result == "finished"
    assert state("award") == "left_out"


def test_a_task_something_else_settled_carries_its_run_on_at_night(cast: Cast) -> None:
    deal = note(cast, "deal_won", date(2026, 9, 7))
    note(cast, "delivered", date(2026, 9, 14), deal=deal)
    Task.objects.filter(origin__startswith="after_deal.ask:").update(
        ended_on=date(2026, 9, 15), result=Task.Result.SETTLED
    )
    assert jobs.advance_runs(date(2026, 9, 16)) >= 1
    assert task("keep").due_on == date(2026, 10, 16)
    assert jobs.advance_runs(date(2026, 9, 16)) == 0


def test_a_series_goes_on_when_one_of_it_is_done(cast: Cast) -> None:
    mine = cast.actor(cast.lin, on=date(2026, 1, 31))
    first = care.plan_step(
        mine,
        customer_id=cast.hengyuan.pk,
        title="月底对账",
        due_on=date(2026, 1, 31),
        on=date(2026, 1, 31),
        repeat="month",
        checklist=["发对账单", "收回签字"],
    )
    care.finish_step(
        mine, first.pk, kind="call", summary="对完了", on=date(2026, 1, 31), ticked={0, 1}
    )
    second = Task.objects.unscoped().open().get(title="月底对账")
    assert second.due_on == date(2026, 2, 28)
    assert [line["done"] for line in second.checklist] == [False, False]
    care.waive_step(mine, second.pk, why="已停用", on=date(2026, 3, 2))
    third = Task.objects.unscoped().open().get(title="月底对账")
    assert third.due_on == date(2026, 3, 31)


def test_what_is_noted_late_is_due_at_once_not_late_from_the_start(cast: Cast) -> None:
    note_milestone(
        cast.actor(cast.lin),
        customer_id=cast.hengyuan.pk,
        kind="contract_end",
        what="年度维保",
        happens_on=date(2027, 1, 8),
        on=DAY,
    )
    assert task("look").due_on == DAY  # 90 days before is long gone
    assert task("talk").due_on == date(2026, 12, 9)


GREET_EVERYBODY = """
name = "greet_everybody"
version = 1
source = ["S1-19"]
title = { zh = "逐一致谢", en = "Thank each" }
note = { zh = "试", en = "trial" }
starts_on = "went_live"

[[steps]]
key = "thank"
kind = "other"
for_each = "key_people"
clock = { kind = "days", within = 3 }
title = { zh = "谢谢{person}", en = "Thank {person}" }
why = { zh = "{what}", en = "{what}" }

[[steps]]
key = "close"
kind = "other"
after = "thank"
clock = { kind = "days", within = 1 }
title = { zh = "收尾", en = "Wind up" }
why = { zh = "{what}", en = "{what}" }

[[examples]]
step = "thank"
values = { what = { zh = "控制柜", en = "cabinets" } }
why = { zh = "控制柜", en = "cabinets" }
"""


@pytest.mark.row("S1-19")
def test_a_step_for_each_person_waits_for_all_of_them_before_the_next_begins(
    cast: Cast, settings: Settings, tmp_path: Path
) -> None:
    folder = tmp_path / "playbooks"
    folder.mkdir()
    (folder / "greet_everybody.toml").write_text(GREET_EVERYBODY, "utf-8")
    settings.METHODS_DIR = tmp_path
    Contact.objects.filter(pk=cast.yu.pk).update(is_main=True)
    Contact.objects.create(
        customer=cast.hengyuan, name="周明", address_as="周总", pinyin="zm", is_main=True
    )
    Contact.objects.create(customer=cast.hengyuan, name="小吴", pinyin="xw")
    note(cast, "went_live", DAY)
    thanks = Task.objects.filter(origin__startswith="greet_everybody.thank").order_by("pk")
    assert {t.title for t in thanks} == {"谢谢于总", "谢谢周总"}
    mine = cast.actor(cast.lin)
    for place, each in enumerate(thanks):
        closing = Task.objects.filter(origin__startswith="greet_everybody.close")
        assert not closing.exists(), f"after {place}"
        care.finish_step(mine, each.pk, kind="call", summary="谢过", on=DAY)
    assert Task.objects.filter(origin__startswith="greet_everybody.close").count() == 1
