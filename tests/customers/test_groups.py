"""Groups of customers: branches, members, subsidiaries, and who carries a group's mark."""

import pytest

from tests.conftest import DAY, Cast
from zhike.customers import queries
from zhike.customers.actions import groups
from zhike.customers.actions.book import CustomerDraft, open_customer
from zhike.customers.actions.groups import CircleError
from zhike.customers.models import Customer
from zhike.users.models import User


@pytest.fixture
def head(cast: Cast) -> Customer:
    """A group of Lin's; Hengyuan is its subsidiary."""
    lin = cast.actor(cast.lin)
    head = _opened(cast, "恒远集团", cast.lin, kind="group")
    groups.join_group(lin, cast.hengyuan, head, place="subsidiary", on=DAY)
    return head


def _opened(cast: Cast, name: str, owner: User, kind: str = "organisation") -> Customer:
    return open_customer(
        cast.actor(owner), CustomerDraft(name, kind=kind), owner_id=owner.pk, on=DAY
    )


def test_a_group_is_a_tree_each_below_the_one_it_belongs_to(cast: Cast, head: Customer) -> None:
    lin = cast.actor(cast.lin)
    branch = _opened(cast, "恒远机械惠州分公司", cast.lin)
    groups.join_group(lin, branch, cast.hengyuan, place="branch", on=DAY)
    group = queries.group_of(lin, branch)
    assert group is not None
    assert [(m.depth, m.customer.name) for m in group.members] == [
        (0, "恒远集团"), (1, "深圳市恒远机械有限公司"), (2, "恒远机械惠州分公司"),
    ]  # fmt: skip


def test_members_one_may_not_see_are_only_counted(cast: Cast, head: Customer) -> None:
    theirs = _opened(cast, "恒远西部公司", cast.zhao)
    sun = cast.actor(cast.sun)
    groups.join_group(sun, theirs, head, place="member", on=DAY)
    seen = queries.group_of(cast.actor(cast.lin), cast.hengyuan)
    assert seen is not None
    assert (len(seen.members), seen.hidden) == (2, 1)
    from_west = queries.group_of(cast.actor(cast.zhao), theirs)
    assert from_west is not None
    assert (from_west.head, [m.customer for m in from_west.members], from_west.hidden) == (
        None, [theirs], 2,
    )  # fmt: skip


def test_no_customer_stands_above_itself(cast: Cast, head: Customer) -> None:
    lin = cast.actor(cast.lin)
    branch = _opened(cast, "恒远机械惠州分公司", cast.lin)
    groups.join_group(lin, branch, cast.hengyuan, place="branch", on=DAY)
    for below in (head, branch, cast.hengyuan):
        with pytest.raises(CircleError):
            groups.join_group(lin, head, below, place="member", on=DAY)


def test_who_stands_alone_has_no_group_and_a_member_may_leave(
    cast: Cast, head: Customer
) -> None:
    lin = cast.actor(cast.lin)
    groups.leave_group(lin, cast.hengyuan, on=DAY)
    assert queries.group_of(lin, queries.customer(lin, cast.hengyuan.pk)) is None


def test_a_key_person_is_entitled_as_his_group_is_and_as_he_is_himself(
    cast: Cast, head: Customer
) -> None:
    lin = cast.actor(cast.lin)
    before = queries.group_ties(lin, cast.yu)
    assert (before.holders, before.ties[0].is_key) == ((cast.hengyuan.pk,), False)
    groups.mark_key_person(lin, head, cast.yu, why="定全集团的框架", on=DAY)
    groups.mark_key_person(lin, head, cast.yu, why="再标一次", on=DAY)
    ties = queries.group_ties(lin, cast.yu)
    assert ties.holders == (cast.hengyuan.pk, head.pk)
    assert (ties.ties[0].group, ties.ties[0].why, ties.ties[0].since) == (
        head, "定全集团的框架", DAY,
    )  # fmt: skip
    group = queries.group_of(lin, head)
    assert group is not None
    groups.unmark_key_person(lin, group.key_persons[0], on=DAY)
    assert queries.group_ties(lin, cast.yu).holders == (cast.hengyuan.pk,)


def test_a_personal_customer_who_is_a_member_may_carry_the_mark_too(
    cast: Cast, head: Customer
) -> None:
    lin = cast.actor(cast.lin)
    person = _opened(cast, "林大海", cast.lin, kind="person")
    groups.join_group(lin, person, head, place="member", on=DAY)
    groups.mark_key_person(lin, head, person, why="集团董事", on=DAY)
    assert queries.group_ties(lin, person).holders == (person.pk, head.pk)
