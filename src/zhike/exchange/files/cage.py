"""The child process that opens workbooks, with a leash on memory and time: `python -m zhike.exchange.files.cage FILE [SHEET]`.

The library that reads them may abort the whole process on a hostile file, so it never runs in ours. Out go lines
of JSON: one object about the sheet, arrays of rows, and at the end `{"end": true}` or `{"zh": …, "en": …}`.
"""

import json
import resource
import sys
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime, time, timedelta
from itertools import batched
from pathlib import Path

from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from zhike.exchange.files import package
from zhike.exchange.files.unreadable import UnreadableError
from zhike.lib.words import Words

MEMORY = 1 << 30
SECONDS = 120
_BATCH = 500
_BROKEN = Words(
    "文件已损坏，打不开。请用 Excel 打开另存后再导入。",
    "The file is damaged and cannot be opened. Open it in Excel, save it, and import again.",
)
_LOCKED = Words(
    "这个表格有密码。请在 Excel 里去掉密码，另存后再导入。",
    "This workbook has a password. Remove it in Excel, save, and import again.",
)
_NO_SHEET = Words(
    "没有名为“{name}”的工作表。有：{names}。", "There is no sheet “{name}”. There are: {names}."
)
_EMPTY = Words("表格里没有可读的行。", "There are no rows to read in this workbook.")

type Cell = int | float | str | bool | time | date | datetime | timedelta


def main(path: Path, sheet_name: str) -> None:
    """Write the rows of one sheet to standard output."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS + 1))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    try:
        _pour(path, sheet_name)
    except UnreadableError as error:
        _say({"zh": error.words.zh, "en": error.words.en})
    except PasswordError:
        _say({"zh": _LOCKED.zh, "en": _LOCKED.en})
    except (CalamineError, OSError, ValueError):
        _say({"zh": _BROKEN.zh, "en": _BROKEN.en})


def _pour(path: Path, sheet_name: str) -> None:
    with path.open("rb") as file:
        if file.read(2) == b"PK":
            package.check(path)
    with CalamineWorkbook.from_path(path) as book:
        sheet, others = _chosen(book, sheet_name)
        _say({"sheet": sheet.name, "rows": sheet.total_height, "others": others})
        for rows in batched(_rows(sheet), _BATCH, strict=False):
            _say(rows)
    _say({"end": True})


def _chosen(book: CalamineWorkbook, name: str) -> tuple[CalamineSheet, list[str]]:
    """The sheet named, else the first visible one with rows; and the others that have rows too."""
    visible = [
        sheet.name
        for sheet in book.sheets_metadata
        if sheet.visible is SheetVisibleEnum.Visible and sheet.typ is SheetTypeEnum.WorkSheet
    ]
    if name:
        if name not in book.sheet_names:
            raise UnreadableError(
                _NO_SHEET.format(name=name, names="、".join(book.sheet_names))
            )
        return book.get_sheet_by_name(name), []
    filled = [sheet for each in visible if (sheet := book.get_sheet_by_name(each)).height]
    if not filled:
        raise UnreadableError(_EMPTY)
    return filled[0], [sheet.name for sheet in filled[1:]]


def _rows(sheet: CalamineSheet) -> Iterator[list[str]]:
    """Every row from the first of the sheet on, so that a row has the number people see."""
    top, left = sheet.start or (0, 0)
    yield from ([] for _ in range(top))
    lent = _lent(sheet)
    held: dict[int, str] = {}
    for number, cells in enumerate(sheet.iter_rows(), top):
        row = [""] * left + [_text(cell) for cell in cells]
        for column in lent.get(number, ()):
            row[column] = held.get(column, "")
        for column in lent.get(number + 1, ()):
            held[column] = row[column]
        yield row


def _lent(sheet: CalamineSheet) -> dict[int, list[int]]:
    """Row → columns whose cell is merged with the one above, and so has the same value."""
    lent: dict[int, list[int]] = {}
    end = sheet.end or (0, 0)
    for (top, left), (bottom, _) in sheet.merged_cell_ranges or ():
        if left <= end[1]:
            for row in range(top + 1, min(bottom, end[0]) + 1):
                lent.setdefault(row, []).append(left)
    return lent


def _text(cell: Cell) -> str:
    """As the person who typed it would write it; whole numbers without a decimal point."""
    if isinstance(cell, str):
        return cell
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell)


def _say(message: Mapping[str, object] | Iterable[list[str]]) -> None:
    sys.stdout.write(json.dumps(message, ensure_ascii=True) + "\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2] if len(sys.argv) > 2 else "")
