"""`zhike nightly`: measure, score and grade every customer, then lay out the day's work."""

from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.timezone import localdate

from zhike.trust.alone import Busy


class Command(BaseCommand):
    help = "重新评估所有客户并排出当天的事 / Measure and grade every customer, then lay out the day's work"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--as-of", type=date.fromisoformat, default=None, metavar="DATE")

    def handle(self, *_args: Any, as_of: date | None, **_options: Any) -> None:
        from zhike.nightly import run_night  # brings the analytic engine, so only now

        try:
            run_night(as_of or localdate(), say=self.stdout.write)
        except Busy:
            raise CommandError(
                "另一个夜间任务正在运行，请等它结束再试。 / "
                "Another night is running; please wait for it to end and try again."
            ) from None
