"""The people of a customer on his pages: who may read what, what is written by plain forms, what the map draws."""

import json
import re
from itertools import pairwise

import pytest
from django.test import Client

from tests.conftest import DAY, Cast
from zhike.care.people import people
from zhike.customers.actions import groups, reach, relations
from zhike.customers.actions.book import CustomerDraft, open_customer
from zhike.customers.actions.contacts import ContactDraft, add_contact
from zhike.customers.actions.reach import PointDraft
from zhike.customers.actions.relations import PlaceDraft, TieDraft
from zhike.customers.models import Contact, Customer, MapPlace, Stance, Tie
from zhike.web.customers.drawing import ROW, picture


@pytest.fixture
def kai(cast: Cast) -> Contact:
    lin = cast.actor(cast.lin)
    kai = add_contact(lin, cast.hengyuan, ContactDraft("郑凯", title="财务总监"), on=DAY)
    relations.place_person(lin, kai, PlaceDraft("approves", "top", 5), on=DAY)
    relations.place_person(lin, cast.yu, PlaceDraft("decides", "middle", 3, kai.pk), on=DAY)
    relations.note_stance(lin, kai, side="opposes", grounds="会上说价格高", on=DAY)
    return kai


def _page(client: Client, cast: Cast, tail: str) -> str:
    return client.get(f"/customers/{cast.hengyuan.pk}/{tail}").content.decode()


def test_the_card_says_stance_part_and_that_he_was_never_visited(
    as_lin: Client, cast: Cast, kai: Contact
) -> None:
    for tail in ("", "file/", "people/"):
        html = _page(as_lin, cast, tail)
        assert '<span class="chip bad">反对</span>' in html, tail
        assert "财务总监 · 批准 · 从未拜访" in html


@pytest.mark.parametrize("who", ["sun", "zheng", "wu"])
@pytest.mark.parametrize(
    "tail", ["", "file/", "people/", "contacts/{kai}/", "brief/", "people/{kai}/"]
)
def test_whoever_is_not_near_sees_neither_stance_nor_grounds_nor_number(
    client: Client, cast: Cast, kai: Contact, who: str, tail: str
) -> None:
    client.force_login(getattr(cast, who))
    html = _page(client, cast, tail.format(kai=kai.pk))
    for hidden in ("反对</span>", "会上说价格高", "13800138000"):
        assert hidden not in html


def test_whoever_is_not_near_cannot_write_or_read_opinions_by_address(
    client: Client, cast: Cast, kai: Contact
) -> None:
    client.force_login(cast.sun)
    base = f"/customers/{cast.hengyuan.pk}/people/{kai.pk}"
    assert (
        client.post(f"{base}/stance/", {"side": "supports", "grounds": "x"}).status_code == 404
    )
    assert client.post(f"{base}/tie/", {"other": f"c{cast.yu.pk}"}).status_code == 404
    assert Stance.objects.count() == 1


def test_a_steward_changes_a_person_without_seeing_what_is_personal(
    client: Client, cast: Cast
) -> None:
    client.force_login(cast.zheng)
    address = f"/customers/{cast.hengyuan.pk}/contacts/{cast.yu.pk}/edit/"
    html = client.get(address).content.decode()
    assert "13800138000" not in html
    assert 'name="mobile"' not in html
    client.post(
        address, {"name": "于海", "title": "总经理", "mobile": "13999999999", "is_main": "on"}
    )
    cast.yu.refresh_from_db()
    assert (cast.yu.title, cast.yu.mobile, cast.yu.birth_day) == ("总经理", "13800138000", 15)


def test_the_picture_puts_ranks_in_rows_and_leads_above_those_who_answer_to_them(
    cast: Cast, kai: Contact
) -> None:
    lin = cast.actor(cast.lin)
    relations.tie_people(
        lin, cast.yu, colleague_id=cast.lin.pk, draft=TieDraft("knows"), on=DAY
    )
    found = people(lin, cast.hengyuan, on=DAY)
    drawn = picture(found.cards, found.ties)
    spots = {node.key: (node.x, node.y) for node in drawn.nodes}
    assert spots[f"c{cast.yu.pk}"][1] - spots[f"c{kai.pk}"][1] == ROW
    assert {line.kind for line in drawn.lines} == {"reports", "knows"}
    assert all(0 < x < drawn.width and 0 < y < drawn.height for x, y in spots.values())


def test_fifty_people_stand_apart(cast: Cast) -> None:
    lin = cast.actor(cast.lin)
    for n in range(50):
        add_contact(lin, cast.hengyuan, ContactDraft(f"第{n}位"), on=DAY)
    found = people(lin, cast.hengyuan, on=DAY)
    drawn = picture(found.cards, found.ties)
    spots = sorted(node.x for node in drawn.nodes)
    assert min(b - a for a, b in pairwise(spots)) >= 100


def test_a_name_with_markup_in_it_stays_text_on_the_map(as_lin: Client, cast: Cast) -> None:
    add_contact(cast.actor(cast.lin), cast.hengyuan, ContactDraft("<b>x</b>'\""), on=DAY)
    html = _page(as_lin, cast, "people/")
    assert "<b>x" not in html


@pytest.mark.parametrize(
    "spots",
    [
        "",
        "[]",
        "{",
        '{"a":[1,2]}',
        '{"1":[1]}',
        '{"1":["x",2]}',
        '{"1":[-5,2]}',
        '{"1":[1,99999]}',
    ],
)
def test_spots_that_are_none_are_refused(as_lin: Client, cast: Cast, spots: str) -> None:
    answer = as_lin.post(f"/customers/{cast.hengyuan.pk}/people/spots/", {"spots": spots})
    assert answer.status_code == 400
    assert not MapPlace.objects.exists()


def test_a_spot_is_kept_and_forgotten(as_lin: Client, cast: Cast) -> None:
    address = f"/customers/{cast.hengyuan.pk}/people/spots/"
    as_lin.post(address, {"spots": json.dumps({str(cast.yu.pk): [300, 120]})})
    assert 'transform="translate(300 120)"' in _page(as_lin, cast, "people/")
    as_lin.post(address, {"tidy": "1"})
    assert 'transform="translate(300 120)"' not in _page(as_lin, cast, "people/")


def test_a_tie_is_drawn_to_somebody_at_another_customer_by_name(
    as_lin: Client, cast: Cast
) -> None:
    lin = cast.actor(cast.lin)
    other = open_customer(lin, CustomerDraft("广州鸿图"), owner_id=cast.lin.pk, on=DAY)
    wang = add_contact(lin, other, ContactDraft("王五"), on=DAY)
    base = f"/customers/{cast.hengyuan.pk}/people/{cast.yu.pk}/"
    assert "王五 · 广州鸿图" in as_lin.get(f"{base}?who=王").content.decode()
    as_lin.post(
        f"{base}tie/",
        {"who": "王", "other": f"c{wang.pk}", "kind": "colleague", "closeness": 2},
    )
    assert "王五" in _page(as_lin, cast, "people/")
    tie = Tie.objects.get()
    as_lin.post(f"/customers/{cast.hengyuan.pk}/people/untie/{tie.pk}/")
    assert not Tie.objects.exists()


def test_nobody_answers_to_himself_by_form_either(
    as_lin: Client, cast: Cast, kai: Contact
) -> None:
    answer = as_lin.post(
        f"/customers/{cast.hengyuan.pk}/people/{kai.pk}/", {"reports_to": cast.yu.pk}
    )
    assert answer.status_code == 422
    assert "上级不能绕回到本人" in answer.content.decode()


def test_a_wish_is_red_wherever_somebody_might_reach_for_the_telephone(
    as_lin: Client, cast: Cast
) -> None:
    reach.respect_wish(cast.actor(cast.lin), cast.yu, way="call", why="只收消息", on=DAY)
    pages = [_page(as_lin, cast, tail) for tail in ("", "brief/", f"contacts/{cast.yu.pk}/")]
    pages.append(as_lin.get(f"/touches/new/?customer={cast.hengyuan.pk}").content.decode())
    for html in pages:
        assert '<span class="chip bad">不要打电话</span>' in html


def test_ways_are_added_made_main_set_aside_and_dropped_by_forms(
    as_lin: Client, cast: Cast
) -> None:
    base = f"/customers/{cast.hengyuan.pk}/contacts/{cast.yu.pk}"
    as_lin.post(
        f"{base}/points/", {"kind": "mobile", "value": "139 0000 0001", "label": "香港"}
    )
    point = cast.yu.points.get()
    as_lin.post(f"{base}/points/{point.pk}/", {"do": "main"})
    cast.yu.refresh_from_db()
    assert cast.yu.mobile == "139 0000 0001"
    as_lin.post(f"{base}/aside/", {"kind": "mobile"})
    html = as_lin.get(f"{base}/").content.decode()
    assert html.count("不要再用</span>") == 1
    for point in cast.yu.points.all():
        as_lin.post(f"{base}/points/{point.pk}/", {"do": "drop"})
    assert not cast.yu.points.exists()
    assert as_lin.post(f"{base}/points/999/", {"do": "drop"}).status_code == 404


def test_a_key_person_is_marked_from_the_group_s_page_and_seen_on_his_card(
    as_lin: Client, cast: Cast
) -> None:
    lin = cast.actor(cast.lin)
    head = open_customer(
        lin, CustomerDraft("恒远集团", kind="group"), owner_id=cast.lin.pk, on=DAY
    )
    as_lin.post(
        f"/customers/{cast.hengyuan.pk}/group/join/",
        {"customer": head.pk, "place": "subsidiary"},
    )
    as_lin.post(f"/customers/{head.pk}/group/mark/", {"who": f"c{cast.yu.pk}", "why": "定框架"})
    assert "集团关键人" in _page(as_lin, cast, "")
    assert "恒远集团 关键人" in _page(as_lin, cast, f"contacts/{cast.yu.pk}/")
    assert "恒远集团关键人" in _page(as_lin, cast, "brief/")
    html = as_lin.get(f"/customers/{head.pk}/file/").content.decode()
    assert re.search(r"--depth:1.*深圳市恒远|恒远机械", html)
    answer = as_lin.post(
        f"/customers/{head.pk}/group/join/", {"customer": cast.hengyuan.pk, "place": "member"}
    )
    assert (answer.status_code, "不能反过来" in answer.content.decode()) == (422, True)


def test_revenue_of_a_group_adds_up_only_what_one_sees(client: Client, cast: Cast) -> None:
    zhao, sun = cast.actor(cast.zhao), cast.actor(cast.sun)
    head = open_customer(
        zhao, CustomerDraft("远方集团", kind="group"), owner_id=cast.zhao.pk, on=DAY
    )
    groups.join_group(sun, cast.hengyuan, head, place="member", on=DAY)
    client.force_login(cast.lin)
    html = _page(client, cast, "file/")
    assert "远方集团" not in html
    assert "另有 1 家归别人管" in html


@pytest.mark.parametrize("kind", ["organisation", "government", "group", "sole", "person"])
def test_a_customer_is_one_of_five_kinds_by_nature(as_lin: Client, kind: str) -> None:
    as_lin.post("/customers/new/", {"name": f"甲{kind}", "kind": kind})
    assert Customer.objects.get(name=f"甲{kind}").kind == kind


def test_a_point_of_somebody_else_is_not_there(client: Client, cast: Cast) -> None:
    lin = cast.actor(cast.lin)
    point = reach.add_point(lin, cast.yu, PointDraft("phone", "0755-82345678"), on=DAY)
    client.force_login(cast.zhao)
    theirs = open_customer(
        cast.actor(cast.zhao), CustomerDraft("西部机械"), owner_id=cast.zhao.pk, on=DAY
    )
    wang = add_contact(cast.actor(cast.zhao), theirs, ContactDraft("王五"), on=DAY)
    address = f"/customers/{theirs.pk}/contacts/{wang.pk}/points/{point.pk}/"
    assert client.post(address, {"do": "drop"}).status_code == 404
