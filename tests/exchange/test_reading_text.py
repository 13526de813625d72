"""A text file is read whatever its encoding, separator and line ends."""

import tracemalloc
from pathlib import Path

import pytest

from tests.exchange.helpers import rows_of, written
from zhike.exchange.fields import Target, known_names
from zhike.exchange.files.table import Reading, open_table
from zhike.exchange.files.text import dialect_of
from zhike.exchange.files.unreadable import UnreadableError

TEXT = "客户名称,城市,电话\n恒远机械,深圳,0755-1\n金茂物流,杭州,0571-2\n"
ROWS = [["恒远机械", "深圳", "0755-1"], ["金茂物流", "杭州", "0571-2"]]


@pytest.mark.row("S1-68")
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "gbk", "utf-16", "utf-16-le", "utf-16-be"])  # fmt: skip
def test_every_encoding_people_have_is_found(tmp_path: Path, encoding: str) -> None:
    text = (
        TEXT
        if encoding != "utf-16-le"
        else TEXT + "".join(f"Customer {n},x,y\n" for n in range(50))
    )
    assert rows_of(written(tmp_path, text, encoding))[:2] == ROWS


def test_rare_characters_survive_gb18030(tmp_path: Path) -> None:
    assert rows_of(written(tmp_path, "姓名\n䶮㛃𠮷\n", "gb18030")) == [["䶮㛃𠮷"]]


@pytest.mark.parametrize("separator", [",", "\t", ";", "|"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_every_separator_and_line_end_is_found(
    tmp_path: Path, separator: str, end: str
) -> None:
    text = TEXT.replace(",", separator).replace("\n", end)
    assert rows_of(written(tmp_path, text)) == ROWS


def test_a_comma_inside_amounts_is_no_separator(tmp_path: Path) -> None:
    path = written(tmp_path, "a;b;c\n1;2,5;x\n2;3,5;y\n")
    assert dialect_of(path).separator == ";"


def test_columns_apart_by_spaces_are_columns(tmp_path: Path) -> None:
    rows = rows_of(written(tmp_path, "id  day  cds\n00001 19970101  1\n00002 19970112 12\n"))
    assert rows == [["00001", "19970101", "1"], ["00002", "19970112", "12"]]


def test_names_of_two_words_are_one_column(tmp_path: Path) -> None:
    assert rows_of(written(tmp_path, "name\nAcme Corp\nBeta Ltd\n")) == [
        ["Acme Corp"],
        ["Beta Ltd"],
    ]


def test_titles_and_blank_lines_above_the_column_names_are_passed_over(tmp_path: Path) -> None:
    path = written(tmp_path, "2026年客户名单,,\n,,\n\n" + TEXT)
    table = open_table(path, Reading(), known_names(Target.CUSTOMERS))
    assert table.names == ["客户名称", "城市", "电话"]
    assert [(line, cells[0]) for line, cells in table] == [(5, "恒远机械"), (6, "金茂物流")]


def test_a_file_without_column_names_gets_letters(tmp_path: Path) -> None:
    table = open_table(written(tmp_path, "1,2026-01-03,5\n2,2026-01-04,6\n"), Reading())
    assert table.names == ["A", "B", "C"]
    assert len(list(table)) == 2


def test_a_damaged_byte_in_a_utf8_file_does_not_turn_it_into_another_encoding(
    tmp_path: Path,
) -> None:
    path = tmp_path / "file.csv"
    path.write_bytes(TEXT.encode() * 3 + b"\xe6\x81,x,y\n" + TEXT.encode())
    rows = rows_of(path)
    assert rows[0] == ROWS[0]
    assert "\ufffd" in rows[8][0]


def test_a_quote_that_never_closes_is_named_with_its_row(tmp_path: Path) -> None:
    path = written(tmp_path, TEXT + '金"茂,ok,1\n"恒远,深圳,1\n金茂,杭州,2\n')
    with pytest.raises(UnreadableError) as told:
        rows_of(path)
    assert "row 5" in told.value.words.en


def test_a_large_file_needs_no_more_memory_than_a_small_one(tmp_path: Path) -> None:
    path = tmp_path / "file.csv"
    with path.open("w", encoding="gb18030") as file:
        file.write(TEXT)
        for _ in range(40):
            file.write("恒远机械,深圳,0755-1\n" * 10_000)
    tracemalloc.start()
    count = sum(1 for _ in open_table(path, Reading()))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert count == 400_002
    assert peak < 8_000_000
