"""The customer file at a million: the index, the search box, the list, doubles while typing, the brief and the pages, beside the floor."""

import json
from pathlib import Path

from benchmarks.file_pages import floor_pages, texts, zhike_pages
from benchmarks.sides import Asked, Side, floor, say, zhike


def measure(asked: Asked, *, has_nights: bool) -> dict[str, object]:
    """All figures of the file."""
    typed = texts(asked.customers)
    ours = zhike("file", zhike_pages(typed), asked.folder / "file")
    bare = floor("file", floor_pages(typed), asked.folder / "file-floor")
    log = asked.folder / "file.log"
    filled = _once(asked, ours, log)
    costs = [_indexed(asked, ours, log)]
    say("Comparing the search with every haystack …")
    truth = json.loads(ours.inside("benchmarks.truth", "compare", str(asked.customers)))
    if has_nights:
        costs += _nights(asked, ours, log)
    say("Filling the floor …")
    bare_sessions = json.loads(_once_floor(asked, bare))
    sessions = json.loads(ours.inside("benchmarks.cast", "sessions"))
    pages = [*bare.timed(asked, bare_sessions), *ours.timed(asked, sessions)]
    size = round((asked.folder / "file" / "zhike.sqlite3").stat().st_size / 1e6)
    return {
        "customers": asked.customers,
        "orders": 0,
        "costs": filled + costs,
        "megabytes": size,
        "truth": truth,
        "pages": pages,
    }


def _once(asked: Asked, side: Side, log: Path) -> list[dict[str, object]]:
    """Fill the book, where it is not filled yet."""
    if (asked.folder / "file" / "zhike.sqlite3").exists():
        return []
    say(f"Filling a book with {asked.customers:,} customers …")
    side.inside("benchmarks.cast", "found")
    fill = ["benchmarks.inside", "benchmarks.filling", "fill", str(asked.customers)]
    return [side.cost("fill", asked.customers, fill, log)]


def _once_floor(asked: Asked, side: Side) -> str:
    home = asked.folder / "file-floor"
    if home.exists():
        return side.inside("benchmarks.floor.fill", "sessions")
    home.mkdir()
    return side.inside("benchmarks.floor.fill", "fill_crowd", str(asked.customers))


def _indexed(asked: Asked, side: Side, log: Path) -> dict[str, object]:
    say("Indexing …")
    return side.cost(
        "index", asked.customers, ["benchmarks.inside", "benchmarks.filling", "index"], log
    )


def _nights(asked: Asked, side: Side, log: Path) -> list[dict[str, object]]:
    """Two nights, each with its longest steps."""
    found = []
    for name in ("first night", "night again"):
        say(f"{name} …")
        cost = side.cost(name, asked.customers, ["zhike", "nightly"], log)
        found.append({**cost, "steps": log.read_text("utf-8").splitlines()})
    return found
