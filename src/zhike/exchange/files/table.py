"""A table out of any file: the row of column names found, and below it every row with its number."""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import Protocol

from zhike.exchange.files.kinds import Kind, kind_of
from zhike.exchange.files.text import TextRows, dialect_of
from zhike.exchange.files.unreadable import UnreadableError
from zhike.exchange.files.workbook import WorkbookRows
from zhike.lib.names import folded
from zhike.lib.words import Words

_LOOKED_AT = 40
_DATA = re.compile(r"[-+¥$(]*\d[\d\s,.:/年月日%-]*\)?$")
_NO_ROWS = Words("只有列名，没有可导入的行。", "There are column names but no rows to import.")
_NO_HEADER_THERE = Words(
    "第 {row} 行没有列名。请在映射里写明 header 是第几行（没有列名就写 0）。",
    "Row {row} holds no column names. Say in the map which row does (header = 0 when none).",
)


class Rows(Protocol):
    """Rows of cells from a text file or a workbook; reading starts anew with every `iter`."""

    def __iter__(self) -> Iterator[list[str]]: ...
    def share(self) -> float:
        """How much has been read, 0 to 1."""


class HeldRows:
    """A file so short that looking for its column names has read all of it."""

    def __init__(self, rows: list[list[str]]) -> None:
        self._rows = rows

    def __iter__(self) -> Iterator[list[str]]:
        return iter(self._rows)

    def share(self) -> float:
        """All of it."""
        return 1.0


@dataclass(frozen=True, slots=True)
class Reading:
    """What a person may say about a file; what he does not say is found out. `header` is a row number, 0 for none."""

    encoding: str = ""
    separator: str = ""
    sheet: str = ""
    header: int | None = None
    names: tuple[str, ...] = ()


@dataclass(slots=True)
class Table:
    """Column names, and the rows below them."""

    rows: Rows
    names: list[str]
    first_line: int
    notes: list[Words] = field(default_factory=list)

    def __iter__(self) -> Iterator[tuple[int, list[str]]]:
        """Every row that is not blank, with its number in the file counted from 1."""
        for line, cells in enumerate(self.rows, 1):
            if line >= self.first_line and any(cells) and any(map(str.strip, cells)):
                yield line, cells


def open_table(path: Path, reading: Reading, known: Collection[str] = ()) -> Table:
    """Find the column names (those `known` help) and stand before the first row; `UnreadableError` says why not."""
    rows = _rows_of(path, reading)
    seen = list(islice(rows, _LOOKED_AT))
    is_whole = len(seen) < _LOOKED_AT
    if not any(any(map(str.strip, cells)) for cells in seen):
        raise UnreadableError(_NO_ROWS)
    line = _header_line(seen, known) if reading.header is None else reading.header
    if line > len(seen) or (line and not any(map(str.strip, seen[line - 1]))):
        raise UnreadableError(_NO_HEADER_THERE.format(row=line))
    names = list(reading.names) or (seen[line - 1] if line else [])
    held = HeldRows(seen) if is_whole else rows
    table = Table(held, _unique(names, _usual_width(seen[line:])), line + 1)
    if is_whole and not any(any(map(str.strip, cells)) for cells in seen[line:]):
        raise UnreadableError(_NO_ROWS)
    if isinstance(rows, WorkbookRows):
        table.notes = rows.notes
    return table


def key_of(name: str) -> str:
    """A column name without case, spaces, width and the marks people add to it."""
    return re.sub(r"[\s_\-*＊:：()（）\[\]/.,，。#]+", "", folded(name).lower())


def _rows_of(path: Path, reading: Reading) -> TextRows | WorkbookRows:
    kind = kind_of(path)
    if kind is Kind.WORKBOOK:
        return WorkbookRows(path, reading.sheet)
    if kind is Kind.CARDS:
        return WorkbookRows(path, cage="card_cage")
    dialect = dialect_of(path, encoding=reading.encoding, separator=reading.separator)
    return TextRows(path, dialect)


def _header_line(seen: list[list[str]], known: Collection[str]) -> int:
    """The first row with most known names; else the first full row that is not data; 0 when all is data."""
    hits = [len({key_of(cell) for cell in cells}.intersection(known)) for cells in seen]
    enough = min(2, len(known), max(map(len, seen)))
    if enough and max(hits) >= enough:
        return hits.index(max(hits)) + 1
    usual = max(len(_trimmed(cells)) for cells in seen)
    for line, cells in enumerate(seen, 1):
        filled = [cell for cell in map(str.strip, cells) if cell]
        if len(filled) * 5 < usual * 3 or not filled or _is_separator_hint(cells):
            continue
        return 0 if any(_DATA.match(folded(cell)) for cell in filled) else line
    return 0


def _is_separator_hint(cells: list[str]) -> bool:
    """Excel understands a first line such as `sep=;` and hides it."""
    return cells[0].strip().lower().startswith("sep=")


def _usual_width(rows: list[list[str]]) -> int:
    """The most cells at least half of the rows have; a single longer row is broken, not wider."""
    widths = sorted((width for cells in rows if (width := len(_trimmed(cells)))), reverse=True)
    return widths[len(widths) // 2] if widths else 0


def _trimmed(cells: list[str]) -> list[str]:
    end = len(cells)
    while end and not cells[end - 1].strip():
        end -= 1
    return cells[:end]


def _unique(names: list[str], width: int) -> list[str]:
    """Every column has a name of its own: a letter where there is none, a number behind a repeated one."""
    cleaned = [re.sub(r"\s+", " ", name.replace("\0", "")).strip() for name in _trimmed(names)]
    cleaned += [""] * (width - len(cleaned))
    taken: dict[str, int] = {}
    unique = []
    for position, name in enumerate(cleaned):
        shown = name or _letters(position)
        taken[shown] = taken.get(shown, 0) + 1
        unique.append(shown if taken[shown] == 1 else f"{shown} ({taken[shown]})")
    return unique


def _letters(position: int) -> str:
    letters = ""
    position += 1
    while position:
        position, rest = divmod(position - 1, 26)
        letters = chr(65 + rest) + letters
    return letters
