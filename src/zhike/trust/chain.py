"""The journal as a chain of blocks: closed one after another, each with the digest of its events and of the block before.

Writing stays as fast as it was: an event is a plain insert, and the sealer closes what has come in since. Whoever edits,
deletes, reorders or slips in an event of a closed block, or changes a block, breaks the chain from there on; whoever cuts its
end off misses the anchors, which lie in a file beside the database. What is not closed yet is guarded by the triggers alone.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

from django.conf import settings
from django.db import OperationalError, connection, transaction
from django.db.models import Max

from zhike.lib.words import Words
from zhike.trust import anchors, append_only
from zhike.trust.alone import Busy, alone
from zhike.trust.digests import canonical, digest_of
from zhike.trust.models import Event, JournalBlock, JournalCheck, Redaction

LARGEST = 20_000
_FIELDS = (
    "id", "kind", "subject", "customer_id", "user_id", "door", "happened_on", "recorded_at",
    "batch", "particulars", "redacted_at",
)  # fmt: skip
_CHUNK = 2_000
_TURNS = 7
_READ_WHOLE = 200_000  # events: three seconds a night


def seal(*, at: datetime) -> int:
    """Close every event written so far into blocks; say how many events. `trust.alone.Busy` while another process is at it."""
    with alone("journal", Path(settings.ANCHORS_DIR)):
        done = 0
        last, newest = JournalBlock.objects.order_by("-last_id").first(), _newest_id()
        while newest > (last.last_id if last else 0):
            last = _close(last, newest, at)
            done += last.count
        return done


def closed_until() -> int:
    """The last event that lies in a block; 0 before the first."""
    return JournalBlock.objects.aggregate(last=Max("last_id"))["last"] or 0


def unsealed() -> int:
    """How many events wait to be closed into a block."""
    return Event.objects.unscoped().filter(pk__gt=closed_until()).count()


def newest_blocks(limit: int = 20) -> list[JournalBlock]:
    """The blocks closed last, the newest first."""
    return list(JournalBlock.objects.order_by("-pk")[:limit])


def last_check() -> JournalCheck | None:
    """What the last look over the whole journal found."""
    return JournalCheck.objects.order_by("-pk").first()


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether the chain holds, how many blocks and up to which event, and where it breaks."""

    holds: bool
    blocks: int
    up_to: int
    problem: Words | None


type Reads = Callable[[JournalBlock], bool]


def verify(reads: Reads = lambda _: True) -> Verdict:
    """Say whether the journal is what was closed: every block is held against the one before, and its events, all it `reads`."""
    previous: JournalBlock | None = None
    number = 0
    for number, block in enumerate(JournalBlock.objects.order_by("pk").iterator(), 1):
        problem = _out_of_line(block, previous) or (_altered(block) if reads(block) else None)
        if problem:
            return Verdict(False, number - 1, previous.last_id if previous else 0, problem)
        previous = block
    up_to = previous.last_id if previous else 0
    problem = _untold() or _cut_off() or _unguarded()
    return Verdict(problem is None, number, up_to, problem)


def check(*, at: datetime) -> Verdict:
    """Verify all of it, and keep what was found for the health page."""
    return _noted(verify(), at)


def check_tonight(*, closed_before: int, at: datetime) -> Verdict:
    """As `check`, but for the events after `closed_before`, which were read a moment ago to be closed; and of a large
    journal that held last time only the new ones are read, and the others in seven turns."""
    last = last_check()
    is_large = last is not None and last.holds and last.up_to > _READ_WHOLE
    checked, turn = (last.up_to, last.pk % _TURNS) if last and is_large else (0, 0)

    def reads(block: JournalBlock) -> bool:
        is_asked = block.last_id > checked or block.pk % _TURNS == turn
        return is_asked and block.last_id <= closed_before

    return _noted(verify(reads), at)


def _noted(found: Verdict, at: datetime) -> Verdict:
    JournalCheck.objects.create(
        checked_at=at,
        holds=found.holds,
        blocks=found.blocks,
        up_to=found.up_to,
        problem={"zh": found.problem.zh, "en": found.problem.en} if found.problem else None,
    )
    return found


def _close(last: JournalBlock | None, newest: int, at: datetime) -> JournalBlock:
    first_id = last.last_id + 1 if last else 1
    ids = Event.objects.unscoped().filter(pk__gte=first_id, pk__lte=newest).order_by("pk")
    last_id = ids.values_list("pk", flat=True)[LARGEST - 1 : LARGEST].first() or newest
    root, count = _root(first_id, last_id)
    block = JournalBlock(first_id=first_id, last_id=last_id, count=count, root=root, made_at=at)
    block.chain = _chained(last.chain if last else "", block)
    with transaction.atomic():
        block.save(force_insert=True)
        transaction.on_commit(lambda: anchors.cast(block.last_id, block.chain, at))
    return block


def _newest_id() -> int:
    """The newest event up to which all are there: on PostgreSQL, once whoever is writing now has ended."""
    try:
        with transaction.atomic():
            if connection.vendor == "postgresql":
                with connection.cursor() as cursor:
                    cursor.execute("SET LOCAL lock_timeout = '2s'")
                    cursor.execute("LOCK TABLE trust_event IN SHARE MODE")
            return Event.objects.unscoped().aggregate(newest=Max("pk"))["newest"] or 0
    except (
        OperationalError
    ) as error:  # somebody writes for longer than that; the next minute will do
        raise Busy("journal") from error


def _root(first_id: int, last_id: int) -> tuple[str, int]:
    """The digest over the rows of a range, and how many there are."""
    told = sha256()
    count = 0
    for row in _rows(first_id, last_id):
        told.update(row)
        count += 1
    return told.hexdigest(), count


def _rows(first_id: int, last_id: int) -> Iterator[bytes]:
    """Each event as one canonical line, the same on both engines, its particulars as their digest."""
    held = dict(
        Redaction.objects.filter(event_id__gte=first_id, event_id__lte=last_id).values_list(
            "event_id", "digest"
        )
    )
    events = Event.objects.unscoped().filter(pk__gte=first_id, pk__lte=last_id).order_by("pk")
    for values in events.values_list(*_FIELDS).iterator(chunk_size=_CHUNK):
        *plain, particulars, redacted_at = values
        digest = _kept(values[0], held) if redacted_at else digest_of(particulars)
        plain[7] = plain[7].astimezone(UTC).isoformat(timespec="microseconds")
        yield canonical([*plain, digest]) + b"\n"


def _kept(event_id: int, held: dict[int, str]) -> str:
    """The digest of an event emptied, also of one that was emptied while its block is being read."""
    if event_id in held:
        return held[event_id]
    late = Redaction.objects.filter(event_id=event_id).values_list("digest", flat=True)
    return late.first() or ""


def _chained(before: str, block: JournalBlock) -> str:
    made = block.made_at.astimezone(UTC).isoformat(timespec="microseconds")
    line = [before, block.first_id, block.last_id, block.count, block.root, made]
    return sha256(canonical(line)).hexdigest()


def _out_of_line(block: JournalBlock, previous: JournalBlock | None) -> Words | None:
    """What is wrong with a block beside the one before, or None."""
    span = {"first": block.first_id, "last": block.last_id}
    if block.first_id != (previous.last_id + 1 if previous else 1):
        return _GAP.format(**span)
    if block.chain != _chained(previous.chain if previous else "", block):
        return _BLOCK.format(**span)
    return None


def _altered(block: JournalBlock) -> Words | None:
    """What is wrong with the events of a block, or None."""
    span = {"first": block.first_id, "last": block.last_id}
    root, count = _root(block.first_id, block.last_id)
    if count != block.count:
        return _COUNT.format(**span, wanted=block.count, found=count)
    return _ROOT.format(**span) if root != block.root else None


def _untold() -> Words | None:
    """Whether an event was emptied without the journal telling of it."""
    tales = (
        Event.objects.unscoped()
        .filter(kind="journal.redacted")
        .values_list("particulars", flat=True)
    )
    told = {pk for particulars in tales for pk in particulars.get("events", ())}
    emptied = (
        Event.objects.unscoped().exclude(redacted_at=None).values_list("pk", "redaction__pk")
    )
    for pk, redaction in emptied.iterator(chunk_size=_CHUNK):
        if pk not in told or redaction is None:
            return _UNTOLD.format(event=pk)
    return None


def _cut_off() -> Words | None:
    """Whether an anchor names a block that is no longer there."""
    there = dict(JournalBlock.objects.values_list("last_id", "chain"))
    for anchor in anchors.cast_so_far():
        if there.get(anchor.last_id) != anchor.chain:
            return _ANCHOR.format(last=anchor.last_id, at=anchor.at)
    return None


def _unguarded() -> Words | None:
    lost = append_only.missing()
    return _TRIGGER.format(name=lost[0].name) if lost else None


_GAP = Words(
    "事件 {first}–{last} 的区块与前一块不相接",
    "The block of events {first}–{last} does not follow the one before",
)
_BLOCK = Words(
    "事件 {first}–{last} 的区块被改动过", "The block of events {first}–{last} was altered"
)
_COUNT = Words(
    "事件 {first}–{last} 应有 {wanted} 条，现有 {found} 条",
    "Events {first}–{last}: {wanted} were closed, {found} are there",
)
_ROOT = Words(
    "事件 {first}–{last} 之中有一条被改动过", "One of the events {first}–{last} was altered"
)
_UNTOLD = Words(
    "事件 {event} 的内容被抹去，日志里没有这次抹去",
    "Event {event} was emptied, and the journal does not tell of it",
)
_ANCHOR = Words(
    "{at} 的锚点（到事件 {last}）在数据库里找不到：日志被截断、换过，或从旧备份恢复",
    "The anchor of {at} (up to event {last}) is not in the database: the journal was cut off, exchanged, or restored from an old copy",
)
_TRIGGER = Words(
    "保护触发器 {name} 不在了", "The trigger {name} that guards the journal is gone"
)
