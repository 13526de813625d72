"""What the database took of the night's tables last, as files: the next night writes only what differs.

A file lies under a mark which the database holds too. While a step writes there is no mark: what was killed
half-way, belongs to other methods or comes back from a backup is written whole.
"""

import os
import shutil
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
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

BATCH = 5_000
_KEY = "customer_id"
_NOBODY = np.empty(0, np.int64)

type Row = dict[str, object]
type Ids = npt.NDArray[np.int64]
type Mask = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True, eq=False)
class Differing:
    """The rows of a night's file that the database has not taken yet.

    `since` is the day of the file they were compared with, None where all are new; `size` counts every row of the
    night's file, `gone` are customers the file before named and this one does not.
    """

    path: Path
    ids: Ids
    differs: Mask
    gone: Ids
    since: date | None = None

    @property
    def size(self) -> int:
        return len(self.ids)

    def also(self, customers: Collection[int]) -> "Differing":
        """With the rows of these customers too, whatever the file before said."""
        named = np.isin(self.ids, np.fromiter(customers, np.int64, len(customers)))
        return Differing(self.path, self.ids, self.differs | named, self.gone, self.since)

    def batches(self, columns: list[str] | None = None) -> Iterator[list[Row]]:
        """The rows in the order of the file, some thousands at a time."""
        at = 0
        waiting: list[Row] = []
        with pq.ParquetFile(self.path) as file:
            for batch in file.iter_batches(BATCH, columns=columns):
                some = self.differs[at : at + len(batch)]
                at += len(batch)
                waiting += batch.filter(pa.array(some)).to_pylist()
                if len(waiting) >= BATCH:
                    yield waiting
                    waiting = []
        if waiting:
            yield waiting


@contextmanager
def taking(
    name: str,
    path: Path,
    as_of: date,
    *,
    grow: Collection[str] = (),
    follow: Collection[str] = (),
) -> Iterator[Differing]:
    """What of this file, one row per customer in the order of their ids, is to be written; at the end all of it counts as taken.

    Columns that `grow` differ when they are not higher by the days gone by; those that `follow` from others are not compared.
    """
    signature = sha256("\0".join(t for _, t in sorted(methods().texts.items())).encode())
    digest, folder = signature.hexdigest()[:16], Path(settings.FACTS_DIR) / "taken" / name
    held = Taken.objects.filter(name=name, methods=digest).first()
    Taken.objects.filter(name=name).delete()
    before = folder / f"{held.mark}.parquet" if held else None
    if held and before and before.exists():
        days = (as_of - held.day).days
        yield _compared(path, before, held.day, dict.fromkeys(grow, days), follow)
    else:
        ids = _ids(path)
        yield Differing(path, ids, np.ones(len(ids), np.bool_), _NOBODY)
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


def _compared(
    path: Path, before: Path, since: date, grown: Mapping[str, int], follow: Collection[str]
) -> Differing:
    """Column by column, so that only two of them are in memory."""
    ids, were = _ids(path), _ids(before)
    place = np.minimum(np.searchsorted(were, ids), max(len(were) - 1, 0))
    known = were[place] == ids if len(were) else np.zeros(len(ids), np.bool_)
    differs = ~known
    names = pq.read_schema(path).names
    if names != pq.read_schema(before).names:
        return Differing(path, ids, np.ones(len(ids), np.bool_), np.setdiff1d(were, ids), since)
    for name in set(names) - {_KEY, *follow}:
        now = pq.read_table(path, columns=[name]).column(name).combine_chunks()
        then = pq.read_table(before, columns=[name]).column(name).combine_chunks()
        if days := grown.get(name):
            then = pc.add(then, days)
        differs |= known & _unlike(now, then.take(pa.array(place)))
    return Differing(path, ids, differs, np.setdiff1d(were, ids), since)


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
