"""Standings are handed down: `value` grades, the customer book keeps who stands where, since when and why."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

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
    ids = [row.customer_id for row in rows]
    there = set(
        Customer.objects.filter(pk__in=bulk.among_ids(ids)).values_list("pk", flat=True)
    )
    held = _held(scheme, ids)
    rows = _not_set_by_hand(rows, held)
    if only_proposes:
        rows = _propose(scheme, rows, held, as_of)
    given: list[tuple[object, ...]] = []
    moved = []
    for row in rows:
        if row.customer_id not in there:
            continue
        old = held.get(row.customer_id)
        before = old.grade if old else ""
        since = old.since if old and before == row.grade else as_of
        if old is None or old.said != (row.grade, row.points, scheme.version, row.because):
            given.append((
                row.customer_id, scheme.name, row.grade, row.points, "", since, as_of,
                scheme.version, row.because,
            ))  # fmt: skip
        if before != row.grade:
            moved.append((before, row))
    bulk.upsert(Standing, _KEPT, given, key=("customer", "scheme"))
    if not tells_first:
        moved = [(before, row) for before, row in moved if before]
    if moved:
        _move(actor, scheme, moved, as_of)
    return len(moved)


class _Held(NamedTuple):
    """A standing held so far; its fields are those of the model."""

    customer_id: int
    pk: int
    grade: str
    points: int
    version: int | None
    because: list[dict[str, object]]
    since: date
    proposed: str
    set_by_id: int | None

    @property
    def said(self) -> tuple[object, ...]:
        return self.grade, self.points, self.version, self.because


_HELD = tuple(_Held.__annotations__)


def _held(scheme: Scheme, ids: Sequence[int]) -> dict[int, _Held]:
    rows = Standing.objects.filter(scheme=scheme.name, customer_id__in=bulk.among_ids(ids))
    return {row[0]: _Held(*row) for row in rows.values_list(*_HELD)}


def _not_set_by_hand(rows: Sequence[Graded], held: Mapping[int, _Held]) -> list[Graded]:
    """Whoever's grade nobody set; to the others it is proposed where it differs from what was set."""
    free, proposed = [], []
    for row in rows:
        old = held.get(row.customer_id)
        if old is None or old.set_by_id is None:
            free.append(row)
            continue
        grade = row.grade if row.grade != old.grade else ""
        if old.proposed != grade:
            proposed.append((grade, old.pk))
    bulk.update(Standing, ["proposed"], proposed, key="id")
    return free


def _propose(
    scheme: Scheme, rows: Sequence[Graded], held: Mapping[int, _Held], as_of: date
) -> list[Graded]:
    """Keep the held grades, with today's points and reasons, and note what the data says instead; give back the first grades."""
    first, changed = [], []
    for row in rows:
        if (old := held.get(row.customer_id)) is None:
            first.append(row)
            continue
        proposed = row.grade if row.grade != old.grade else ""
        now = (row.points, row.because, proposed, scheme.version)
        if (old.points, old.because, old.proposed, old.version) != now:
            changed.append((*now, as_of, old.pk))
    bulk.update(Standing, _PROPOSED, changed, key="id")
    return first


@transaction.atomic
def take_back(actor: Actor, scheme: Scheme, customer_ids: Sequence[int], *, as_of: date) -> int:
    """These customers are in no class of the scheme any more; what somebody set stays. Say how many left one."""
    rows = Standing.objects.filter(
        scheme=scheme.name, set_by=None, customer_id__in=bulk.among_ids(customer_ids)
    )
    gone = list(rows.defer("because"))
    Standing.objects.filter(pk__in=bulk.among_ids([row.pk for row in gone])).delete()
    left = [(row.grade, Graded(row.customer_id, "", row.points)) for row in gone]
    if left:
        _move(actor, scheme, left, as_of)
    return len(left)


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
    back_again = [row.customer_id for before, row in ways if before == row.grade]
    today.filter(customer_id__in=bulk.among_ids(back_again)).delete()
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
