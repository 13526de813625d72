"""`zhike doctor`: says what is well and what is not, and what to do about it."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from zhike.lib.words import Words, speaking
from zhike.serving.health import Finding, health
from zhike.serving.terminal import language_here

_MARKS = {True: "✓", False: "✗", None: "–"}


class Command(BaseCommand):
    help = "检查知客是否一切正常 / Look whether everything runs"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--lang", choices=["zh", "en"], default=language_here())

    def get_check_kwargs(self, options: dict[str, Any]) -> dict[Any, Any]:
        """Look at the database first: one left halfway lacks tables the rest asks."""
        return {**super().get_check_kwargs(options), "databases": ["default"]}

    def handle(self, *_args: Any, lang: str, **_options: Any) -> None:
        findings = health(timezone.now())
        with speaking(lang):
            for finding in findings:
                self.stdout.write(_line(finding))
            wrong = sum(finding.ok is False for finding in findings)
            if wrong:
                raise CommandError(
                    str(Words(f"有 {wrong} 项需要处理。", f"{wrong} of these need attention."))
                )


def _line(finding: Finding) -> str:
    return f"{_MARKS[finding.ok]} {finding.name}  {finding.detail}"
