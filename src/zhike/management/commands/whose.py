"""`zhike whose FILE`: whose copy an exported file is, read from its invisible mark."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.timezone import localtime
from python_calamine import CalamineError, CalamineWorkbook

from zhike.exchange.out.queries import marked
from zhike.lib.words import Words, speaking
from zhike.serving.terminal import language_here

_FOUND = Words(
    "导出 #{id}：{who} 于 {when} 申请，取走 {taken}，用途“{purpose}”，{rows} 行。",
    "Export #{id}: asked for by {who} on {when}, fetched {taken}, for “{purpose}”, {rows} rows.",
)
_NONE = Words("文件里没有知客的标记。", "The file carries no mark of this house.")
_HEAD = 2_000_000


class Command(BaseCommand):
    help = "查一个导出文件出自谁手 / Whose copy an exported file is"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--lang", choices=["zh", "en"], default=language_here())

    def handle(self, *_args: Any, file: Path, lang: str, **_options: Any) -> None:
        with speaking(lang):
            if not file.is_file():
                raise CommandError(str(file))
            found = marked(_text_of(file))
            if found is None:
                raise CommandError(str(_NONE))
            said = _FOUND.format(
                id=found.pk,
                who=found.asked_by,
                when=f"{localtime(found.asked_at):%Y-%m-%d %H:%M}",
                taken=f"{localtime(found.taken_at):%Y-%m-%d %H:%M}" if found.taken_at else "–",
                purpose=found.purpose,
                rows=found.rows,
            )
            self.stdout.write(str(said))


def _text_of(file: Path) -> str:
    """The text of a file: the cells of a workbook, or a text file as it is."""
    try:
        book = CalamineWorkbook.from_path(str(file))
    except (CalamineError, OSError):
        with file.open("rb") as content:
            return content.read(_HEAD).decode("utf-8", "replace")
    return "\n".join(
        str(cell)
        for name in book.sheet_names
        for row in book.get_sheet_by_name(name).to_python()
        for cell in row
    )
