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
    costs = _once(asked, ours, log)
    say("Comparing the search with every haystack …")
    truth = json.loads(ours.inside("benchmarks.truth", "compare", str(asked.customers)))
    say(f"{truth['texts']} texts, {truth['hits']:,} hits, {truth['differences']} differences")
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
        "costs": costs,
        "megabytes": size,
        "truth": truth,
        "pages": pages,
    }


def _once(asked: Asked, side: Side, log: Path) -> list[dict[str, object]]:
    """Fill the book and index it, where that is not done yet."""
    if (asked.folder / "file" / "zhike.sqlite3").exists():
        return []
    say(f"Filling a book with {asked.customers:,} customers …")
    side.inside("benchmarks.cast", "found")
    fill = ["benchmarks.inside", "benchmarks.filling", "fill", str(asked.customers)]
    index = ["benchmarks.inside", "benchmarks.filling", "index"]
    filled = side.cost("fill", asked.customers, fill, log)
    side.inside("benchmarks.filling", "live", str(asked.customers))
    say("Indexing …")
    return [filled, side.cost("index", asked.customers, index, log)]


def _once_floor(asked: Asked, side: Side) -> str:
    home = asked.folder / "file-floor"
    if home.exists():
        return side.inside("benchmarks.floor.fill", "sessions")
    home.mkdir()
    return side.inside("benchmarks.floor.fill", "fill_crowd", str(asked.customers))


def _nights(asked: Asked, side: Side, log: Path) -> list[dict[str, object]]:
    """Two nights, each with its longest steps."""
    found = []
    for name in ("first night", "night again"):
        say(f"{name} …")
        cost = side.cost(name, asked.customers, ["zhike", "nightly"], log)
        found.append({**cost, "steps": log.read_text("utf-8").splitlines()})
    return found
