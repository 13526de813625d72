"""A changed scorecard or scheme of rules tried on a past night: who would have moved, and what each class would hold.

Nothing is written. The night's own files are read once by the engine, which is imported only when somebody tries.
Both texts judge the same facts of that night; what people set by hand, and points by which a move must clear a bound,
are left aside.
"""

import shutil
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from django.conf import settings

from zhike.lib.words import Words
from zhike.methods.deciding import CLASS, RATING, facts_of
from zhike.methods.measures import MEASURES, points, spoken
from zhike.methods.schemes import By, Scheme
from zhike.methods.scorecards import Scorecard
from zhike.trust.actor import Actor, Permission, demand
from zhike.value.because import Because

if TYPE_CHECKING:
    import ibis.expr.types as ir

SHOWN = 12
type Judge = Scorecard | Scheme


class NoSuchNight(LookupError):
    """That night's files are gone, or older than what this method asks about."""


@dataclass(frozen=True, slots=True)
class Moved:
    """Somebody who would have another class: from where to where, and both reasons."""

    customer_id: int
    before: str
    after: str
    revenue: int
    why_before: tuple[Words, ...]
    why_after: tuple[Words, ...]


@dataclass(slots=True)
class Tried:
    """(before, after) → customers and their revenue of 12 months in fen; a few who would move, the largest first."""

    night: date
    ways: dict[tuple[str, str], tuple[int, int]] = field(default_factory=dict)
    moved: list[Moved] = field(default_factory=list)
    seconds: float = 0

    @property
    def customers(self) -> int:
        return sum(n for n, _ in self.ways.values())

    @property
    def moving(self) -> int:
        """How many would have another class."""
        return sum(n for (before, after), (n, _) in self.ways.items() if before != after)

    def held(self, key: str, *, after: bool) -> tuple[int, int]:
        """Customers and revenue of a class, as it is or as it would be."""
        mine = [found for way, found in self.ways.items() if way[after] == key]
        return sum(n for n, _ in mine), sum(revenue for _, revenue in mine)


def nights() -> list[date]:
    """The nights whose files are kept, the newest first; the first of each month stays for long."""
    folder = Path(settings.FACTS_DIR) / "nights"
    found = (
        date.fromisoformat(each.name)
        for each in (folder.iterdir() if folder.exists() else ())
        if (each / "worth.parquet").exists() and (each / "ratings.parquet").exists()
    )
    return sorted(found, reverse=True)


def can_be_tried(method: object) -> bool:
    """Whether a method judges customers by facts the nights keep."""
    return isinstance(method, Scorecard) or (
        isinstance(method, Scheme) and method.by is By.RULES
    )


def tried(actor: Actor, used: Judge, changed: Judge, night: date) -> Tried:
    """Judge the whole book of that night by both; `NoSuchNight` where its files do not tell what is asked."""
    demand(actor, Permission.SWITCH_METHODS)
    if night not in nights():
        raise NoSuchNight(night)
    begun = time.monotonic()
    # The engine costs most of a second to import; only a trial pays for it.
    import duckdb
    import pyarrow.parquet as pq

    from zhike.value import engine

    home = Path(settings.FACTS_DIR) / "nights" / night.isoformat()
    files = {name: [home / f"{name}.parquet"] for name in ("worth", "ratings")}
    classes = home / "classes.parquet"
    files["classes"] = [classes] if classes.exists() else []
    found = Tried(night)
    room = Path(tempfile.mkdtemp(prefix="trial-", dir=settings.FACTS_DIR))
    try:
        both = _both(used, changed)
        engine.run(_ways(both), files, into=room / "ways.parquet")
        for row in pq.read_table(room / "ways.parquet").to_pylist():
            found.ways[row["before"], row["after"]] = row["customers"], row["revenue"]
        engine.run(_sample(both), files, into=room / "sample.parquet")
        for row in pq.read_table(room / "sample.parquet").to_pylist():
            found.moved.append(_moved(used, changed, row))
    except duckdb.Error as error:
        raise NoSuchNight(night) from error
    finally:
        shutil.rmtree(room, ignore_errors=True)
    found.seconds = time.monotonic() - begun
    return found


def _both(used: Judge, changed: Judge) -> "ir.Table":
    """Every customer of the night with both classes, his revenue, and the facts behind them."""
    import ibis

    from zhike.value.measures.tables import table

    worth = table("worth")
    rows = worth.select("customer_id", "target_basis", revenue=worth.revenue_12m.fill_null(0))
    for side, judge in (("before", used), ("after", changed)):
        judged = _judged(judge, side)
        rows = rows.left_join(judged, "customer_id").drop("customer_id_right")
        rows = rows.mutate(**{side: ibis.coalesce(rows[side], "")})
    return rows


def _judged(judge: Judge, side: str) -> "ir.Table":
    """One row per customer: his class, and what it is read from, all named after the side."""
    from zhike.value.measures.tables import table
    from zhike.value.ruling import facts_beside, ruled
    from zhike.value.scoring import scored

    worth, ratings, classes = table("worth"), table("ratings"), table("classes")
    if isinstance(judge, Scorecard):
        graded = scored(worth, ratings, judge)
        values = {f"{side}_{c.key}": graded[f"value_{c.key}"] for c in judge.criteria}
        return graded.select(
            "customer_id", **{side: graded.grade, f"{side}__points": graded.points}, **values
        )
    facts = facts_beside(worth, ratings, classes, judge)
    values = {f"{side}_{n}": facts[fact] for n, fact in enumerate(_facts(judge))}
    known = facts.select("customer_id", **values)
    decided = ruled(worth, ratings, classes, judge)
    decided = decided.select("customer_id", **{side: decided.grade})
    return known.left_join(decided, "customer_id").drop("customer_id_right")


def _ways(both: "ir.Table") -> "ir.Table":
    return both.group_by("before", "after").aggregate(
        customers=both.count(), revenue=both.revenue.sum()
    )


def _sample(both: "ir.Table") -> "ir.Table":
    moving = both.filter(both.before != both.after)
    return moving.order_by(moving.revenue.desc(), moving.customer_id).limit(SHOWN)


def _facts(scheme: Scheme) -> list[str]:
    return sorted(facts_of(scheme.rules))


def _moved(used: Judge, changed: Judge, row: dict[str, object]) -> Moved:
    return Moved(
        int(str(row["customer_id"])),
        str(row["before"]),
        str(row["after"]),
        int(str(row["revenue"])),
        _why(used, row, "before"),
        _why(changed, row, "after"),
    )


def _why(judge: Judge, row: dict[str, object], side: str) -> tuple[Words, ...]:
    """A card's points per criterion; of a scheme what its rules ask about."""
    if isinstance(judge, Scheme):
        values = [(fact, row[f"{side}_{n}"]) for n, fact in enumerate(_facts(judge))]
        return tuple(_said(fact, value) for fact, value in values)
    named = {f"value_{c.key}": row[f"{side}_{c.key}"] for c in judge.criteria}
    total = int(str(row[f"{side}__points"]))
    parts = Because(judge).parts(
        {"target_basis": row["target_basis"], **named}, str(row[side]), total
    )
    return tuple(_part(part) for part in parts if "best" in part)


def _part(part: dict[str, object]) -> Words:
    name, words = part["name"], part["words"]
    if not isinstance(name, dict) or not isinstance(words, dict):
        raise TypeError(part)
    got = f"{points(int(str(part['points'])))}/{points(int(str(part['best'])))}"
    return Words(f"{name['zh']} {got}（{words['zh']}）", f"{name['en']} {got} ({words['en']})")


def _said(fact: str, value: object) -> Words:
    name = MEASURES.get(fact) or _named(fact)
    said = spoken(fact, value) if isinstance(value, int) else str(value or "–")
    return Words(f"{name.zh} {said}", f"{name.en}: {said}")


def _named(fact: str) -> Words:
    key = fact.removeprefix(RATING).removeprefix(CLASS)
    return (
        Words(f"评价 {key}", f"rating {key}")
        if fact.startswith(RATING)
        else Words(f"分类 {key}", f"class {key}")
    )


def order_of(judge: Judge) -> Sequence[str]:
    """The classes of a card or a scheme from the first down."""
    if isinstance(judge, Scorecard):
        return [band.grade for band in judge.bands]
    return [each.key for each in judge.classes]


def titles_of(judge: Judge) -> dict[str, Words]:
    """What each class is called."""
    if isinstance(judge, Scorecard):
        return {
            band.grade: Words(f"{band.grade} {band.title.zh}", f"{band.grade} {band.title.en}")
            for band in judge.bands
        }
    return {each.key: each.title for each in judge.classes}
