"""Facts as Parquet: the ledger is read once and then only what is new; the rest is read anew each night.

Rows come through Django's own cursor in batches, so that memory stays bounded and one library alone touches the
database file. A ledger that was rewritten (its revision moved, or rows are missing) is read again from the start.
"""

import json
import shutil
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass, field
from datetime import date, timedelta
from itertools import batched
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
from django.conf import settings
from django.db import connection

from zhike.customers.history import merge_count
from zhike.lib.placing import place
from zhike.sales.models import LedgerRevision, Order, Payment
from zhike.value.measures.tables import SCHEMAS

BATCH = 200_000
KEPT_NIGHTS = timedelta(days=60)
_ARROW = {"int32": pa.int32(), "int64": pa.int64(), "string": pa.string()}

Row = Sequence[object]


def of_day(as_of: date) -> Path:
    """The folder of one night: its own facts, measures and scores."""
    folder = Path(settings.FACTS_DIR) / "nights" / as_of.isoformat()
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def forget_old_nights(as_of: date) -> int:
    """Delete the files of nights older than `KEPT_NIGHTS` days, but for the first night of each month."""
    nights = Path(settings.FACTS_DIR) / "nights"
    oldest = (as_of - KEPT_NIGHTS).isoformat()
    months: set[str] = set()
    forgotten = 0
    for folder in sorted(nights.iterdir()) if nights.exists() else ():
        if folder.name[:7] not in months:
            months.add(folder.name[:7])
        elif folder.name < oldest:
            shutil.rmtree(folder)
            forgotten += 1
    return forgotten


@dataclass(frozen=True, slots=True)
class Ledger:
    """A table that grows by ids: `columns` are read under the names of its schema, days as text."""

    name: str
    table: str
    columns: tuple[str, ...]

    @property
    def folder(self) -> Path:
        return Path(settings.FACTS_DIR) / self.name


ORDERS = Ledger(
    "orders",
    Order._meta.db_table,
    ("id", "customer_id", "ordered_on", "amount", "cost", "product"),
)
PAYMENTS = Ledger(
    "payments",
    Payment._meta.db_table,
    ("id", "customer_id", "due_on", "paid_on", "amount"),
)


@dataclass(slots=True)
class Manifest:
    """What has been read so far: a file that is not in `parts` was never finished. Other `columns` than now are read anew."""

    columns: list[str] = field(default_factory=list)
    revision: int = 0
    last_id: int = 0
    rows: int = 0
    parts: list[str] = field(default_factory=list)


def paths_of(ledger: Ledger) -> list[Path]:
    """The finished files of a ledger."""
    return [ledger.folder / part for part in _manifest(ledger).parts]


def named(path: Path) -> str:
    """A finished file, told from any other: a ledger that lost rows is read into one of the same name at another time."""
    return f"{path.name} {path.stat().st_mtime_ns}"


def rows_of(ledger: Ledger) -> int:
    """How many rows have been read of a ledger."""
    return _manifest(ledger).rows


def parts_until(ledger: Ledger, column: str, day: int) -> list[Path]:
    """The finished files that may have a row whose `column` is this day's number or less, as their statistics say."""
    return [path for path in paths_of(ledger) if _reaches_back(path, column, day)]


def _reaches_back(path: Path, column: str, day: int) -> bool:
    """A file of rows without a day has no lowest one: it is taken along."""
    told = pq.read_metadata(path)
    at = told.schema.names.index(column)
    groups = (told.row_group(n).column(at).statistics for n in range(told.num_row_groups))
    return any(not group.has_min_max or group.min <= day for group in groups)


def extract_ledger(ledger: Ledger) -> int:
    """Append the rows that are new since the last night; say how many."""
    ledger.folder.mkdir(parents=True, exist_ok=True)
    revision = merge_count() + (
        LedgerRevision.objects.order_by("pk").values_list("number", flat=True).first() or 0
    )
    manifest = _manifest(ledger)
    if (
        manifest.columns != list(ledger.columns)
        or manifest.revision != revision
        or _rows_until(ledger, manifest.last_id) != manifest.rows
    ):
        manifest = Manifest(list(ledger.columns), revision)
    known = set(manifest.parts)
    for stray in ledger.folder.glob("*.parquet"):
        if stray.name not in known:
            stray.unlink()
    before = manifest.rows
    batches = _batches(ledger, manifest.last_id)
    if (first := next(batches, None)) is not None:
        part = f"{revision:06}-{int(str(first[0][0])):012}.parquet"
        last_id, rows = _write_ledger(ledger, ledger.folder / part, first, batches)
        manifest.parts.append(part)
        manifest.last_id = last_id
        manifest.rows += rows
    _keep(ledger, manifest)
    return manifest.rows - before


def _manifest(ledger: Ledger) -> Manifest:
    path = ledger.folder / "manifest.json"
    return Manifest(**json.loads(path.read_text("utf-8"))) if path.exists() else Manifest()


def _keep(ledger: Ledger, manifest: Manifest) -> None:
    draft = ledger.folder / "manifest.draft"
    draft.write_text(json.dumps(asdict(manifest)), "utf-8")
    place(draft, ledger.folder / "manifest.json")


def _rows_until(ledger: Ledger, last_id: int) -> int:
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT count(*) FROM {ledger.table} WHERE id <= %s",  # noqa: S608 - our own name
            [last_id],
        )
        row = cursor.fetchone()
    return int(row[0])


def _batches(ledger: Ledger, last_id: int) -> Iterator[list[Row]]:
    """Batches in the order of ids, each a short read of its own: nobody waits for the night."""
    columns = ", ".join(
        f"CAST({column} AS text)" if column.endswith("_on") else column
        for column in ledger.columns
    )
    query = f"SELECT {columns} FROM {ledger.table} WHERE id > %s ORDER BY id LIMIT {BATCH}"  # noqa: S608 - our own names
    with connection.cursor() as cursor:
        while True:
            cursor.execute(query, [last_id])
            rows: list[Row] = cursor.fetchall()
            if not rows:
                return
            yield rows
            last_id = int(str(rows[-1][0]))


def _write_ledger(
    ledger: Ledger, path: Path, first: list[Row], rest: Iterator[list[Row]]
) -> tuple[int, int]:
    """Write all batches as one file; say the last id and how many rows."""
    schema = _schema(ledger.name)
    draft, count, last_id = path.with_suffix(".draft"), 0, 0
    with pq.ParquetWriter(draft, schema) as writer:
        for rows in _with_first(first, rest):
            columns = [
                _column(values, name, kind)
                for values, name, kind in zip(
                    zip(*rows, strict=True), ledger.columns, schema.types, strict=True
                )
            ]
            writer.write_batch(pa.record_batch(columns, schema=schema))
            count, last_id = count + len(rows), int(str(rows[-1][0]))
    place(draft, path)
    return last_id, count


def _with_first(first: list[Row], rest: Iterator[list[Row]]) -> Iterator[list[Row]]:
    yield first
    yield from rest


def _column(values: Sequence[object], name: str, kind: pa.DataType) -> pa.Array:
    if name.endswith("_on"):
        return pa.array(values, pa.string()).cast(pa.date32()).cast(kind)
    return pa.array(values, kind)


def write(name: str, path: Path, rows: Iterable[Row]) -> int:
    """Write rows in the order of their schema as one file; say how many."""
    batches = batched(rows, BATCH, strict=False)
    return write_columns(name, path, (tuple(zip(*some, strict=True)) for some in batches))


def write_columns(name: str, path: Path, batches: Iterable[Sequence[Sequence[object]]]) -> int:
    """As `write`, for what comes column by column, some rows at a time."""
    schema = _schema(name)
    draft, count = path.with_suffix(".draft"), 0
    with pq.ParquetWriter(draft, schema) as writer:
        for columns in batches:
            arrays = [
                pa.array(values, kind)
                for values, kind in zip(columns, schema.types, strict=True)
            ]
            writer.write_batch(pa.record_batch(arrays, schema=schema))
            count += len(columns[0])
    place(draft, path)
    return count


def _schema(name: str) -> pa.Schema:
    return pa.schema([(column, _ARROW[kind]) for column, kind in SCHEMAS[name].items()])
