"""`zhike sample`: builds the sample company where there is none, and does today's night."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone

from zhike.serving.terminal import say_both


class Command(BaseCommand):
    help = "建立样例公司 / Build the sample company"
    requires_system_checks = []  # `keep_sample` runs them and speaks both languages

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--fresh", action="store_true", help="重新开始 / start over")

    def handle(self, *_args: Any, fresh: bool, **_options: Any) -> None:
        from zhike.serving.home import keep_sample  # brings the analytic engine, so only now

        keep_sample(fresh=fresh, now=timezone.now(), say=say_both)
