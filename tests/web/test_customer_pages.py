"""The customer book in the browser."""

import re

import pytest
from django.conf import settings
from django.test import Client

from tests.conftest import DAY, Cast
from zhike.customers.actions.book import CustomerDraft, open_customer
from zhike.customers.models import Contact, Customer
from zhike.trust.models import Event
from zhike.value.models import Measures

ROW = re.compile(r'class="name"><a href="/customers/(\d+)/\?in=')


@pytest.fixture
def book(cast: Cast) -> list[int]:
    """A hundred and twenty customers of Lin's; every third has bought something."""
    actor = cast.actor(cast.lin)
    made = [
        open_customer(actor, CustomerDraft(f"客户{n:03}"), owner_id=cast.lin.pk, on=DAY).pk
        for n in range(119)
    ]
    for n, pk in enumerate(made):
        if n % 3 == 0:
            Measures.objects.create(
                customer_id=pk, as_of=DAY, buying_days=1, orders_12m=1,
                revenue_12m=n * 100, revenue_prev_12m=0, target_basis="none",
            )  # fmt: skip
    return [cast.hengyuan.pk, *made]


@pytest.mark.parametrize("sort", ["name", "touch", "revenue", "beyond"])
def test_paging_shows_every_customer_once(as_lin: Client, book: list[int], sort: str) -> None:
    seen: list[str] = []
    address = f"/customers/?sort={sort}"
    for _ in range(5):
        html = as_lin.get(address).content.decode()
        seen += ROW.findall(html)
        following = re.search(r'rel="next" href="([^"]+)"', html)
        if not following:
            break
        address = "/customers/" + following[1].replace("&amp;", "&")
    assert sorted(map(int, seen)) == sorted(book)


def test_a_mark_nobody_gave_out_starts_from_the_beginning(
    as_lin: Client, book: list[int]
) -> None:
    html = as_lin.get("/customers/?after=nonsense").content.decode()
    assert len(ROW.findall(html)) == 50


@pytest.mark.parametrize(
    "query",
    [
        "sort=drop table",
        "grade=Z",
        "owner=abc",
        "owner=99999999999999999999",
        "state=x",
        "q=%00",
    ],
)
def test_a_strange_address_breaks_nothing(as_lin: Client, query: str) -> None:
    assert as_lin.get(f"/customers/?{query}").status_code == 200


def test_htmx_gets_the_rows_and_nothing_else(as_lin: Client) -> None:
    html = as_lin.get("/customers/?q=恒", headers={"HX-Request": "true"}).content.decode()
    assert "恒远" in html
    assert "<h1>" not in html


def test_a_customer_is_written_down_with_only_a_name(as_lin: Client, cast: Cast) -> None:
    answer = as_lin.post("/customers/new/", {"name": "广州鸿图", "kind": "organisation"})
    made = Customer.objects.get(name="广州鸿图")
    assert answer["Location"] == f"/customers/{made.pk}/"
    assert (made.owner, made.team) == (cast.lin, cast.east)


@pytest.mark.row("S1-45")
def test_a_likely_double_is_asked_about_before_it_is_saved(as_lin: Client, cast: Cast) -> None:
    said = {"name": "深圳恒远机械", "short_name": "恒远", "kind": "organisation"}
    Customer.objects.filter(pk=cast.hengyuan.pk).update(name_key="深圳恒远机械")
    html = as_lin.post("/customers/new/", said).content.decode()
    assert "可能已经在名册里" in html
    assert Customer.objects.count() == 1
    as_lin.post("/customers/new/", {**said, "sure": "1"})
    assert Customer.objects.count() == 2


def test_a_mistyped_credit_code_is_refused_with_advice(as_lin: Client) -> None:
    said = {"name": "广州鸿图", "kind": "organisation", "credit_code": "91440101MA5CXXXX1K"}
    html = as_lin.post("/customers/new/", said).content.decode()
    assert "校验位不对" in html
    assert 'value="广州鸿图"' in html


def test_a_change_keeps_what_was_there_before(as_lin: Client, cast: Cast) -> None:
    as_lin.post(
        f"/customers/{cast.hengyuan.pk}/edit/",
        {"name": "深圳市恒远机械有限公司", "kind": "organisation", "city": "珠海"},
    )
    event = Event.objects.get(kind="customer.changed")
    assert event.particulars["changes"]["city"] == ["深圳", "珠海"]


@pytest.mark.row("S1-55", "S1-50")
def test_the_brief_says_how_to_greet_what_he_likes_and_what_not_to_say(
    as_lin: Client, cast: Cast
) -> None:
    html = as_lin.get(f"/customers/{cast.hengyuan.pk}/brief/").content.decode()
    for words in ("于总", "普洱茶", "前任供应商的诉讼", "采购总监"):
        assert words in html


def test_a_moon_birthday_is_kept_as_it_was_told(as_lin: Client, cast: Cast) -> None:
    as_lin.post(
        f"/customers/{cast.hengyuan.pk}/contacts/new/",
        {
            "name": "王建国",
            "birth_calendar": "moon",
            "birth_month": 6,
            "birth_day": 30,
            "birth_leap": "on",
        },
    )
    made = Contact.objects.get(name="王建国")
    assert (made.birth_calendar, made.birth_month, made.birth_day, made.birth_leap) == (
        "moon", 6, 30, True,
    )  # fmt: skip


@pytest.mark.parametrize(("month", "day"), [(2, 30), (13, 1), (4, 31)])
def test_a_day_no_calendar_has_is_no_birthday(
    as_lin: Client, cast: Cast, month: int, day: int
) -> None:
    answer = as_lin.post(
        f"/customers/{cast.hengyuan.pk}/contacts/new/",
        {"name": "王建国", "birth_calendar": "sun", "birth_month": month, "birth_day": day},
    )
    assert answer.status_code == 200
    assert not Contact.objects.filter(name="王建国").exists()


def test_a_hostile_name_stays_text(as_lin: Client, cast: Cast) -> None:
    evil = "<script>alert(1)</script>{{9999*9999}}"
    as_lin.post("/customers/new/", {"name": evil, "kind": "organisation"})
    html = as_lin.get("/customers/?q=alert").content.decode()
    assert "<script>alert" not in html
    assert "&lt;script&gt;" in html
    assert "99980001" not in html


@pytest.mark.parametrize(
    ("language", "asks"), [("zh-hans", "请填写“名称”。"), ("en", "Please fill in: Name.")]
)
def test_a_field_left_empty_says_its_name_and_what_was_written_stays(
    as_lin: Client, language: str, asks: str
) -> None:
    as_lin.cookies[settings.LANGUAGE_COOKIE_NAME] = language
    said = {"name": "", "kind": "organisation", "city": "佛山"}
    html = as_lin.post("/customers/new/", said).content.decode()
    assert asks in html
    assert "佛山" in html
