"""Whoever brought us to a customer is thanked, and told how it went."""

import pytest

from tests.conftest import DAY, Cast
from zhike.activities.models import Task
from zhike.care.referring import note_referral, thank_referrer
from zhike.customers import queries
from zhike.customers.actions.book import CustomerDraft, open_customer
from zhike.customers.actions.referrals import settle_referral
from zhike.customers.models import Customer


@pytest.fixture
def hongtu(cast: Cast) -> Customer:
    return open_customer(
        cast.actor(cast.lin), CustomerDraft("广州鸿图"), owner_id=cast.lin.pk, on=DAY
    )


@pytest.mark.row("S1-18")
def test_a_referral_asks_for_thanks_and_thanks_end_it(cast: Cast, hongtu: Customer) -> None:
    lin = cast.actor(cast.lin)
    for _ in range(2):
        referral = note_referral(
            lin, referrer_id=cast.hengyuan.pk, contact_id=cast.yu.pk, customer_id=hongtu.pk, referred_on=DAY, on=DAY
        )  # fmt: skip
    task = Task.objects.get()
    assert (task.title, task.assignee, task.customer) == (
        "感谢于总介绍广州鸿图", cast.lin, cast.hengyuan,
    )  # fmt: skip
    thank_referrer(lin, cast.hengyuan.pk, referral.pk, kind="call", how="打电话道谢", on=DAY)
    task.refresh_from_db()
    assert (task.result, task.touch and task.touch.kind) == ("done", "call")
    assert queries.referral(lin, hongtu.pk, referral.pk).thanked_on == DAY


@pytest.mark.row("S1-18")
def test_referrers_are_ranked_by_what_came_of_it(cast: Cast, hongtu: Customer) -> None:
    lin = cast.actor(cast.lin)
    third = open_customer(lin, CustomerDraft("佛山明远"), owner_id=cast.lin.pk, on=DAY)
    for referrer, brought in ((cast.hengyuan, third), (hongtu, cast.hengyuan), (hongtu, third)):
        referral = note_referral(
            lin, referrer_id=referrer.pk, customer_id=brought.pk, referred_on=DAY, on=DAY
        )
        if referrer == cast.hengyuan:
            settle_referral(lin, referral, result="won", on=DAY)
    ranked = queries.referrers(lin)
    assert [(r.name, r.brought, r.won, r.unthanked) for r in ranked] == [
        ("深圳市恒远机械有限公司", 1, 1, 1), ("广州鸿图", 2, 0, 2),
    ]  # fmt: skip
    assert queries.referrers(cast.actor(cast.zhao)) == []


def test_a_referral_is_seen_from_either_end(cast: Cast) -> None:
    zhao, sun = cast.actor(cast.zhao), cast.actor(cast.sun)
    theirs = open_customer(zhao, CustomerDraft("西部机械"), owner_id=cast.zhao.pk, on=DAY)
    note_referral(
        sun, referrer_id=cast.hengyuan.pk, customer_id=theirs.pk, referred_on=DAY, on=DAY
    )
    for who, customer in ((cast.lin, cast.hengyuan), (cast.zhao, theirs)):
        actor = cast.actor(who)
        (referral,) = queries.referrals(actor, customer.pk)
        assert queries.seen(actor, [referral.referrer_id, referral.customer_id]) == {
            customer.pk
        }
