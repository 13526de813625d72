"""The two that are measured side by side, Zhike and the floor: how each is run, served and asked for its pages."""

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from benchmarks.clients import Asking
from benchmarks.house import free_port, serving
from benchmarks.measured import Cost, run
from benchmarks.pages import Page

PYTHON = sys.executable


@dataclass(frozen=True, slots=True)
class Asked:
    """How big, how long for each page and number of clients, where."""

    customers: int
    seconds: float
    clients: tuple[int, ...]
    folder: Path


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two: its environment and its pages, which `part` names."""

    name: str
    part: str
    environment: dict[str, str]
    pages: tuple[Page, ...]

    def inside(self, module: str, function: str, *arguments: str) -> str:
        """What a function prints when called with the Django of this side."""
        command = [PYTHON, "-m", "benchmarks.inside", module, function, *arguments]
        done = subprocess.run(command, env=self.environment, capture_output=True, text=True)
        if done.returncode:
            raise RuntimeError(done.stderr[-3000:])
        return done.stdout

    def cost(
        self, name: str, rows: int, command: Sequence[str], log: Path
    ) -> dict[str, object]:
        """What a command of this side takes."""
        return row(name, rows, run([PYTHON, "-m", *command], self.environment, log))

    def timed(self, asked: Asked, sessions: dict[str, str]) -> list[dict[str, object]]:
        """Every page, by one client and by several, with its statements."""
        say(f"Asking for the pages of {self.name} …")
        counted = self.inside(
            "benchmarks.statements", "count", self.name, self.part, str(asked.customers)
        )
        statements: dict[str, int] = json.loads(counted)
        port = free_port()
        log = asked.folder / f"{self.name}-{self.part}.log"
        with serving(self._server(port), self.environment, port, log):
            timings = [
                Asking(port, sessions[page.who], page, asked.customers).timed(
                    clients, asked.seconds
                )
                for page in self.pages
                for clients in asked.clients
            ]
        return [
            {"side": self.name, "statements": statements[each.page], **each.as_json()}
            for each in timings
        ]

    def _server(self, port: int) -> list[str]:
        if self.name == "zhike":
            return [PYTHON, "-m", "zhike", "serve", "--port", str(port)]
        granian = [PYTHON, "-m", "granian", "--interface", "wsgi", "--workers", "2"]
        threads = ["--blocking-threads", "1", "--no-ws", "--log-level", "warning", "--factory"]
        target = "django.core.wsgi:get_wsgi_application"
        return [*granian, *threads, "--port", str(port), target]


def zhike(part: str, pages: tuple[Page, ...], home: Path) -> Side:
    """The product in a home of its own."""
    more = {"DJANGO_SETTINGS_MODULE": "zhike.settings", "ZHIKE_HOME": str(home)}
    return Side("zhike", part, {**os.environ, **more}, pages)


def floor(part: str, pages: tuple[Page, ...], home: Path) -> Side:
    """The bare app beside it."""
    more = {"DJANGO_SETTINGS_MODULE": "benchmarks.floor.settings", "FLOOR_HOME": str(home)}
    return Side("floor", part, {**os.environ, **more}, pages)


def row(name: str, rows: int, cost: Cost) -> dict[str, object]:
    """A line of the table of costs."""
    speed = round(rows / max(cost.seconds, 0.1))
    return {"what": name, "rows": rows, "rows_per_second": speed, **asdict(cost)}


def say(line: str) -> None:
    """A line for whoever waits."""
    print(line, flush=True)
