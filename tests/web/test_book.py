"""The list as people use it: views with addresses, cells, bulk, the way through a list, the palette."""

import re

import pytest
from django.test import Client

from tests.conftest import DAY, Cast
from zhike.customers.actions import marks
from zhike.customers.actions.book import CustomerDraft, open_customer
from zhike.customers.actions.views import ViewDraft, save_view
from zhike.customers.models import (
    BulkChange,
    Customer,
    Listed,
    ListSetting,
    ManagedList,
    Seen,
    Tag,
    View,
)
from zhike.trust.models import Event

ROW = re.compile(r'class="name"><a href="/customers/(\d+)/\?in=')
HTMX = {"HX-Request": "true"}


@pytest.fixture
def book(cast: Cast) -> list[int]:
    """Twelve more customers of Lin's in three cities."""
    actor = cast.actor(cast.lin)
    return [
        open_customer(
            actor, CustomerDraft(f"客户{n:02}", city=["广州", "珠海", ""][n % 3]), owner_id=cast.lin.pk, on=DAY
        ).pk
        for n in range(12)
    ]  # fmt: skip


def _rows(client: Client, address: str) -> list[int]:
    return [int(pk) for pk in ROW.findall(client.get(address).content.decode())]


def test_a_saved_view_has_an_address_a_colleague_can_open(
    as_lin: Client, cast: Cast, client: Client, book: list[int]
) -> None:
    cast.qian.teams.set([cast.east])
    as_lin.force_login(cast.qian)
    asked = "f1=city&o1=is&v1=广州&sort=-name&cols=city,phone"
    answer = as_lin.post(
        f"/customers/views/new/?{asked}",
        {"name": "广州的", "reach": "team", "team": cast.east.pk},
    )
    view = View.objects.get()
    assert answer["Location"] == f"/customers/views/{view.pk}/"
    for user in (cast.qian, cast.lin):
        client.force_login(user)
        rows = _rows(client, f"/customers/views/{view.pk}/")
        assert rows == sorted(book[0::3], reverse=True)
    client.force_login(cast.zhao)
    assert client.get(f"/customers/views/{view.pk}/").status_code == 404


def test_a_view_is_renamed_copied_pinned_made_the_default_and_dropped(
    as_lin: Client, cast: Cast
) -> None:
    view = save_view(cast.actor(cast.lin), ViewDraft("我的"), on=DAY)
    here = f"/customers/views/{view.pk}"
    as_lin.post(f"{here}/change/", {"name": "新名", "reach": "own"})
    as_lin.post(f"{here}/copy/")
    assert {v.name for v in View.objects.all()} == {"新名", "新名（副本）"}
    as_lin.post(f"{here}/pin/", {"pinned": "0"})
    assert not view.pins.exists()
    as_lin.post(f"{here}/open/", {"open": "1"})
    assert as_lin.get("/customers/")["Location"] == f"{here}/"
    assert as_lin.get("/customers/?all=1").status_code == 200
    as_lin.post(f"{here}/drop/")
    assert as_lin.get("/customers/").status_code == 200
    assert View.objects.count() == 1


def test_only_who_manages_the_book_shares_a_view(as_lin: Client, cast: Cast) -> None:
    as_lin.post("/customers/views/new/", {"name": "全公司", "reach": "all"})
    assert not View.objects.exists()
    view = save_view(cast.actor(cast.sun), ViewDraft("总览", reach="all"), on=DAY)
    assert as_lin.post(f"/customers/views/{view.pk}/drop/").status_code == 403


def test_columns_are_remembered_for_oneself_and_in_the_view(as_lin: Client, cast: Cast) -> None:
    as_lin.post("/customers/views/columns/", {"col": ["city", "phone"], "order": "phone,city"})
    assert ListSetting.objects.get().columns == ["phone", "city"]
    html = as_lin.get("/customers/").content.decode()
    assert html.index("电话</th>") < html.index(">城市</a></th>")
    view = save_view(cast.actor(cast.lin), ViewDraft("我的"), on=DAY)
    as_lin.post(
        "/customers/views/columns/",
        {"col": ["city", "phone"], "order": "city,phone", "left": "phone", "view": view.pk},
    )
    view.refresh_from_db()
    assert view.columns == ["phone", "city"]


def test_a_head_sorts_and_sorts_the_other_way(as_lin: Client, book: list[int]) -> None:
    down, up = (
        _rows(as_lin, "/customers/?sort=opened"),
        _rows(as_lin, "/customers/?sort=-opened"),
    )
    assert down == sorted(down, reverse=True)
    assert up == down[::-1]
    html = as_lin.get("/customers/?sort=-city").content.decode()
    assert 'aria-sort="descending"' in html


@pytest.mark.parametrize(
    "query",
    [
        "f1=mobile&o1=is&v1=13800138000",
        "f1=city&o1=drop&v1=x",
        "f1=revenue&o1=more&v1=NaN",
        "f1=touch&o1=last&v1=99999999999",
        "f1=owner&o1=is&v1=-1",
        "f1=segment&o1=is&v1=1",
        "f1=grade&o1=is",
        "f1=touch&o1=before&v1=2026-99-99",
        "&".join(f"f{n}=city&o{n}=is&v{n}=x" for n in range(1, 30)),
    ],
)
def test_a_condition_nobody_can_follow_is_told_and_breaks_nothing(
    as_lin: Client, query: str
) -> None:
    answer = as_lin.get(f"/customers/?{query}")
    assert answer.status_code == 200
    assert 'role="alert"' in answer.content.decode()


def test_conditions_are_built_without_scripts(as_lin: Client, book: list[int]) -> None:
    html = as_lin.get("/customers/?f1=city&o1=is&v1=珠海&add=1").content.decode()
    assert 'name="f2"' in html
    assert ROW.findall(html) == [str(pk) for pk in book[1::3]]
    assert _rows(as_lin, "/customers/?f1=city&o1=is&v1=珠海&f2=city&o2=empty&m1=any") == sorted(
        [*book[1::3], *book[2::3]], key=lambda pk: Customer.objects.get(pk=pk).name
    )


def test_a_cell_is_changed_where_it_stands(as_lin: Client, cast: Cast) -> None:
    cell = f"/customers/{cast.hengyuan.pk}/cell/city/"
    assert 'value="深圳"' in as_lin.get(cell, headers=HTMX).content.decode()
    html = as_lin.post(cell, {"value": "东莞", "seen": "深圳"}, headers=HTMX).content.decode()
    assert "东莞" in html
    assert Customer.objects.get().city == "东莞"
    assert Event.objects.filter(kind="customer.changed").count() == 1


def test_a_cell_somebody_changed_meanwhile_shows_both_and_asks(
    as_lin: Client, cast: Cast
) -> None:
    Customer.objects.update(city="珠海")
    cell = f"/customers/{cast.hengyuan.pk}/cell/city/"
    html = as_lin.post(cell, {"value": "东莞", "seen": "深圳"}, headers=HTMX).content.decode()
    assert "珠海" in html
    assert "东莞" in html
    assert Customer.objects.get().city == "珠海"
    as_lin.post(cell, {"value": "东莞", "seen": "珠海"}, headers=HTMX)
    assert Customer.objects.get().city == "东莞"


@pytest.mark.parametrize("field", ["owner", "name", "note", "trashed_at", "x"])
def test_only_short_fields_are_changed_in_a_cell(
    as_lin: Client, cast: Cast, field: str
) -> None:
    address = f"/customers/{cast.hengyuan.pk}/cell/{field}/"
    assert as_lin.post(address, {"value": "x", "seen": ""}).status_code == 404


def _form(cast: Cast, **changes: str) -> dict[str, str]:
    said = {"name": "深圳市恒远机械有限公司", "short_name": "恒远机械", "kind": "organisation"}
    return {**said, "city": "深圳", "industry": "机械", **changes}


def test_saving_over_a_colleague_asks_and_never_overwrites(as_lin: Client, cast: Cast) -> None:
    edit = f"/customers/{cast.hengyuan.pk}/edit/"
    token = re.search(r'name="seen" value="([^"]+)"', as_lin.get(edit).content.decode())
    assert token
    Customer.objects.update(city="珠海", industry="装备")
    mine = _form(cast, city="东莞", seen=token[1])
    html = as_lin.post(edit, mine).content.decode()
    assert "您打开之后" in html
    assert Customer.objects.get().city == "珠海"
    as_lin.post(edit, {**mine, "keep_city": "mine"})
    saved = Customer.objects.get()
    assert (saved.city, saved.industry) == ("东莞", "装备")


def test_a_person_s_form_asks_too(as_lin: Client, cast: Cast) -> None:
    edit = f"/customers/{cast.hengyuan.pk}/contacts/{cast.yu.pk}/edit/"
    token = re.search(r'name="seen" value="([^"]+)"', as_lin.get(edit).content.decode())
    assert token
    cast.yu.title = "总经理"
    cast.yu.save()
    said = {"name": "于海", "address_as": "于总", "title": "副总", "seen": token[1]}
    assert "您打开之后" in as_lin.post(edit, said).content.decode()
    as_lin.post(edit, {**said, "keep_title": "theirs"})
    cast.yu.refresh_from_db()
    assert cast.yu.title == "总经理"


def test_rows_are_ticked_counted_changed_and_put_back(
    as_lin: Client, cast: Cast, book: list[int]
) -> None:
    said = {"what": "set", "id": book[:3], "place": "all"}
    assert "将改动 3 位客户" in as_lin.post("/customers/bulk/", said).content.decode()
    assert not BulkChange.objects.exists()
    answer = as_lin.post(
        "/customers/bulk/",
        {**said, "sure": "1", "field": "industry", "value": "机械"},
        follow=True,
    )
    assert "撤销" in answer.content.decode()
    assert Customer.objects.filter(pk__in=book, industry="机械").count() == 3
    as_lin.post(f"/customers/changes/{BulkChange.objects.get().pk}/undo/")
    assert Customer.objects.filter(pk__in=book, industry="机械").count() == 0


def test_everything_that_fits_is_chosen_by_the_question_and_not_by_the_page(
    as_lin: Client, cast: Cast, book: list[int]
) -> None:
    place = "?f1=city&o1=is&v1=%E5%B9%BF%E5%B7%9E"
    tag = Tag.objects.create(name="被压价")
    as_lin.post(
        "/customers/bulk/",
        {"what": "tag", "everything": "1", "place": place, "sure": "1", "tag": tag.pk},
    )
    assert set(tag.taggings.values_list("customer", flat=True)) == set(book[0::3])


def test_a_broken_question_changes_nobody(as_lin: Client, cast: Cast, book: list[int]) -> None:
    place = "?f1=city&o1=nonsense&v1=x"
    as_lin.post(
        "/customers/bulk/",
        {"what": "set", "everything": "1", "place": place, "sure": "1", "field": "city", "value": "x"},
    )  # fmt: skip
    assert not BulkChange.objects.exists()


@pytest.mark.parametrize(
    "sort", ["name", "-name", "touch", "-touch", "revenue", "opened", "city"]
)
def test_previous_and_next_walk_the_list_one_came_from(
    as_lin: Client, cast: Cast, book: list[int], sort: str
) -> None:
    order = _rows(as_lin, f"/customers/?sort={sort}")
    place = f"%3Fsort%3D{sort}"
    for rank, pk in enumerate(order, 1):
        html = as_lin.get(f"/customers/{pk}/?in={place}").content.decode()
        assert f"{rank} / {len(order)}" in html
        before = re.search(r'rel="prev" data-key="k" href="/customers/(\d+)/', html)
        behind = re.search(r'rel="next" data-key="j" href="/customers/(\d+)/', html)
        assert (int(before[1]) if before else None) == (order[rank - 2] if rank > 1 else None)
        assert (int(behind[1]) if behind else None) == (
            order[rank] if rank < len(order) else None
        )


@pytest.mark.parametrize(
    "place", ["%00", "views/999/", "views/x/", "https://evil.example/", "?f1=x", "?sort=x", "a" * 5000]
)  # fmt: skip
def test_a_strange_place_breaks_nothing(as_lin: Client, cast: Cast, place: str) -> None:
    answer = as_lin.get(f"/customers/{cast.hengyuan.pk}/", {"in": place})
    assert answer.status_code == 200
    assert "evil.example/" not in re.sub(r"in=[^\"]*", "", answer.content.decode())


def test_the_palette_offers_what_was_seen_what_is_starred_and_what_to_do(
    as_lin: Client, cast: Cast
) -> None:
    as_lin.get(f"/customers/{cast.hengyuan.pk}/")
    assert Seen.objects.get().customer == cast.hengyuan
    as_lin.post(f"/customers/{cast.hengyuan.pk}/star/", {"starred": "1"})
    html = as_lin.get("/customers/find/").content.decode()
    assert "最近看过" in html
    assert "收藏" in html
    assert "新客户" in html
    assert "回收站" in as_lin.get("/customers/find/?q=hsz").content.decode()
    assert "/people/" not in as_lin.get("/customers/find/?q=人员").content.decode()


@pytest.mark.parametrize("number", ["13800138000", "+86 138 0013 8000", "138-0013-8000"])
def test_a_caller_is_found_by_his_number(as_lin: Client, cast: Cast, number: str) -> None:
    html = as_lin.get("/customers/find/", {"q": number}).content.decode()
    assert f"/customers/{cast.hengyuan.pk}/contacts/{cast.yu.pk}/" in html
    assert "于海" in html


@pytest.mark.row("S4-65")
def test_a_managed_list_says_who_is_on_it_since_when_why_and_who_was(
    as_lin: Client, cast: Cast
) -> None:
    as_lin.force_login(cast.qian)
    said = {"name": "团队重点", "level": "team", "purpose": "季度计划"}
    as_lin.post("/customers/lists/", said)
    chosen = ManagedList.objects.get()
    here = f"/customers/lists/{chosen.pk}/"
    as_lin.force_login(cast.lin)
    as_lin.post(f"/customers/{cast.hengyuan.pk}/lists/", {"list": chosen.pk, "why": "年度框架"})
    html = as_lin.get(here).content.decode()
    assert "年度框架" in html
    assert "团队级" in html
    as_lin.post(f"/customers/lists/places/{Listed.objects.get().pk}/off/", {"why": "计划完成"})
    assert "计划完成" in as_lin.get(here).content.decode()
    assert Listed.objects.get().left_on is not None


def test_the_difficulties_of_a_relationship_are_tags_from_the_source(
    as_lin: Client, cast: Cast
) -> None:
    """The vocabulary names the five of S0-02; the people map that makes two of them visible is another's."""
    assert marks.ship_tags(cast.actor(cast.sun)) == 5
    html = as_lin.get("/customers/tags/").content.decode()
    for word in ("有投诉", "被敷衍", "被压价", "内部意见不一", "高层不认", "S0-02"):
        assert word in html
    chosen = Tag.objects.get(name="被敷衍")
    as_lin.post(f"/customers/{cast.hengyuan.pk}/tags/", {"tag": [chosen.pk]})
    assert "被敷衍" in as_lin.get(f"/customers/{cast.hengyuan.pk}/").content.decode()
    as_lin.post(f"/customers/{cast.hengyuan.pk}/tags/", {})
    assert not chosen.taggings.exists()


def test_cleaning_leads_to_the_lists_it_counts(as_lin: Client, cast: Cast) -> None:
    html = as_lin.get("/customers/cleaning/").content.decode()
    for address in re.findall(r'class="btn" href="(/customers/\?[^"]+)"', html):
        answer = as_lin.get(address.replace("&amp;", "&"))
        assert answer.status_code == 200
        assert 'role="alert"' not in answer.content.decode()


def test_two_files_are_merged_side_by_side_and_parted(as_lin: Client, cast: Cast) -> None:
    twin = open_customer(
        cast.actor(cast.lin), CustomerDraft("恒远机械", phone="0755-1"), owner_id=cast.lin.pk, on=DAY
    )  # fmt: skip
    here = f"/customers/{cast.hengyuan.pk}/merge/{twin.pk}/"
    html = as_lin.get(here).content.decode()
    assert 'name="phone" value="loser" checked' in html
    as_lin.post(here, {"phone": "loser"})
    assert Customer.objects.get().phone == "0755-1"
    html = as_lin.get("/customers/doubles/").content.decode()
    undo = re.search(r"/customers/merges/\d+/undo/", html)
    assert undo
    as_lin.post(undo[0])
    assert Customer.objects.count() == 2
