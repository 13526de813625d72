"""What the worker does: imports and exports that were asked for, the journal closed, the post, and the night when it is due."""

from datetime import date, datetime

from django.utils import timezone

from zhike.care.messages.digest import write_digests
from zhike.care.messages.noticing import notice_what_happened
from zhike.care.messages.outbox import deliver_waiting
from zhike.care.runs.jobs import tell_late
from zhike.customers.jobs import run_waiting
from zhike.exchange.jobs import run_queued
from zhike.exchange.out.jobs import write_queued
from zhike.exchange.queries import queue
from zhike.serving.clock import night_due
from zhike.serving.nights import newest_whole_night, run_night_apart
from zhike.serving.worker import Chore
from zhike.trust.actor import Door
from zhike.trust.jobs import seal_if_due
from zhike.users.days import catch_up
from zhike.users.queries import actor_for, company
from zhike.value.queries import last_night

FIVE_MINUTES = 300


def run_the_night_if_due() -> None:
    """Run the night that is owed, once there is a company."""
    if company() and (day := night_owed(timezone.localtime())):
        run_night_apart(day)


def night_owed(now: datetime) -> date | None:
    """The day to run a night for: the clock has struck, or an import changed the book after the last one."""
    newest = newest_whole_night()
    if due := night_due(now, newest):
        return due
    changed_at, ran = queue(now).changed_at, last_night()
    if changed_at and ran and changed_at > ran.ended_at:
        return newest
    return None


def close_the_journal() -> None:
    """Close what came in since the last block of the journal."""
    seal_if_due(timezone.now())


def run_bulk_changes() -> None:
    """Go on with the large changes somebody asked for in a list, with the rights he has today."""
    today = timezone.localdate()
    run_waiting(lambda person: actor_for(person, Door.WEB, on=today), on=today)


def tell_our_people() -> None:
    """Notices from what happened since, and the digests whose hour has come."""
    notice_what_happened(timezone.now())
    write_digests(timezone.now())


def send_what_waits() -> None:
    """Mail and messages whose time has come."""
    deliver_waiting(timezone.now)


def tell_what_is_late() -> None:
    """Tell higher up what was due hours ago; the night would be too late for a clock of hours."""
    if company():
        tell_late(timezone.localtime())


CHORES = (
    Chore("days", catch_up),
    Chore("import", run_queued),
    Chore("export", write_queued),
    Chore("journal", close_the_journal),
    Chore("bulk", run_bulk_changes),
    Chore("notices", tell_our_people),
    Chore("post", send_what_waits),
    Chore("late", tell_what_is_late, every=FIVE_MINUTES),
    Chore("night", run_the_night_if_due),
)
