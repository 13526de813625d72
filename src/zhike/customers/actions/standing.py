"""Standings are handed down: `value` grades, the customer book keeps who stands where, since when and why."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from django.db import transaction

from zhike.customers.models import Customer, Standing, StandingMove
from zhike.trust import bulk, journal
from zhike.trust.actor import Actor

_KEPT = (
    "customer", "scheme", "grade", "points", "proposed", "since", "as_of", "version", "because",
)  # fmt: skip
_PROPOSED = ("points", "because", "proposed", "version", "as_of")
_MOVED = ("customer", "scheme", "before", "after", "points", "why", "moved_on")


@dataclass(frozen=True, slots=True)
class Graded:
    """What a scheme says of a customer; `points` in hundredths, `because` one part per criterion."""

    customer_id: int
    grade: str
    points: int
    because: list[dict[str, object]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Scheme:
    """Which classification, and which version of its method."""

    name: str
    version: int


@transaction.atomic
def hand_down(
    actor: Actor,
    scheme: Scheme,
    rows: Sequence[Graded],
    *,
    as_of: date,
    tells_first: bool = True,
    only_proposes: bool = False,
) -> int:
    """Give these customers their standing of the day; say how many changed grade. The same rows twice change nothing.

    Who holds what somebody set keeps it; the grade is proposed there. With `tells_first` off a first grade is no move and leaves no event.
    With `only_proposes` a customer keeps the grade he holds until a person decides; a first grade holds at once (S2-08).
    """
    rows = _not_set_by_hand(scheme, rows)
    if only_proposes:
        rows = _propose(scheme, rows, as_of)
    ids = [row.customer_id for row in rows]
    there = set(
        Customer.objects.filter(pk__in=bulk.among_ids(ids)).values_list("pk", flat=True)
    )
    held = _held(scheme, ids)
    changed, moved = [], []
    for row in rows:
        if row.customer_id not in there:
            continue
        since, before = as_of, ""
        if (old := held.get(row.customer_id)) is not None:
            before = old[0]
            since = old[1] if before == row.grade else as_of
        if old != (row.grade, since, row.points, scheme.version, row.because):
            changed.append((row, since))
        if before != row.grade:
            moved.append((before, row))
    bulk.upsert(
        Standing,
        _KEPT,
        [
            (
                row.customer_id,
                scheme.name,
                row.grade,
                row.points,
                "",
                since,
                as_of,
                scheme.version,
                row.because,
            )
            for row, since in changed
        ],
        key=("customer", "scheme"),
    )
    if not tells_first:
        moved = [(before, row) for before, row in moved if before]
    if moved:
        _move(actor, scheme, moved, as_of)
    return len(moved)


def _not_set_by_hand(scheme: Scheme, rows: Sequence[Graded]) -> Sequence[Graded]:
    ids = [row.customer_id for row in rows]
    kept = {
        standing.customer_id: standing
        for standing in Standing.objects.filter(
            scheme=scheme.name, customer_id__in=bulk.among_ids(ids)
        ).exclude(set_by=None)
    }
    for row in rows:
        standing = kept.get(row.customer_id)
        proposed = row.grade if standing and row.grade != standing.grade else ""
        if standing and standing.proposed != proposed:
            Standing.objects.filter(pk=standing.pk).update(proposed=proposed)
    return [row for row in rows if row.customer_id not in kept]


def _propose(scheme: Scheme, rows: Sequence[Graded], as_of: date) -> Sequence[Graded]:
    """Keep the held grades, with today's points and reasons, and note what the data says instead; give back the first grades."""
    held = {
        standing.customer_id: standing
        for standing in Standing.objects.filter(
            scheme=scheme.name,
            customer_id__in=bulk.among_ids([row.customer_id for row in rows]),
        )
    }
    changed = []
    for row in rows:
        if (standing := held.get(row.customer_id)) is None:
            continue
        proposed = row.grade if row.grade != standing.grade else ""
        now = (row.points, row.because, proposed, scheme.version)
        if (standing.points, standing.because, standing.proposed, standing.version) != now:
            standing.points, standing.because, standing.proposed, standing.version = now
            changed.append(standing)
    bulk.update(
        Standing,
        _PROPOSED,
        [
            (each.points, each.because, each.proposed, each.version, as_of, each.pk)
            for each in changed
        ],
        key="id",
    )
    return [row for row in rows if row.customer_id not in held]


@transaction.atomic
def take_back(actor: Actor, scheme: Scheme, customer_ids: Sequence[int], *, as_of: date) -> int:
    """These customers are in no class of the scheme any more; what somebody set stays. Say how many left one."""
    # Who set them is asked of the rows: as a condition it would have an index of everybody read.
    rows = Standing.objects.filter(
        scheme=scheme.name, customer_id__in=bulk.among_ids(customer_ids)
    )
    gone = [row for row in rows.defer("because") if row.set_by_id is None]
    Standing.objects.filter(pk__in=bulk.among_ids([row.pk for row in gone])).delete()
    left = [(row.grade, Graded(row.customer_id, "", row.points)) for row in gone]
    if left:
        _move(actor, scheme, left, as_of)
    return len(left)


type Held = tuple[str, date, int, int | None, list[dict[str, object]]]


def _held(scheme: Scheme, ids: Sequence[int]) -> dict[int, Held]:
    """Customer id → grade, since, points, version and reasons held so far."""
    standings = Standing.objects.filter(scheme=scheme.name, customer_id__in=bulk.among_ids(ids))
    return {
        customer_id: (grade, since, points, version, because)
        for customer_id, grade, since, points, version, because in standings.values_list(
            "customer_id", "grade", "since", "points", "version", "because"
        )
    }


def _move(
    actor: Actor, scheme: Scheme, moved: Sequence[tuple[str, Graded]], as_of: date
) -> None:
    """A second move on the same day replaces the first one's end; there and back again is no move."""
    ids = [row.customer_id for _, row in moved]
    today = StandingMove.objects.filter(
        scheme=scheme.name, moved_on=as_of, customer_id__in=bulk.among_ids(ids)
    )
    began = dict(today.values_list("customer_id", "before"))
    ways = [(began.get(row.customer_id, before), row) for before, row in moved]
    today.filter(
        customer_id__in=[row.customer_id for before, row in ways if before == row.grade]
    ).delete()
    bulk.upsert(
        StandingMove,
        _MOVED,
        [
            (row.customer_id, scheme.name, before, row.grade, row.points, "", as_of)
            for before, row in ways
            if before != row.grade
        ],
        key=("customer", "scheme", "moved_on"),
    )
    label = Customer._meta.label_lower
    journal.record_many(
        actor,
        "customer.regraded",
        [
            journal.Entry(
                subject=f"{label}:{row.customer_id}",
                on=as_of,
                customer_id=row.customer_id,
                particulars={
                    "scheme": scheme.name,
                    "before": before,
                    "after": row.grade,
                    "points": row.points,
                },
            )
            for before, row in moved
        ],
    )
