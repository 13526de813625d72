"""What may be given, what waits, what never goes; and that the register adds up (S0-31, section 5)."""

from datetime import UTC, date, datetime, timedelta

import pytest

from tests.conftest import DAY, Cast
from zhike.activities.models import Gift, Task, Touch
from zhike.care import gifts
from zhike.care.gifts import GiftDraft
from zhike.care.milestones import note_milestone
from zhike.trust.requests import OwnRequest

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 23, 2, tzinfo=UTC)


def give(cast: Cast, value: int, *, what: str = "普洱茶一饼", **more: object) -> Gift:
    said = {
        "receiver": "company",
        "contact_id": cast.yu.pk,
        "is_free": True,
        "on": DAY,
        "given_on": DAY,
    } | more
    receiver = str(said.pop("receiver"))
    return gifts.give_gift(
        cast.actor(cast.lin), cast.hengyuan.pk, GiftDraft("gift", receiver, "birthday", what, value),
        at=NOW, **said,  # type: ignore[arg-type]
    )  # fmt: skip


@pytest.mark.row("S0-31")
def test_a_small_gift_is_given_at_once_and_stands_on_the_timeline(cast: Cast) -> None:
    gift = give(cast, 12_000)
    assert gift.state == "given"
    touch = Touch.objects.get()
    assert (touch.kind, touch.summary, touch.contact) == ("gift", "普洱茶一饼", cast.yu)


@pytest.mark.row("S0-31")
def test_above_the_limit_another_one_decides_and_nothing_is_given_before(cast: Cast) -> None:
    gift = give(cast, 30_001)
    assert gift.state == "waiting"
    assert not Touch.objects.exists()
    lin, qian = cast.actor(cast.lin), cast.actor(cast.qian)
    with pytest.raises(gifts.NotAllowed):
        gifts.hand_over(lin, gift.pk, on=DAY)
    assert list(gifts.asked_gifts(qian).decidable_by(qian)) == [gift]
    gifts.decide_gift(qian, gift.pk, grant=True, why="十年老客户", at=NOW, on=DAY)
    assert gifts.hand_over(lin, gift.pk, on=DAY).state == "given"
    assert Touch.objects.get().kind == "gift"


def test_nobody_allows_his_own_gift(cast: Cast) -> None:
    mine = cast.actor(cast.qian)
    gift = gifts.give_gift(
        mine, cast.hengyuan.pk, GiftDraft("gift", "company", "visit", "茶具", 90_000),
        at=NOW, given_on=DAY, on=DAY, is_free=True,
    )  # fmt: skip
    with pytest.raises(OwnRequest):
        gifts.decide_gift(mine, gift.pk, grant=True, why="", at=NOW, on=DAY)


def test_what_adds_up_over_the_year_waits_too(cast: Cast) -> None:
    for _ in range(3):
        assert give(cast, 30_000).state == "given"
    assert give(cast, 20_000).state == "waiting", "1,000 yuan a year is the limit"
    later = DAY + timedelta(days=366)
    assert give(cast, 20_000, given_on=later, on=later).state == "given", (
        "a year later it is free again"
    )


def test_what_was_sent_back_uses_up_nothing(cast: Cast) -> None:
    first = give(cast, 30_000)
    gifts.send_back(cast.actor(cast.lin), first.pk, why="公司不许收", on=DAY)
    left = gifts.room(cast.actor(cast.lin), cast.hengyuan, cast.yu, "company", on=DAY)
    assert (left.given, left.left) == (0, 30_000)


@pytest.mark.parametrize("receiver", ["official", "state_owned", "public_service"])
def test_officials_and_state_owned_staff_are_given_nothing(cast: Cast, receiver: str) -> None:
    with pytest.raises(gifts.NeverGiven):
        give(cast, 100, receiver=receiver)
    assert not Gift.objects.exists()


def test_whoever_works_for_a_government_is_an_official_whatever_was_ticked(cast: Cast) -> None:
    cast.hengyuan.kind = "government"
    cast.hengyuan.save()
    with pytest.raises(gifts.NeverGiven):
        give(cast, 100, receiver="company")


@pytest.mark.parametrize("what", ["红包", "超市购物卡", "一张 Gift Card"])
def test_cash_and_what_is_as_good_is_never_given(cast: Cast, what: str) -> None:
    with pytest.raises(gifts.Cash):
        give(cast, 100, what=what)


def test_a_gift_tied_to_a_decision_is_refused(cast: Cast) -> None:
    with pytest.raises(gifts.Tied):
        give(cast, 100, is_free=False)


def test_nothing_is_given_tomorrow_without_being_asked_for(cast: Cast) -> None:
    with pytest.raises(gifts.NotYet):
        give(cast, 100, given_on=date(2026, 12, 24))


@pytest.mark.row("S0-31")
def test_bringing_something_from_a_trip_does_the_step_that_asked_for_it(cast: Cast) -> None:
    lin = cast.actor(cast.lin)
    note_milestone(
        lin, customer_id=cast.hengyuan.pk, contact_id=cast.yu.pk, kind="trip_back", what="苏州",
        happens_on=DAY, on=DAY,
    )  # fmt: skip
    task = Task.objects.get()
    give(cast, 8_000, task_id=task.pk)
    task.refresh_from_db()
    assert (task.result, task.touch and task.touch.kind) == ("done", "gift")


def test_sums_are_by_person_and_by_customer_of_those_one_sees(cast: Cast) -> None:
    give(cast, 10_000)
    give(cast, 20_000, contact_id=None)
    lin = cast.actor(cast.lin)
    people = gifts.sums(lin, on=DAY)
    assert [(s.person, s.value, s.percent) for s in people] == [
        ("", 20_000, 20),
        ("于海", 10_000, 10),
    ]
    assert [s.value for s in gifts.sums(lin, on=DAY, by="customer")] == [30_000]
    assert gifts.sums(cast.actor(cast.zhao), on=DAY) == []


def test_a_hospital_is_first_taken_for_a_public_one(cast: Cast) -> None:
    cast.hengyuan.name = "深圳市第二人民医院"
    assert gifts.receiver_of(cast.hengyuan) == "public_service"
    assert gifts.receiver_of(cast.hengyuan, "company") == "company", (
        "whoever knows better says so"
    )
