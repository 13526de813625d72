"""One thing is done to many customers at once, a thousand in a transaction, and can be undone (ux: the undo after any bulk change)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.core.exceptions import ObjectDoesNotExist
from django.db import transaction
from django.db.models import Count, QuerySet

from zhike.customers.actions.strokes import Plain, Stroke, Values, stroke_of
from zhike.customers.models import BulkChange, BulkRow, Customer
from zhike.customers.rules import MOST_AT_ONCE
from zhike.trust import bulk, journal
from zhike.trust.actor import Actor, Permission, demand

_ROW = ("change", "customer", "state")
State = BulkRow.State


@dataclass(frozen=True, slots=True)
class Asked:
    """What is to be done: the kind and its particulars, such as field and value."""

    what: str
    said: dict[str, object]


@transaction.atomic
def begin(actor: Actor, asked: Asked, ids: Sequence[int], *, at: datetime) -> BulkChange:
    """Write down what is to be done to these customers; small ones are done in the same transaction, large ones by the worker."""
    demand(actor, Permission.WRITE_CUSTOMERS)
    demand(actor, stroke_of(asked.what, asked.said, at=at).permission)
    change = BulkChange.objects.create(
        made_by_id=actor.user_id or 0, made_at=at, what=asked.what, said=asked.said
    )
    bulk.insert(BulkRow, _ROW, [(change.pk, pk, State.WAITING) for pk in ids])
    if len(ids) <= MOST_AT_ONCE:
        carry_on(actor, change, on=at.date())
    return change


@transaction.atomic
def carry_on(actor: Actor, change: BulkChange, *, on: date) -> bool:
    """Do the next thousand rows of a change with the rights one has now; whether there are more."""
    demand(actor, Permission.READ_CUSTOMERS)
    rows = list(_rows(change, State.WAITING)[:MOST_AT_ONCE])
    try:
        stroke = stroke_of(change.what, change.said, at=change.made_at)
    except (LookupError, ObjectDoesNotExist):
        _mark(rows, State.REFUSED)
    else:
        _do(actor, stroke, rows, on)
    return _goes_on(actor, change, len(rows), BulkChange.State.DONE, on)


@transaction.atomic
def undo(actor: Actor, change_id: int, *, on: date) -> BulkChange:
    """Take a bulk change back; rows somebody changed since are left as they are and listed."""
    change = (
        BulkChange.objects.visible_to(actor)
        .select_for_update()
        .get(pk=change_id, state=BulkChange.State.DONE)
    )
    change.state = BulkChange.State.UNDOING
    change.save(update_fields=["state"])
    if _rows(change, State.DONE).count() <= MOST_AT_ONCE:
        carry_back(actor, change, on=on)
    return change


@transaction.atomic
def carry_back(actor: Actor, change: BulkChange, *, on: date) -> bool:
    """Undo the next thousand rows; whether there are more."""
    demand(actor, Permission.READ_CUSTOMERS)
    rows = list(_rows(change, State.DONE)[:MOST_AT_ONCE])
    try:
        stroke = stroke_of(change.what, change.said, at=change.made_at)
    except (LookupError, ObjectDoesNotExist):
        _mark(rows, State.LEFT)
    else:
        _undo(actor, stroke, rows, on)
    return _goes_on(actor, change, len(rows), BulkChange.State.UNDONE, on)


@transaction.atomic
def give_up(actor: Actor, change: BulkChange, *, on: date) -> None:
    """Whoever asked has left or may do nothing here any more: what waits is refused."""
    waiting = _rows(change, State.WAITING if change.state == "doing" else State.DONE)
    waiting.update(state=State.REFUSED if change.state == "doing" else State.LEFT)
    end = BulkChange.State.DONE if change.state == "doing" else BulkChange.State.UNDONE
    _goes_on(actor, change, 0, end, on)


def _do(actor: Actor, stroke: Stroke, rows: Sequence[BulkRow], on: date) -> None:
    ids = [row.customer_id for row in rows]
    seen = set(
        Customer.objects.visible_to(actor).filter(pk__in=ids).values_list("pk", flat=True)
    )
    allowed = seen if actor.may(stroke.permission) else set()
    now, wanted = stroke.now(ids), stroke.wanted(actor, on)
    writes: Values = {}
    for row in rows:
        before = now.get(row.customer_id)
        if row.customer_id not in allowed:
            row.state = State.REFUSED
        elif _same(stroke, before, wanted):
            row.state = State.SAME
        else:
            row.state, row.before, row.after = State.DONE, before, wanted
            writes[row.customer_id] = wanted
    if writes:
        stroke.write(actor, writes, now, on=on)
    BulkRow.objects.bulk_update(rows, ["state", "before", "after"])


def _undo(actor: Actor, stroke: Stroke, rows: Sequence[BulkRow], on: date) -> None:
    """Whoever did it may take it back, also from those he gave away; his permission is asked again."""
    now = stroke.now([row.customer_id for row in rows])
    may = actor.may(stroke.permission)
    writes: Values = {}
    for row in rows:
        if may and now.get(row.customer_id) == row.after:
            row.state = State.UNDONE
            writes[row.customer_id] = row.before
        else:
            row.state = State.LEFT
    if writes:
        stroke.write(actor, writes, now, on=on)
    BulkRow.objects.bulk_update(rows, ["state"])


def _same(stroke: Stroke, before: Plain, wanted: Plain) -> bool:
    """Nothing to do: it says so already, or the tag, the place on the list is there since another day."""
    return before == wanted or (stroke.first_counts and bool(before) and bool(wanted))


def _rows(change: BulkChange, state: str) -> QuerySet[BulkRow]:
    return BulkRow.objects.filter(change=change, state=state).order_by("pk")


def _mark(rows: Sequence[BulkRow], state: BulkRow.State) -> None:
    for row in rows:
        row.state = state
    BulkRow.objects.bulk_update(rows, ["state"])


def _goes_on(
    actor: Actor, change: BulkChange, did: int, end: BulkChange.State, on: date
) -> bool:
    """Whether a change has more rows; one that has none is written down as ended."""
    waiting = State.WAITING if end == BulkChange.State.DONE else State.DONE
    if did and _rows(change, waiting).exists():
        return True
    change.state = end
    change.save(update_fields=["state"])
    counts = dict(
        BulkRow.objects.filter(change=change).values_list("state").annotate(n=Count("pk"))
    )
    kind = "customers.changed" if end == BulkChange.State.DONE else "customers.change_undone"
    journal.record(
        actor, kind, change, on=on, what=change.what, said=change.said, counts=counts
    )
    return False
