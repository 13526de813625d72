"""`zhike revert ID`: an import is taken back."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from zhike.exchange import actions, queries
from zhike.exchange.acting import Nobody, actor_named
from zhike.exchange.jobs import work_on
from zhike.lib.words import Words, speaking
from zhike.serving.terminal import language_here

_DONE = Words(
    "删除 {deleted} 条，还原 {restored} 条；后来被人改过或用过的 {kept} 条留着没动。",
    "{deleted} rows deleted, {restored} restored; {kept} that somebody has changed or used since were left alone.",
)
_UNKNOWN = Words("没有导入 {id}。", "There is no import {id}.")
_BUSY = Words("另一个进程正在做这次导入。", "Another process is working on this import.")


class Command(BaseCommand):
    help = "撤回一次导入 / Take an import back"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("import_id", type=int, metavar="ID")
        parser.add_argument("--as", dest="user", metavar="USER")
        parser.add_argument("--lang", choices=["zh", "en"], default=language_here())

    def handle(
        self, *_args: Any, import_id: int, user: str | None, lang: str, **_options: Any
    ) -> None:
        with speaking(lang):
            try:
                actor = actor_named(user, on=timezone.localdate())
                state = queries.one(actor, import_id).state
                if state != "reverting":
                    actions.revert(actor, import_id)
            except LookupError as error:
                raise CommandError(str(_UNKNOWN.format(id=import_id))) from error
            except (Nobody, actions.NotNowError) as error:
                raise CommandError(str(error.words)) from error
            if not work_on(import_id):
                raise CommandError(str(_BUSY))
            counts = queries.one(actor, import_id).counts
            self.stdout.write(str(_DONE.format(**counts)))
