"""What everybody bought up to a night, kept from night to night: only those are counted anew for whom something changed.

That is whoever has an order that came since, or one that a window has passed over: it was of this year yesterday and is
of last year today. Of twenty million orders a day so asks for about a quarter of the customers.
"""

import json
from dataclasses import asdict, dataclass
from datetime import date
from functools import cache
from hashlib import sha256
from pathlib import Path

import pyarrow.parquet as pq
from django.conf import settings

from zhike.lib.placing import place
from zhike.value import engine, facts
from zhike.value.engines import embedded
from zhike.value.measures.buying import buying, counted_otherwise, some
from zhike.value.measures.days import Windows
from zhike.value.measures.tables import table

_FAR = 7  # days; from further away most customers would be counted anew


@dataclass(frozen=True, slots=True)
class Kept:
    """The file that is there: its day, the expression it was counted by, and the ledger's files it was made of."""

    file: str
    day: str
    meant: str
    parts: list[str]

    def leads_to(self, other: "Kept") -> bool:
        """Whether the other file comes of this one: from newer orders and the days between, if these are few."""
        days = abs((date.fromisoformat(other.day) - date.fromisoformat(self.day)).days)
        is_longer = self.parts == other.parts[: len(self.parts)]
        return self.meant == other.meant and is_longer and days <= _FAR


def bought_until(as_of: date) -> Path:
    """The file of this day, as `SCHEMAS["bought"]` says; the one before is let go."""
    folder = Path(settings.FACTS_DIR) / "bought"
    folder.mkdir(parents=True, exist_ok=True)
    files = facts.paths_of(facts.ORDERS)
    tonight = _named(as_of, [facts.named(path) for path in files])
    before, into = _kept(folder), folder / tonight.file
    if before == tonight:
        return into
    held, touched = [], []
    if before and before.leads_to(tonight):
        held = [folder / before.file]
        touched = [_touched(before, as_of, files, folder)]
    engine.run(
        table("bought").anti_join(table("touched"), "customer_id").union(table("changed")),
        {
            "bought": held,
            "touched": touched,
            "changed": _counted(files, as_of, held, touched, folder),
        },
        into=into,
    )
    _keep(folder, tonight)
    return into


def _touched(before: Kept, as_of: date, files: list[Path], folder: Path) -> Path:
    """Whose orders count otherwise than they did, or who has newer ones."""
    into, known = folder / "touched.parquet", len(before.parts)
    then, now = Windows.ending(date.fromisoformat(before.day)), Windows.ending(as_of)
    newer = table("newer_orders").select("customer_id")
    engine.run(
        counted_otherwise(table("orders"), then, now).union(newer, distinct=True),
        {"orders": files[:known], "newer_orders": files[known:]},
        into=into,
    )
    return into


def _counted(
    files: list[Path], as_of: date, held: list[Path], touched: list[Path], folder: Path
) -> list[Path]:
    """What everybody bought, or those touched, share by share of the customers: all their different days at once would
    not fit into the memory a night may take."""
    orders, many = table("orders"), facts.rows_of(facts.ORDERS)
    if held and touched:
        orders = orders.semi_join(table("touched"), "customer_id")
        many = min(many, many * _rows(touched) // max(1, _rows(held)))
    of = engine.shares(many)
    shares = [folder / f"share-{share}.parquet" for share in range(of)]
    for share, into in enumerate(shares):
        meant = buying(some(orders, share, of), Windows.ending(as_of))
        engine.run(meant, {"orders": files, "touched": touched}, into=into)
    return shares


def _named(as_of: date, parts: list[str]) -> Kept:
    meant, day = _meant(), as_of.isoformat()
    mark = sha256("\0".join([meant, *parts]).encode()).hexdigest()[:16]
    return Kept(f"{day}-{mark}.parquet", day, meant, parts)


@cache
def _meant() -> str:
    """A digest of what is counted, whatever the day."""
    said = embedded.sql(buying(table("orders"), Windows.ending(date(2000, 1, 1))))
    return sha256(said.encode()).hexdigest()[:16]


def _kept(folder: Path) -> Kept | None:
    """None where nothing is kept, or a power cut left one of the two files half-way."""
    try:
        kept = Kept(**json.loads((folder / "kept.json").read_text("utf-8")))
        pq.read_metadata(folder / kept.file)
    except (OSError, ValueError):
        return None
    return kept


def _keep(folder: Path, kept: Kept) -> None:
    """Say that this file holds, then let go of all others."""
    draft = folder / "kept.draft"
    draft.write_text(json.dumps(asdict(kept)), "utf-8")
    place(draft, folder / "kept.json")
    for stray in folder.glob("*.parquet"):
        if stray.name != kept.file:
            stray.unlink()


def _rows(files: list[Path]) -> int:
    return sum(pq.read_metadata(path).num_rows for path in files)
