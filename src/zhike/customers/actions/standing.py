"""Standings are handed down: `value` grades, the customer book keeps who stands where, since when and why."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from django.db import transaction

from zhike.customers.models import Customer, Standing, StandingMove
from zhike.trust import journal
from zhike.trust.actor import Actor

_KEPT = ["grade", "points", "since", "as_of", "version", "because"]


@dataclass(frozen=True, slots=True)
class Graded:
    """What a scheme says of a customer; `points` in hundredths, `because` one line per criterion."""

    customer_id: int
    grade: str
    points: int
    because: list[dict[str, str | int | bool]] = field(default_factory=list)


@transaction.atomic
def hand_down(
    actor: Actor, scheme: str, version: int, rows: Sequence[Graded], *, as_of: date
) -> int:
    """Give these customers their standing of the day; say how many changed grade. The same rows twice change nothing."""
    ids = [row.customer_id for row in rows]
    there = set(Customer.objects.filter(pk__in=ids).values_list("pk", flat=True))
    held = {
        standing.customer_id: standing
        for standing in Standing.objects.filter(scheme=scheme, customer_id__in=ids)
    }
    changed, unchanged, moved = [], [], []
    for row in rows:
        if row.customer_id not in there:
            continue
        before = held.get(row.customer_id)
        after = _standing(scheme, version, row, before, as_of)
        if before is not None and _is_same(before, after):
            unchanged.append(row.customer_id)
            continue
        changed.append(after)
        if before is None or before.grade != after.grade:
            moved.append((before.grade if before else "", after))
    Standing.objects.bulk_create(
        changed,
        update_conflicts=True,
        unique_fields=["customer", "scheme"],
        update_fields=_KEPT,
        batch_size=2000,
    )
    stale = Standing.objects.filter(scheme=scheme, customer_id__in=unchanged)
    stale.exclude(as_of=as_of).update(as_of=as_of)
    _keep_moves(actor, moved, as_of)
    return len(moved)


def _standing(
    scheme: str, version: int, row: Graded, before: Standing | None, as_of: date
) -> Standing:
    stays = before is not None and before.grade == row.grade
    return Standing(
        customer_id=row.customer_id,
        scheme=scheme,
        grade=row.grade,
        points=row.points,
        since=before.since if before is not None and stays else as_of,
        as_of=as_of,
        version=version,
        because=row.because,
    )


def _is_same(before: Standing, after: Standing) -> bool:
    compared = [name for name in _KEPT if name != "as_of"]
    return all(getattr(before, name) == getattr(after, name) for name in compared)


def _keep_moves(actor: Actor, moved: Sequence[tuple[str, Standing]], as_of: date) -> None:
    """A second move on the same day replaces the first one's end; there and back again is no move."""
    if not moved:
        return
    scheme = moved[0][1].scheme
    ids = [after.customer_id for _, after in moved]
    today = StandingMove.objects.filter(scheme=scheme, moved_on=as_of, customer_id__in=ids)
    began = dict(today.values_list("customer_id", "before"))
    moves = [
        StandingMove(
            customer_id=after.customer_id,
            scheme=scheme,
            before=began.get(after.customer_id, before),
            after=after.grade,
            points=after.points,
            moved_on=as_of,
        )
        for before, after in moved
    ]
    back = [move.customer_id for move in moves if move.before == move.after]
    if back:
        today.filter(customer_id__in=back).delete()
    StandingMove.objects.bulk_create(
        [move for move in moves if move.before != move.after],
        update_conflicts=True,
        unique_fields=["customer", "scheme", "moved_on"],
        update_fields=["before", "after", "points"],
        batch_size=2000,
    )
    label = Customer._meta.label_lower
    journal.record_many(
        actor,
        "customer.regraded",
        [
            journal.Entry(
                subject=f"{label}:{after.customer_id}",
                on=as_of,
                customer_id=after.customer_id,
                particulars={
                    "scheme": scheme,
                    "before": before,
                    "after": after.grade,
                    "points": after.points,
                },
            )
            for before, after in moved
        ],
    )
