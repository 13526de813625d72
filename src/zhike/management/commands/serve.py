"""`zhike serve`: everything in one command; Ctrl-C stops everything."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from zhike.serving.links import say_first_visit
from zhike.serving.prepare import prepare
from zhike.serving.server import address_of, demand_free_port, run_server, say_address
from zhike.serving.terminal import say_both


class Command(BaseCommand):
    help = "启动知客：网页、后台工作与夜间计算 / Serve: web, worker and clock in one command"
    requires_system_checks = []  # `prepare` runs them and speaks both languages

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--host", default="127.0.0.1")
        parser.add_argument("--port", type=int, default=8765)
        parser.add_argument("--workers", type=int, default=2)

    def handle(self, *_args: Any, host: str, port: int, workers: int, **_options: Any) -> None:
        demand_free_port(host, port)
        prepare(say_both)
        say_first_visit(address_of(host, port), say_both)
        run_server(
            host=host, port=port, workers=workers, when_up=lambda: say_address(host, port)
        )
