"""Documents: kept under their level, looked at safely, taken along under a safe name, every reading written down."""

import tarfile
from io import BytesIO
from typing import Any

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

from tests.conftest import Cast
from tests.shared_data import shared
from zhike.customers.models import Document, DocumentVersion
from zhike.customers.vault import path_of
from zhike.lib.file_forms import form_of, safe_name
from zhike.trust.models import Event

PDF = b"%PDF-1.4\n%%EOF"


def _picture(form: str = "PNG") -> bytes:
    out = BytesIO()
    Image.new("RGB", (640, 400), "teal").save(out, form)
    return out.getvalue()


def _bring(client: Client, cast: Cast, name: str, content: bytes, **said: object) -> int:
    file = SimpleUploadedFile("x", content)
    file._name = name  # type: ignore[attr-defined]  # past Django's own cleaning, as hostile as it comes
    data = {"file": file, "kind": "other", "level": 1} | said
    return client.post(f"/customers/{cast.hengyuan.pk}/documents/", data).status_code


def _taken(client: Client, address: str) -> tuple[Any, bytes]:
    """An answer and everything that was streamed; the end of the stream closes the file."""
    answer: Any = client.get(address)
    return answer, b"".join(answer.streaming_content)


def _address(cast: Cast, tail: str = "") -> str:
    return f"/customers/{cast.hengyuan.pk}/documents/{Document.objects.get().pk}/{tail}"


def test_a_file_is_kept_under_a_name_nobody_can_guess(as_lin: Client, cast: Cast) -> None:
    assert _bring(as_lin, cast, "合同.pdf", PDF, kind="contract") == 302
    version = DocumentVersion.objects.get()
    assert (version.file_name, version.document.title, version.form) == (
        "合同.pdf",
        "合同",
        "pdf",
    )
    assert path_of(version.stored).read_bytes() == PDF
    assert oct(path_of(version.stored).stat().st_mode)[-3:] == "600"


def test_it_leaves_with_its_level_in_its_name_and_as_nothing_a_browser_opens(
    as_lin: Client, cast: Cast
) -> None:
    _bring(as_lin, cast, "合同.pdf", PDF)
    answer, content = _taken(as_lin, _address(cast, "1/download/"))
    assert content == PDF
    assert answer["Content-Disposition"].startswith(
        "attachment; filename*=utf-8''%5B%E5%86%85%E9%83%A8%5D"
    )
    assert (answer["Content-Type"], answer["X-Content-Type-Options"]) == (
        "application/octet-stream", "nosniff",
    )  # fmt: skip
    event = Event.objects.filter(kind="document.downloaded").first()
    assert event is not None
    assert (event.user, event.particulars["title"], event.particulars["number"]) == (
        cast.lin,
        "合同",
        1,
    )


def test_a_newer_version_keeps_the_older_one_and_the_same_file_is_none(
    as_lin: Client, cast: Cast
) -> None:
    _bring(as_lin, cast, "合同.pdf", PDF)
    for content in (PDF + b"2", PDF + b"2"):
        as_lin.post(_address(cast, "versions/"), {"file": SimpleUploadedFile("b.pdf", content)})
    assert [v.number for v in DocumentVersion.objects.order_by("number")] == [1, 2]
    assert _taken(as_lin, _address(cast, "1/download/"))[1] == PDF


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("page.html", b"<script>alert(1)</script>"),
        ("picture.svg", b"<svg onload=alert(1)>"),
        ("run.exe", b"MZ\x90"),
        ("letter.pdf", b"<html>"),
        ("picture.png", b"MZ\x90"),
        ("picture.jpg", PDF),
        ("text.txt", b"MZ\x90\x00\x03"),
        ("noending", PDF),
        ("sound.webp", b"RIFF\x00\x00\x00\x00WAVE"),
        ("contract.pdf.exe", PDF),
    ],
)
def test_a_file_that_is_not_what_its_name_says_is_not_kept(
    as_lin: Client, cast: Cast, name: str, content: bytes
) -> None:
    assert _bring(as_lin, cast, name, content) == 422
    assert not Document.objects.exists()


def test_what_is_personal_is_not_there_for_whoever_is_not_near(
    client: Client, cast: Cast
) -> None:
    client.force_login(cast.lin)
    _bring(client, cast, "体检安排.txt", "他的日程".encode(), level=2)
    for who in (cast.sun, cast.zheng, cast.wu):
        client.force_login(who)
        listed = client.get(f"/customers/{cast.hengyuan.pk}/documents/").content.decode()
        assert ("体检安排" in listed, "另有 1 份" in listed) == (False, True)
        for tail in ("", "1/download/"):
            assert client.get(_address(cast, tail)).status_code in {403, 404}
    assert "体检安排" not in str(list(Event.objects.values_list("particulars", flat=True)))


def test_sealed_files_are_refused_until_they_can_be_encrypted(
    as_lin: Client, cast: Cast
) -> None:
    assert _bring(as_lin, cast, "合同.pdf", PDF, level=3) == 422
    assert not Document.objects.exists()


def test_a_picture_is_shown_drawn_anew_without_what_the_camera_wrote(
    as_lin: Client, cast: Cast
) -> None:
    out = BytesIO()
    exif = Image.Exif()
    exif[0x010E] = "拍摄地点 canary-place"
    Image.new("RGB", (3000, 2000), "teal").save(out, "JPEG", exif=exif)
    _bring(as_lin, cast, "现场.jpg", out.getvalue())
    answer = as_lin.get(_address(cast, "1/picture/"))
    drawn = Image.open(BytesIO(answer.content))
    assert (drawn.size, dict(drawn.getexif())) == ((1600, 1067), {})
    assert "sandbox" in answer["Content-Security-Policy"]
    assert Event.objects.filter(kind="document.viewed").exists()


def test_a_picture_that_is_none_shows_nothing_and_breaks_nothing(
    as_lin: Client, cast: Cast
) -> None:
    _bring(as_lin, cast, "坏.png", b"\x89PNG\r\n\x1a\n" + b"\x00" * 80)
    assert as_lin.get(_address(cast)).status_code == 200
    assert as_lin.get(_address(cast, "1/picture/")).status_code == 404


def test_a_pdf_is_framed_by_its_own_page_alone_and_may_load_nothing(
    as_lin: Client, cast: Cast
) -> None:
    _bring(as_lin, cast, "合同.pdf", PDF)
    assert "<iframe" in as_lin.get(_address(cast)).content.decode()
    answer, content = _taken(as_lin, _address(cast, "1/pdf/"))
    assert content == PDF
    assert "default-src 'none'" in answer["Content-Security-Policy"]
    assert answer["X-Frame-Options"] == "SAMEORIGIN"
    assert as_lin.get(_address(cast, "1/picture/")).status_code == 404


def test_the_first_rows_of_a_table_are_shown(as_lin: Client, cast: Cast) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (["品名", "数量"], ["交换机", 3], ["=1+1", "<b>粗</b>"]):
        sheet.append(row)
    out = BytesIO()
    book.save(out)
    _bring(as_lin, cast, "清单.xlsx", out.getvalue())
    html = as_lin.get(_address(cast)).content.decode()
    assert "交换机" in html or "公式" in html
    assert "<b>粗" not in html
    Document.objects.all().delete()
    _bring(as_lin, cast, "清单.csv", "品名,数量\n交换机,3\n".encode("gb18030"))
    assert "<td>交换机</td>" in as_lin.get(_address(cast)).content.decode()


def test_the_files_of_a_touch_say_so(as_lin: Client, cast: Cast) -> None:
    as_lin.post("/touches/new/", {"customer": cast.hengyuan.pk, "kind": "visit", "on": "2026-11-23", "summary": "看样品"})  # fmt: skip
    html = as_lin.get(f"/customers/{cast.hengyuan.pk}/").content.decode()
    touch = cast.hengyuan.touches.get()
    assert f"documents/?touch={touch.pk}" in html
    _bring(as_lin, cast, "样品.png", _picture(), touch=touch.pk)
    assert Document.objects.get().touch_id == touch.pk
    _bring(as_lin, cast, "别处.png", _picture(), touch=999)
    assert Document.objects.order_by("pk").last() is not None
    assert Document.objects.filter(touch_id=999).count() == 0


def test_somebody_who_may_only_read_brings_in_nothing(client: Client, cast: Cast) -> None:
    client.force_login(cast.wu)
    _bring(client, cast, "合同.pdf", PDF)
    assert not Document.objects.exists()


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("../../etc/passwd", "_.._etc_passwd"),
        ("..\\..\\boot.ini", "_.._boot.ini"),
        ("con", "_con"),
        ("LPT1.txt", "_LPT1.txt"),
        ("合同\u202efdp.exe", "合同fdp.exe"),
        ('a"b\r\nSet-Cookie: x.pdf', "a_b Set-Cookie_ x.pdf"),
        ("", "_"),
        ("  .  ", "_"),
        ("合同（二）.pdf", "合同（二）.pdf"),
    ],
)
def test_a_name_no_system_trips_over(name: str, safe: str) -> None:
    assert safe_name(name) == safe


def test_no_hostile_string_makes_a_dangerous_name(as_lin: Client, cast: Cast) -> None:
    with tarfile.open(shared("strings_and_payloads") / "strings_shared.tar.gz") as archive:
        texts = [
            read.read().decode("utf-8", "replace")
            for member in archive.getmembers()
            if member.isfile() and (read := archive.extractfile(member))
        ]
    strings = {line for text in texts for line in text.splitlines() if line.strip()}
    assert len(strings) > 500
    for string in strings:
        name = safe_name(string)
        assert name
        assert not set(name) & set('/\\:*?"<>|\0\r\n')
        assert not name.startswith(".")
        assert len(name.encode()) < 500
        name.encode()
    for string in sorted(strings, key=len, reverse=True)[::120]:
        _bring(as_lin, cast, f"{string[:100]}.pdf", PDF, title="")
        Document.objects.all().delete()


def test_forms_are_told_by_name_and_content_together() -> None:
    assert form_of("a.CSV", b"a,b\n1,2") is not None
    assert form_of("a.csv", b"a\0b") is None
    assert form_of("名片.vcf", b"\xef\xbb\xbfBEGIN:VCARD") is not None
