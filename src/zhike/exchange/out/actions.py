"""Files are asked for, approved, fetched once, and ended when somebody leaves; every step is on record before anything leaves."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.db import transaction
from django.utils.timezone import localtime

from zhike.exchange.models import Export
from zhike.exchange.out import marks, sheets
from zhike.exchange.out.allowance import outlook
from zhike.exchange.out.columns import What, chosen
from zhike.exchange.out.writing import folder_of, write
from zhike.lib.words import Words
from zhike.trust import journal, requests
from zhike.trust.actor import Actor, Level, Permission, demand
from zhike.users import queries as users

_NOTHING = Words("没有符合的行，不用导出。", "No row fits; there is nothing to export.")
_TOO_MANY = Words(
    "{rows} 行放不进一个工作表，请改选 csv。",
    "{rows} rows do not fit one sheet; please choose csv.",
)
_GONE = Words(
    "这个文件不能再取：只能下载一次，24 小时内有效。",
    "This file can no longer be fetched: it is good for one download within 24 hours.",
)


class CannotLeave(ValueError):
    """The file cannot be made or fetched; `words` says why."""

    def __init__(self, words: Words) -> None:
        super().__init__(str(words))
        self.words = words


@dataclass(frozen=True, slots=True)
class Order:
    """What is to leave: which list with which query, which columns, in which form and language, and what for."""

    what: What
    address: str
    columns: tuple[str, ...]
    form: str
    purpose: str
    language: str


def ask(actor: Actor, order: Order, *, at: datetime) -> Export:
    """Ask for a file: within one's own allowance it is written at once, beyond it somebody else approves first."""
    export = _register(actor, order, at=at)
    if export.state == Export.State.QUEUED:
        write(actor, export, at=at)
    return export


@transaction.atomic
def _register(actor: Actor, order: Order, *, at: datetime) -> Export:
    """Put the file on the register, counting what the same person took out today."""
    demand(actor, Permission.TAKE_FILES)
    user = users.held(requests.asker(actor))
    found = outlook(actor, order.what, order.address, at=at)
    if found.rows == 0:
        raise CannotLeave(_NOTHING)
    if order.form == "xlsx" and found.rows > sheets.MOST_ROWS:
        raise CannotLeave(_TOO_MANY.format(rows=found.rows))
    columns = chosen(order.what, list(order.columns))
    is_personal = any(column.is_personal for column in columns)
    waits = found.needs_approval(is_personal=is_personal)
    export = Export.objects.create(
        what=order.what,
        form="xlsx" if order.what is What.SUMMARY else order.form,
        address=order.address,
        columns=[column.key for column in columns],
        purpose=order.purpose,
        language=order.language,
        rows=found.rows,
        level=max((column.level for column in columns), default=Level.INTERNAL),
        is_personal=is_personal,
        state=Export.State.WAITING if waits else Export.State.QUEUED,
        mark=marks.new(),
        asked_by=user,
        asked_at=at,
    )
    journal.record(
        actor,
        "export.asked",
        export,
        on=localtime(at).date(),
        what=export.what,
        rows=found.rows,
        personal=is_personal,
        purpose=order.purpose,
        waits=waits,
    )
    return export


@transaction.atomic
def decide(actor: Actor, export_id: int, *, grant: bool, why: str, at: datetime) -> None:
    """Let the file leave, or not; the worker writes an approved one."""
    asked = Export.objects.filter(pk=export_id)
    requests.decide(actor, asked, grant=grant, why=why, at=at)
    asked.unscoped().update(state=Export.State.QUEUED if grant else Export.State.REFUSED)
    kind = "export.approved" if grant else "export.refused"
    journal.record(actor, kind, asked.unscoped().get(), on=localtime(at).date(), why=why)


def take(actor: Actor, export_id: int, *, at: datetime) -> tuple[Path, str]:
    """Fetch one's own file, once: on record and committed before the path is told."""
    with transaction.atomic():
        demand(actor, Permission.TAKE_FILES)
        mine = Export.objects.unscoped().filter(pk=export_id, asked_by_id=actor.user_id)
        export = mine.get()
        taken = mine.filter(state=Export.State.READY, expires_at__gt=at).update(
            state=Export.State.TAKEN, taken_at=at
        )
        if not taken:
            raise CannotLeave(_GONE)
        journal.record(
            actor,
            "export.taken",
            export,
            on=localtime(at).date(),
            what=export.what,
            rows=export.rows,
            sha256=export.sha256,
        )
    return folder_of(export.folder) / "file", export.file_name


@transaction.atomic
def end_all_of(actor: Actor, user_id: int, *, at: datetime) -> int:
    """Somebody leaves: nothing he asked for is written or fetched any more."""
    demand(actor, Permission.MANAGE_PEOPLE)
    open_ones = Export.objects.unscoped().filter(
        asked_by_id=user_id,
        state__in=(Export.State.WAITING, Export.State.QUEUED, Export.State.READY),
    )
    for export in open_ones:
        export.state = Export.State.ENDED
        export.save(update_fields=["state"])
        journal.record(actor, "export.ended", export, on=localtime(at).date())
    return len(open_ones)
