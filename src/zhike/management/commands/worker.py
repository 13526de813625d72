"""`zhike worker`: does queued work and runs the nights; `zhike serve` starts one by itself."""

import signal
import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from zhike.serving.chores import CHORES
from zhike.serving.orphans import end_with
from zhike.serving.worker import work


class Command(BaseCommand):
    help = "后台工作与夜间计算 / Do queued work and run the nights"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--parent", type=int, help="end when this process does")

    def handle(self, *_args: Any, parent: int | None, **_options: Any) -> None:
        # Raised wherever the work stands: its transaction is undone, and the next worker resumes it.
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, lambda *_: sys.exit(0))
        if parent:
            end_with(parent)
        work(CHORES)
