"""Programmes for key accounts: guidance, better conditions, promotions, stars, and what stands at their place (S3-21, S2-22, S2-23, S3-25)."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from tests.conftest import DAY, Cast
from zhike.activities.models import Asset, Programme, Session, Task, Touch
from zhike.care import actions as care
from zhike.care import jobs
from zhike.care.accounts import assets, condition, effect, programmes, sessions, stars
from zhike.care.accounts.assets import AssetDraft
from zhike.care.accounts.programmes import Outline
from zhike.care.accounts.sessions import SessionDraft
from zhike.customers import asking
from zhike.customers.actions.facts import Learned
from zhike.customers.actions.filling import fill_form
from zhike.customers.asking import Subject
from zhike.customers.models import Customer, Standing
from zhike.sales.models import Order
from zhike.trust.actor import Actor
from zhike.trust.requests import OwnRequest
from zhike.value.models import Measures

pytestmark = pytest.mark.django_db
AT = datetime(2026, 11, 23, 9, tzinfo=UTC)


def stand(customer: Customer, letter: str, scheme: str = "evaluation") -> None:
    Standing.objects.create(
        customer=customer, scheme=scheme, grade=letter, points=0, since=DAY, as_of=DAY, version=1
    )  # fmt: skip


def seen(cast: Cast, **answers: str) -> None:
    """Lin was there and filled the condition form in."""
    fill_form(
        cast.actor(cast.lin), Subject(cast.hengyuan), asking.form("condition"), answers,
        Learned("observed"), on=DAY,
    )  # fmt: skip


def outlined(cast: Cast, kind: str = "promotion", **answers: str) -> Programme:
    said = Outline(
        kind, "冬季以旧换新", "多卖两成", DAY + timedelta(days=7), DAY + timedelta(days=34),
        800_000 if kind != "guidance" else 0, cast.lin.pk,
    )  # fmt: skip
    return programmes.outline(
        cast.actor(cast.lin), cast.hengyuan.pk, said, answers, language="zh", at=AT, on=DAY
    )


def ordered(customer: Customer, on: date, amount: int, product: str = "驱动器") -> None:
    number = f"N{Order.objects.count()}"
    Order.objects.create(
        customer=customer, number=number, ordered_on=on, amount=amount, product=product
    )


FILLED = {
    "offer": "满十台送一次上门保养",
    "shared": "保养归我们，见补充协议三",
    "measure": "多两成",
}


@pytest.mark.row("S2-22")
def test_a_weak_shop_suggests_the_guidance_that_fits(cast: Cast) -> None:
    seen(cast, appearance="weak", storage="weak", quality="weak", years="long")
    lin = condition.condition(cast.actor(cast.lin), cast.hengyuan)
    assert [a.key for a in lin.advice] == ["shopfront", "storage", "hand"]
    sun = condition.condition(cast.actor(cast.sun), cast.hengyuan)
    assert [a.key for a in sun.advice] == ["shopfront", "storage"], "an opinion of a person"


@pytest.mark.row("S3-25")
def test_a_promotion_is_written_from_the_account_and_waits_for_anothers_word(
    cast: Cast,
) -> None:
    ordered(cast.hengyuan, DAY - timedelta(days=20), 500_000)
    lin, qian = cast.actor(cast.lin), cast.actor(cast.qian)
    draft = outlined(cast)
    assert "恒远机械近一年订货 ¥5,000，主要买驱动器" in draft.plan
    assert "【做什么】" in draft.plan
    with pytest.raises(programmes.Unfinished):
        programmes.ask(lin, draft.pk, at=AT, on=DAY)
    whole = outlined(cast, **FILLED)
    with pytest.raises(programmes.NotAgreed):
        programmes.begin(lin, whole.pk, on=DAY)
    programmes.ask(lin, whole.pk, at=AT, on=DAY)
    with pytest.raises(OwnRequest):
        programmes.decide(replaced(lin, qian), whole.pk, grant=True, why="", at=AT, on=DAY)
    programmes.decide(qian, whole.pk, grant=False, why="预算砍半", at=AT, on=DAY)
    whole.refresh_from_db()
    assert (whole.stage, whole.decision) == ("draft", "预算砍半")
    programmes.ask(lin, whole.pk, at=AT, on=DAY)
    programmes.decide(qian, whole.pk, grant=True, why="", at=AT, on=DAY)
    due = dict(Task.objects.values_list("title", "due_on"))
    assert due == {
        "核对冬季以旧换新：人、货、资料都到位了吗": DAY,
        "看冬季以旧换新的效果，写下结论": DAY + timedelta(days=42),
    }
    programmes.begin(lin, whole.pk, on=DAY + timedelta(days=7))
    programmes.end(
        lin, whole.pk, outcome="老客户多，新客户少", spent=620_000, on=DAY + timedelta(days=40)
    )
    assert not Task.objects.open().exists()


def replaced(lin: Actor, qian: Actor) -> Actor:
    """Lin, were he allowed to approve."""
    return replace(lin, permissions=qian.permissions, team_ids=qian.team_ids)


@pytest.mark.row("S3-25")
def test_a_promotion_that_pays_cash_or_binds_is_not_sent(cast: Cast) -> None:
    draft = outlined(cast, **(FILLED | {"offer": "每台返现五十元"}))
    with pytest.raises(programmes.NotAllowed, match="返现"):
        programmes.ask(cast.actor(cast.lin), draft.pk, at=AT, on=DAY)


@pytest.mark.row("S3-25")
def test_the_effect_compares_equal_spans_of_days(cast: Cast) -> None:
    found = outlined(cast, "guidance", teach="推荐", measure="会推荐")
    begun = programmes.begin(cast.actor(cast.lin), found.pk, on=DAY)
    first = begun.begins_on
    for on, amount in (
        (first, 300_000),
        (first + timedelta(days=9), 300_000),
        (first + timedelta(days=10), 9_000_000),
        (first - timedelta(days=1), 400_000),
        (first - timedelta(days=10), 100_000),
        (first - timedelta(days=11), 9_000_000),
        (date(first.year - 1, first.month, first.day), 240_000),
    ):
        ordered(cast.hengyuan, on, amount)
    came = effect.effect(cast.actor(cast.lin), begun, on=first + timedelta(days=9))
    assert came
    assert (came.days, came.during, came.before, came.year_ago) == (
        10,
        600_000,
        500_000,
        240_000,
    )
    assert (came.growth, came.growth_of_year) == (2000, 15_000)
    assert effect.effect(cast.actor(cast.lin), begun, on=DAY) is None, "not begun yet"


@pytest.mark.row("S3-21", "S2-22")
def test_a_session_agreed_is_prepared_held_and_looked_at_again(cast: Cast) -> None:
    lin = cast.actor(cast.lin)
    found = outlined(cast, "guidance", teach="推荐", measure="会推荐")
    programmes.begin(lin, found.pk, on=DAY)
    day = DAY + timedelta(days=10)
    draft = SessionDraft("onsite", "storing", "货怎么储存", day)
    planned = sessions.plan(lin, found.pk, draft, on=DAY)
    steps = Task.objects.open().filter(origin__endswith=f":session:{planned.pk}")
    assert [t.due_on for t in steps.order_by("due_on")] == [date(2026, 11, 30), day]
    sessions.move(lin, planned.pk, to=day + timedelta(days=1), on=DAY)
    assert steps.get(origin__contains=".hold:").due_on == day + timedelta(days=1)
    with pytest.raises(programmes.StillPromised):
        programmes.end(lin, found.pk, outcome="好", spent=0, on=DAY)
    with pytest.raises(sessions.NotHeldYet):
        sessions.hold(
            lin, planned.pk, held_on=day, taught="x", contact_ids=[], others=0, on=DAY
        )
    sessions.hold(
        lin, planned.pk, held_on=day, taught="离地离墙，先进先出",
        contact_ids=[cast.yu.pk], others=3, on=day,
    )  # fmt: skip
    assert Touch.objects.get(kind="visit").contact == cast.yu
    assert sessions.learners_of(lin, found.pk) == {planned.pk: ["于海"]}
    again = steps.get()
    assert ("回去看看" in again.title, again.due_on) == (True, date(2026, 12, 17))
    sessions.look(lin, planned.pk, "货架垫高了，报损少一半", on=date(2026, 12, 17))
    assert not steps.exists()


def test_a_session_called_off_leaves_no_task_behind(cast: Cast) -> None:
    lin = cast.actor(cast.lin)
    found = outlined(cast, "guidance", teach="推荐", measure="会推荐")
    planned = sessions.plan(
        lin,
        found.pk,
        SessionDraft("seminar", "selling", "推荐", DAY + timedelta(days=9)),
        on=DAY,
    )
    sessions.cancel(lin, planned.pk, why="店里装修", on=DAY)
    assert not Task.objects.open().exists()
    assert Session.objects.get().cancelled_why == "店里装修"


@pytest.mark.row("S2-22")
def test_a_sales_star_meets_three_criteria_or_has_a_reason(cast: Cast) -> None:
    stand(cast.hengyuan, "A")
    Measures.objects.create(
        customer=cast.hengyuan, as_of=DAY, buying_days=8, orders_12m=8, revenue_12m=900,
        revenue_prev_12m=800, late_payments_12m=0, target_basis="none",
    )  # fmt: skip
    qian = cast.actor(cast.qian)
    with pytest.raises(stars.NoStar):
        stars.give(qian, cast.hengyuan.pk, 2026, why="", on=DAY)
    assert stars.candidates(qian, 2026) == []
    seen(cast, appearance="good", display="fair")
    assert [c for c, _ in stars.candidates(qian, 2026)] == [cast.hengyuan]
    star = stars.give(qian, cast.hengyuan.pk, 2026, why="", on=DAY)
    assert all(line["held"] for line in star.because)
    assert stars.give(qian, cast.hengyuan.pk, 2026, why="", on=DAY) == star
    assert stars.candidates(qian, 2026) == []
    assert list(stars.stars_of(cast.actor(cast.zhao))) == []
    stars.take_back(qian, star.pk, why="记错了", on=DAY)
    assert stars.years(qian) == []
    cast.hengyuan.kind = "government"
    cast.hengyuan.save()
    with pytest.raises(stars.NoBusiness):
        stars.give(qian, cast.hengyuan.pk, 2026, why="好", on=DAY)


COUNTER = AssetDraft("counter", "专柜两节", "G-17", 1_200_000, "lent", 0, "合同 ZG-07", DAY)


@pytest.mark.row("S2-23")
def test_a_counter_goes_to_whom_his_class_entitles_or_by_a_superiors_reason(cast: Cast) -> None:
    lin, qian = cast.actor(cast.lin), cast.actor(cast.qian)
    stand(cast.hengyuan, "C")
    for actor, because in ((lin, "想试"), (qian, "")):
        with pytest.raises(assets.NotEntitled):
            assets.place(
                actor, cast.hengyuan.pk, replace(COUNTER, because=because), is_free=True, on=DAY
            )
    placed = assets.place(
        qian, cast.hengyuan.pk, replace(COUNTER, because="新开旗舰店"), is_free=True, on=DAY
    )
    assert (placed.because, placed.next_check_on) == ("新开旗舰店", DAY + timedelta(days=90))
    with pytest.raises(assets.ElsewhereAlready):
        assets.place(
            qian, cast.hengyuan.pk, replace(COUNTER, because="再来"), is_free=True, on=DAY
        )


@pytest.mark.row("S2-23")
@pytest.mark.parametrize(
    ("more", "is_free", "kind", "error"),
    [
        ({"what": "卷烟陈列柜"}, True, "organisation", assets.Forbidden),
        ({"terms": "sale"}, True, "organisation", assets.OtherTerms),
        ({}, False, "organisation", assets.Tied),
        ({}, True, "person", assets.NotTheCompany),
        ({}, True, "government", assets.NotTheCompany),
        ({"placed_on": DAY + timedelta(days=1)}, True, "organisation", assets.NotYet),
    ],
)
def test_no_tobacco_no_ties_no_persons(
    cast: Cast, more: dict[str, Any], is_free: bool, kind: str, error: type[Exception]
) -> None:
    stand(cast.hengyuan, "A")
    Customer.objects.filter(pk=cast.hengyuan.pk).update(kind=kind)
    with pytest.raises(error):
        assets.place(
            cast.actor(cast.lin), cast.hengyuan.pk, replace(COUNTER, **more), is_free=is_free, on=DAY
        )  # fmt: skip
    assert not Asset.objects.exists()


@pytest.mark.row("S2-23")
def test_what_is_placed_is_looked_after_until_it_comes_back(cast: Cast) -> None:
    stand(cast.hengyuan, "A")
    lin = cast.actor(cast.lin)
    placed = assets.place(lin, cast.hengyuan.pk, COUNTER, is_free=True, on=DAY)
    assert jobs.watch_assets(DAY + timedelta(days=82)) == 0
    assert jobs.watch_assets(DAY + timedelta(days=83)) == 1
    assert jobs.watch_assets(DAY + timedelta(days=84)) == 0
    task = Task.objects.get(origin__startswith="asset_check.")
    assert (task.title, task.assignee) == ("查看专柜两节（G-17）", cast.lin)
    care.finish_step(lin, task.pk, kind="call", summary="他说都好", on=DAY + timedelta(days=85))
    assert jobs.watch_assets(DAY + timedelta(days=95)) == 0
    assert jobs.watch_assets(DAY + timedelta(days=104)) == 1, "nobody looked: asked again"
    day = DAY + timedelta(days=105)
    assets.check(lin, placed.pk, found="damaged", words="门合页松了", checked_on=day, on=day)
    placed.refresh_from_db()
    assert (placed.state, placed.next_check_on) == ("repair", day + timedelta(days=90))
    assert not Task.objects.open().exists()
    assets.leave(lin, placed.pk, how="returned", left_on=day, on=day)
    with pytest.raises(assets.NoLongerThere):
        assets.check(lin, placed.pk, found="used", words="", checked_on=day, on=day)
    assert jobs.watch_assets(DAY + timedelta(days=400)) == 0
    assert assets.sums(lin, on=day).count == 0


def test_nobody_sees_what_is_done_for_accounts_of_others(cast: Cast) -> None:
    stand(cast.hengyuan, "A")
    lin, zhao = cast.actor(cast.lin), cast.actor(cast.zhao)
    found = outlined(cast)
    placed = assets.place(lin, cast.hengyuan.pk, COUNTER, is_free=True, on=DAY)
    assert not programmes.programmes_of(zhao).exists()
    assert assets.sums(zhao, on=DAY).count == 0
    with pytest.raises(Programme.DoesNotExist):
        programmes.begin(zhao, found.pk, on=DAY)
    with pytest.raises(Asset.DoesNotExist):
        assets.leave(zhao, placed.pk, how="sold", left_on=DAY, on=DAY)
