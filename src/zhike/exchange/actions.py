"""What people do with imports: bring a file in, say how to read it, have it checked, written and taken back."""

from datetime import datetime
from pathlib import PurePath
from typing import IO

from django.db import transaction

from zhike.exchange import memory, places
from zhike.exchange.fields import Target
from zhike.exchange.files.table import open_table
from zhike.exchange.mapping import Mapping
from zhike.exchange.models import Import
from zhike.lib.words import Words
from zhike.trust import journal
from zhike.trust.actor import Actor, Permission, demand

_TOO_LARGE = Words(
    "文件超过 {most} MB。请用命令行 zhike import 导入，大小不限。",
    "The file is over {most} MB. Import it with the command zhike import: any size is read.",
)
_NOT_NOW = Words(
    "这次导入现在不能这样做，它的状态是“{state}”。",
    "This cannot be done now: the import is “{state}”.",
)


class NotNowError(ValueError):
    """The import cannot do this now; `words` says why."""

    def __init__(self, words: Words) -> None:
        super().__init__(str(words))
        self.words = words


def upload(
    actor: Actor,
    file: IO[bytes],
    *,
    name: str,
    target: Target,
    at: datetime,
    most: int | None = None,
) -> int:
    """Bring a file in, safe on disk before the books know of it; gives the number of the import."""
    demand(actor, Permission.RUN_IMPORTS)
    try:
        folder, digest, size = places.keep(file, most=most)
    except OverflowError as error:
        raise NotNowError(_TOO_LARGE.format(most=(most or 0) // 1_000_000)) from error
    with transaction.atomic():
        imported = Import.objects.create(
            target=target,
            file_name=PurePath(name.replace("\\", "/")).name[:200],
            folder=folder,
            sha256=digest,
            size=size,
            user_id=actor.user_id,
            asked_by_id=actor.user_id,
            created_at=at,
        )
        journal.record(
            actor, "import.uploaded", imported, on=at.date(), file=imported.file_name, size=size
        )
    return imported.pk


def check(actor: Actor, import_id: int, mapping: Mapping, *, at: datetime) -> None:
    """Ask for a dry run with this map, and remember the map for files with the same columns; the worker does it."""
    names = _names(actor, import_id, mapping)
    with transaction.atomic():
        imported = _mine(
            actor,
            import_id,
            Import.State.UPLOADED,
            Import.State.CHECKED,
            Import.State.FAILED,
        )
        if imported.step:
            raise _not_now(imported)
        imported.mapping = mapping.as_json()
        imported.problem = None
        _ask(actor, imported, Import.State.CHECKING)
        memory.remember(actor, mapping, names, at=at)


@transaction.atomic
def commit(actor: Actor, import_id: int) -> None:
    """Ask for everything that was found right to be written; the worker does it."""
    imported = _mine(actor, import_id, Import.State.CHECKED)
    _ask(actor, imported, Import.State.COMMITTING)


def start(actor: Actor, import_id: int, mapping: Mapping, *, at: datetime) -> None:
    """Check and write in one go, as the command line does."""
    names = _names(actor, import_id, mapping)
    with transaction.atomic():
        imported = _mine(actor, import_id, Import.State.UPLOADED)
        imported.mapping = mapping.as_json()
        _ask(actor, imported, Import.State.COMMITTING)
        memory.remember(actor, mapping, names, at=at)


@transaction.atomic
def revert(actor: Actor, import_id: int) -> None:
    """Ask for a written import to be taken back; the worker does it."""
    imported = _mine(actor, import_id, Import.State.COMMITTED, Import.State.FAILED)
    if not imported.step:
        raise _not_now(imported)
    _ask(actor, imported, Import.State.REVERTING)


def _names(actor: Actor, import_id: int, mapping: Mapping) -> list[str]:
    """The column names of the file; read before any transaction, since opening a workbook takes its time."""
    demand(actor, Permission.RUN_IMPORTS)
    folder = Import.objects.visible_to(actor).values_list("folder", flat=True).get(pk=import_id)
    return open_table(places.source_of(folder), mapping.reading, mapping.known).names


def _mine(actor: Actor, import_id: int, *states: str) -> Import:
    """One the actor may see, in one of these states; `Import.DoesNotExist`, or `NotNowError`."""
    demand(actor, Permission.RUN_IMPORTS)
    imported = Import.objects.visible_to(actor).select_for_update().get(pk=import_id)
    if imported.state not in states:
        raise _not_now(imported)
    return imported


def _ask(actor: Actor, imported: Import, state: Import.State) -> None:
    imported.state, imported.asked_by_id = state, actor.user_id
    imported.heartbeat, imported.share = None, 0
    imported.save()


def _not_now(imported: Import) -> NotNowError:
    return NotNowError(_NOT_NOW.format(state=imported.state))
