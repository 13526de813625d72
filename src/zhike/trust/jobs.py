"""The clock's part: the journal is closed into blocks through the day, and looked over each night."""

from datetime import UTC, date, datetime, timedelta

from zhike.trust import chain
from zhike.trust.alone import Busy
from zhike.trust.models import Event, JournalBlock

_EVERY = timedelta(minutes=1)


def seal_if_due(at: datetime) -> int:
    """Close what has come in since the last block, once a minute; nothing while another process does."""
    last = JournalBlock.objects.order_by("-last_id").first()
    if last and at - last.made_at < _EVERY:
        return 0
    if not Event.objects.unscoped().filter(pk__gt=last.last_id if last else 0).exists():
        return 0
    try:
        return chain.seal(at=at)
    except Busy:
        return 0


def look_over_the_journal(_as_of: date) -> int:
    """Close what is open and verify it; the health page tells what was found."""
    at, closed = datetime.now(UTC), chain.closed_until()
    seal_if_due(at)
    return chain.check_tonight(closed_before=closed, at=at).up_to
