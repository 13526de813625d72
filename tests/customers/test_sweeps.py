"""Many customers at once: done, refused one by one where one may not, and taken back."""

import pytest
from django.utils import timezone

from tests.conftest import DAY, Cast
from zhike.customers import history
from zhike.customers.actions import marks, sweeps
from zhike.customers.actions.book import CustomerDraft, change_customer, open_customer
from zhike.customers.jobs import run_waiting
from zhike.customers.models import BulkChange, Customer, ManagedList, Tag, Tagging
from zhike.customers.rules import MOST_AT_ONCE
from zhike.trust.actor import Actor, Door, Forbidden
from zhike.trust.models import Event
from zhike.users.models import User
from zhike.users.queries import actor_for


@pytest.fixture
def three(cast: Cast) -> list[Customer]:
    """Three customers of Lin's."""
    actor = cast.actor(cast.lin)
    return [
        open_customer(
            actor, CustomerDraft(f"客户{n}", city="深圳"), owner_id=cast.lin.pk, on=DAY
        )
        for n in range(3)
    ]


def _do(actor: Actor, what: str, rows: list[Customer], **said: object) -> BulkChange:
    asked = sweeps.Asked(what, said)
    return sweeps.begin(actor, asked, [row.pk for row in rows], at=timezone.now())


def _counts(change: BulkChange) -> dict[str, int]:
    return history.counts_of([change])[change.pk]


def test_a_field_is_set_for_all_and_set_back(cast: Cast, three: list[Customer]) -> None:
    actor = cast.actor(cast.lin)
    change = _do(actor, "set", three, field="city", value="东莞")
    assert set(Customer.objects.filter(pk__in=[c.pk for c in three]).values_list("city")) == {
        ("东莞",)
    }
    assert Event.objects.filter(kind="customer.changed").count() == 3
    sweeps.undo(actor, change.pk, on=DAY)
    assert {Customer.objects.get(pk=c.pk).city for c in three} == {"深圳"}


def test_what_somebody_changed_since_is_left_alone_and_listed(
    cast: Cast, three: list[Customer]
) -> None:
    actor = cast.actor(cast.lin)
    change = _do(actor, "set", three, field="city", value="东莞")
    three[1].refresh_from_db()
    change_customer(actor, three[1], CustomerDraft("客户1", city="珠海"), on=DAY)
    sweeps.undo(actor, change.pk, on=DAY)
    cities = [Customer.objects.get(pk=c.pk).city for c in three]
    assert cities == ["深圳", "珠海", "深圳"]
    assert history.troubled(actor, change) == [("客户1", "left")]


def test_a_stranger_s_customer_is_refused_and_the_others_done(
    cast: Cast, three: list[Customer]
) -> None:
    change = _do(cast.actor(cast.zhao), "set", three, field="city", value="东莞")
    assert _counts(change) == {"refused": 3}
    assert {Customer.objects.get(pk=c.pk).city for c in three} == {"深圳"}
    assert [name for name, _ in history.troubled(cast.actor(cast.zhao), change)] == ["客…"] * 3


def test_an_account_manager_gives_nobody_s_customers_away(
    cast: Cast, three: list[Customer]
) -> None:
    with pytest.raises(Forbidden):
        _do(cast.actor(cast.lin), "assign", three, owner=cast.zhao.pk)


def test_handed_over_by_mistake_comes_back(cast: Cast, three: list[Customer]) -> None:
    actor = cast.actor(cast.qian)
    change = _do(actor, "assign", three, owner=cast.zhao.pk)
    assert {Customer.objects.get(pk=c.pk).owner for c in three} == {cast.zhao}
    sweeps.undo(actor, change.pk, on=DAY)
    assert {Customer.objects.get(pk=c.pk).owner for c in three} == {cast.lin}
    assert {Customer.objects.get(pk=c.pk).team for c in three} == {cast.east}


def test_undo_leaves_the_tag_that_was_there_before(cast: Cast, three: list[Customer]) -> None:
    actor = cast.actor(cast.lin)
    tag = Tag.objects.create(name="被压价")
    marks.tag_customer(actor, three[0], tag, on=DAY)
    change = _do(actor, "tag", three, tag=tag.pk)
    assert _counts(change) == {"same": 1, "done": 2}
    sweeps.undo(actor, change.pk, on=DAY)
    assert list(Tagging.objects.values_list("customer", flat=True)) == [three[0].pk]


def test_a_list_and_the_trash_are_undone_too(cast: Cast, three: list[Customer]) -> None:
    actor = cast.actor(cast.lin)
    chosen = ManagedList.objects.create(name="重点")
    listed = _do(actor, "list", three, on_list=chosen.pk, why="年度计划")
    assert chosen.members.count() == 3
    sweeps.undo(actor, listed.pk, on=DAY)
    assert chosen.members.count() == 0
    trashed = _do(actor, "trash", three)
    assert Customer.objects.filter(pk__in=[c.pk for c in three]).count() == 0
    sweeps.undo(actor, trashed.pk, on=DAY)
    assert Customer.objects.filter(pk__in=[c.pk for c in three]).count() == 3


def _today(person: User) -> Actor:
    return actor_for(person, Door.WEB, on=DAY)


def test_more_than_a_thousand_are_done_by_the_worker_and_nothing_twice(cast: Cast) -> None:
    actor = cast.actor(cast.lin)
    many = Customer.objects.bulk_create(
        Customer(name=f"大批{n}", name_key=f"大批{n}", pinyin="d", owner=cast.lin)
        for n in range(MOST_AT_ONCE + 5)
    )
    change = _do(actor, "set", many, field="industry", value="机械")
    assert change.state == "doing"
    assert Customer.objects.filter(industry="机械", pinyin="d").count() == 0
    assert [run_waiting(_today, on=DAY) for _ in range(3)] == [1, 1, 0]
    assert Customer.objects.filter(industry="机械", pinyin="d").count() == len(many)
    change.refresh_from_db()
    assert change.state == "done"
    assert Event.objects.filter(kind="customer.changed").count() == len(many)
    sweeps.undo(actor, change.pk, on=DAY)
    while run_waiting(_today, on=DAY):
        pass
    assert Customer.objects.filter(industry="机械", pinyin="d").count() == 0


def test_whoever_left_does_no_more(cast: Cast) -> None:
    many = Customer.objects.bulk_create(
        Customer(name=f"大批{n}", name_key=f"大批{n}", pinyin="d", owner=cast.lin)
        for n in range(MOST_AT_ONCE + 1)
    )
    change = _do(cast.actor(cast.lin), "set", many, field="industry", value="机械")
    cast.lin.is_active = False
    cast.lin.save()
    run_waiting(_today, on=DAY)
    assert _counts(change) == {"refused": len(many)}


def test_nobody_undoes_a_colleague_s_change(cast: Cast, three: list[Customer]) -> None:
    change = _do(cast.actor(cast.lin), "set", three, field="city", value="东莞")
    with pytest.raises(BulkChange.DoesNotExist):
        sweeps.undo(cast.actor(cast.sun), change.pk, on=DAY)
