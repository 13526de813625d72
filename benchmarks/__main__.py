"""`make bench`, `python -m benchmarks`: the books (import, night, pages), the night of a large ledger beside other ways, the customer file at a million; prints tables, keeps the figures.

Everything happens in a temporary folder and on loopback; every part is bounded in time, and whatever was started is stopped.
"""

import argparse
import json
import os
import platform
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path

from benchmarks import book, file
from benchmarks.pages import FLOOR, ZHIKE
from benchmarks.sides import Asked, Side, floor, say, zhike
from benchmarks.table import print_figures
from benchmarks.worth import measure as worth

_RESULTS = Path(__file__).parent / "results"


def main() -> None:
    """Measure what was asked for, once."""
    options = _options()
    _RESULTS.mkdir(exist_ok=True)
    with _folder(options) as folder:
        if options.only in {"all", "book"}:
            customers = options.customers or 100_000
            asked = Asked(customers, options.seconds, options.clients, folder)
            orders = options.orders or 5_000_000
            _keep(f"{customers}x{orders}", books(asked, orders))
        if options.only in {"all", "worth"}:
            customers = options.customers or 1_000_000
            orders = options.orders or 20_000_000
            asked = Asked(customers, options.seconds, options.clients, folder)
            _keep(f"worth-{customers}x{orders}", worth.measure(asked, orders))
        if options.only in {"all", "file"}:
            customers = options.customers or 1_000_000
            asked = Asked(customers, options.seconds / 4, options.clients, folder)
            _keep(f"file-{customers}", file.measure(asked, has_nights=options.nights))


def books(asked: Asked, orders: int) -> dict[str, object]:
    """All figures of the books: what import and night take, and the pages beside the floor's."""
    say(f"Making up {asked.customers:,} customers and {orders:,} orders …")
    customer_file, order_file = asked.folder / "customers.csv", asked.folder / "orders.csv"
    day = date.today()  # noqa: DTZ011 - the books end where the night will stand
    book.write_customers(customer_file, asked.customers)
    book.write_orders(order_file, orders, asked.customers, day - timedelta(days=1))

    ours = zhike("book", ZHIKE, asked.folder / "zhike")
    bare = floor("book", FLOOR, asked.folder)
    costs = _costs(asked, ours, orders, customer_file, order_file)
    sessions = json.loads(ours.inside("benchmarks.cast", "sessions"))
    say("Filling the floor …")
    floor_sessions = json.loads(
        bare.inside("benchmarks.floor.fill", "fill", str(customer_file), str(order_file))
    )
    pages = [*bare.timed(asked, floor_sessions), *ours.timed(asked, sessions)]
    return {"customers": asked.customers, "orders": orders, "costs": costs, "pages": pages}


def _costs(
    asked: Asked, side: Side, orders: int, customer_file: Path, order_file: Path
) -> list[dict[str, object]]:
    """The imports and the night, each as a command of its own."""
    log = asked.folder / "command.log"
    side.inside("benchmarks.cast", "found")
    commands = (
        ("import customers", asked.customers, ["import", "customers", str(customer_file)]),
        ("import orders", orders, ["import", "orders", str(order_file)]),
        ("first night", asked.customers, ["nightly"]),
        ("night again", asked.customers, ["nightly"]),
    )
    costs = []
    for name, rows, command in commands:
        say(f"{name} …")
        costs.append(side.cost(name, rows, ["zhike", *command], log))
    return costs


def _keep(name: str, figures: dict[str, object]) -> None:
    """Print the figures and write them beside those of other days."""
    day = date.today()  # noqa: DTZ011 - the name of a file
    machine = f"{os.cpu_count()} cores, Python {platform.python_version()}, load {os.getloadavg()[2]:.1f} over the last quarter of an hour"
    told = {"day": day.isoformat(), "machine": machine, **figures}
    path = _RESULTS / f"{day:%Y-%m-%d}-{name}.json"
    path.write_text(json.dumps(told, indent=1, ensure_ascii=False) + "\n", "utf-8")
    print_figures(told)
    say(f"\n{path}\n")


@contextmanager
def _folder(options: argparse.Namespace) -> Iterator[Path]:
    """The folder everything happens in: one of one's own that stays, or a temporary one."""
    if options.keep:
        options.keep.mkdir(parents=True, exist_ok=True)
        yield options.keep
        return
    folder = Path(tempfile.mkdtemp(prefix="zhike-bench-", dir=options.folder))
    try:
        yield folder
    finally:
        shutil.rmtree(folder)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks")
    parser.add_argument("--only", choices=("all", "book", "worth", "file"), default="all")
    parser.add_argument(
        "--customers", type=int, help="100000 in the books, a million in the file and the night"
    )
    parser.add_argument(
        "--orders", type=int, help="5 million in the books, 20 in the night of a million"
    )
    parser.add_argument(
        "--seconds",
        type=float,
        default=5,
        help="per page and number of clients; a quarter for each of the many of the file",
    )
    parser.add_argument("--clients", type=_numbers, default=(1, 8), metavar="1,8")
    parser.add_argument(
        "--nights", action="store_true", help="nights on the filled book too, some minutes more"
    )
    parser.add_argument("--folder", type=Path, help="where the temporary folder is made")
    parser.add_argument(
        "--keep", type=Path, help="a folder that stays; a book already filled there is used"
    )
    return parser.parse_args()


def _numbers(text: str) -> tuple[int, ...]:
    return tuple(int(part) for part in text.split(","))


if __name__ == "__main__":
    main()
