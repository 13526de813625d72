"""Broken and hostile files get one clear sentence, in both languages, and lose nothing."""

import random
import struct
import subprocess
import sys
import zipfile
from collections.abc import Callable
from datetime import date
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest

from tests.exchange.helpers import rows_of, workbook, written
from zhike.exchange.fields import Target, known_names
from zhike.exchange.files.table import Reading, open_table
from zhike.exchange.files.unreadable import UnreadableError

type Maker = Callable[[Path], Path]

SHEET = (
    '<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
    "<sheetData>{rows}</sheetData></worksheet>"
)


def _with_sheet(folder: Path, sheet: str | bytes) -> Path:
    """A real workbook whose sheet is replaced by this text."""
    whole = workbook(folder, [["a"]], "whole.xlsx")
    target = folder / "file.xlsx"
    with (
        zipfile.ZipFile(whole) as old,
        zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for entry in old.infolist():
            is_sheet = entry.filename == "xl/worksheets/sheet1.xml"
            new.writestr(entry.filename, sheet if is_sheet else old.read(entry))
    return target


def bomb(folder: Path) -> Path:
    return _with_sheet(folder, b"<c>" + b" " * 50_000_000)


def huge_when_unpacked(folder: Path) -> Path:
    return _with_sheet(folder, random.Random(1).randbytes(3_000_000) + b" " * 230_000_000)


def far_corner(folder: Path) -> Path:
    cells = '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>2</v></c></row>'
    return _with_sheet(folder, SHEET.format(rows=cells))


def far_corner_without_rows(folder: Path) -> Path:
    cells = '<row><c s="0" r="A1"><v>1</v></c><c s="0" r="ZZ100000"><v>2</v></c></row>'
    return _with_sheet(folder, SHEET.format(rows=cells))


def formula_without_result(folder: Path) -> Path:
    return workbook(folder, [["名称", "金额"], ["恒远", "=1+1"]])


def picture(folder: Path) -> Path:
    path = folder / "photo.xlsx"
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(200))
    return path


def empty(folder: Path) -> Path:
    return written(folder, "")


def nothing_but_blanks(folder: Path) -> Path:
    return written(folder, "\n \n,,\n\ufeff\n")


def only_names(folder: Path) -> Path:
    return written(folder, "客户名称,城市\n")


def web_page(folder: Path) -> Path:
    return written(folder, "<html><table><tr><td>客户</td></tr></table>", name="export.xls")


def other_archive(folder: Path) -> Path:
    with zipfile.ZipFile(folder / "file.xlsx", "w") as archive:
        archive.writestr("readme.txt", "hello")
    return folder / "file.xlsx"


def many_entries(folder: Path) -> Path:
    with zipfile.ZipFile(folder / "file.xlsx", "w") as archive:
        for number in range(6_000):
            archive.writestr(f"xl/{number}", "x")
    return folder / "file.xlsx"


def cut_off(folder: Path) -> Path:
    path = workbook(folder, [["名称"], ["恒远"]])
    path.write_bytes(path.read_bytes()[:-400])
    return path


def broken_old_workbook(folder: Path) -> Path:
    path = folder / "file.xls"
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + random.Random(2).randbytes(20_000))
    return path


def program(folder: Path) -> Path:
    path = folder / "file.csv"
    path.write_bytes(b"\x7fELF" + random.Random(3).randbytes(5_000))
    return path


def noise(folder: Path) -> Path:
    path = folder / "file.csv"
    path.write_bytes(random.Random(4).randbytes(50_000))
    return path


def one_endless_line(folder: Path) -> Path:
    return written(folder, "a,b\n" + "x" * 3_000_000)


def billion_laughs(folder: Path) -> Path:
    entities = (
        '<!DOCTYPE w [<!ENTITY a "' + "x" * 1000 + '"><!ENTITY b "' + "&a;" * 1000 + '">]>'
    )
    cell = '<row r="1"><c r="A1" t="inlineStr"><is><t>&b;</t></is></c></row>'
    return _with_sheet(folder, SHEET.format(rows=cell).replace("?>", f"?>{entities}", 1))


HOSTILE: list[tuple[Maker, str]] = [
    (bomb, "packed in a way"),
    (huge_when_unpacked, "too large"),
    (far_corner, "too large"),
    (far_corner_without_rows, "too large"),
    (formula_without_result, "no result stored (such as B2)"),
    (picture, "a picture"),
    (empty, "empty"),
    (nothing_but_blanks, "no rows"),
    (only_names, "no rows"),
    (web_page, "web page"),
    (other_archive, "no workbook"),
    (many_entries, "packed in a way"),
    (cut_off, "damaged"),
    (broken_old_workbook, ""),
    (program, "a program"),
    (noise, ""),
    (one_endless_line, "a million characters"),
    (billion_laughs, ""),
]


@pytest.mark.parametrize(
    ("make", "sentence"), HOSTILE, ids=[make.__name__ for make, _ in HOSTILE]
)
def test_a_hostile_file_gets_one_sentence_in_both_languages(
    tmp_path: Path, make: Maker, sentence: str
) -> None:
    with pytest.raises(UnreadableError) as told:
        rows_of(make(tmp_path))
    assert sentence in told.value.words.en
    assert told.value.words.zh.endswith("。")
    assert told.value.words.zh.count("。") <= 3


@pytest.mark.parametrize(
    "make", [far_corner, huge_when_unpacked, billion_laughs, broken_old_workbook]
)
def test_no_hostile_workbook_costs_much_memory(tmp_path: Path, make: Maker) -> None:
    """Measured from a small process of its own: a child counts what its parent had when it forked."""
    path = make(tmp_path)
    code = (
        "import resource, subprocess, sys\n"
        "subprocess.run([sys.executable, '-m', 'zhike.exchange.files.cage', sys.argv[1], ''], stdout=subprocess.DEVNULL)\n"
        "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(path)], capture_output=True, text=True
    )
    assert int(done.stdout) < 400_000


def test_a_workbook_cut_anywhere_is_read_or_refused_and_nothing_else(tmp_path: Path) -> None:
    whole = workbook(tmp_path, [["名称", "城市"], ["恒远", "深圳"]], "whole.xlsx").read_bytes()
    for share in range(5, 100, 12):
        path = tmp_path / "cut.xlsx"
        path.write_bytes(whole[: len(whole) * share // 100])
        with pytest.raises(UnreadableError):
            rows_of(path)


def test_a_size_that_lies_does_not_get_past_the_cage(tmp_path: Path) -> None:
    """The directory of the archive says the sheet is small; unpacked it is not."""
    path = _with_sheet(tmp_path, b"<c>" + b" " * 60_000_000)
    data = bytearray(path.read_bytes())
    size = struct.pack("<I", 60_000_003)
    while (at := data.find(size)) >= 0:
        data[at : at + 4] = struct.pack("<I", 1_000)
    path.write_bytes(data)
    with pytest.raises(UnreadableError):
        rows_of(path)


def test_merged_titles_and_merged_cells_lose_nothing(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (["2026年订单", None, None], ["客户", "联系方式", None], [None, "手机", "邮箱"],
                ["恒远", "138", "a@b"], [None, "139", "c@d"]):  # fmt: skip
        sheet.append(row)
    for area in ("A1:C1", "A2:A3", "B2:C2", "A4:A5"):
        sheet.merge_cells(area)
    book.save(tmp_path / "file.xlsx")
    table = open_table(tmp_path / "file.xlsx", Reading(), known_names(Target.CONTACTS))
    assert table.names == ["客户", "手机", "邮箱"]
    assert [cells for _, cells in table] == [["恒远", "138", "a@b"], ["恒远", "139", "c@d"]]


def test_numbers_days_and_codes_come_out_of_a_workbook_as_they_went_in(tmp_path: Path) -> None:
    path = workbook(tmp_path, [["编号", "日期", "金额"], [13800138000, date(2026, 1, 3), 12.5]])
    assert rows_of(path) == [["13800138000", "2026-01-03", "12.5"]]


def test_nul_characters_are_no_reason_to_stop(tmp_path: Path) -> None:
    path = tmp_path / "file.csv"
    path.write_bytes(BytesIO("名称,城市\n恒\0远,深圳\n".encode()).getvalue())
    assert rows_of(path)[0][1] == "深圳"
