"""`zhike verify`: whether the journal is what was written, up to which event, and where it breaks."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from zhike.lib.words import Words, speaking
from zhike.serving.terminal import language_here
from zhike.trust import anchors, append_only, chain
from zhike.trust.alone import Busy

_HOLDS = Words(
    "日志完整：{blocks} 个区块，到事件 {up_to}；还有 {open} 条未封。锚点在 {file}，请另存一份。",
    "The journal is whole: {blocks} blocks, up to event {up_to}; {open} not closed yet. The anchors lie in {file}; keep a copy elsewhere.",
)
_BREAKS = Words(
    "日志在事件 {up_to} 之后不可信：{problem}。",
    "The journal cannot be trusted after event {up_to}: {problem}.",
)


_BUSY = Words("正在封存，请稍后再查。", "It is being closed just now; try again soon.")


class Command(BaseCommand):
    help = "查验日志是否被改动 / Look whether the journal was tampered with"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--lang", choices=["zh", "en"], default=language_here())
        parser.add_argument(
            "--mend", action="store_true", help="补装丢失的触发器 / put lost triggers back"
        )

    def handle(self, *_args: Any, lang: str, mend: bool, **_options: Any) -> None:
        at = timezone.now()
        if mend:
            append_only.install()
        with speaking(lang):
            try:
                chain.seal(at=at)
            except Busy as error:
                raise CommandError(str(_BUSY)) from error
            found = chain.check(at=at)
            if found.problem:
                raise CommandError(
                    str(_BREAKS.format(up_to=found.up_to, problem=found.problem))
                )
            said = _HOLDS.format(
                blocks=found.blocks,
                up_to=found.up_to,
                open=chain.unsealed(),
                file=anchors.file(),
            )
            self.stdout.write(str(said))
