"""What pages and the command ask of imports; every answer is what this actor may see."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import islice

from django.db.models import Max

from zhike.exchange import memory, places
from zhike.exchange.fields import Target, known_names
from zhike.exchange.files.table import Reading, open_table
from zhike.exchange.mapping import Mapping
from zhike.exchange.models import ACTIVE, SILENCE, Import
from zhike.exchange.out.sheets import csv_line
from zhike.exchange.stage import Stage, opened
from zhike.lib.words import Words
from zhike.trust.actor import Actor

SAMPLE = 8
_REASON = Words("原因", "Reason")
_ROW = Words("行号", "Row")


@dataclass(frozen=True, slots=True)
class ImportRow:
    """An import as a page shows it; `counts` has rows, new, updated, same, wrong, aside, customers, and after a revert deleted, restored, kept."""

    id: int
    target: Target
    file_name: str
    size: int
    state: str
    who: str
    created_at: datetime
    finished_at: datetime | None
    share: float
    counts: dict[str, int]
    notes: tuple[Words, ...]
    problem: Words | None
    mapping: Mapping | None
    same_file: int | None


def imports(actor: Actor, *, limit: int = 50) -> list[ImportRow]:
    """One's own imports, newest first; all of them for whoever sees every customer."""
    rows = Import.objects.visible_to(actor).select_related("user").order_by("-pk")[:limit]
    return [_row(each) for each in rows]


def one(actor: Actor, import_id: int) -> ImportRow:
    """One import; `LookupError` when there is none or it is not this actor's."""
    return _row(_found(actor, import_id))


@dataclass(frozen=True, slots=True)
class Preview:
    """The column names of a file, its first rows, and the map suggested for it."""

    names: list[str]
    rows: list[list[str]]
    mapping: Mapping


def preview(actor: Actor, import_id: int, reading: Reading | None = None) -> Preview:
    """What the mapping page shows; `UnreadableError` says why a file cannot be read."""
    imported = _found(actor, import_id)
    target = Target(imported.target)
    table = open_table(
        places.source_of(imported.folder), reading or Reading(), known_names(target)
    )
    rows = [cells for _, cells in islice(table, SAMPLE)]
    return Preview(table.names, rows, memory.suggest(target, table.names))


def unfinished(actor: Actor, import_sha256: str, mapping: Mapping) -> int | None:
    """The import of this very file with this very map that was cut off, or None."""
    cut_off = Import.objects.visible_to(actor).filter(
        sha256=import_sha256,
        target=mapping.target,
        state=Import.State.COMMITTING,
    )
    wanted = json.loads(json.dumps(mapping.as_json()))
    return next((each.pk for each in cut_off if each.mapping == wanted), None)


@dataclass(frozen=True, slots=True)
class WrongRow:
    """A row that was not taken, what to change in it, and how many other rows have the same fault."""

    line: int
    reason: Words
    others: int


def wrong_sample(actor: Actor, import_id: int, *, limit: int = 20) -> list[WrongRow]:
    """The commonest reasons for rows not taken, each with its first row."""
    stage = places.stage_of(_found(actor, import_id).folder)
    if not stage.exists():
        return []
    with opened(stage) as opened_stage:
        rows = opened_stage.rows(
            "SELECT min(line), zh, en, count(*) - 1 FROM wrong GROUP BY zh, en "
            "ORDER BY count(*) DESC, min(line) LIMIT ?",
            (limit,),
        )
    return [WrongRow(line, Words(zh, en), others) for line, zh, en, others in rows]


def wrong_rows(actor: Actor, import_id: int, *, language: str) -> Iterator[bytes]:
    """A CSV file (UTF-8 with mark, formulas defused) of every row not taken: as it was, its number, and why."""
    imported = _found(actor, import_id)
    mapping = Mapping.from_json(imported.mapping or {})
    table = open_table(places.source_of(imported.folder), mapping.reading, mapping.known)
    with opened(places.stage_of(imported.folder)) as stage:
        yield b"\xef\xbb\xbf"
        yield csv_line([*table.names, _ROW.said_in(language), _REASON.said_in(language)])
        reasons = _reasons(stage, language)
        wanted = next(reasons, None)
        for line, cells in table:
            if wanted is None:
                return
            if line == wanted[0]:
                padded = cells + [""] * (len(table.names) - len(cells))
                yield csv_line([*padded, str(line), wanted[1]])
                wanted = next(reasons, None)


def _reasons(stage: Stage, language: str) -> Iterator[tuple[int, str]]:
    for line, zh, en in stage.each("SELECT line, zh, en FROM wrong ORDER BY line"):
        yield line, Words(zh, en).said_in(language)


def _found(actor: Actor, import_id: int) -> Import:
    try:
        return Import.objects.visible_to(actor).select_related("user").get(pk=import_id)
    except Import.DoesNotExist as error:
        raise LookupError(import_id) from error


def _row(imported: Import) -> ImportRow:
    problem = imported.problem
    earlier = Import.objects.unscoped().filter(
        sha256=imported.sha256,
        target=imported.target,
        state=Import.State.COMMITTED,
        pk__lt=imported.pk,
    )
    return ImportRow(
        id=imported.pk,
        target=Target(imported.target),
        file_name=imported.file_name,
        size=imported.size,
        state=imported.state,
        who=str(imported.user or ""),
        created_at=imported.created_at,
        finished_at=imported.finished_at,
        share=imported.share,
        counts=imported.counts,
        notes=tuple(Words(note["zh"], note["en"]) for note in imported.notes),
        problem=Words(problem["zh"], problem["en"]) if problem else None,
        mapping=Mapping.from_json(imported.mapping) if imported.mapping else None,
        same_file=earlier.values_list("pk", flat=True).last(),
    )


@dataclass(frozen=True, slots=True)
class Queue:
    """How the imports stand for the worker: how many wait or run, how many of them were last heard of long ago, and when one last changed the book."""

    waiting: int
    silent: int
    changed_at: datetime | None


def queue(at: datetime) -> Queue:
    """The imports still to be worked on, seen at this moment; for the worker and the health page."""
    active = Import.objects.unscoped().filter(state__in=ACTIVE)
    changed = Import.objects.unscoped().filter(
        state__in=(Import.State.COMMITTED, Import.State.REVERTED)
    )
    return Queue(
        waiting=active.count(),
        silent=active.filter(heartbeat__lt=at - 2 * SILENCE).count(),
        changed_at=changed.aggregate(at=Max("finished_at"))["at"],
    )
