"""`zhike demo`: a sample company to look at, in one command."""

import subprocess
import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone

from zhike.serving.links import say_links
from zhike.serving.server import address_of, demand_free_port, run_server, say_address
from zhike.serving.terminal import say_both


class Command(BaseCommand):
    help = "打开样例公司 / Serve a sample company"
    requires_system_checks = []  # `zhike sample` runs them and speaks both languages

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--fresh", action="store_true", help="重新开始 / start over")
        parser.add_argument("--host", default="127.0.0.1")
        parser.add_argument("--port", type=int, default=8765)
        parser.add_argument("--workers", type=int, default=2)

    def handle(
        self, *_args: Any, fresh: bool, host: str, port: int, workers: int, **_options: Any
    ) -> None:
        demand_free_port(host, port)
        # In a process of its own: the analytic engine must not be here when the web processes are forked.
        sample = [sys.executable, "-m", "zhike", "sample", *(["--fresh"] if fresh else [])]
        if code := subprocess.run(sample, check=False).returncode:  # noqa: S603 - our own command
            sys.exit(code)
        say_links(base=address_of(host, port), now=timezone.now(), say=say_both)
        run_server(
            host=host, port=port, workers=workers, when_up=lambda: say_address(host, port)
        )
