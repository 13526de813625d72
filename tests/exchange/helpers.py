"""Files written by a test, and imports run to their end."""

import csv
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import Any

import openpyxl

from zhike.exchange import actions, memory, queries
from zhike.exchange.fields import Target
from zhike.exchange.files.table import Reading, open_table
from zhike.exchange.jobs import work_on
from zhike.exchange.mapping import Mapping
from zhike.exchange.queries import ImportRow
from zhike.trust.actor import Actor

AT = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)


def written(folder: Path, text: str, encoding: str = "utf-8", name: str = "file.csv") -> Path:
    """A text file of these lines."""
    path = folder / name
    path.write_bytes(text.encode(encoding))
    return path


def workbook(folder: Path, rows: Sequence[Sequence[Any]], name: str = "file.xlsx") -> Path:
    """A workbook with one sheet of these rows."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in rows:
        sheet.append(list(row))
    book.save(folder / name)
    return folder / name


def rows_of(path: Path, reading: Reading | None = None) -> list[list[str]]:
    """Every row below the column names."""
    return [cells for _, cells in open_table(path, reading or Reading())]


def uploaded(actor: Actor, target: Target, content: str | bytes) -> int:
    """A file brought in, not looked at yet."""
    data = content.encode() if isinstance(content, str) else content
    return actions.upload(actor, BytesIO(data), name="文件.csv", target=target, at=AT)


def checked(actor: Actor, target: Target, content: str | bytes, **options: Any) -> ImportRow:
    """A dry run to its end, with the columns guessed unless said."""
    import_id = uploaded(actor, target, content)
    mapping = _mapped(actor, import_id, options)
    actions.check(actor, import_id, mapping, at=AT)
    assert work_on(import_id)
    return queries.one(actor, import_id)


def brought_in(actor: Actor, target: Target, content: str | bytes, **options: Any) -> ImportRow:
    """Checked and written."""
    row = checked(actor, target, content, **options)
    assert row.problem is None, row.problem
    actions.commit(actor, row.id)
    assert work_on(row.id)
    return queries.one(actor, row.id)


def taken_back(actor: Actor, import_id: int) -> ImportRow:
    """Reverted to the end."""
    actions.revert(actor, import_id)
    assert work_on(import_id)
    return queries.one(actor, import_id)


def reasons(actor: Actor, row: ImportRow) -> dict[int, str]:
    """Row number → what is said about it, in English."""
    text = b"".join(queries.wrong_rows(actor, row.id, language="en")).decode("utf-8-sig")
    lines = list(csv.reader(text.splitlines()))[1:]
    return {int(line[-2]): line[-1] for line in lines}


def _mapped(actor: Actor, import_id: int, options: dict[str, Any]) -> Mapping:
    row = queries.one(actor, import_id)
    names = queries.preview(actor, import_id, options.get("reading")).names
    return replace(memory.suggest(row.target, names), **options)
