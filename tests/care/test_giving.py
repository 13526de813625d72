"""Effort against its mix, extras and their pitfalls, support within its budget."""

from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client

from tests.care.test_services import graded
from tests.conftest import DAY, Cast
from zhike.activities.actions.giving import (
    ExtraDraft,
    NotTheCompany,
    OverBudget,
    Refused,
    decide_extra,
)
from zhike.activities.models import Extra, SupportGrant
from zhike.care import effort, giving
from zhike.customers.models import Customer
from zhike.methods.effort import EffortRule
from zhike.methods.library import library
from zhike.trust.requests import AlreadyDecided, OwnRequest
from zhike.users.staffing import place_person, too_junior
from zhike.value.models import Measures

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


def spend(cast: Cast, side: str, minutes: int, cost: int = 0) -> None:
    giving.note_effort(
        cast.actor(cast.lin), cast.hengyuan.pk, side=side, what="谈", spent_on=DAY, on=DAY,
        minutes=minutes, cost=cost,
    )  # fmt: skip


def measured(customer: Customer, *, first_days_ago: int, revenue: int) -> None:
    Measures.objects.create(
        customer=customer, as_of=DAY, first_order_on=DAY - timedelta(days=first_days_ago),
        buying_days=1, orders_12m=1, revenue_12m=revenue, revenue_prev_12m=0, target_basis="none",
    )  # fmt: skip


@pytest.mark.row("S0-39", "S0-40")
@pytest.mark.parametrize("rule", library().effort.values(), ids=lambda m: m.head.name)
def test_a_customer_is_measured_by_the_mix_of_its_examples(rule: EffortRule) -> None:
    for example in rule.examples:
        assert rule.mix_for(example.months, example.classes).key == example.mix


@pytest.mark.row("S0-39")
def test_early_effort_into_concessions_shows_against_the_rule(cast: Cast) -> None:
    spend(cast, "value", 0, cost=16000)
    spend(cast, "personal", 60)
    found = effort.effect(cast.actor(cast.lin), cast.hengyuan.pk, on=DAY)
    shares = {s.side: (s.percent, s.off > 0, s.off < 0) for s in found.shares}
    assert found.mix.key == "early"
    assert found.cost == 24000
    assert shares["value"] == (67, True, False)
    assert shares["dedication"] == (0, False, True)


@pytest.mark.row("S0-40")
def test_a_full_service_client_may_have_more_value(cast: Cast) -> None:
    measured(cast.hengyuan, first_days_ago=700, revenue=100)
    graded(cast.hengyuan, "full_service", scheme="service_scope")
    for side, minutes in (
        ("personal", 20),
        ("dedication", 20),
        ("professional", 30),
        ("value", 30),
    ):
        spend(cast, side, minutes)
    found = effort.effect(cast.actor(cast.lin), cast.hengyuan.pk, on=DAY)
    assert found.mix.key == "full_service"
    assert all(s.off == 0 for s in found.shares)


@pytest.mark.row("S2-04")
def test_the_book_sets_cost_by_class_against_what_the_class_brings(cast: Cast) -> None:
    graded(cast.hengyuan, "A")
    measured(cast.hengyuan, first_days_ago=700, revenue=1_000_000)
    spend(cast, "professional", 90, cost=500)
    giving.deliver_service(
        cast.actor(cast.lin),
        cast.hengyuan.pk,
        "group_services.payment",
        delivered_on=DAY,
        on=DAY,
    )
    first, *_ = effort.by_class(cast.actor(cast.lin), on=DAY)
    assert (first.grade, first.customers, first.revenue) == ("A", 1, 1_000_000)
    assert (first.effort, first.services, first.cost) == (12_500, 500, 13_000)
    assert first.per_ten_thousand == 13_000
    assert first.support is not None
    assert first.support.satisfaction == 95
    assert [row.customers for row in effort.by_class(cast.actor(cast.zhao), on=DAY)] == []


def give(cast: Cast, **more: object) -> Extra:
    draft = ExtraDraft("多做一份方案", "赶评审", 80_000, **more)  # type: ignore[arg-type]  # as the test says
    return giving.give_extra(
        cast.actor(cast.lin), cast.hengyuan.pk, draft, given_on=DAY, at=NOW, on=DAY
    )


@pytest.mark.row("S0-12", "S0-10")
def test_free_work_is_counted_by_account_with_what_should_have_been_paid(cast: Cast) -> None:
    give(cast, is_billable=True, felt="no", evidence="没人提起")
    give(cast, pitfalls=("their_job",))
    (row,) = effort.free_work(cast.actor(cast.lin), on=DAY)
    assert (row.times, row.cost, row.billable, row.out_of_scope, row.unfelt) == (
        2,
        160_000,
        1,
        1,
        1,
    )
    assert effort.free_work(cast.actor(cast.zhao), on=DAY) == []


@pytest.mark.row("S0-10")
def test_a_benefit_to_a_person_waits_for_another_s_approval(cast: Cast) -> None:
    extra = give(cast, pitfalls=("personal",))
    assert not extra.counts
    assert effort.free_work(cast.actor(cast.lin), on=DAY) == []
    qian = cast.actor(cast.qian)
    assert [e.pk for e in effort.asked_extras(qian).decidable_by(qian)] == [extra.pk]
    plain = give(cast)
    with pytest.raises(AlreadyDecided):
        decide_extra(qian, plain.pk, grant=True, why="", at=NOW, on=DAY)
    decide_extra(qian, extra.pk, grant=False, why="给单位，不给个人", at=NOW, on=DAY)
    extra.refresh_from_db()
    assert not extra.counts


def test_nobody_approves_what_he_gives_himself(cast: Cast) -> None:
    draft = ExtraDraft("茶", "过节", 5000, pitfalls=("personal",))
    qian = cast.actor(cast.qian)
    extra = giving.give_extra(qian, cast.hengyuan.pk, draft, given_on=DAY, at=NOW, on=DAY)
    with pytest.raises(OwnRequest):
        decide_extra(qian, extra.pk, grant=True, why="", at=NOW, on=DAY)


@pytest.mark.row("S0-10")
def test_somebody_in_a_public_body_is_given_nothing_and_nothing_is_kept(cast: Cast) -> None:
    Customer.objects.filter(pk=cast.hengyuan.pk).update(kind="government")
    with pytest.raises(Refused):
        give(cast, pitfalls=("personal",))
    assert not Extra.objects.exists()


def grant(cast: Cast, amount: int, account: str = "深圳市恒远机械有限公司") -> SupportGrant:
    return giving.grant_support(
        cast.actor(cast.qian), cast.hengyuan.pk, kind="support", amount=amount, what="展会",
        terms="年度协议 7 条", account=account, on=DAY,
    )  # fmt: skip


@pytest.mark.row("S2-14", "S3-27")
def test_support_stays_within_the_class_s_budget_and_goes_to_the_company(cast: Cast) -> None:
    with pytest.raises(giving.Ungraded):
        grant(cast, 100)
    graded(cast.hengyuan, "C")
    with pytest.raises(NotTheCompany):
        grant(cast, 100, account="于海")
    grant(cast, 60_000)
    with pytest.raises(OverBudget) as over:
        grant(cast, 60_000)
    assert over.value.left == 40_000
    spent = {b.support.grade: b.spent for b in effort.budgets(year=DAY.year)}
    assert spent == {"A": 0, "B": 0, "C": 60_000}


def test_a_person_is_never_supported(cast: Cast) -> None:
    graded(cast.hengyuan, "A")
    Customer.objects.filter(pk=cast.hengyuan.pk).update(kind="person")
    with pytest.raises(NotTheCompany):
        grant(cast, 100)


@pytest.mark.row("S3-03", "S3-01")
def test_a_customer_of_a_high_class_in_junior_hands_is_pointed_out(
    client: Client, cast: Cast
) -> None:
    graded(cast.hengyuan, "A")
    place_person(cast.actor(cast.feng), cast.lin, channel="hall", post="group_ordinary", on=DAY)
    classes = [("evaluation", "A")]
    warning = too_junior(cast.lin, classes)
    assert warning is not None
    assert "高级" in warning.zh
    assert too_junior(cast.zhao, classes) is None
    client.force_login(cast.sun)
    page = client.get(f"/customers/{cast.hengyuan.pk}/services/").content.decode()
    assert warning.zh in page
    answer = client.post(
        f"/customers/{cast.hengyuan.pk}/assign/", {"owner_id": cast.lin.pk}, follow=True
    )
    assert warning.zh in answer.content.decode()
    client.force_login(cast.lin)
    mine = client.get("/services/duties/").content.decode()
    assert "普通集团客户经理" in mine
    assert "营业厅" in mine
