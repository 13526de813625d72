"""`zhike methods check FOLDER`: every lie in a folder of methods, with file and key, before it can stop a start."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from zhike.lib.words import Words, speaking
from zhike.methods.checking import lies
from zhike.serving.terminal import language_here

_SOUND = Words("{n} 个方法都说得通。", "{n} methods are sound.")
_LIES = Words("{n} 处不对。", "{n} things are wrong.")


class Command(BaseCommand):
    help = "检查一个方法文件夹 / Check a folder of methods"
    requires_system_checks = []  # a folder in use that lies must not keep one from looking

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("what", choices=["check"])
        parser.add_argument("folder", type=Path)
        parser.add_argument("--lang", choices=["zh", "en"], default=language_here())

    def handle(self, *_args: Any, folder: Path, lang: str, **_options: Any) -> None:
        with speaking(lang):
            found, read = lies(folder)
            for file, key, words in found:
                self.stdout.write(f"{file}: {key}: {words}")
            if found:
                raise CommandError(str(_LIES.format(n=len(found))))
            self.stdout.write(str(_SOUND.format(n=read)))
