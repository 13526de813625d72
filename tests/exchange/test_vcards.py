"""Visiting cards come in from any program and go out to any: what has a field is kept there, the rest in the note."""

import tarfile
from collections import Counter
from pathlib import Path

import pytest
from django.test import Client

from tests.conftest import DAY, Cast
from tests.exchange.helpers import brought_in, reasons, taken_back
from tests.shared_data import shared
from zhike.customers.actions import reach
from zhike.customers.actions.contacts import ContactDraft, add_contact
from zhike.customers.actions.reach import PointDraft
from zhike.customers.models import Contact, ContactPoint
from zhike.exchange.fields import Target
from zhike.exchange.files.card_rows import NAMES, row_of
from zhike.exchange.files.table import Reading, open_table
from zhike.exchange.files.vcard import cards
from zhike.exchange.vcards import CardRow, vcards
from zhike.trust.models import Event

CARD_30 = """BEGIN:VCARD
VERSION:3.0
FN:王建国
N:王;建国;;;
ORG:深圳市恒远机械有限公司;设备部
TITLE:设备部经理
TEL;TYPE=CELL:138 0013 8001
TEL;TYPE=WORK,VOICE:0755-8234 5678
TEL;TYPE=HOME:0755-25550000
EMAIL;TYPE=PREF:wang@example.com
EMAIL:wang2@example.com
item1.URL:https://example.com
item1.X-ABLabel:_$!<HomePage>!$_
IMPP:wechat:wjg1980
BDAY:1980-05-06
NICKNAME:老王
PHOTO;ENCODING=b;TYPE=JPEG:/9j/4AAQSkZJRgABAQ
 AAAQABAAD/2wBDAAgGBgcG
X-SPOUSE:李芳
NOTE:爱谈历史\\, 不谈价格
END:VCARD
"""


def _row(text: str | bytes) -> dict[str, str]:
    data = text.encode() if isinstance(text, str) else text
    (card,) = cards(data)
    return dict(zip(NAMES, row_of(card), strict=True))


def test_a_card_of_today_fills_every_field_and_the_rest_is_counted_in_the_note() -> None:
    row = _row(CARD_30)
    assert [row[name] for name in NAMES[:8]] == [
        "深圳市恒远机械有限公司", "王建国", "设备部经理", "13800138001", "0755-82345678", "wang@example.com",
        "wjg1980", "1980-05-06",
    ]  # fmt: skip
    assert row["More ways"].splitlines() == [
        "mobile|家 / home|0755-25550000", "email||wang2@example.com", "website|HomePage|https://example.com",
    ]  # fmt: skip
    assert row["Note"].startswith(
        "爱谈历史, 不谈价格\n【名片上的其它内容 / Also on the card (4)】"
    )
    for said in ("设备部", "老王", "bytes", "X-SPOUSE: 李芳"):
        assert said in row["Note"]


def test_an_old_card_in_quoted_printable_gbk_is_read() -> None:
    family, given = "王".encode("gbk"), "建国".encode("gbk")
    quoted = "".join(f"={b:02X}" for b in family) + ";" + "".join(f"={b:02X}" for b in given)
    text = f"BEGIN:VCARD\r\nVERSION:2.1\r\nN;CHARSET=GBK;ENCODING=QUOTED-PRINTABLE:{quoted}\r\nTEL;CELL:13900000001\r\nEND:VCARD\r\n"
    assert (_row(text)["Name"], _row(text)["Mobile"]) == ("王建国", "13900000001")


def test_a_quoted_line_broken_in_two_is_one() -> None:
    text = "BEGIN:VCARD\r\nVERSION:2.1\r\nFN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:=E7=8E=8B=\r\n=E5=BB=BA=E5=9B=BD\r\nEND:VCARD\r\n"
    assert _row(text)["Name"] == "王建国"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_a_card_in_any_encoding_is_read(encoding: str) -> None:
    assert _row(CARD_30.encode(encoding))["Name"] == "王建国"


def test_a_card_of_the_newest_kind_with_addresses_as_links_is_read() -> None:
    text = """BEGIN:VCARD
VERSION:4.0
FN:Simon Perreault
BDAY:--0203
TEL;VALUE=uri;TYPE="work,voice";PREF=1:tel:+1-418-656-9254;ext=102
TEL;VALUE=uri;TYPE="work,cell":tel:+1-418-262-6501
ADR;TYPE=work:;Suite D2-630;2875 Laurier;Quebec;QC;G1V 2M2;Canada
PHOTO:data:image/jpeg;base64,/9j/4AAQ
END:VCARD
"""
    row = _row(text)
    assert (row["Mobile"], row["Phone"], row["Birthday"]) == (
        "+1 418-262-6501", "+1 418-656-9254-102", "02-03",
    )  # fmt: skip
    assert "address||Suite D2-630, 2875 Laurier, Quebec, QC G1V 2M2, Canada" in row["More ways"]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("BEGIN:VCARD\nFN:甲\nBEGIN:VCARD\nFN:乙\nEND:VCARD\nEND:VCARD\n", ["乙", "甲"]),
        ("BEGIN:VCARD\nFN:没有结尾\nTEL:1", ["没有结尾"]),
        ("noise\nBEGIN:VCARD\nFN:甲\nno colon here\nEND:VCARD\ntail", ["甲"]),
        ("BEGIN:VCARD\nBEGIN:VCARD\nFN:甲\nEND:VCARD\n", ["甲"]),
        ("END:VCARD\n", []),
    ],
)
def test_broken_cards_give_what_they_hold(text: str, names: list[str]) -> None:
    assert [row_of(card)[1] for card in cards(text.encode())] == names


def test_what_is_no_property_is_kept_in_the_note() -> None:
    assert "no colon here" in _row("BEGIN:VCARD\nFN:甲\nno colon here\nEND:VCARD\n")["Note"]


def test_cards_come_in_through_the_import_and_go_back_whole(cast: Cast) -> None:
    zheng = cast.actor(cast.zheng)
    nameless = "BEGIN:VCARD\nVERSION:3.0\nFN:没有公司的人\nEND:VCARD\n"
    row = brought_in(zheng, Target.CONTACTS, CARD_30 + nameless)
    assert (row.counts["new"], row.counts["wrong"]) == (1, 1)
    assert "customer" in reasons(zheng, row)[3].lower()
    wang = Contact.objects.get(name="王建国")
    assert (wang.mobile, wang.wechat, wang.birth_year, wang.title) == (
        "13800138001", "wjg1980", 1980, "设备部经理",
    )  # fmt: skip
    assert set(wang.points.values_list("kind", flat=True)) == {"mobile", "email", "website"}
    assert brought_in(zheng, Target.CONTACTS, CARD_30).counts["same"] == 1
    taken_back(zheng, row.id)
    assert not Contact.objects.filter(name="王建国").exists()
    assert not ContactPoint.objects.exists()


def test_a_card_of_somebody_known_adds_to_him_and_comes_off_again(cast: Cast) -> None:
    zheng = cast.actor(cast.zheng)
    cast.yu.note = "先前记的"
    cast.yu.save()
    text = CARD_30.replace("王建国", "于海")
    row = brought_in(zheng, Target.CONTACTS, text)
    assert row.counts["updated"] == 1
    cast.yu.refresh_from_db()
    assert cast.yu.note.startswith("先前记的\n\n爱谈历史")
    assert cast.yu.points.count() == 3
    taken_back(zheng, row.id)
    cast.yu.refresh_from_db()
    assert (cast.yu.note, cast.yu.points.count(), cast.yu.mobile) == (
        "先前记的",
        0,
        "13800138000",
    )


def test_the_whole_corpus_is_read_and_every_line_accounted_for(tmp_path: Path) -> None:
    with tarfile.open(shared("vcard_corpus") / "vcards_shared.tar.gz") as archive:
        files = {
            member.name: read.read()
            for member in archive.getmembers()
            if member.name.endswith(".vcf") and (read := archive.extractfile(member))
        }
    counted: Counter[str] = Counter()
    for name, data in files.items():
        found = list(cards(data))
        begun = data.upper().count(b"BEGIN:VCARD")
        path = tmp_path / "cards.vcf"
        path.write_bytes(data)
        if not begun:
            counted["files without a card"] += 1
            continue
        rows = [cells for _, cells in open_table(path, Reading())]
        assert len(found) == begun == len(rows), name
        counted["files"] += 1
        counted["cards"] += begun
        for card, cells in zip(found, rows, strict=True):
            counted["properties"] += len(card.properties)
            counted["strays"] += len(card.strays)
            counted["with a name"] += bool(cells[1])
            counted["with a company"] += bool(cells[0])
            said = "\n".join(cells)
            for each in card.properties:
                if (
                    each.name in {"TEL", "EMAIL", "ORG", "TITLE", "NOTE", "ROLE", "CATEGORIES"}
                    and each.text
                ):
                    start = "".join(c for c in each.parts[0][:12] if c.isalnum())
                    flat = "".join(c for c in said if c.isalnum())
                    digits = "".join(c for c in each.text if c.isdigit())[-6:]
                    assert start in flat or (each.name == "TEL" and digits in flat), (
                        name,
                        each,
                    )
    assert counted["cards"] >= 10
    assert counted["with a name"] == counted["cards"]


def test_cards_written_are_read_back_the_same() -> None:
    row = CardRow(
        name="于海",
        company="深圳市恒远机械有限公司; 华南",
        title="采购总监,兼",
        ways=(
            ("mobile", "", "13800138000"),
            ("phone", "", "0755-82345678-8001"),
            ("email", "", "yu@example.com"),
            ("wechat", "", "yuhai"),
            ("home", "", "深圳市南山区很长很长的一条路" * 3),
        ),
        birthday=(1980, 5, 6),
        note="第一行\n第二行\\",
    )
    for version in ("3.0", "4.0"):
        text = vcards([row], version)
        assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
        back = _row(text)
        assert [back[n] for n in NAMES[:8]] == [
            row.company, "于海", row.title, "13800138000", "0755-82345678-8001", "yu@example.com", "yuhai", "1980-05-06",
        ]  # fmt: skip
        assert back["Note"] == row.note
        assert back["More ways"] == f"home||{row.ways[4][2]}"


def test_no_name_breaks_out_of_its_line() -> None:
    text = vcards([CardRow(name="甲\r\nEND:VCARD\r\nBEGIN:VCARD", title="x;y,z\\\n")])
    assert text.count("\r\nBEGIN:VCARD") == 0
    assert len(list(cards(text.encode()))) == 1


def test_only_whoever_is_near_takes_personal_numbers_along(client: Client, cast: Cast) -> None:
    lin = cast.actor(cast.lin)
    reach.add_point(lin, cast.yu, PointDraft("phone", "0755-82345678"), on=DAY)
    reach.add_point(lin, cast.yu, PointDraft("mobile", "13900000009", do_not_use=True), on=DAY)
    add_contact(
        lin,
        cast.hengyuan,
        ContactDraft("林慧", birth_year=1990, birth_month=2, birth_day=3),
        on=DAY,
    )
    address = f"/customers/{cast.hengyuan.pk}/contacts.vcf"
    client.force_login(cast.lin)
    mine = client.post(address).content.decode()
    assert ("13800138000" in mine, "13900000009" in mine, "BDAY:1990-02-03" in mine) == (
        True,
        False,
        True,
    )
    client.force_login(cast.sun)
    theirs = client.post(address).content.decode()
    for own in ("13800138000", "****", "BDAY"):
        assert own not in theirs
    assert "0755-82345678" in theirs
    assert Event.objects.filter(kind="contact.taken").count() == 4
    client.force_login(cast.wu)
    assert client.post(address).status_code == 403
    client.force_login(cast.zhao)
    assert client.post(address).status_code == 404


def test_one_card_leaves_under_a_name_that_says_its_level(as_lin: Client, cast: Cast) -> None:
    answer = as_lin.post(
        f"/customers/{cast.hengyuan.pk}/contacts/{cast.yu.pk}.vcf", {"version": "4.0"}
    )
    assert "VERSION:4.0" in answer.content.decode()
    assert "%5B%E4%B8%AA%E4%BA%BA%5D" in answer["Content-Disposition"]
