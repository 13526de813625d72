"""What the database took of the night's tables last, as files: the next night writes only what differs.

A file lies under a mark which the database holds too. While a step writes there is no mark: what was killed
half-way, belongs to other methods or comes back from a backup is written whole.
"""

import os
import shutil
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from hashlib import sha256
from pathlib import Path
from secrets import token_hex

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
from django.conf import settings

from zhike.value.models import Taken
from zhike.value.queries import methods

BATCH = 20_000
_KEY = "customer_id"
_NOBODY = np.empty(0, np.int64)

type Row = dict[str, object]
type Ids = npt.NDArray[np.int64]
type Mask = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True, eq=False)
class Differing:
    """The rows of a night's file that the database has not taken yet.

    Those in `whole` are to be written with every column, those in `narrow` differ in the narrow columns alone. `since`
    is the day of the file they were compared with, None where all are new; `size` counts every row of the night's
    file, `size_before` those of the one before; `gone` are customers the file before named and this one does not.
    """

    path: Path
    ids: Ids
    whole: Mask
    narrow: Mask
    gone: Ids
    since: date | None = None
    size_before: int = 0

    @property
    def size(self) -> int:
        return len(self.ids)

    def also(self, customers: Collection[int]) -> "Differing":
        """With the rows of these customers too, whole, whatever the file before said."""
        if not customers:
            return self
        named = np.isin(self.ids, np.fromiter(customers, np.int64, len(customers)))
        return replace(self, whole=self.whole | named, narrow=self.narrow & ~named)

    def batches(self) -> Iterator[list[Row]]:
        """The whole rows in the order of the file, some thousands at a time."""
        for some in self.tables():
            yield some.to_pylist()

    def tables(
        self, columns: list[str] | None = None, *, narrowly: bool = False
    ) -> Iterator[pa.Table]:
        """As `batches`, column by column; or the rows that differ `narrowly`."""
        asked = self.narrow if narrowly else self.whole
        at, many = 0, 0
        waiting: list[pa.RecordBatch] = []
        with pq.ParquetFile(self.path) as file:
            for batch in file.iter_batches(BATCH, columns=columns):
                some = asked[at : at + len(batch)]
                at += len(batch)
                if not some.any():
                    continue
                waiting.append(batch.filter(pa.array(some)))
                many += len(waiting[-1])
                if many >= BATCH:
                    yield pa.Table.from_batches(waiting)
                    waiting, many = [], 0
        if waiting:
            yield pa.Table.from_batches(waiting)


@contextmanager
def taking(
    name: str,
    path: Path,
    as_of: date,
    *,
    grow: Collection[str] = (),
    follow: Collection[str] = (),
    narrow: Collection[str] = (),
) -> Iterator[Differing]:
    """What of this file, one row per customer in the order of their ids, is to be written; at the end all of it counts as taken.

    Columns that `grow` differ when they are not higher by the days gone by; those that `follow` from others are not
    compared. Rows that differ in no column but the `narrow` ones are told apart.
    """
    signature = sha256("\0".join(t for _, t in sorted(methods().texts.items())).encode())
    digest, folder = signature.hexdigest()[:16], Path(settings.FACTS_DIR) / "taken" / name
    held = Taken.objects.filter(name=name, methods=digest).first()
    Taken.objects.filter(name=name).delete()
    before = folder / f"{held.mark}.parquet" if held else None
    if held and before and before.exists():
        days = (as_of - held.day).days
        yield _compared(path, before, held.day, dict.fromkeys(grow, days), follow, narrow)
    else:
        yield _all(path, _ids(path), _NOBODY)
    folder.mkdir(parents=True, exist_ok=True)
    mark = token_hex(8)
    _copy(path, folder / f"{mark}.parquet")
    Taken.objects.create(name=name, mark=mark, day=as_of, methods=digest)
    for stray in folder.iterdir():
        if stray.stem != mark:
            stray.unlink()


def _copy(path: Path, into: Path) -> None:
    """Copied to the disk itself, before the database says so."""
    shutil.copyfile(path, into)
    with into.open("rb") as file:
        os.fsync(file.fileno())


def _all(path: Path, ids: Ids, gone: Ids) -> Differing:
    many = len(ids)
    return Differing(path, ids, np.ones(many, np.bool_), np.zeros(many, np.bool_), gone)


def _compared(
    path: Path,
    before: Path,
    since: date,
    grown: Mapping[str, int],
    follow: Collection[str],
    narrow: Collection[str],
) -> Differing:
    """Column by column, so that only two of them are in memory."""
    ids, were = _ids(path), _ids(before)
    gone = np.setdiff1d(were, ids, assume_unique=True)
    names = pq.read_schema(path).names
    if names != pq.read_schema(before).names:
        return replace(_all(path, ids, gone), since=since, size_before=len(were))
    place = np.minimum(np.searchsorted(were, ids), max(len(were) - 1, 0))
    known = were[place] == ids if len(were) else np.zeros(len(ids), np.bool_)
    whole, narrowly = ~known, np.zeros(len(ids), np.bool_)
    for name in set(names) - {_KEY, *follow}:
        now = pq.read_table(path, columns=[name]).column(name).combine_chunks()
        then = pq.read_table(before, columns=[name]).column(name).combine_chunks()
        if days := grown.get(name):
            then = pc.add(then, days)
        differs = narrowly if name in narrow else whole
        differs |= known & _unlike(now, then.take(pa.array(place)))
    return Differing(path, ids, whole, narrowly & ~whole, gone, since, len(were))


def _unlike(now: pa.Array, then: pa.Array) -> Mask:
    """Where two columns differ; nothing is like nothing."""
    other = pc.fill_null(pc.not_equal(now, then), False)
    unlike: Mask = pc.or_(other, pc.xor(pc.is_null(now), pc.is_null(then))).to_numpy(
        zero_copy_only=False
    )
    return unlike


def _ids(path: Path) -> Ids:
    ids: Ids = pq.read_table(path, columns=[_KEY]).column(_KEY).to_numpy()
    return ids
