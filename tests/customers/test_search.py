"""A customer is found by any part of what is known of him."""

import pytest

from tests.conftest import DAY, Cast
from zhike.customers import queries, search
from zhike.customers.actions.book import CustomerDraft, change_customer, open_customer
from zhike.customers.actions.contacts import ContactDraft, add_contact
from zhike.customers.doubles import Typed, lookalikes
from zhike.customers.models import Customer

FINDS_HENGYUAN = [
    "恒远机械", "恒", "远", "恒远", "机械有限", "深圳市恒远机械有限公司",
    "hengyuan", "yuanjixie", "szshyjxyxgs", "hyjx", "hy", "y", "HYJX", "ｈｙｊｘ",
    "于海", "于", "yuhai", "yh", "13800138000", "8001", "深圳", "恒远 于海",
]  # fmt: skip


@pytest.mark.row("S1-45", "S1-50")
@pytest.mark.parametrize("text", FINDS_HENGYUAN)
def test_any_part_of_the_name_or_its_sound_finds_him(cast: Cast, text: str) -> None:
    hits = queries.find(cast.actor(cast.lin), text)
    assert [hit.customer_id for hit in hits] == [cast.hengyuan.pk]


@pytest.mark.parametrize(
    "text", ["远恒", "横", "hyxj", "13900", "恒远 王五", "%", "_", "' OR 1=1", "\\"]
)
def test_what_is_not_there_is_not_found(cast: Cast, text: str) -> None:
    assert queries.find(cast.actor(cast.lin), text) == []


def test_a_family_name_is_read_as_a_family_name(cast: Cast) -> None:
    add_contact(cast.actor(cast.lin), cast.hengyuan, ContactDraft("单雄信"), on=DAY)
    assert queries.find(cast.actor(cast.lin), "shanxiong")


def test_a_new_name_is_found_and_the_old_one_no_more(cast: Cast) -> None:
    change_customer(cast.actor(cast.lin), cast.hengyuan, CustomerDraft("广州鸿图"), on=DAY)
    assert queries.find(cast.actor(cast.lin), "鸿图")
    assert not queries.find(cast.actor(cast.lin), "恒远")


def test_nobody_finds_a_stranger_s_customer(cast: Cast) -> None:
    assert queries.find(cast.actor(cast.zhao), "恒远") == []


def test_a_common_word_is_found_as_surely_as_a_rare_one(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    actor = cast.actor(cast.lin)
    for n in range(8):
        open_customer(actor, CustomerDraft(f"机械第{n}厂"), owner_id=cast.lin.pk, on=DAY)
    monkeypatch.setattr(search, "EVERYWHERE", 3)
    found = search.matching(Customer.objects.visible_to(actor), "机械")
    assert found.count() == 9


def test_the_box_fills_its_lines_from_a_common_word(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    zhao, lin = cast.actor(cast.zhao), cast.actor(cast.lin)
    for n in range(12):
        actor, owner = (zhao, cast.zhao) if n < 6 else (lin, cast.lin)
        open_customer(actor, CustomerDraft(f"恒远第{n}厂"), owner_id=owner.pk, on=DAY)
    monkeypatch.setattr(search, "COMMON", 2)
    assert len(queries.find(cast.actor(cast.sun), "恒远", limit=8)) == 8
    assert len(queries.find(lin, "恒远", limit=8)) == 7, "the first hits are a stranger's"


@pytest.mark.row("S1-45")
def test_a_likely_double_is_shown_masked_when_it_is_not_mine(cast: Cast) -> None:
    found = lookalikes(cast.actor(cast.zhao), Typed(name="深圳市恒远机械（集团）公司"))
    assert [(one.customer_id, one.owner) for one in found] == [(None, "林一")]
    assert "恒远" not in found[0].name
