"""Writing an import into the books, batch by batch; killed anywhere, it goes on where it stood.

Each batch and the mark of how far we are are one transaction. The mark moves only from where we think it is, so
two processes that both believe the import is theirs cannot write the same batch twice.
"""

from django.db import transaction
from django.utils import timezone

from zhike.customers.actions.book import CustomerDraft
from zhike.customers.actions.bulk import Opening, open_customers
from zhike.customers.lookup import Named, identify
from zhike.exchange import places
from zhike.exchange.fields import Target
from zhike.exchange.models import Import, Overwritten
from zhike.exchange.naming import count_strangers, look_up, strangers
from zhike.exchange.progress import Progress
from zhike.exchange.stage import Stage, opened
from zhike.exchange.writers import Task, writer_for
from zhike.lib.names import name_key
from zhike.sales.actions import bulk as ledger
from zhike.trust import journal
from zhike.trust.changes import Change
from zhike.trust.planner import learn

# Rows to a transaction: many cheap ones, fewer of those that also change the search index.
BATCH = {Target.ORDERS: 10_000, Target.PAYMENTS: 10_000}
USUAL_BATCH = 1_000
_TOLD = 2_000
_MET = "INSERT OR IGNORE INTO met VALUES (?)"


class LostError(RuntimeError):
    """Somebody else moved this import on; this process must stop."""


def commit(task: Task, imported: Import, progress: Progress) -> None:
    """Write everything that is still unwritten, then the events, then the end."""
    with opened(places.stage_of(imported.folder)) as stage:
        if imported.step == "":
            stage.run("DELETE FROM wrong WHERE is_late")
            imported.counts |= {
                "new": 0,
                "updated": 0,
                "same": imported.counts["twins"],
                "customers": 0,
            }
            _advance(imported, "customers", 0)
        if task.mapping.target is not Target.CUSTOMERS:
            _meet_customers(task, imported, stage, progress)
        if imported.step == "customers":
            _advance(imported, "rows", 0)
        if imported.step == "rows":
            _write_rows(task, imported, stage, progress)
            _advance(imported, "events", 0)
        _tell(task, imported, stage)
        counts = imported.counts | {"wrong": stage.number("SELECT count(*) FROM wrong")}
    _finish(task, imported, counts)


def _meet_customers(task: Task, imported: Import, stage: Stage, progress: Progress) -> None:
    """Ask again who is meant, and create those nobody knows where that was wished."""
    may_create = task.mapping.create_customers
    look_up(stage, task.actor, may_create=may_create)
    if not may_create or imported.step != "customers":
        return
    done = 0
    total = count_strangers(stage)
    for part in strangers(stage):
        with transaction.atomic():
            openings = _openings(task, part)
            if openings:
                open_customers(task.actor, openings, on=task.on, batch=task.batch)
            _advance(imported, "customers", imported.position + 1, customers=len(openings))
        done += len(part)
        progress.beat("customers", done, done / total)
    look_up(stage, task.actor, may_create=may_create)


def _openings(task: Task, part: list[Named]) -> list[Opening]:
    """One new customer for each number or name key; those found by now are left out."""
    known = identify(task.actor, part)
    drafts: dict[str, CustomerDraft] = {}
    for each in part:
        if each.text not in known:
            number = each.text if _is_number(each) else None
            name = each.name or each.text
            drafts.setdefault(number or name_key(name), CustomerDraft(name, number=number))
    return [Opening(draft, task.owner_of_new) for draft in drafts.values()]


def _is_number(named: Named) -> bool:
    """A customer is named by number when a name stands beside it, or when it looks like one."""
    if named.name and named.name != named.text:
        return len(named.text) <= 60
    text = named.text
    return (
        text.isascii() and " " not in text and any(map(str.isdigit, text)) and len(text) <= 60
    )


def _write_rows(task: Task, imported: Import, stage: Stage, progress: Progress) -> None:
    writer = writer_for(task)
    size = BATCH.get(task.mapping.target, USUAL_BATCH)
    total = stage.number("SELECT count(*) FROM item") or 1
    done = stage.number("SELECT count(*) FROM item WHERE rowid <= ?", (imported.position,))
    while rows := stage.rows(writer.items, (imported.position, size)):
        with transaction.atomic():
            weighed = writer.weigh(rows)
            # Said beside the books first: said twice it is the same, said after them it could be lost.
            stage.say_wrong(weighed.wrong, number=task.mapping.target is Target.ORDERS)
            stage.put(_MET, [(customer_id,) for customer_id in writer.met(weighed)])
            _remember(imported, writer.kind, writer.write(weighed))
            _advance(
                imported,
                "rows",
                rows[-1][0],
                new=len(weighed.new),
                updated=weighed.updated,
                same=weighed.same,
            )
        done += len(rows)
        progress.beat("write", done, done / total)


def _remember(imported: Import, kind: str, changes: list[Change]) -> None:
    Overwritten.objects.bulk_create(
        [
            Overwritten(
                imported=imported,
                kind=kind,
                row_id=change.row_id,
                customer_id=change.customer_id,
                before=change.before,
                after=change.after,
            )
            for change in changes
        ],
        batch_size=1_000,
    )


def _tell(task: Task, imported: Import, stage: Stage) -> None:
    """Orders and payments leave one event per customer, so many customers at a time."""
    tell = {Target.ORDERS: ledger.tell_orders, Target.PAYMENTS: ledger.tell_payments}
    if task.mapping.target not in tell:
        return
    sql = "SELECT customer_id FROM met WHERE customer_id > ? ORDER BY customer_id LIMIT ?"
    while rows := stage.rows(sql, (imported.position, _TOLD)):
        with transaction.atomic():
            ids = [customer_id for (customer_id,) in rows]
            tell[task.mapping.target](task.actor, ids, batch=task.batch, on=task.on)
            _advance(imported, "events", ids[-1])


def _finish(task: Task, imported: Import, counts: dict[str, int]) -> None:
    with transaction.atomic():
        _advance(imported, "done", 0)
        imported.counts, imported.state = counts, Import.State.COMMITTED
        imported.finished_at, imported.share = timezone.now(), 1
        imported.save(update_fields=["counts", "state", "finished_at", "share"])
        said = journal.Entry(
            f"exchange.import:{imported.pk}", task.on, None, particulars=counts
        )
        journal.record_many(task.actor, "import.committed", [said], batch=imported.pk)
    learn(sum(counts.values()))


def _advance(imported: Import, step: str, position: int, **more: int) -> None:
    """Move the mark, and the counts with it; `LostError` when it is not where it was left."""
    counts = dict(imported.counts)
    for name, count in more.items():
        counts[name] = counts.get(name, 0) + count
    moved = (
        Import.objects.unscoped()
        .filter(
            pk=imported.pk, state=imported.state, step=imported.step, position=imported.position
        )
        .update(step=step, position=position, counts=counts, heartbeat=timezone.now())
    )
    if not moved:
        raise LostError(imported.pk)
    imported.step, imported.position, imported.counts = step, position, counts
