"""The only place that makes csv, xlsx and zip (I4): every formula defused, every file marked. Nothing else in the house may."""

import csv
import os
import re
import unicodedata
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from io import BytesIO, StringIO
from pathlib import Path
from typing import Any

import xlsxwriter

type Cell = str | int | Decimal | date | None

_LIVE = ("=", "+", "-", "@", "＝", "＋", "－", "＠", "﹢", "﹣", "﹦", "﹫")
_BREAKS = ("\t", "\r", "\n")
_NUMBER = re.compile(r"[+-]\d+(\.\d+)?", re.ASCII)
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_LONGEST = 32_767  # what a cell of a workbook holds
MOST_ROWS = 1_048_000  # what a sheet holds, with room for headings and mark


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table to be written: its name, headings and rows, and the line that says whose copy this is."""

    title: str
    headings: Sequence[str]
    rows: Iterable[Sequence[Cell]]
    last_line: str


@dataclass(frozen=True, slots=True)
class Chart:
    """A bar chart beside a table: which columns name and measure its bars, over how many rows."""

    title: str
    names: int
    values: int
    rows: int


def csv_line(cells: Sequence[Cell]) -> bytes:
    """One line of a csv file in UTF-8, its formulas defused."""
    text = StringIO()
    csv.writer(text).writerow([_plain(cell) for cell in cells])
    return text.getvalue().encode("utf-8", "replace")


def write_csv(path: Path, sheet: Sheet) -> None:
    """A csv file that every spreadsheet opens rightly: UTF-8 with its mark, formulas defused."""
    with path.open("x", encoding="utf-8-sig", errors="replace", newline="") as file:
        writer = csv.writer(file)
        writer.writerow([defused(heading) for heading in sheet.headings])
        writer.writerows([_plain(cell) for cell in row] for row in sheet.rows)
        writer.writerow([defused(sheet.last_line)])
        file.flush()
        os.fsync(file.fileno())


def write_xlsx(
    path: Path, sheets: Sequence[Sheet], *, charts: Sequence[Chart | None] = ()
) -> None:
    """A workbook; a text stays a text, whatever it begins with."""
    book = xlsxwriter.Workbook(
        str(path),
        {
            "constant_memory": True,
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "strings_to_numbers": False,
        },
    )
    book.set_properties({"comments": sheets[0].last_line})
    for place, sheet in enumerate(sheets):
        _write_sheet(book, sheet, charts[place] if place < len(charts) else None)
    book.close()
    with path.open("rb") as file:
        os.fsync(file.fileno())


def defused(text: str) -> str:
    """A spreadsheet runs what begins like a formula, whatever blanks stand before it; an apostrophe makes it text. Plain signed numbers stay."""
    if text[:1].isalnum():
        return text
    bare = text.lstrip()
    while bare and unicodedata.category(bare[0]) in {"Cf", "Cc", "Zs"}:
        bare = bare[1:]
    if not (bare.startswith(_LIVE) or text.startswith(_BREAKS)):
        return text
    return text if _NUMBER.fullmatch(text) else f"'{text}"


def _plain(cell: Cell) -> object:
    if isinstance(cell, str):
        return defused(cell)
    return cell.isoformat() if isinstance(cell, date) else cell


def _write_sheet(book: Any, sheet: Sheet, chart: Chart | None) -> None:  # noqa: ANN401 - an untyped library
    page = book.add_worksheet(_sheet_name(sheet.title))
    head = book.add_format({"bold": True, "bottom": 1})
    day, amount = (
        book.add_format({"num_format": "yyyy-mm-dd"}),
        book.add_format({"num_format": "#,##0.00"}),
    )
    faint = book.add_format({"font_color": "#767676", "italic": True})
    page.freeze_panes(1, 0)
    page.set_column(0, 0, 34)
    page.set_column(1, max(len(sheet.headings) - 1, 1), 16)
    page.set_footer(f"&L{sheet.last_line[:200].replace('&', '&&')}&R&P / &N")
    for column, heading in enumerate(sheet.headings):
        page.write_string(0, column, _clean(heading), head)
    line = 0
    for line, row in enumerate(sheet.rows, 1):
        for column, cell in enumerate(row):
            if isinstance(cell, str):
                page.write_string(line, column, _clean(cell))
            elif isinstance(cell, date):
                page.write_datetime(line, column, cell, day)
            elif isinstance(cell, Decimal):
                page.write_number(line, column, float(cell), amount)
            elif cell is not None:
                page.write_number(line, column, cell)
    page.write_string(line + 2, 0, _clean(sheet.last_line), faint)
    if chart and chart.rows:
        _draw(book, page, chart, beside=len(sheet.headings))


def _draw(book: Any, page: Any, chart: Chart, *, beside: int) -> None:  # noqa: ANN401 - an untyped library
    drawn = book.add_chart({"type": "bar"})
    sheet = page.get_name()
    drawn.add_series(
        {
            "categories": [sheet, 1, chart.names, chart.rows, chart.names],
            "values": [sheet, 1, chart.values, chart.rows, chart.values],
            "fill": {"color": "#1b7361"},
            "gap": 60,
        }
    )
    drawn.set_title({"name": chart.title, "name_font": {"size": 12}})
    drawn.set_legend({"none": True})
    drawn.set_y_axis({"reverse": True})
    drawn.set_size({"width": 640, "height": max(260, 26 * chart.rows + 90)})
    page.insert_chart(1, beside + 1, drawn)


def _clean(text: str) -> str:
    return _NOT_XML.sub("�", text)[:_LONGEST]


def _sheet_name(title: str) -> str:
    return re.sub(r"[\[\]:*?/\\']", " ", title)[:31] or "1"


def bundle(texts: Mapping[str, str]) -> bytes:
    """Text files in one zip, by their paths; the same texts give the same bytes."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for path, text in sorted(texts.items()):
            package.writestr(zipfile.ZipInfo(path, (1980, 1, 1, 0, 0, 0)), text)
    return out.getvalue()
