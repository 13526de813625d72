# ruff: noqa: N999 - Django names a command by its file
"""`zhike import`: a file of customers, contacts, orders, payments, touches or cases goes into the books."""

import sys
import time
from dataclasses import replace
from hashlib import file_digest
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from zhike.exchange import actions, memory, queries
from zhike.exchange.acting import Nobody, actor_named, user_named
from zhike.exchange.fields import Target
from zhike.exchange.files.table import open_table
from zhike.exchange.files.unreadable import UnreadableError
from zhike.exchange.jobs import work_on
from zhike.exchange.mapping import Mapping, MappingError, guess, load
from zhike.lib.dates import DateOrder
from zhike.lib.words import Words, speaking
from zhike.serving.terminal import language_here
from zhike.trust.actor import Actor

_STEPS = {
    "read": Words("读取", "reading"),
    "check": Words("核对", "checking"),
    "customers": Words("新建客户", "creating customers"),
    "write": Words("写入", "writing"),
}
_DONE = Words(
    "读 {rows} 行：新增 {new}，更新 {updated}，相同跳过 {same}，有误 {wrong}，按映射略过 {aside}，顺便新建客户 {customers}。（{seconds} 秒，{speed} 行/秒）",
    "{rows} rows: {new} new, {updated} updated, {same} the same, {wrong} wrong, {aside} set aside by the map, "
    "{customers} customers created on the way. ({seconds} s, {speed} rows/s)",
)
_TRIAL = Words("这是试导，什么也没有写入。", "This was a dry run: nothing was written.")
_TAKE_BACK = Words("要整批撤回：zhike revert {id}", "To take all of it back: zhike revert {id}")
_RESUMED = Words("接着上次中断的导入 {id}。", "Going on with import {id}, which was cut off.")
_WRONG = Words("第 {line} 行：{reason}", "row {line}: {reason}")
_WRONG_MANY = Words(
    "第 {line} 行等 {count} 行：{reason}", "row {line} and {others} more: {reason}"
)
_MAPPED = Words("列：{columns}", "Columns: {columns}")
_NO_FILE = Words("没有文件 {path}。", "There is no file {path}.")
_BUSY = Words("另一个进程正在做这次导入。", "Another process is working on this import.")


class Command(BaseCommand):
    help = "导入客户、联系人、订单、回款、往来记录或投诉工单 / Import customers, contacts, orders, payments, touches or cases"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("target", choices=[target.value for target in Target])
        parser.add_argument("file", type=Path)
        parser.add_argument("--map", type=Path, metavar="MAP.toml")
        parser.add_argument("--update-by", metavar="KEY")
        parser.add_argument("--dry-run", action="store_true")
        parser.add_argument("--as", dest="user", metavar="USER")
        parser.add_argument("--create-customers", action="store_true")
        parser.add_argument("--owner", metavar="USER")
        parser.add_argument("--decimal-comma", action="store_true")
        parser.add_argument("--day-first", action="store_true")
        parser.add_argument("--month-first", action="store_true")
        parser.add_argument("--lang", choices=["zh", "en"], default=language_here())

    def handle(self, *_args: Any, lang: str, **options: Any) -> None:
        with speaking(lang):
            try:
                self._import(**options)
            except (UnreadableError, MappingError, Nobody, actions.NotNowError) as error:
                raise CommandError(str(error.words)) from error

    def _import(self, *, target: str, file: Path, user: str | None, **options: Any) -> None:
        if not file.is_file():
            raise CommandError(str(_NO_FILE.format(path=file)))
        actor = actor_named(user, on=timezone.localdate())
        mapping = _mapping(Target(target), file, options)
        began = time.monotonic()
        import_id = self._begun(actor, file, mapping, is_trial=options["dry_run"])
        if not work_on(import_id, Ticker()):
            raise CommandError(str(_BUSY))
        self._report(actor, import_id, time.monotonic() - began, is_trial=options["dry_run"])

    def _begun(self, actor: Actor, file: Path, mapping: Mapping, *, is_trial: bool) -> int:
        """A new import, or the one of this file that was cut off."""
        shown = ", ".join(f"{field} = {column}" for field, column in mapping.columns.items())
        self.stdout.write(str(_MAPPED.format(columns=shown)))
        with file.open("rb") as content:
            digest = file_digest(content, "sha256").hexdigest()
            cut_off = None if is_trial else queries.unfinished(actor, digest, mapping)
            if cut_off:
                self.stdout.write(str(_RESUMED.format(id=cut_off)))
                return cut_off
            content.seek(0)
            at = timezone.now()
            import_id = actions.upload(
                actor, content, name=file.name, target=mapping.target, at=at
            )
        if is_trial:
            actions.check(actor, import_id, mapping, at=at)
        else:
            actions.start(actor, import_id, mapping, at=at)
        return import_id

    def _report(self, actor: Actor, import_id: int, seconds: float, *, is_trial: bool) -> None:
        row = queries.one(actor, import_id)
        if row.problem:
            raise CommandError(str(row.problem))
        for note in row.notes:
            self.stdout.write(str(note))
        for wrong in queries.wrong_sample(actor, import_id, limit=10):
            sentence = _WRONG_MANY if wrong.others else _WRONG
            self.stdout.write(
                "  "
                + str(
                    sentence.format(
                        line=wrong.line,
                        reason=wrong.reason,
                        others=wrong.others,
                        count=wrong.others + 1,
                    )
                )
            )
        counts = dict.fromkeys(("new", "updated", "same", "aside", "customers"), 0) | row.counts
        speed = f"{counts['rows'] / max(seconds, 0.001):,.0f}"
        self.stdout.write(str(_DONE.format(**counts, seconds=f"{seconds:.1f}", speed=speed)))
        self.stdout.write(str(_TRIAL if is_trial else _TAKE_BACK.format(id=import_id)))


class Ticker:
    """Shows rows and rows per second, once a second, on the terminal's error stream."""

    def __init__(self) -> None:
        self._began = self._last = time.monotonic()
        self._step = ""

    def __call__(self, step: str, rows: int, share: float) -> None:
        now = time.monotonic()
        if step != self._step:
            self._step, self._began = step, now
        elif now - self._last < 1 and share < 1:
            return
        self._last = now
        speed = rows / max(now - self._began, 0.001)
        word = _STEPS.get(step, Words(step, step))
        print(f"  {word} {rows:,} · {share:.0%} · {speed:,.0f}/s", file=sys.stderr, flush=True)


def _mapping(target: Target, file: Path, options: dict[str, Any]) -> Mapping:
    """The map given, else what the column names suggest; the options of the command win."""
    mapping = load(options["map"], target) if options["map"] else Mapping(target)
    names = open_table(file, mapping.reading, mapping.known).names
    if not options["map"]:
        mapping = memory.suggest(target, names)
    elif not mapping.columns:
        mapping = replace(mapping, columns=guess(target, names))
    if options["day_first"] or options["month_first"]:
        order = DateOrder.DAY_FIRST if options["day_first"] else DateOrder.MONTH_FIRST
        mapping = replace(mapping, dates=order)
    return replace(
        mapping,
        decimal_comma=mapping.decimal_comma or options["decimal_comma"],
        create_customers=mapping.create_customers or options["create_customers"],
        owner_id=user_named(options["owner"]).pk if options["owner"] else None,
        update_by=options["update_by"] or mapping.update_by,
    ).checked(names)
