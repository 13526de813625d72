"""The data proposes, a person decides: taken or kept, with a reason and a day to look again; giving up needs another."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.test import Client
from django.utils.timezone import localdate

from tests.conftest import DAY, Cast
from zhike.care.messages.noticing import notice_what_happened
from zhike.care.models import Notice, ReadMark
from zhike.customers import classes, moving
from zhike.customers.actions import moving as actions
from zhike.customers.actions.classes import NeedsApproval, classify
from zhike.customers.actions.moving import Choice, decide_asked, decide_class
from zhike.customers.actions.standing import Graded, Scheme, hand_down
from zhike.customers.models import Customer, MoveDecision, Standing, StandingMove
from zhike.sales.models import Contract
from zhike.trust.actor import Actor
from zhike.trust.models import Event
from zhike.trust.requests import AlreadyDecided, OwnRequest

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 20, 3, tzinfo=UTC)
LATER = DAY + timedelta(days=90)


def propose(
    customer: Customer, grade: str, *, scheme: str = "customer_rank", on: date = DAY
) -> Standing:
    """What a night says of a scheme whose moves people decide."""
    row = Graded(customer.pk, grade, 0)
    hand_down(Actor.clock(), Scheme(scheme, 1), [row], as_of=on, only_proposes=True)
    return Standing.objects.get(customer=customer, scheme=scheme)


def choose(
    cast: Cast, key: str, *, scheme: str = "customer_rank", why: str = "看过了"
) -> MoveDecision:
    choice = Choice(scheme, key, why, LATER)
    return decide_class(cast.actor(cast.lin), cast.hengyuan, choice, at=NOW, on=DAY)


@pytest.mark.row("S2-08")
def test_a_proposal_is_taken_with_reason_and_review_day(cast: Cast) -> None:
    propose(cast.hengyuan, "general", on=DAY - timedelta(days=1))
    propose(cast.hengyuan, "key")
    lin = cast.actor(cast.lin)
    assert [(s.grade, s.proposed) for s in moving.to_decide(lin, on=DAY)] == [
        ("general", "key")
    ]
    decision = choose(cast, "key", why="订单翻倍")
    standing = Standing.objects.get(customer=cast.hengyuan, scheme="customer_rank")
    assert (standing.grade, standing.proposed, standing.set_by) == ("key", "", None)
    assert (standing.since, standing.review_on) == (DAY, LATER)
    move = StandingMove.objects.get(scheme="customer_rank", moved_on=DAY)
    assert (move.before, move.after, move.why) == ("general", "key", "订单翻倍")
    assert (decision.is_granted, decision.decided_by) == (True, None)
    assert not moving.to_decide(lin, on=DAY).exists()
    assert list(moving.to_decide(lin, on=LATER)) == [standing], "due to be looked at again"


@pytest.mark.row("S2-08")
def test_what_is_kept_is_not_asked_again_until_its_day(cast: Cast) -> None:
    propose(cast.hengyuan, "general")
    propose(cast.hengyuan, "key")
    choose(cast, "general", why="只是一次大单")
    standing = propose(cast.hengyuan, "key")
    assert (standing.grade, standing.proposed) == ("general", "key"), "the data still says so"
    lin = cast.actor(cast.lin)
    assert not moving.to_decide(lin, on=LATER - timedelta(days=1)).exists()
    assert moving.to_decide(lin, on=LATER).exists()
    propose(cast.hengyuan, "potential")
    assert moving.to_decide(lin, on=DAY).exists(), "another proposal is asked at once"


@pytest.mark.row("S2-08", "S1-60")
def test_the_owner_is_told_by_bell_when_another_decides(cast: Cast) -> None:
    propose(cast.hengyuan, "general")
    propose(cast.hengyuan, "key")
    ReadMark.objects.create(reader="notices", event_id=Event.objects.unscoped().latest("pk").pk)
    choice = Choice("customer_rank", "key", "到了", LATER)
    decide_class(cast.actor(cast.sun), cast.hengyuan, choice, at=NOW, on=DAY)
    notice_what_happened(datetime.now(UTC))
    told = Notice.objects.unscoped().get(kind="class")
    assert (told.user, told.customer_id) == (cast.lin, cast.hengyuan.pk)


@pytest.mark.row("S2-16", "S0-04")
def test_giving_up_is_asked_and_another_agrees(cast: Cast) -> None:
    Contract.objects.create(
        customer=cast.hengyuan, number="HT1", title="维保", signed_on=DAY, starts_on=DAY,
        ends_on=DAY + timedelta(days=300), amount=100,
    )  # fmt: skip
    propose(cast.hengyuan, "quality", scheme="client_type")
    propose(cast.hengyuan, "poor_client", scheme="client_type")
    asked = choose(cast, "poor_client", scheme="client_type", why="两次毁约")
    held = Standing.objects.get(customer=cast.hengyuan, scheme="client_type")
    assert (asked.decided_at, held.grade) == (None, "quality"), "nothing happens by itself"
    lin, sun = cast.actor(cast.lin), cast.actor(cast.sun)
    with pytest.raises(actions.AlreadyAsked):
        choose(cast, "quality", scheme="client_type")
    with pytest.raises((OwnRequest, PermissionError)):
        decide_asked(lin, asked.pk, grant=True, why="", at=NOW, on=DAY)
    decide_asked(sun, asked.pk, grant=True, why="同意", at=NOW, on=DAY)
    held.refresh_from_db()
    assert (held.grade, held.review_on) == ("poor_client", LATER)
    assert StandingMove.objects.get(scheme="client_type").after == "poor_client"
    assert Contract.objects.running(DAY).filter(customer=cast.hengyuan).exists()
    with pytest.raises(AlreadyDecided):
        decide_asked(sun, asked.pk, grant=False, why="反悔", at=NOW, on=DAY)


@pytest.mark.row("S2-16")
def test_nobody_gives_a_customer_up_on_his_own_word(cast: Cast) -> None:
    lin = cast.actor(cast.lin)
    with pytest.raises(NeedsApproval):
        classify(
            lin, cast.hengyuan, classes.scheme("client_type"), "poor_client", why="烦", on=DAY
        )
    asked = choose(cast, "poor_client", scheme="client_type")
    decide_asked(cast.actor(cast.sun), asked.pk, grant=False, why="还有利润", at=NOW, on=DAY)
    assert not Standing.objects.filter(customer=cast.hengyuan, scheme="client_type").exists()
    assert not moving.asked(cast.actor(cast.sun)).waiting().exists()


def test_a_decision_needs_a_reason_and_a_day_to_come(cast: Cast) -> None:
    lin = cast.actor(cast.lin)
    for why, day, wrong in (
        (" ", LATER, actions.NoReason),
        ("有", DAY, actions.NoReviewDay),
    ):
        with pytest.raises(wrong):
            decide_class(
                lin, cast.hengyuan, Choice("customer_rank", "key", why, day), at=NOW, on=DAY
            )
    assert not MoveDecision.objects.exists()


@pytest.mark.row("S2-08")
def test_many_are_decided_at_once_on_the_page(client: Client, cast: Cast) -> None:
    other = Customer.objects.create(
        name="二号", name_key="二号", pinyin="er", owner=cast.lin, team=cast.east
    )
    rows = []
    for customer in (cast.hengyuan, other):
        propose(customer, "general")
        rows.append(propose(customer, "key"))
    client.force_login(cast.lin)
    page = client.get("/value/moves/").content.decode()
    assert page.count('name="standing"') == 2
    later = str(localdate() + timedelta(days=90))
    said = {"standing": [r.pk for r in rows], "why": "都够了", "review_on": later, "do": "take"}
    client.post("/value/moves/decide/", {**said, "why": ""})
    assert not MoveDecision.objects.exists(), "no reason, no decision"
    page = client.post("/value/moves/decide/", said, follow=True).content.decode()
    assert set(
        Standing.objects.filter(scheme="customer_rank").values_list("grade", flat=True)
    ) == {"key"}
    assert "定了 2 位" in page
    assert 'name="standing"' not in page
    report = client.get("/value/moves/?scheme=customer_rank&way=up").content.decode()
    assert "都够了" in report
    assert "恒远" in report
    down = client.get("/value/moves/?scheme=customer_rank&way=down").content.decode()
    assert "没有人变动" in down


@pytest.mark.row("S2-16")
def test_who_does_not_see_the_customer_decides_nothing(client: Client, cast: Cast) -> None:
    propose(cast.hengyuan, "general")
    row = propose(cast.hengyuan, "key")
    client.force_login(cast.zhao)
    later = str(localdate() + timedelta(days=90))
    assert "恒远" not in client.get("/value/moves/").content.decode()
    client.post(
        "/value/moves/decide/",
        {"standing": row.pk, "why": "改", "review_on": later, "do": "take"},
    )
    row.refresh_from_db()
    assert row.grade == "general"
