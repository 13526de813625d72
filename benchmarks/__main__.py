"""`make bench`, `python -m benchmarks`: makes up the books, measures import, night and pages, prints a table, keeps the figures.

Everything happens in a temporary folder and on loopback; every part is bounded in time, and whatever was started is stopped.
"""

import argparse
import json
import os
import platform
import shutil
import subprocess
import sys
import tempfile
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from pathlib import Path

from benchmarks import book
from benchmarks.clients import Asking, Timing
from benchmarks.house import free_port, serving
from benchmarks.measured import Cost, run
from benchmarks.pages import FLOOR, ZHIKE, Page
from benchmarks.table import print_figures

_RESULTS = Path(__file__).parent / "results"
_PYTHON = sys.executable


@dataclass(frozen=True, slots=True)
class Asked:
    """How big, how long, where."""

    customers: int
    orders: int
    seconds: float
    clients: tuple[int, ...]
    folder: Path


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two that are measured: its environment, how it is served, its pages."""

    name: str
    environment: dict[str, str]
    pages: tuple[Page, ...]

    def serve(self, port: int) -> list[str]:
        if self.name == "zhike":
            return [_PYTHON, "-m", "zhike", "serve", "--port", str(port)]
        granian = [_PYTHON, "-m", "granian", "--interface", "wsgi", "--workers", "2"]
        threads = ["--blocking-threads", "1", "--no-ws", "--log-level", "warning", "--factory"]
        target = "django.core.wsgi:get_wsgi_application"
        return [*granian, *threads, "--port", str(port), target]


def main() -> None:
    """Measure everything once."""
    options = _options()
    folder = Path(tempfile.mkdtemp(prefix="zhike-bench-", dir=options.folder))
    asked = Asked(options.customers, options.orders, options.seconds, options.clients, folder)
    try:
        figures = measure(asked)
    finally:
        if not options.keep:
            shutil.rmtree(folder)
    _RESULTS.mkdir(exist_ok=True)
    path = _RESULTS / f"{date.today():%Y-%m-%d}-{asked.customers}x{asked.orders}.json"  # noqa: DTZ011 - the name of a file
    path.write_text(json.dumps(figures, indent=1, ensure_ascii=False) + "\n", "utf-8")
    print_figures(figures)
    print(f"\n{path}")


def measure(asked: Asked) -> dict[str, object]:
    """All figures of one run."""
    load = os.getloadavg()[0]
    _say(f"Making up {asked.customers:,} customers and {asked.orders:,} orders …")
    customers, orders = asked.folder / "customers.csv", asked.folder / "orders.csv"
    day = date.today()  # noqa: DTZ011 - the books end where the night will stand
    book.write_customers(customers, asked.customers)
    book.write_orders(orders, asked.orders, asked.customers, day - timedelta(days=1))

    zhike = Side("zhike", _environment(ZHIKE_HOME=str(asked.folder / "zhike")), ZHIKE)
    floor = Side(
        "floor",
        _environment(
            FLOOR_HOME=str(asked.folder), DJANGO_SETTINGS_MODULE="benchmarks.floor.settings"
        ),
        FLOOR,
    )
    costs = _costs(asked, zhike, customers, orders)
    sessions = json.loads(_inside(zhike, "benchmarks.cast", "sessions"))
    _say("Filling the floor …")
    floor_sessions = json.loads(
        _inside(floor, "benchmarks.floor.fill", "fill", str(customers), str(orders))
    )
    pages = [
        *_pages(asked, floor, floor_sessions),
        *_pages(asked, zhike, sessions),
    ]
    return {
        "day": day.isoformat(),
        "machine": f"{os.cpu_count()} cores, Python {platform.python_version()}, load {load:.1f} before the run",
        "customers": asked.customers,
        "orders": asked.orders,
        "costs": costs,
        "pages": pages,
    }


def _costs(asked: Asked, side: Side, customers: Path, orders: Path) -> list[dict[str, object]]:
    """The imports and the night, each as a command of its own."""
    log = asked.folder / "command.log"
    zhike = [_PYTHON, "-m", "zhike"]
    _inside(side, "benchmarks.cast", "found")
    commands = (
        ("import customers", asked.customers, ["import", "customers", str(customers)]),
        ("import orders", asked.orders, ["import", "orders", str(orders)]),
        ("first night", asked.customers, ["nightly"]),
        ("night again", asked.customers, ["nightly"]),
    )
    costs = []
    for name, rows, command in commands:
        _say(f"{name} …")
        costs.append(_row(name, rows, run([*zhike, *command], side.environment, log)))
    return costs


def _row(name: str, rows: int, cost: Cost) -> dict[str, object]:
    return {
        "what": name,
        "rows": rows,
        "rows_per_second": round(rows / cost.seconds),
        **asdict(cost),
    }


def _pages(asked: Asked, side: Side, sessions: dict[str, str]) -> list[dict[str, object]]:
    """Every page of a side, by one client and by several, with its statements."""
    _say(f"Asking for the pages of {side.name} …")
    statements = json.loads(_inside(side, "benchmarks.statements", "count", side.name))
    port = free_port()
    with serving(side.serve(port), side.environment, port, asked.folder / f"{side.name}.log"):
        timings = [
            Asking(port, sessions[page.who], page, asked.customers).timed(
                clients, asked.seconds
            )
            for page in side.pages
            for clients in asked.clients
        ]
    return [_page(side.name, timing, statements[timing.page]) for timing in timings]


def _page(side: str, timing: Timing, statements: int) -> dict[str, object]:
    return {"side": side, "statements": statements, **timing.as_json()}


def _inside(side: Side, module: str, function: str, *arguments: str) -> str:
    """What a function prints when called with the Django of this side."""
    command = [_PYTHON, "-m", "benchmarks.inside", module, function, *arguments]
    done = subprocess.run(command, env=side.environment, capture_output=True, text=True)
    if done.returncode:
        raise RuntimeError(done.stderr[-3000:])
    return done.stdout


def _environment(**more: str) -> dict[str, str]:
    return {**os.environ, "DJANGO_SETTINGS_MODULE": "zhike.settings", **more}


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks")
    parser.add_argument("--customers", type=int, default=100_000)
    parser.add_argument("--orders", type=int, default=5_000_000)
    parser.add_argument(
        "--seconds", type=float, default=5, help="per page and number of clients"
    )
    parser.add_argument("--clients", type=_numbers, default=(1, 8), metavar="1,8")
    parser.add_argument("--folder", type=Path, help="where the temporary folder is made")
    parser.add_argument("--keep", action="store_true", help="leave the temporary folder")
    return parser.parse_args()


def _numbers(text: str) -> tuple[int, ...]:
    return tuple(int(part) for part in text.split(","))


def _say(line: str) -> None:
    print(line, flush=True)


if __name__ == "__main__":
    main()
