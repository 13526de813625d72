"""The Methods page: read, changed by form or text, tried, published, compared, taken back, carried away and brought in."""

from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.conftest import DAY, Cast
from zhike.exchange.methods import packed, unpacked
from zhike.methods.editing import with_values
from zhike.methods.library import library
from zhike.users.editions import queries
from zhike.users.editions.publishing import publish
from zhike.users.models import Edition, MethodDraft
from zhike.value.queries import methods

pytestmark = pytest.mark.django_db
SHELF = library()
RHYTHM = ("standards", "contact_rhythm")
BOOK = ("playbooks", "complaint_same_day")
AT = "/methods/playbooks/complaint_same_day/"
STANDARD = "/methods/standards/contact_rhythm/"


@pytest.fixture
def as_sun(client: Client, cast: Cast) -> Client:
    client.force_login(cast.sun)
    return client


def sent_of(page: object) -> dict[str, str]:
    """What a form page would send back, read from its HTML."""
    import re

    html = page.content.decode()  # type: ignore[attr-defined]  # a response
    found = {}
    for tag in re.findall(r"<input [^>]+>", html):
        name = re.search(r'name="([^"]+)"', tag)
        value = re.search(r'value="([^"]*)"', tag)
        if not name or name[1] in {"csrfmiddlewaretoken", "q"}:
            continue
        if "checkbox" in tag:
            if " checked" in tag:
                found[name[1]] = "on"
        else:
            found[name[1]] = value[1] if value else ""
    return found


def test_a_rhythm_is_changed_by_form_and_holds_once_published(as_sun: Client) -> None:
    sent = sent_of(as_sun.get(STANDARD + "numbers/")) | {"grades[1].contact_every_days": "14"}
    assert as_sun.post(STANDARD + "numbers/", sent).url == STANDARD + "preview/"  # type: ignore[attr-defined]
    page = as_sun.get(STANDARD + "preview/").content.decode()
    assert "examples[1].days_overdue" in page
    assert '<button class="btn primary">发布' not in page
    as_sun.post(STANDARD + "answers/")
    sent = sent_of(as_sun.get(STANDARD + "preview/"))
    assert methods().standards["contact_rhythm"].every_days["A"] == 30
    as_sun.post(STANDARD + "preview/", sent | {"why": ""})
    assert methods().standards["contact_rhythm"].every_days["A"] == 30
    as_sun.post(STANDARD + "preview/", sent | {"why": "重点客户两周一次"})
    assert methods().standards["contact_rhythm"].every_days["A"] == 14
    assert methods().standards["contact_rhythm"].head.version == 2
    assert not MethodDraft.objects.exists()
    shown = as_sun.get(STANDARD).content.decode()
    assert "重点客户两周一次" in shown
    assert "本公司发布" in shown


def test_a_number_out_of_bounds_is_said_and_nothing_sent_is_lost(as_sun: Client) -> None:
    sent = sent_of(as_sun.get(STANDARD + "numbers/"))
    sent |= {"grades[1].contact_every_days": "0", "grades[2].contact_every_days": "45"}
    answer = as_sun.post(STANDARD + "numbers/", sent)
    assert answer.status_code == 400
    assert 'value="45"' in answer.content.decode()
    assert not MethodDraft.objects.exists()


def test_a_text_that_lies_is_kept_and_names_file_key_and_line(as_sun: Client) -> None:
    text = SHELF.texts[BOOK].replace('"18:00"', '"six"', 1)
    page = as_sun.post(AT + "text/", {"text": text}).content.decode()
    assert "playbooks/complaint_same_day.toml" in page
    assert "steps[1].clock.by" in page
    assert "第 12 行" in page
    assert "&quot;six&quot;" in page
    as_sun.cookies["django_language"] = "en"
    assert "must be like 18:00" in as_sun.get(AT + "text/").content.decode()
    assert "steps[1].clock.by" in as_sun.get(AT + "preview/").content.decode()


def test_a_draft_is_tried_on_the_past_beside_the_edition_in_use(as_sun: Client) -> None:
    as_sun.post(AT + "text/", {"text": with_values(SHELF.texts[BOOK], {"on": False})})
    page = as_sun.get(AT + "try/").content.decode()
    assert "现在的一版会排出" in page
    assert "草稿会排出" in page
    wrong = as_sun.get(AT + "try/?first=2020-01-01&last=2026-01-01").content.decode()
    assert "不超过一年" in wrong
    assert "按现在的标准" in as_sun.get(STANDARD + "try/").content.decode()
    other = as_sun.get("/methods/cards/fair_comment/try/").content.decode()
    assert "不能在这里试" in other


def test_the_second_of_two_sees_what_the_first_published(
    as_sun: Client, cast: Cast, client: Client
) -> None:
    as_sun.post(AT + "text/", {"text": with_values(SHELF.texts[BOOK], {"on": False})})
    sent = sent_of(as_sun.get(AT + "preview/"))
    other = with_values(SHELF.texts[BOOK], {"steps[1].optional": True})
    seen = {BOOK: queries.digest(SHELF.texts[BOOK])}
    publish(cast.actor(cast.feng), {BOOK: other}, seen=seen, why="先到", on=DAY)
    page = as_sun.post(AT + "preview/", sent | {"why": "后到"}).content.decode()
    assert "冯七在你比较之后发布了新的一版" in page
    assert MethodDraft.objects.get().text == with_values(SHELF.texts[BOOK], {"on": False})
    assert Edition.objects.count() == 1
    as_sun.post(AT + "preview/", sent_of(as_sun.get(AT + "preview/")) | {"why": "看过了"})
    assert Edition.objects.count() == 2


def test_editions_are_compared_and_an_earlier_one_comes_back(
    as_sun: Client, cast: Cast
) -> None:
    text = with_values(SHELF.texts[BOOK], {"on": False})
    seen = {BOOK: queries.digest(SHELF.texts[BOOK])}
    publish(cast.actor(cast.sun), {BOOK: text}, seen=seen, why="停一停", on=DAY)
    assert "停一停" in as_sun.get(AT + "history/").content.decode()
    assert "on = false" in as_sun.get(AT + "compare/?a=shipped&b=used").content.decode()
    as_sun.post(AT + "back/", {"to": "shipped"})
    as_sun.post(AT + "preview/", sent_of(as_sun.get(AT + "preview/")) | {"why": "还是要"})
    assert methods().texts[BOOK] == SHELF.texts[BOOK]
    assert as_sun.get(AT + "compare/?a=99999").status_code == 404
    assert as_sun.post(AT + "back/", {"to": "99999"}).status_code == 404


def test_the_library_is_found_by_name_note_and_row(as_sun: Client) -> None:
    page = as_sun.get("/methods/?q=S1-37").content.decode()
    assert "complaint_same_day" in page
    assert "birthday_letter" not in page
    assert "没有这样的方法" in as_sun.get("/methods/?q=zzzz").content.decode()


def test_everybody_reads_and_only_some_change(client: Client, cast: Cast) -> None:
    client.force_login(cast.wu)
    for path in ("/methods/", AT, AT + "history/", AT + "compare/", AT + "file/"):
        assert client.get(path).status_code == 200, path
    for path in ("numbers/", "text/", "preview/", "try/"):
        assert client.get(AT + path).status_code == 403, path
    for path in ("back/", "answers/", "drop/", "preview/", "numbers/", "text/"):
        assert client.post(AT + path, {"to": "shipped"}).status_code == 403, path
    assert "改文字" not in client.get(AT).content.decode()
    assert client.get("/methods/drafts/").status_code == 403
    assert client.post("/methods/import/").status_code == 403


def test_methods_leave_as_a_zip_and_come_back_as_drafts(as_sun: Client) -> None:
    left = b"".join(as_sun.get("/methods/export/"))
    assert unpacked(left, SHELF.texts, "") == SHELF.texts
    changed = dict(SHELF.texts)
    changed[BOOK] = with_values(SHELF.texts[BOOK], {"on": False})
    card = SHELF.texts["cards", "fair_comment"].replace("fair_comment", "our_card")
    changed["cards", "our_card"] = card
    file = SimpleUploadedFile("m.zip", packed(changed))
    assert as_sun.post("/methods/import/", {"file": file}).status_code == 302
    assert MethodDraft.objects.count() == 2
    page = as_sun.get("/methods/drafts/")
    assert "our_card" in page.content.decode()
    assert as_sun.get("/methods/cards/our_card/preview/").status_code == 200
    as_sun.post("/methods/drafts/", sent_of(page) | {"why": "总部的"})
    assert not methods().playbooks["complaint_same_day"].is_on
    assert "our_card" in methods().cards


def test_a_bad_file_is_refused_and_leaves_nothing(as_sun: Client) -> None:
    broken = SHELF.texts[RHYTHM].replace("scheme", "schema", 1)
    for name, data, said in (
        ("m.zip", packed({RHYTHM: broken}), "standards/contact_rhythm.toml"),
        ("m.zip", packed({("cards", "../up"): "x"}), "不收"),
        ("m.toml", "name = 客户".encode("gbk"), "UTF-8"),
    ):
        file = SimpleUploadedFile(name, BytesIO(data).getvalue())
        page = as_sun.post("/methods/import/", {"file": file}).content.decode()
        assert said in page
    assert not MethodDraft.objects.exists()


def test_what_is_begun_is_not_written_over_by_a_file(as_sun: Client) -> None:
    mine = with_values(SHELF.texts[BOOK], {"on": False})
    as_sun.post(AT + "text/", {"text": mine})
    other = with_values(SHELF.texts[BOOK], {"steps[1].optional": True})
    file = SimpleUploadedFile("m.toml", other.encode())
    page = as_sun.post("/methods/import/", {"file": file}).content.decode()
    assert "playbooks/complaint_same_day" in page
    assert MethodDraft.objects.get().text == mine
    as_sun.post(AT + "drop/")
    assert not MethodDraft.objects.exists()


@pytest.mark.parametrize("name", sorted(SHELF.playbooks))
def test_every_playbook_can_be_tried_from_its_page(as_sun: Client, name: str) -> None:
    assert as_sun.get(f"/methods/playbooks/{name}/try/").status_code == 200


@pytest.mark.parametrize("key", sorted(SHELF.texts), ids="/".join)
def test_every_method_is_read_and_its_numbers_shown_in_both_languages(
    as_sun: Client, key: tuple[str, str]
) -> None:
    for language in ("zh-hans", "en"):
        as_sun.cookies["django_language"] = language
        for tab in ("", "numbers/", "text/", "history/", "compare/"):
            path = f"/methods/{key[0]}/{key[1]}/{tab}"
            assert as_sun.get(path).status_code == 200, path
