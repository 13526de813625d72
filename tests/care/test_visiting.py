"""A visit from its purpose to the letter of thanks; tours, rhythm of visits, and how well we know somebody."""

from dataclasses import replace
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

import pytest

from tests.conftest import DAY, Cast
from zhike.activities.actions.visits import NoSuchRung, Over, TooLate, VisitDraft
from zhike.activities.models import Promise, Task, Touch, Visit
from zhike.care import actions as care
from zhike.care import jobs, relating
from zhike.care.milestones import note_milestone
from zhike.care.models import Notice, Run
from zhike.care.visiting import planning, queries, tours
from zhike.care.visiting.ending import Ending, Unagreed, Unrepaired, finish
from zhike.customers.models import Customer, Standing

pytestmark = pytest.mark.django_db
CHINA = ZoneInfo("Asia/Shanghai")
WHEN = datetime(2026, 11, 26, 14, 0, tzinfo=CHINA)
BACK = datetime(2026, 11, 26, 15, 0, tzinfo=CHINA)
FORMAL = VisitDraft("谈二期供货", WHEN, is_formal=True, minutes=45, place="南山厂区")
ENDING = Ending(
    "二期三月开工",
    BACK,
    points=[("三月开工", True), ("预算还没批", False)],
    ours="送图纸",
    ours_due_on=date(2026, 11, 30),
    theirs="确认预算",
    theirs_due_on=date(2026, 12, 4),
)


def plan(cast: Cast, draft: VisitDraft = FORMAL, **more: object) -> Visit:
    return planning.plan(
        cast.actor(cast.lin), cast.hengyuan.pk, draft, on=DAY, contact_ids=[cast.yu.pk], **more  # type: ignore[arg-type]
    )  # fmt: skip


def task(key: str) -> Task:
    return Task.objects.get(origin__startswith=f"{key}:")


@pytest.mark.row("S4-07", "S4-08")
def test_a_formal_visit_brings_its_appointment_its_preparation_and_its_five_minutes(
    cast: Cast,
) -> None:
    plan(cast)
    assert task("visit_formal.book").due_on == date(2026, 11, 25)
    early = task("visit_formal.be_there")
    assert early.due_at == datetime(2026, 11, 26, 13, 55, tzinfo=CHINA)
    assert early.title == "提前五分钟到：南山厂区"
    assert len(early.checklist) == 3


@pytest.mark.row("S4-07")
def test_an_appointment_on_the_day_of_a_formal_visit_takes_a_reason(cast: Cast) -> None:
    mine = cast.actor(cast.lin)
    visit = plan(cast)
    on_the_day = datetime(2026, 11, 26, 9, tzinfo=CHINA)
    with pytest.raises(TooLate):
        planning.agree(mine, visit.pk, how="call", at=on_the_day, on=date(2026, 11, 26))
    planning.agree(
        mine, visit.pk, how="call", at=on_the_day, on=date(2026, 11, 26), late_why="他临时有空"
    )
    visit.refresh_from_db()
    assert (visit.state, visit.late_why) == ("agreed", "他临时有空")
    assert task("visit_formal.book").result == "done"
    assert task("visit_formal.prepare").ended_on is None


@pytest.mark.row("S4-12")
def test_thanks_leave_within_48_hours_of_the_end_not_of_the_working_day(cast: Cast) -> None:
    friday = datetime(2026, 11, 27, 16, 30, tzinfo=CHINA)
    visit = plan(cast, replace(FORMAL, starts_at=friday))
    ended = datetime(2026, 11, 27, 17, 30, tzinfo=CHINA)
    finish(
        cast.actor(cast.lin),
        visit.pk,
        replace(ENDING, ended_at=ended),
        on=ended.date(),
    )
    thanks = task("visit_formal.write")
    assert thanks.due_at == datetime(2026, 11, 29, 17, 30, tzinfo=CHINA), "a Sunday"
    with pytest.raises(care.Unproven):
        care.finish_step(
            cast.actor(cast.lin), thanks.pk, kind="call", summary="谢过", on=date(2026, 11, 28)
        )
    care.finish_step(
        cast.actor(cast.lin), thanks.pk, kind="letter", summary="已寄", on=date(2026, 11, 28)
    )
    assert Run.objects.get().result == "finished"


def test_thanks_for_a_delivery_and_for_a_visit_are_one_letter_by_the_tighter_clock(
    cast: Cast,
) -> None:
    mine = cast.actor(cast.lin)
    deal, _ = note_milestone(
        mine, customer_id=cast.hengyuan.pk, kind="deal_won", what="控制柜",
        happens_on=date(2026, 11, 20), on=DAY, contact_id=cast.yu.pk,
    )  # fmt: skip
    note_milestone(
        mine, customer_id=cast.hengyuan.pk, kind="delivered", what="控制柜",
        happens_on=date(2026, 11, 26), on=date(2026, 11, 26), contact_id=cast.yu.pk, deal_id=deal.pk,
    )  # fmt: skip
    visit = plan(cast)
    finish(mine, visit.pk, ENDING, on=date(2026, 11, 26))
    one = Task.objects.unscoped().open().get(family="thanks")
    assert "控制柜" in one.why
    assert "谈二期供货" in one.why
    assert one.due_at == datetime(2026, 11, 28, 15, 0, tzinfo=CHINA)


@pytest.mark.row("S4-11", "S4-10")
def test_a_visit_ends_with_a_next_step_of_both_sides_or_says_why_not(cast: Cast) -> None:
    mine, visit = cast.actor(cast.lin), plan(cast)
    with pytest.raises(Unagreed):
        finish(mine, visit.pk, replace(ENDING, theirs=""), on=date(2026, 11, 26))
    outcome = finish(mine, visit.pk, ENDING, on=date(2026, 11, 26))
    assert Promise.objects.get().what == "送图纸"
    assert Task.objects.get(title="问一声：确认预算").due_on == date(2026, 12, 4)
    assert [point["confirmed"] for point in outcome.points] == [True, False]
    assert Touch.objects.get().kind == "visit"
    left = Task.objects.unscoped().open().filter(origin__endswith=f":visit:{visit.pk}")
    assert {each.origin.split(":")[0] for each in left if each.origin} == {
        "visit_formal.write",
        "ask_after_visit.ask",
    }
    with pytest.raises(Over):
        finish(mine, visit.pk, ENDING, on=date(2026, 11, 26))


@pytest.mark.row("S4-09")
def test_a_dissatisfied_customer_is_promised_what_will_be_put_right(cast: Cast) -> None:
    mine, visit = cast.actor(cast.lin), plan(cast)
    unhappy = replace(ENDING, behaviour="dissatisfied")
    with pytest.raises(Unrepaired):
        finish(mine, visit.pk, unhappy, on=date(2026, 11, 26))
    finish(
        mine,
        visit.pk,
        replace(unhappy, repair="换人跟单", repair_due_on=date(2026, 11, 28)),
        on=date(2026, 11, 26),
    )
    assert {p.what for p in Promise.objects.all()} == {"送图纸", "换人跟单"}
    assert Task.objects.filter(promise__what="换人跟单").exists()


def test_colleagues_who_may_see_the_customer_are_told_the_others_are_not(cast: Cast) -> None:
    visit = plan(cast)
    ending = replace(ENDING, told=[cast.qian.pk, cast.zhao.pk])
    outcome = finish(cast.actor(cast.lin), visit.pk, ending, on=date(2026, 11, 26))
    assert list(outcome.told.all()) == [cast.qian]
    assert Notice.objects.get().user == cast.qian
    assert Touch.objects.get(kind="note").summary == "结果告诉了：钱三"


def test_a_visit_that_moves_takes_its_clocks_along_and_has_to_be_agreed_anew(
    cast: Cast,
) -> None:
    mine, visit = cast.actor(cast.lin), plan(cast)
    planning.agree(
        mine, visit.pk, how="call", at=datetime(2026, 11, 24, 9, tzinfo=CHINA), on=DAY
    )
    to = datetime(2026, 12, 1, 10, 0, tzinfo=CHINA)
    planning.move(mine, visit.pk, to=to, on=DAY)
    visit.refresh_from_db()
    assert visit.state == "planned"
    early = task("visit_formal.be_there")
    assert early.due_at == datetime(2026, 12, 1, 9, 55, tzinfo=CHINA)
    assert "12月1日" in early.why


def test_a_visit_called_off_strikes_off_what_was_to_be_done_for_it(cast: Cast) -> None:
    visit = plan(cast)
    planning.cancel(cast.actor(cast.lin), visit.pk, why="客户出差", on=DAY)
    assert not Task.objects.unscoped().open().exists()
    assert Run.objects.get().result == "stopped"


def test_an_ordinary_visit_is_one_line_at_its_hour_and_asks_for_no_letter(cast: Cast) -> None:
    visit = plan(cast, replace(FORMAL, is_formal=False))
    assert task("visit_day.go").due_at == WHEN
    finish(cast.actor(cast.lin), visit.pk, ENDING, on=date(2026, 11, 26))
    assert not Task.objects.filter(family="thanks").exists()
    assert task("visit_day.go").result == "done"


@pytest.mark.row("S4-25")
def test_a_customer_not_met_within_its_rhythm_is_due_for_a_visit(cast: Cast) -> None:
    Standing.objects.create(
        customer=cast.hengyuan,
        scheme="evaluation",
        grade="A",
        points=8500,
        since=DAY,
        as_of=DAY,
        version=1,
    )
    mine = cast.actor(cast.lin)
    [due] = queries.overdue(mine, on=DAY)
    assert (due.customer, due.grade, due.met_on) == (cast.hengyuan, "A", None)
    assert queries.coverage(mine, on=DAY)[0].percent == 0
    care.log_touch(mine, customer_id=cast.hengyuan.pk, kind="call", summary="问候", on=DAY)
    assert queries.overdue(mine, on=DAY), "a call is no visit"
    care.log_touch(mine, customer_id=cast.hengyuan.pk, kind="visit", summary="去了", on=DAY)
    assert queries.overdue(mine, on=DAY) == []
    assert queries.coverage(mine, on=DAY)[0].percent == 100
    assert queries.overdue(cast.actor(cast.zhao), on=DAY) == []


@pytest.mark.row("S2-34", "S2-37")
def test_a_tour_puts_the_customers_of_a_place_into_one_day_and_comes_again(cast: Cast) -> None:
    mine = cast.actor(cast.lin)
    second = Customer.objects.create(
        name="宝安五金", name_key="宝安五金", pinyin="x", owner=cast.lin, address="深圳宝安"
    )
    found = queries.there(mine, "深圳", on=DAY)
    assert {due.customer.pk for due in found} == {cast.hengyuan.pk, second.pk}
    tour = tours.plan_tour(
        mine, [second.pk, cast.hengyuan.pk], place="深圳", tour_on=date(2026, 11, 30),
        first_at=time(9, 30), minutes=45, on=DAY, repeat="month",
    )  # fmt: skip
    _, visits = tours.tour(mine, tour.pk)
    hours = [f"{v.starts_at.astimezone(CHINA):%H:%M}" for v in visits]
    assert [v.customer_id for v in visits] == [second.pk, cast.hengyuan.pk]
    assert hours == ["09:30", "10:45"]
    assert jobs.watch_tours(date(2026, 11, 29)) == 0, "this one comes first"
    assert jobs.watch_tours(date(2026, 12, 10)) == 1
    assert jobs.watch_tours(date(2026, 12, 10)) == 0
    assert tours.tours(mine, on=date(2026, 12, 10))[0].tour_on == date(2026, 12, 30)


@pytest.mark.row("S2-12", "S4-05")
def test_somebody_climbs_from_stranger_to_business_with_a_day_and_a_reason(cast: Cast) -> None:
    mine = cast.actor(cast.lin)
    before = {r.ladder: r for r in relating.rungs(mine, cast.yu)}
    assert before["path"].stage == "stranger"
    assert before["visiting"].card is not None
    relating.move(
        mine, cast.yu.pk, ladder="path", stage="acquaintance", evidence="他回了我的消息", on=DAY
    )
    now = {r.ladder: r for r in relating.rungs(mine, cast.yu)}
    assert now["path"].stage == "acquaintance"
    assert now["path"].move is not None
    assert now["path"].move.evidence == "他回了我的消息"
    assert now["path"].card is not None
    assert now["path"].card.head.name == "path_acquaintance"
    with pytest.raises(NoSuchRung):
        relating.move(mine, cast.yu.pk, ladder="path", stage="general", evidence="x", on=DAY)
