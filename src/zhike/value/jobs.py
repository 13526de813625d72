"""The night's first half: facts, measures, scores, standings. Each step may be run twice and says how many rows it did.

Importing this module imports the engine, which costs most of a second: only the night does.
"""

from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path

import pyarrow as pa
from django.db import transaction
from django.db.models import F

from zhike.customers.actions.standing import Graded, Scheme, hand_down
from zhike.customers.models import Customer, Standing
from zhike.methods.circles import cards_in_order
from zhike.methods.measures import SCORES
from zhike.methods.scorecards import Moves, Scorecard
from zhike.trust import bulk
from zhike.trust.actor import Actor
from zhike.value import engine, facts, noted
from zhike.value.because import Because
from zhike.value.bought import bought_until
from zhike.value.measures.everything import everything
from zhike.value.measures.tables import SCHEMAS, table
from zhike.value.models import Measures
from zhike.value.queries import methods
from zhike.value.scoring import scored, totalled, worth
from zhike.value.taken import Differing, Row, taking
from zhike.value.unspoken import Held, standings_held, unspoken

_GROWING = ("recency_days", "days_since_touch")
_FIELDS = [field.attname for field in Measures._meta.concrete_fields]
# Where a customer stands among the others, and the points that follow: with every order of anybody they move for many
# who did nothing, and then nothing else of them is written.
_AMONG = [
    "share_before", "share", "rfm_r", "rfm_f", "rfm_m", "book_pct", "industry_pct", "city_pct", *SCORES,
]  # fmt: skip


def extract(as_of: date) -> int:
    """Bring what is new into the columnar facts."""
    appended = facts.extract_ledger(facts.ORDERS) + facts.extract_ledger(facts.PAYMENTS)
    return (
        appended
        + noted.extract_customers(as_of)
        + noted.extract_spills(as_of)
        + noted.extract_ratings(as_of)
        + noted.extract_satisfaction(as_of)
    )


def measure(as_of: date) -> int:
    """Measure every customer, into the file of the night."""
    folder = facts.of_day(as_of)
    return engine.run(
        everything(as_of),
        {
            "bought": [bought_until(as_of)],
            "payments": facts.paths_of(facts.PAYMENTS),
            "customers": [folder / "customers.parquet"],
            "spills": [folder / "spills.parquet"],
            "satisfaction": [folder / "satisfaction.parquet"],
        },
        into=folder / "measures.parquet",
    )


def score(as_of: date) -> int:
    """Score every customer with every scorecard, into the files of the night; first those others build on."""
    folder, cards = facts.of_day(as_of), methods().scorecards.values()
    rows = score_worth(folder, cards)
    return rows + sum(
        engine.run(
            scored(table("worth"), table("ratings"), card),
            {"worth": [folder / "worth.parquet"], "ratings": [folder / "ratings.parquet"]},
            into=_scores(as_of, card),
        )
        for card in cards
        if card.stands
    )


def score_worth(folder: Path, cards: Iterable[Scorecard]) -> int:
    """Put the total of every card that hands no grade down beside the measures of this folder: `worth.parquet`.

    Card by card: as one expression they would be a megabyte of SQL.
    """
    files = {name: [folder / f"{name}.parquet"] for name in ("measures", "ratings")}
    scores = []
    for card in (each for each in cards_in_order(cards) if each.score in SCORES):
        into = folder / f"total-{card.score}.parquet"
        engine.run(totalled(card), files, into=into)
        files[f"total_{card.score}"] = [into]
        scores.append(card.score)
    rows = engine.run(worth(scores), files, into=folder / "worth.parquet")
    for name in scores:
        (folder / f"total-{name}.parquet").unlink()
    return rows


def forget(as_of: date) -> int:
    """Let go of the files of long past nights; the first night of each month stays."""
    return facts.forget_old_nights(as_of)


def keep_measures(as_of: date) -> int:
    """Put the night's measures where pages read them: those that differ row by row, the days gone by in one statement."""
    path, follow = facts.of_day(as_of) / "worth.parquet", ["overdue_pct"]
    with taking("worth", path, as_of, grow=_GROWING, follow=follow, narrow=_AMONG) as differing:
        rows = differing.also(_unmeasured(differing))
        kept = sum(_keep(some, as_of) for some in rows.tables(list(SCHEMAS["worth"])))
        moved = rows.tables([*_AMONG, "customer_id"], narrowly=True)
        kept += sum(_move(some) for some in moved)
        if differing.since:
            _days_go_by(differing.since, as_of)
    return kept


def _unmeasured(differing: Differing) -> set[int]:
    """Customers of the file whose row is missing, though the file before named them."""
    held = Measures.objects.unscoped()
    if differing.since is None or held.count() == differing.size:
        return set()
    return set(differing.ids.tolist()) - set(held.values_list("pk", flat=True))


def hand_down_standings(as_of: date) -> int:
    """Hand the customers whose points or reasons are others their standing in every scheme; say how many grades changed."""
    held = standings_held()
    cards = [card for card in methods().scorecards.values() if card.stands]
    return sum(_hand_down_card(card, as_of, held) for card in cards)


def _hand_down_card(card: Scorecard, as_of: date, held: Held) -> int:
    why, name = Because(card), card.head.name
    with taking(f"scores-{name}", _scores(as_of, card), as_of) as differing:
        return sum(
            _hand_down(card, why, batch, as_of)
            for batch in differing.also(unspoken(name, differing, held)).batches()
        )


def _scores(as_of: date, card: Scorecard) -> Path:
    return facts.of_day(as_of) / f"scores-{card.head.name}.parquet"


def _days_go_by(since: date, as_of: date) -> None:
    """Whoever did not change is only some days further from what was last."""
    days = (as_of - since).days
    grown = {name: F(name) + days for name in _GROWING}
    overdue = (F("recency_days") + days) * 100 / F("cycle_days")
    rows = Measures.objects.unscoped().filter(as_of=since).exclude(as_of=as_of)
    rows.update(**grown, overdue_pct=overdue, as_of=as_of)


@transaction.atomic
def _keep(rows: pa.Table, as_of: date) -> int:
    ids = rows.column("customer_id").to_pylist()
    there = set(
        Customer.objects.filter(pk__in=bulk.among_ids(ids)).values_list("pk", flat=True)
    )
    values = zip(*(_values(rows, name, as_of) for name in _FIELDS), strict=True)
    kept = [row for pk, row in zip(ids, values, strict=True) if pk in there]
    bulk.upsert(Measures, _FIELDS, kept, key=["customer_id"])
    return len(kept)


def _values(rows: pa.Table, name: str, as_of: date) -> Sequence[object]:
    """The values of one field of the model, as a driver takes them: a day as text."""
    if name == "as_of":
        return [as_of.isoformat()] * len(rows)
    if name.endswith("_on"):
        days = rows.column(f"{name.removesuffix('_on')}_day")
        return list(days.cast(pa.int32()).cast(pa.date32()).cast(pa.string()).to_pylist())
    return list(rows.column(name).to_pylist())


@transaction.atomic
def _move(rows: pa.Table) -> int:
    """Write where these customers stand among the others now: nothing else of them is another."""
    columns = [rows.column(name).to_pylist() for name in (*_AMONG, "customer_id")]
    bulk.update(Measures, _AMONG, zip(*columns, strict=True), key="customer_id")
    return len(rows)


def _hand_down(card: Scorecard, why: Because, rows: list[Row], as_of: date) -> int:
    held = _held(card, rows) if card.hysteresis else {}
    graded = []
    for row in rows:
        customer_id, points = _whole(row["customer_id"]), _whole(row["points"])
        grade = card.grade(points, before=held.get(customer_id, ""))
        graded.append(Graded(customer_id, grade, points, why.parts(row, grade, points)))
    scheme = Scheme(card.head.name, card.head.version)
    proposes = card.moves is Moves.PROPOSED
    return hand_down(Actor.clock(), scheme, graded, as_of=as_of, only_proposes=proposes)


def _held(card: Scorecard, rows: list[Row]) -> dict[int, str]:
    """The grades held so far: within the hysteresis they stay."""
    standings = Standing.objects.filter(
        scheme=card.head.name, customer_id__in=[row["customer_id"] for row in rows]
    )
    return dict(standings.values_list("customer_id", "grade"))


def _whole(value: object) -> int:
    if not isinstance(value, int):
        raise TypeError(value)
    return value
