"""A full night, the one after 1 % new orders and the one after a day like any other, step by step; and the same bytes asked in other ways."""

import json
import subprocess
from datetime import date, timedelta
from pathlib import Path

from benchmarks.sides import PYTHON, Asked, Side, say, zhike
from benchmarks.worth.peers import WAYS

_EPOCH = date(1970, 1, 1).toordinal()
_PATIENCE = 1_800
_DAYS = 1_095  # the ledger is of three years

type Took = dict[str, object]


def measure(asked: Asked, orders: int) -> dict[str, object]:
    """All figures: `nights` by name, a line per step, and `ways`, a line for each other way."""
    home = asked.folder / "worth"
    side = zhike("worth", (), home)
    today = date.today()  # noqa: DTZ011 - the ledger ends where the night will stand
    if not home.exists():
        say(f"Filling a ledger of {asked.customers:,} customers and about {orders:,} orders …")
        side.inside("benchmarks.cast", "found")
        side.inside("benchmarks.worth.ledger", "fill", str(asked.customers), str(orders))
    nights = {"full": _night(side, today)}
    for name, part, after in (
        ("after 1 % new orders", 100, 1),
        ("after an ordinary day", _DAYS, 2),
    ):
        say(f"Adding {orders // part:,} orders …")
        side.inside("benchmarks.worth.ledger", "add", str(orders // part))
        nights[name] = _night(side, today + timedelta(days=after))
    folder = home / "facts" / "orders"
    return {
        "customers": asked.customers,
        "orders": orders,
        "nights": nights,
        "ways": [_asked(name, folder, today) for name in WAYS],
    }


def _night(side: Side, day: date) -> list[Took]:
    took = []
    for name in json.loads(side.inside("benchmarks.worth.steps", "names")):
        took.append(json.loads(side.inside("benchmarks.worth.steps", "run", name, str(day))))
        say(_line(took[-1]))
    return took


def _asked(name: str, folder: Path, day: date) -> Took:
    command = [PYTHON, "-m", "benchmarks.worth.peers", name, str(folder)]
    done = subprocess.run(
        [*command, str(day.toordinal() - _EPOCH)],
        capture_output=True,
        text=True,
        timeout=_PATIENCE,
    )
    told = [line for line in done.stderr.splitlines() if line.strip()]
    if done.returncode:
        say(f"{name} did not come to an end: {told[-1]}")
        return {"what": name, "failed": told[-1]}
    took: Took = json.loads(done.stdout.splitlines()[-1])  # a library may speak before
    if asked_again := [line for line in told if "no convergence" in line]:
        took["said"] = asked_again[-1]
    say(_line(took))
    return took


def _line(took: Took) -> str:
    return "{what:<12}{rows:>12,}{seconds:>9,.1f} s{processor_seconds:>9,.1f} s{peak_mb:>7,} MB{read_mb:>8,} MB read".format_map(
        took
    )
