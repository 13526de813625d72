"""Taking an import back: what it wrote is deleted, what it changed says again what it said before.

What somebody else has changed since, and customers somebody has worked with since, stay and are counted as kept.
"""

from collections.abc import Callable
from typing import Any

from django.db import transaction
from django.utils import timezone

from zhike.activities import lookup as touches
from zhike.activities.actions.bulk import discard_touches
from zhike.customers import lookup as customers
from zhike.customers.actions import bulk as book
from zhike.customers.actions.bulk_facts import discard_facts
from zhike.exchange.models import Import, Overwritten
from zhike.exchange.progress import Progress
from zhike.exchange.writers import Task
from zhike.sales import lookup as sales
from zhike.sales.actions import bulk as ledger
from zhike.service import bringing as cases
from zhike.trust import journal
from zhike.trust.changes import Change

_BATCH = 500


def revert(task: Task, imported: Import, progress: Progress) -> None:
    """Restore, then delete; every batch is one transaction and can be done again."""
    counts = {"deleted": 0, "restored": 0, "kept": 0}
    _restore_all(task, imported, counts)
    discard_facts(task.actor, imported.pk)
    book.discard_points(task.actor, imported.pk)
    for kind in dict.fromkeys((str(task.mapping.target), "customers")):
        _discard_all(task, imported, kind, counts, progress)
    with transaction.atomic():
        imported.counts = imported.counts | counts
        imported.state, imported.finished_at = Import.State.REVERTED, timezone.now()
        imported.save(update_fields=["counts", "state", "finished_at"])
        said = journal.Entry(
            f"exchange.import:{imported.pk}", task.on, None, particulars=counts
        )
        journal.record_many(task.actor, "import.reverted", [said], batch=imported.pk)


def _restore_all(task: Task, imported: Import, counts: dict[str, int]) -> None:
    """Newest first; each restored row is forgotten in the same transaction, so a second run passes it over."""
    while changed := list(imported.overwritten.order_by("-pk")[:_BATCH]):
        with transaction.atomic():
            undone = []
            now = _now(changed[0].kind, [each.row_id for each in changed])
            for each in changed:
                change = _still_ours(each, now.get(each.row_id))
                if change:
                    undone.append(change)
                if change is None or len(change.after) < len(each.after):
                    counts["kept"] += 1
            if undone:
                _change(task, changed[0].kind, undone)
            counts["restored"] += len(undone)
            Overwritten.objects.filter(pk__in=[each.pk for each in changed]).delete()


def _still_ours(written: Overwritten, now: dict[str, Any] | None) -> Change | None:
    """The way back, for the fields that still say what the import made them say."""
    if now is None:
        return None
    ours = {name: now[name] for name, value in written.after.items() if now.get(name) == value}
    if not ours:
        return None
    before = {name: written.before[name] for name in ours}
    return Change(written.row_id, written.customer_id, before=ours, after=before)


def _discard_all(
    task: Task, imported: Import, kind: str, counts: dict[str, int], progress: Progress
) -> None:
    position = 0
    while rows := _of_batch(kind, imported.pk, position):
        with transaction.atomic():
            kept = _changed_since(kind, [row_id for row_id, _ in rows])
            if kind == "cases":
                kept |= cases.worked_on(rows, batch=imported.pk)
            if kind == "customers":
                kept |= journal.customers_with_others([pk for pk, _ in rows], batch=imported.pk)
            ids = [row_id for row_id, _ in rows if row_id not in kept]
            if ids:
                _DISCARD[kind](task.actor, ids)
        counts["deleted"] += len(ids)
        counts["kept"] += len(kept)
        position = rows[-1][0]
        progress.beat("revert", counts["deleted"], 0)


def _changed_since(kind: str, row_ids: list[int]) -> set[int]:
    """Rows a later import has changed."""
    rows = Overwritten.objects.filter(kind=kind, row_id__in=row_ids)
    return set(rows.values_list("row_id", flat=True))


def _now(kind: str, row_ids: list[int]) -> dict[int, dict[str, Any]]:
    look = customers.now if kind in {"customers", "contacts"} else sales.now
    return look(kind, row_ids)


def _of_batch(kind: str, batch: int, after: int) -> list[tuple[int, int]]:
    if kind == "touches":
        return touches.of_batch(batch, after=after, limit=_BATCH)
    if kind == "cases":
        return cases.of_batch(batch, after=after, limit=_BATCH)
    look = customers.of_batch if kind in {"customers", "contacts"} else sales.of_batch
    return look(kind, batch, after=after, limit=_BATCH)


def _change(task: Task, kind: str, changes: list[Change]) -> None:
    match kind:
        case "customers":
            book.change_customers(task.actor, changes, on=task.on, batch=task.batch)
        case "contacts":
            book.change_contacts(task.actor, changes, on=task.on, batch=task.batch)
        case "orders":
            ledger.change_orders(task.actor, changes, on=task.on, batch=task.batch)
        case _:
            ledger.change_payments(task.actor, changes, on=task.on, batch=task.batch)


_DISCARD: dict[str, Callable[..., int]] = {
    "customers": book.discard_customers,
    "contacts": book.discard_contacts,
    "orders": ledger.discard_orders,
    "payments": ledger.discard_payments,
    "touches": discard_touches,
    "cases": cases.discard_cases,
}
