"""The notebook: a note sent twice is one, finds its customer, and becomes a touch, a promise or a task with two taps."""

import re
from uuid import UUID, uuid4

import pytest
from django.test import Client

from tests.conftest import DAY, Cast
from zhike.activities.models import Note, Promise, Task, Touch
from zhike.care import notebook
from zhike.customers.actions.book import CustomerDraft, open_customer
from zhike.customers.models import Fact
from zhike.trust.models import Event

KEY = UUID("3f0c8f5e-6f0a-4d2b-9b57-0d6f0a4d2b9b")


def _send(client: Client, text: str = "见了于总，要两份案例", key: UUID = KEY) -> int:
    said = {"key": str(key), "text": text, "written_at": "2026-11-20T08:00:00.000Z"}
    return client.post("/note/send/", said).status_code


@pytest.mark.row("S1-67")
def test_a_note_sent_again_is_the_same_note(as_lin: Client, cast: Cast) -> None:
    first = as_lin.post("/note/send/", {"key": str(KEY), "text": "见了于总"})
    again = as_lin.post("/note/send/", {"key": str(KEY), "text": "见了于总"})
    assert first.json() == again.json()
    note = Note.objects.get()
    assert (note.author, note.customer, note.text) == (cast.lin, cast.hengyuan, "见了于总")
    assert Event.objects.filter(kind="note.taken").count() == 1


def test_a_key_of_somebody_else_s_note_is_refused_and_tells_nothing(
    client: Client, cast: Cast
) -> None:
    client.force_login(cast.zhao)
    _send(client, "赵二的笔记")
    client.force_login(cast.lin)
    answer = client.post("/note/send/", {"key": str(KEY), "text": "x"})
    assert (answer.status_code, "赵二" in answer.content.decode()) == (409, False)


@pytest.mark.parametrize(
    "said",
    [
        {},
        {"key": "1", "text": "x"},
        {"key": str(KEY), "text": ""},
        {"key": str(KEY), "text": "x" * 4001},
    ],
)
def test_what_is_no_note_is_refused(as_lin: Client, said: dict[str, str]) -> None:
    assert as_lin.post("/note/send/", said).status_code == 422
    assert not Note.objects.exists()


def test_a_notebook_is_its_writer_s_own_however_far_others_see(
    client: Client, cast: Cast
) -> None:
    client.force_login(cast.lin)
    _send(client)
    note = Note.objects.get()
    client.force_login(cast.sun)
    assert "见了于总" not in client.get("/notes/").content.decode()
    assert client.get(f"/notes/{note.pk}/touch/").status_code == 404
    assert client.post(f"/notes/{note.pk}/drop/").status_code == 404


@pytest.mark.row("S1-67")
def test_two_taps_make_a_touch_of_a_note(as_lin: Client, cast: Cast) -> None:
    _send(as_lin)
    note = Note.objects.get()
    inbox = as_lin.get("/notes/").content.decode()
    assert f'href="/notes/{note.pk}/touch/"' in inbox
    sheet = as_lin.get(f"/notes/{note.pk}/touch/").content.decode()
    said = _filled(sheet)
    as_lin.post(f"/notes/{note.pk}/touch/", said)
    touch = Touch.objects.get()
    assert (touch.customer, touch.contact, touch.kind, str(touch.touched_on), touch.summary) == (
        cast.hengyuan, cast.yu, "visit", "2026-11-20", "见了于总，要两份案例",
    )  # fmt: skip
    note.refresh_from_db()
    assert note.into == "touch"
    assert "见了于总" not in as_lin.get("/notes/").content.decode()


def _filled(html: str) -> dict[str, str]:
    """What the form holds as it was opened."""
    said = dict(
        re.findall(r'<input type="(?:hidden|date|text)" name="(\w+)" value="([^"]*)"', html)
    )
    said |= dict(
        re.findall(r'<input type="radio" name="(\w+)" value="(\w+)"[^>]*checked', html)
    )
    for name, inside in re.findall(r'<select name="(\w+)".*?>(.*?)</select>', html, re.DOTALL):
        chosen = re.search(r'value="([^"]*)" selected', inside)
        said[name] = chosen[1] if chosen else ""
    areas = re.findall(r'<textarea name="(\w+)"[^>]*>\s*(.*?)</textarea>', html, re.DOTALL)
    return said | dict(areas)


@pytest.mark.row("S1-67", "S1-20")
def test_a_promise_and_a_task_come_of_notes_too(as_lin: Client, cast: Cast) -> None:
    for number, (into, words) in enumerate(
        (("promise", "答应于总周五前发案例"), ("task", "给恒远机械寄样品"))
    ):
        _send(as_lin, words, uuid4())
        note = Note.objects.order_by("-pk")[0]
        said = _filled(as_lin.get(f"/notes/{note.pk}/{into}/").content.decode())
        assert as_lin.post(f"/notes/{note.pk}/{into}/", said).status_code == 302, number
    promise = Promise.objects.get()
    assert (promise.what, promise.contact) == ("答应于总周五前发案例", cast.yu)
    assert set(Task.objects.values_list("title", flat=True)) == {
        "兑现：答应于总周五前发案例", "给恒远机械寄样品",
    }  # fmt: skip


@pytest.mark.row("S1-67", "S1-57")
def test_a_note_becomes_an_answer_in_the_file(as_lin: Client, cast: Cast) -> None:
    _send(as_lin, "于总爱坐窗边，喝普洱")
    note = Note.objects.get()
    path = f"/notes/{note.pk}/fact/"
    said = _filled(as_lin.get(path).content.decode())
    assert (said["contact"], said["value"]) == (str(cast.yu.pk), "于总爱坐窗边，喝普洱")
    refused = as_lin.post(path, said)
    assert refused.status_code == 422
    assert "于总爱坐窗边" in refused.content.decode()
    assert as_lin.post(path, said | {"key": "person.seat"}).status_code == 302
    fact = Fact.objects.get(key="person.seat")
    assert (fact.value, fact.source, fact.contact) == ("于总爱坐窗边，喝普洱", "told", cast.yu)
    note.refresh_from_db()
    assert note.into == "fact"


def test_an_answer_about_nobody_is_refused_and_the_note_stays(
    as_lin: Client, cast: Cast
) -> None:
    _send(as_lin, "恒远机械的门口有停车位")
    note = Note.objects.get()
    path = f"/notes/{note.pk}/fact/"
    said = _filled(as_lin.get(path).content.decode()) | {"key": "person.seat", "contact": ""}
    refused = as_lin.post(path, said)
    assert refused.status_code == 422
    assert "请选是谁" in refused.content.decode()
    note.refresh_from_db()
    assert (note.into, Fact.objects.filter(key="person.seat").count()) == ("", 0)


@pytest.mark.parametrize(
    ("text", "is_found"),
    [
        ("今天去恒远机械看了机房", True),
        ("深圳市恒远机械有限公司要扩产", True),
        ("13800138000 打来问交期", True),
        ("和于海吃饭", True),
        ("于总说下周再谈", True),
        ("路上想到的事", False),
        ("", False),
    ],
)
def test_a_note_finds_the_customer_it_speaks_of(cast: Cast, text: str, is_found: bool) -> None:
    assert (notebook.meant_by(cast.actor(cast.lin), text) == cast.hengyuan) is is_found
    assert notebook.meant_by(cast.actor(cast.zhao), text) is None


def test_of_two_customers_named_the_longer_name_is_meant(cast: Cast) -> None:
    lin = cast.actor(cast.lin)
    open_customer(lin, CustomerDraft("恒远", short_name="恒远"), owner_id=cast.lin.pk, on=DAY)
    assert notebook.meant_by(lin, "恒远机械要扩产") == cast.hengyuan


def test_a_delicate_note_warns_and_is_kept_all_the_same(as_lin: Client, cast: Cast) -> None:
    form = as_lin.get("/notes/").content.decode()
    key = re.findall(r'name="key" value="([^"]+)"', form)[0]
    html = as_lin.post(
        "/notes/", {"key": key, "text": "于总刚做完手术"}, follow=True
    ).content.decode()
    assert "健康情况" in html
    as_lin.post("/notes/", {"key": key, "text": "于总刚做完手术"})
    assert Note.objects.count() == 1


def test_the_page_for_the_phone_knows_nobody(as_lin: Client, cast: Cast) -> None:
    html = as_lin.get("/note/").content.decode()
    for own in ("林一", "lin", "恒信科技", "csrf"):
        assert own not in html.replace("inline", "").replace("offline", "").replace("link", "")
    script = as_lin.get("/note/sw.js")
    assert script["Content-Type"].startswith("text/javascript")
    shell = re.findall(r'"(/[^"]+)"', script.content.decode().split("];")[0])
    assert shell[0] == "/note/"
    assert all(path.startswith("/static/zhike/") for path in shell[1:])


def test_a_phone_is_told_how_to_keep_it(client: Client, cast: Cast) -> None:
    said = client.get("/note/manifest.webmanifest").json()
    assert (said["start_url"], said["scope"], said["display"]) == ("/note/", "/", "standalone")
    for icon in said["icons"]:
        assert icon["src"].startswith("/static/zhike/")


def test_nobody_sends_without_signing_in(client: Client, cast: Cast) -> None:
    assert client.get("/note/token/").status_code == 302
    assert _send(client) == 302
    assert not Note.objects.exists()
