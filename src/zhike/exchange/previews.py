"""A look into a document without taking it along: pictures drawn anew, the first rows of tables, the first lines of texts."""

from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from zhike.exchange.files.picture import redrawn
from zhike.exchange.files.table import Reading, open_table
from zhike.exchange.files.text import encoding_of
from zhike.exchange.files.unreadable import UnreadableError
from zhike.lib.words import Words

ROWS, COLUMNS, LETTERS, SIDE = 20, 12, 4_000, 1_600


@dataclass(frozen=True, slots=True)
class Look:
    """What can be shown of a file: column names and rows, or a piece of text, or why nothing can."""

    names: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    text: str = ""
    problem: Words | None = None


def look(path: Path, view: str) -> Look:
    """The beginning of a table or text; workbooks are opened in the cage."""
    try:
        if view == "table":
            return _table(path)
        return Look(text=_text(path))
    except UnreadableError as error:
        return Look(problem=error.words)


def picture(path: Path) -> bytes:
    """The picture drawn anew, made once and kept beside the file; `UnreadableError` when it is none."""
    kept = path.with_suffix(".jpg")
    if not kept.exists():
        fresh = kept.with_suffix(".part")
        fresh.write_bytes(redrawn(path, side=SIDE))
        fresh.replace(kept)
    return kept.read_bytes()


def _table(path: Path) -> Look:
    table = open_table(path, Reading())
    rows = tuple(
        tuple(cell[:80] for cell in cells[:COLUMNS]) for _, cells in islice(table, ROWS)
    )
    return Look(names=tuple(table.names[:COLUMNS]), rows=rows)


def _text(path: Path) -> str:
    with path.open(encoding=encoding_of(path), errors="replace") as file:
        return file.read(LETTERS)
