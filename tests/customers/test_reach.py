"""Many ways to reach somebody; who may read them, who may find them, and what he asked us not to do."""

import pytest

from tests.conftest import DAY, Cast
from zhike.customers import queries
from zhike.customers.actions import reach
from zhike.customers.actions.reach import PointDraft
from zhike.customers.models import AlsoCalled, ContactPoint
from zhike.customers.queries import may_contact, ways
from zhike.customers.rules import normal_form
from zhike.trust.journal import of_customer
from zhike.users.models import User


def _add(cast: Cast, kind: str, value: str, label: str = "") -> ContactPoint:
    return reach.add_point(
        cast.actor(cast.lin), cast.yu, PointDraft(kind, value, label), on=DAY
    )


def _shown(cast: Cast, who: User) -> list[str]:
    actor = cast.actor(who)
    return [way.shown for way in ways(actor, queries.contact(actor, cast.yu.pk))]


def test_somebody_has_several_numbers_mails_and_addresses(cast: Cast) -> None:
    _add(cast, "mobile", "+81 90-1234-5678", "日本")
    _add(cast, "phone", "0755-82345678转8001", "办公室")
    _add(cast, "email", "Yu@Example.com")
    _add(cast, "home", "深圳市南山区某路 1 号")
    assert _shown(cast, cast.lin) == [
        "13800138000", "Yu@Example.com", "深圳市南山区某路 1 号", "+81 90-1234-5678", "0755-82345678转8001",
    ]  # fmt: skip


def test_the_same_number_written_otherwise_is_one(cast: Cast) -> None:
    _add(cast, "phone", "0755-82345678转8001")
    again = _add(cast, "phone", "0755 8234 5678-8001", "总机")
    assert (ContactPoint.objects.count(), again.label) == (1, "总机")


@pytest.mark.parametrize("who", ["sun", "wu", "zheng"])
def test_whoever_is_not_near_reads_a_mask_but_the_office_line_whole(
    cast: Cast, who: str
) -> None:
    _add(cast, "phone", "0755-82345678")
    _add(cast, "home", "深圳市南山区某路一号院二栋")
    assert _shown(cast, getattr(cast, who)) == ["138****8000", "****", "0755-82345678"]


@pytest.mark.parametrize(
    "text", ["13800138000", "138 0013 8000", "+44 7400 123456", "yu@example.com"]
)
def test_a_whole_number_or_address_finds_him_from_afar(cast: Cast, text: str) -> None:
    _add(cast, "mobile", "+44 7400 123456")
    _add(cast, "email", "yu@example.com")
    for who in (cast.lin, cast.wu):
        assert [h.customer_id for h in queries.find(cast.actor(who), text)] == [
            cast.hengyuan.pk
        ]


@pytest.mark.parametrize("part", ["8001", "1380013800", "3800", "yu@exa", "example"])
def test_nobody_from_afar_can_guess_a_number_digit_by_digit(cast: Cast, part: str) -> None:
    _add(cast, "email", "yu@example.com")
    assert queries.find(cast.actor(cast.lin), part)
    assert queries.find(cast.actor(cast.wu), part) == []


def test_another_number_becomes_the_main_one_and_the_old_one_stays(cast: Cast) -> None:
    lin = cast.actor(cast.lin)
    point = _add(cast, "mobile", "13900000001")
    reach.make_main(lin, queries.point(lin, cast.yu.pk, point.pk), on=DAY)
    assert _shown(cast, cast.lin) == ["13900000001", "13800138000"]
    assert queries.find(lin, "13800138000")


def test_a_number_not_to_be_used_stays_and_cannot_be_dialled(cast: Cast) -> None:
    lin = cast.actor(cast.lin)
    reach.set_aside(lin, cast.yu, kind="mobile", on=DAY)
    (way,) = ways(lin, queries.contact(lin, cast.yu.pk))
    assert (way.shown, way.link, way.do_not_use) == ("13800138000", "", True)


def test_the_journal_names_the_kind_and_never_the_number(cast: Cast) -> None:
    _add(cast, "mobile", "13900000001")
    event = of_customer(cast.hengyuan.pk).first()
    assert event is not None
    assert event.particulars == {"name": "于海", "what": "mobile"}


def test_he_is_called_otherwise_among_friends_and_found_by_his_english_name(cast: Cast) -> None:
    lin, wu = cast.actor(cast.lin), cast.actor(cast.wu)
    names = {"formal": "于海先生", "english": "Henry Yu", "nickname": "老于头"}
    assert reach.call_also(lin, cast.yu, names, on=DAY) == ["formal", "english", "nickname"]
    assert queries.find(wu, "henry")
    contact = queries.contact(wu, cast.yu.pk)
    assert queries.also_called(wu, contact) == {"formal": "于海先生", "english": "Henry Yu"}
    assert queries.also_called(lin, queries.contact(lin, cast.yu.pk)) == names
    assert reach.call_also(lin, cast.yu, {"nickname": ""}, on=DAY) == ["nickname"]
    assert AlsoCalled.objects.count() == 2


def test_a_wish_holds_for_its_way_alone_until_it_is_lifted(cast: Cast) -> None:
    lin = cast.actor(cast.lin)
    reach.respect_wish(lin, cast.yu, way="call", why="开会多，只收消息", on=DAY)
    reach.respect_wish(lin, cast.yu, way="call", why="又说了一次", on=DAY)
    assert (may_contact(cast.yu, "call"), may_contact(cast.yu, "message")) == (False, True)
    (wish,) = queries.wishes(cast.actor(cast.wu), [cast.yu.pk])[cast.yu.pk]
    assert (wish.why, wish.noted_by) == ("开会多，只收消息", cast.lin)
    reach.lift_wish(lin, queries.wish(lin, cast.yu.pk, wish.pk), on=DAY)
    assert may_contact(cast.yu, "call")
    reach.respect_wish(lin, cast.yu, way="call", why="还是不要", on=DAY)
    assert not may_contact(cast.yu, "call")


@pytest.mark.parametrize(
    ("kind", "value", "normal"),
    [
        ("mobile", "138 0013 8000", "13800138000"),
        ("phone", "0571 85022088 ext. 8001", "0571-85022088-8001"),
        ("phone", "8888", "8888"),
        ("email", " A.B@Example.COM ", "a.b@example.com"),
        ("website", "https://Example.com/", "example.com"),
        ("home", "上海市 浦东新区, 1 号", "上海市浦东新区1号"),
    ],
)
def test_ways_are_compared_as_people_mean_them(kind: str, value: str, normal: str) -> None:
    assert normal_form(kind, value) == normal
