"""What was read from a file, kept beside it in a small database of its own until it is written into the books.

Tables: `line` (what a row says, one column per field), `wrong` (rows that cannot be taken, with the reason in both
languages), `who` (every customer the rows name), `met` (those whose ledger was written). `item`, made at the end, is
what will be written, in order.
A stage that was not finished is thrown away and read anew; it never holds the only copy of anything.
"""

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from hashlib import blake2b
from pathlib import Path
from typing import Any

from zhike.lib.placing import synced
from zhike.lib.words import Words

type Row = tuple[Any, ...]

_LATE_ROWS = "INSERT OR IGNORE INTO wrong (line, zh, en, is_late) SELECT ?3, ?1, ?2, 1"
_LATE_ORDERS = (
    "INSERT OR IGNORE INTO wrong (line, zh, en, is_late) SELECT line, ?1, ?2, 1 FROM line "
    "WHERE line = ?3 OR number = (SELECT number FROM line WHERE line = ?3)"
)


class Stage:
    """An open stage. Use `begun` to read a file into a new one, `opened` to go on with a finished one."""

    def __init__(self, path: Path) -> None:
        self._db = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
        self._db.create_function("short", 1, shortened, deterministic=True)
        self._db.executescript("PRAGMA cache_size = -16384; PRAGMA temp_store = FILE;")

    def run(self, sql: str, values: Sequence[object] = ()) -> int:
        """Run one statement; the number of rows it changed."""
        return int(self._db.execute(sql, values).rowcount)

    def script(self, sql: str) -> None:
        """Run several statements."""
        self._db.executescript(sql)

    def rows(self, sql: str, values: Sequence[object] = ()) -> list[Row]:
        """All rows a query gives; only for few."""
        return list(self._db.execute(sql, values))

    def each(self, sql: str, values: Sequence[object] = ()) -> Iterator[Row]:
        """The rows a query gives, one after the other."""
        yield from self._db.execute(sql, values)

    def number(self, sql: str, values: Sequence[object] = ()) -> int:
        """The one number a query gives, 0 for none."""
        row = self._db.execute(sql, values).fetchone()
        return int(row[0] or 0) if row else 0

    def put(self, sql: str, rows: Iterable[Sequence[object]]) -> None:
        """Run one statement for many rows, in one transaction."""
        self._db.execute("BEGIN")
        self._db.executemany(sql, rows)
        self._db.execute("COMMIT")

    def lay_out(self, columns: Sequence[str]) -> None:
        """Make the tables for rows of these fields."""
        names = ", ".join(f'"{name}"' for name in columns)
        self.script(
            f"CREATE TABLE line (line INTEGER PRIMARY KEY, {names});"
            "CREATE TABLE wrong (line INTEGER PRIMARY KEY, zh TEXT, en TEXT, number TEXT, is_late INTEGER);"
            "CREATE TABLE who (ref TEXT PRIMARY KEY, name TEXT, customer_id INTEGER, zh TEXT, en TEXT);"
            "CREATE TABLE met (customer_id INTEGER PRIMARY KEY);"
        )

    def say_wrong(self, found: Iterable[tuple[int, Words]], *, number: bool) -> None:
        """Rows the books do not take, found late; with `number` the whole order of each is meant."""
        lines = [(words.zh, words.en, line) for line, words in found]
        if not lines:
            return
        if number:
            self.run("CREATE INDEX IF NOT EXISTS line_number ON line (number)")
        self.put(_LATE_ORDERS if number else _LATE_ROWS, lines)

    def close(self) -> None:
        self._db.close()


@contextmanager
def begun(path: Path) -> Iterator[Stage]:
    """An empty stage, safe on disk at the end of the block; if the block fails, no stage is left."""
    unfinished = path.with_suffix(".part")
    unfinished.unlink(missing_ok=True)
    stage = Stage(unfinished)
    stage.run("PRAGMA journal_mode = OFF")
    stage.run("PRAGMA synchronous = OFF")
    stage.run("PRAGMA locking_mode = EXCLUSIVE")
    try:
        yield stage
    except BaseException:
        stage.close()
        unfinished.unlink(missing_ok=True)
        raise
    stage.close()
    synced(unfinished)
    for leftover in ("-wal", "-shm"):  # of an earlier stage whose writer was killed
        path.with_name(path.name + leftover).unlink(missing_ok=True)
    unfinished.replace(path)
    synced(path.parent)


@contextmanager
def opened(path: Path) -> Iterator[Stage]:
    """A finished stage; what is still written to it outlives a crash, as the books do."""
    stage = Stage(path)
    stage.run("PRAGMA journal_mode = WAL")
    stage.run("PRAGMA synchronous = FULL")
    try:
        yield stage
    finally:
        stage.close()


def shortened(text: str) -> str:
    """A number made from parts: as it is when there is room in the book, else a digest of it."""
    return text if len(text) <= 60 else blake2b(text.encode(), digest_size=20).hexdigest()
