"""Cases: who answers for them, what has to come before what, what may be said and given, and when two are one."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from tests.cases import satisfied
from tests.conftest import DAY, Cast
from zhike.activities.models import Task
from zhike.care import actions as care
from zhike.care.actions import Unseen
from zhike.care.cases import compensating, handing, stepping, telling
from zhike.care.cases.board import Wanted, board, speeds
from zhike.care.cases.dossier import dossier, sites
from zhike.care.cases.wording import Hurting
from zhike.customers.models import Customer
from zhike.service import leaves
from zhike.service.actions import Intake, NoOtherWay, Noted, StillAsked, name_cause
from zhike.service.handing import NotYours
from zhike.service.merging import NotOne
from zhike.service.models import Case, Entry
from zhike.service.queries import complaining
from zhike.service.rules import Step, StepsMissing
from zhike.trust.actor import Forbidden

pytestmark = pytest.mark.django_db
CHINA = ZoneInfo("Asia/Shanghai")
TEN = datetime(2026, 11, 23, 10, tzinfo=CHINA)
NOON = datetime(2026, 11, 23, 12, tzinfo=CHINA)


def take(cast: Cast, kind: str = "complaint", **more: str) -> Case:
    """The service desk takes it down."""
    return care.receive_case(
        cast.actor(cast.wu),
        customer_id=cast.hengyuan.pk,
        contact_id=cast.yu.pk,
        kind=kind,
        summary="大堂音响间歇断电",
        at=TEN,
        intake=Intake(lane="", **more),  # type: ignore[arg-type]  # words only
    )


@pytest.mark.row("S1-32", "S3-18")
def test_a_complaint_says_what_it_is_and_by_which_door_and_the_manager_hears_of_it(
    cast: Cast,
) -> None:
    case = take(cast, channel="hotline", form="claim", about="product", words="断了三次，要赔")
    assert (case.channel, case.form, case.about) == ("hotline", "claim", "product")
    assert case.words == "断了三次，要赔"
    assert Task.objects.filter(origin__endswith=f":case:{case.pk}", assignee=cast.lin).exists()
    mine = care.receive_case(
        cast.actor(cast.wu), customer_id=cast.hengyuan.pk, kind="complaint", summary="又断", at=TEN,
        is_mine=True,
    )  # fmt: skip
    told = Task.objects.get(origin=f"complaint_same_day.manager:case:{mine.pk}")
    assert told.assignee == cast.lin, "the desk keeps it, and the manager is told"


@pytest.mark.row("S2-17", "S2-18")
def test_who_was_asked_first_answers_for_it_whoever_works_on_it(cast: Cast) -> None:
    desk, lin, qian = cast.actor(cast.wu), cast.actor(cast.lin), cast.actor(cast.qian)
    case = take(cast)
    assert (case.first_asked, case.answered_by) == (cast.wu, cast.lin)
    assert (
        Task.objects.get(origin__startswith="complaint_same_day.first_asked").assignee
        == cast.wu
    )
    with pytest.raises(Unseen):
        handing.hand(lin, case.pk, to_id=cast.zhao.pk, why="他懂", at=TEN)
    asked = handing.hand(lin, case.pk, to_id=cast.qian.pk, why="要主管出面", at=TEN)
    case.refresh_from_db()
    assert case.answered_by == cast.lin, "until it is accepted it stays"
    assert [c.pk for c in board(qian, Wanted("handed"), now=TEN)] == [case.pk]
    with pytest.raises(NotYours):
        handing.answer_transfer(desk, asked.pk, accept=True, answer="", at=NOON)
    handing.answer_transfer(qian, asked.pk, accept=True, answer="我来", at=NOON)
    case.refresh_from_db()
    assert (case.first_asked, case.answered_by) == (cast.wu, cast.qian)
    answer = Task.objects.get(origin=f"complaint_same_day.answer:case:{case.pk}")
    assert answer.assignee == cast.qian


@pytest.mark.row("S1-73", "S1-35")
def test_no_solution_before_they_were_heard_asked_and_agreed_what_it_is(cast: Cast) -> None:
    lin, case = cast.actor(cast.lin), take(cast)
    solution = Noted("solve", "换模块", agreed=True, satisfied=True)
    with pytest.raises(StepsMissing) as missing:
        stepping.note_step(lin, case.pk, solution, at=NOON)
    assert missing.value.steps == (Step.LISTEN, Step.ASK, Step.RESTATE)
    stepping.note_step(lin, case.pk, Noted("listen", "断了三次"), at=NOON)
    stepping.note_step(lin, case.pk, Noted("ask", "几点断"), at=NOON)
    stepping.note_step(lin, case.pk, Noted("restate", "下午断", agreed=False), at=NOON)
    with pytest.raises(StepsMissing):
        stepping.note_step(lin, case.pk, solution, at=NOON)
    stepping.note_step(lin, case.pk, Noted("restate", "上午断", agreed=True), at=NOON)
    agreed = Noted("solve", "换模块", agreed=True, satisfied=False)
    stepping.note_step(lin, case.pk, agreed, at=NOON)
    with pytest.raises(StepsMissing) as missing:
        stepping.settle(lin, case.pk, how="换了", ours="", at=NOON)
    assert missing.value.steps == (Step.SOLVE,), "agreed is not yet satisfied"
    stepping.note_step(lin, case.pk, solution, at=NOON)
    stepping.settle(lin, case.pk, how="换了", ours="", at=NOON)
    assert not Case.objects.open().exists()


@pytest.mark.row("S4-18", "S1-73")
def test_a_polite_no_needs_them_understood_a_reason_and_another_way(cast: Cast) -> None:
    lin, case = cast.actor(cast.lin), take(cast)
    satisfied(lin, case, at=TEN)
    Entry.objects.filter(kind="solve").delete()
    with pytest.raises(NoOtherWay):
        care.resolve_case(lin, case.pk, how="合同没有这一项", on=DAY, manner="refused")
    care.resolve_case(
        lin, case.pk, how="合同没有这一项", on=DAY, manner="refused", alternative="可以加购"
    )
    assert Case.objects.get().resolution.alternative == "可以加购"


@pytest.mark.row("S1-38")
def test_words_that_hurt_do_not_go_out_unless_they_were_said(cast: Cast) -> None:
    lin, case = cast.actor(cast.lin), take(cast)
    said = Noted("told", "当时您也同意的，这个不能退")
    with pytest.raises(Hurting) as hurting:
        telling.tell(lin, case.pk, said, way="call", at=NOON)
    assert set(hurting.value.phrases) == {"当时您也同意的", "不能退"}
    telling.tell(lin, case.pk, said, way="call", at=NOON, anyway=True)
    assert Entry.objects.get(kind="told").words == said.words


@pytest.mark.row("S1-39", "S4-16")
def test_more_than_ones_authority_is_asked_and_the_end_waits_for_it(cast: Cast) -> None:
    lin, case = cast.actor(cast.lin), take(cast)
    leaves.set_limit(
        cast.actor(cast.sun),
        role="account_manager",
        matter="赔付",
        amount=50_000,
        note="",
        on=DAY,
    )
    within = compensating.compensate(
        lin, case.pk, kind="gift", what="茶", amount=20_000, at=NOON
    )
    assert within.status == "may"
    beyond = compensating.compensate(
        lin, case.pk, kind="refund", what="退一半", amount=90_000, at=NOON
    )
    assert beyond.status == "asked"
    satisfied(lin, case, at=NOON)
    with pytest.raises(StillAsked):
        stepping.settle(lin, case.pk, how="退一半", ours="", at=NOON)
    assert beyond.leave is not None
    leaves.decide_leave(
        cast.actor(cast.qian), beyond.leave.pk, grant=True, why="", at=NOON, on=DAY
    )
    stepping.settle(lin, case.pk, how="退一半", ours="", at=NOON)
    beyond.refresh_from_db()
    assert beyond.status == "may"


@pytest.mark.row("S3-30", "S3-31")
def test_away_from_home_a_colleague_helps_and_the_home_manager_stays_in_charge(
    cast: Cast,
) -> None:
    desk, case = cast.actor(cast.wu), take(cast, "request", site="上海")
    handing.send_visited(desk, case.pk, visited_id=cast.qian.pk, at=TEN)
    case.refresh_from_db()
    assert (case.visited, case.answered_by) == (cast.qian, cast.lin)
    laid = Task.objects.filter(origin__startswith="special_off_site").order_by("pk")
    assert [task.assignee for task in laid] == [cast.qian, cast.lin]
    assert "上海" in laid[0].why


@pytest.mark.row("S1-34", "S1-36", "S1-40", "S1-41")
def test_the_seven_are_seen_in_what_was_done_and_remedies_are_counted_by_what_worked(
    cast: Cast,
) -> None:
    lin, case = cast.actor(cast.lin), take(cast)
    assert dossier(lin, case.pk, now=NOON).heeded == 0
    satisfied(lin, case, at=TEN)
    stepping.note_step(lin, case.pk, Noted("remedy", "留了备用机", remedy="spare"), at=NOON)
    sorry = Noted("apologise", "向您道歉", level="head")
    stepping.note_step(lin, case.pk, sorry, at=NOON)
    found = dossier(lin, case.pk, now=NOON)
    seen = {check.card.head.name for check in found.checks if check.is_seen}
    assert seen == {"more_patience", "more_speed", "more_level", "more_ways"}
    stepping.settle(lin, case.pk, how="换了", ours="", at=NOON)
    name_cause(lin, case, "quality", department="工程部", on=DAY)
    content = Noted("follow_up", "好了", satisfied=True)
    stepping.note_step(lin, case.pk, content, at=datetime(2026, 11, 26, 10, tzinfo=CHINA))
    again = dossier(lin, take(cast).pk, now=NOON)
    assert (again.tried[0].remedy.key, again.tried[0].used, again.tried[0].worked) == (
        "spare",
        1,
        1,
    )
    assert (again.past, again.past_content) == (1, 1)


@pytest.mark.row("S1-42")
def test_the_dossier_holds_every_site_of_the_group_that_one_may_see(cast: Cast) -> None:
    lin, case = cast.actor(cast.lin), take(cast)
    branch = Customer.objects.create(
        name="恒远深圳", name_key="恒远深圳", pinyin="hy", owner=cast.lin, parent=cast.hengyuan
    )
    hidden = Customer.objects.create(
        name="恒远西部", name_key="恒远西部", pinyin="hx", owner=cast.zhao, parent=cast.hengyuan
    )
    for site in (branch, hidden):
        Case.objects.create(customer=site, kind="fault", summary="修过没好", received_at=TEN)
    found = sites(lin, case)
    assert {member.name for member in found.members} == {cast.hengyuan.name, "恒远深圳"}
    assert {each.customer.name for each in found.cases} == {cast.hengyuan.name, "恒远深圳"}


def test_two_cases_about_the_same_thing_become_one_and_can_be_parted(cast: Cast) -> None:
    lin, first, second = cast.actor(cast.lin), take(cast), take(cast)
    stepping.note_step(lin, second.pk, Noted("listen", "又说了一遍"), at=NOON)
    handing.merge(lin, second.pk, first.pk, at=NOON)
    assert Entry.objects.get().case == first
    assert list(Case.objects.open()) == [first]
    assert not Task.objects.filter(
        origin__endswith=f":case:{second.pk}", ended_on=None
    ).exists()
    with pytest.raises(NotOne):
        handing.merge(lin, first.pk, first.pk, at=NOON)
    handing.part(lin, second.pk, at=NOON)
    assert Entry.objects.get().case == second
    assert Case.objects.open().count() == 2


def test_an_open_grumble_stops_greetings_as_a_complaint_does(cast: Cast) -> None:
    case = take(cast, "grumble")
    assert complaining() == {cast.hengyuan.pk}
    satisfied(cast.actor(cast.lin), case, at=TEN)
    stepping.settle(cast.actor(cast.lin), case.pk, how="说开了", ours="", at=NOON)
    assert complaining() == set()


def test_who_may_not_see_the_customer_sees_nothing_of_its_cases(cast: Cast) -> None:
    case = take(cast)
    zhao = cast.actor(cast.zhao)
    assert not board(zhao, Wanted(), now=TEN).exists()
    with pytest.raises(Case.DoesNotExist):
        dossier(zhao, case.pk, now=TEN)
    with pytest.raises(Case.DoesNotExist):
        stepping.note_step(zhao, case.pk, Noted("listen", "偷看"), at=TEN)
    sneaking = cast.actor(cast.lin)
    bare = type(sneaking)(
        sneaking.user_id, sneaking.stands_for, sneaking.team_ids, sneaking.scope,
        frozenset(), sneaking.clearance, sneaking.door,
    )  # fmt: skip
    with pytest.raises(Forbidden):
        stepping.note_step(bare, case.pk, Noted("listen", "没有权限"), at=TEN)


@pytest.mark.row("S3-16", "S3-17")
def test_the_lanes_are_compared_in_working_time(cast: Cast) -> None:
    lin = cast.actor(cast.lin)
    quick = take(cast, "fault")
    Case.objects.filter(pk=quick.pk).update(is_green=True)
    slow = take(cast, "fault")
    telling.tell(lin, quick.pk, Noted("told", "马上到"), way="call", at=NOON)
    evening = datetime(2026, 11, 23, 16, tzinfo=CHINA)
    telling.tell(lin, slow.pk, Noted("told", "明天到"), way="call", at=evening)
    found = {(s.lane, s.is_green): s.answer for s in speeds(lin, now=evening)}
    assert found["fault", True] == 120
    assert found["fault", False] == 360
