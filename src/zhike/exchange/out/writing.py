"""A file is written: with the rights its asker has at that moment, into a folder nobody can guess, and what it holds is kept on the register."""

import json
import secrets
import shutil
import zlib
from collections.abc import Iterator, Sequence
from datetime import datetime
from hashlib import file_digest
from pathlib import Path

from django.conf import settings
from django.utils.timezone import localtime

from zhike.exchange.models import Export
from zhike.exchange.out import marks, sheets, sources, summary
from zhike.exchange.out.columns import What, chosen
from zhike.exchange.out.rules import LINK_LIVES
from zhike.exchange.out.sheets import Cell, Sheet
from zhike.lib.words import speaking
from zhike.trust import levels
from zhike.trust.actor import Actor, Level

_UNWRITTEN = Export.State.QUEUED
_TOLD = (
    "folder", "size", "holds", "file_name", "sha256", "ready_at", "expires_at", "state",
)  # fmt: skip


def write(actor: Actor, export: Export, *, at: datetime) -> None:
    """Make the file and say that it is ready to be fetched; the caller has seen to rights and approval."""
    folder = secrets.token_hex(16)
    path = folder_of(folder) / "file"
    path.parent.mkdir(mode=0o700, parents=True)
    try:
        with speaking(export.language):
            holds = _written(actor, export, path, at)
        with path.open("rb") as file:
            export.sha256 = file_digest(file, "sha256").hexdigest()
    except BaseException:
        shutil.rmtree(path.parent, ignore_errors=True)
        raise
    export.folder, export.size, export.holds = folder, path.stat().st_size, holds
    export.file_name = f"zhike-{export.what}-{export.pk}.{export.form}"
    export.ready_at, export.expires_at = at, at + LINK_LIVES
    export.state = Export.State.READY
    told = {name: getattr(export, name) for name in _TOLD}
    if not Export.objects.unscoped().filter(pk=export.pk, state=_UNWRITTEN).update(**told):
        shutil.rmtree(path.parent)  # ended meanwhile: whoever asked has left


def folder_of(folder: str) -> Path:
    """Where a file lies."""
    return Path(settings.EXPORTS_DIR) / folder


def held_by(export: Export) -> dict[str, list[int]]:
    """The customers and persons a file holds."""
    packed = bytes(export.holds)
    if not packed:
        return {"customers": [], "persons": []}
    found: dict[str, list[int]] = json.loads(zlib.decompress(packed))
    return found


class _Held:
    """Notes whose rows go by on their way into the file."""

    def __init__(self) -> None:
        self.customers: set[int] = set()
        self.persons: set[int] = set()

    def cells(self, lines: Iterator[sources.Line]) -> Iterator[Sequence[Cell]]:
        for line in lines:
            self.customers.add(line.customer_id)
            if line.person_id:
                self.persons.add(line.person_id)
            yield line.cells

    def packed(self) -> bytes:
        told = {"customers": sorted(self.customers), "persons": sorted(self.persons)}
        return zlib.compress(json.dumps(told).encode())


def _written(actor: Actor, export: Export, path: Path, at: datetime) -> bytes:
    what, held = What(export.what), _Held()
    rows = sources.rows_of(actor, what, export.address, on=localtime(at).date())
    last_line = _last_line(export, at)
    hidden = marks.hidden(export.mark)
    if what is What.SUMMARY:
        pages, charts = summary.workbook(summary.tables(rows), last_line + hidden)
        sheets.write_xlsx(path, pages, charts=charts)
        return held.packed()
    columns = chosen(what, export.columns)
    headings = [str(column.words) for column in columns]
    lines = sources.lines(actor, what, columns, rows, most=export.rows)
    sheet = Sheet(
        str(what.words),
        [headings[0] + hidden, *headings[1:]],
        held.cells(lines),
        last_line + hidden,
    )
    if export.form == "xlsx":
        sheets.write_xlsx(path, [sheet])
    else:
        sheets.write_csv(path, sheet)
    return held.packed()


def _last_line(export: Export, at: datetime) -> str:
    return str(
        marks.LAST_LINE.format(
            number=export.pk,
            who=export.asked_by,
            when=f"{localtime(at):%Y-%m-%d %H:%M}",
            level=levels.names()[Level(export.level)],
            purpose=export.purpose,
        )
    )
