"""Steps of the clock for the book and the file: expired answers are emptied, the trash too, likely doubles found, large changes done."""

from collections.abc import Callable
from datetime import date, datetime, time
from itertools import batched

from django.db import transaction
from django.utils.timezone import get_current_timezone, make_aware

from zhike.customers.actions.doubles import find_pairs
from zhike.customers.actions.marks import forget_seen
from zhike.customers.actions.sweeps import carry_back, carry_on, give_up
from zhike.customers.actions.trash import purge
from zhike.customers.answers import months_later
from zhike.customers.models import BulkChange, Fact
from zhike.trust import journal
from zhike.trust.actor import Actor
from zhike.users.models import User

HISTORY_MONTHS = 24  # how long answers that no longer hold are kept; ours
_BATCH = 1_000

type ActorFor = Callable[[User], Actor]


def expire_facts(as_of: date) -> int:
    """Empty the answers whose time is over, and forget those that ended long ago; say how many. Safe to run twice."""
    due = Fact.objects.filter(ended_on=None, expires_on__lte=as_of).order_by("pk")
    ids = list(due.values_list("pk", flat=True))
    for part in batched(ids, _BATCH, strict=False):
        _expire(part, as_of)
    old = Fact.objects.filter(ended_on__lt=months_later(as_of, -HISTORY_MONTHS))
    forgotten, _ = old.delete()
    return len(ids) + forgotten


@transaction.atomic
def _expire(ids: tuple[int, ...], as_of: date) -> None:
    rows = list(
        Fact.objects.filter(pk__in=ids).values_list("pk", "customer_id", "key", "contact")
    )
    Fact.objects.filter(pk__in=ids).update(
        value=None, sealed="", ended_on=as_of, ended_why=Fact.Ended.EXPIRED
    )
    journal.record_many(
        Actor.clock(),
        "fact.expired",
        [
            journal.Entry(
                f"customers.fact:{pk}",
                as_of,
                customer_id,
                particulars={"key": key, "contact": contact},
            )
            for pk, customer_id, key, contact in rows
        ],
    )


def empty_trash(as_of: date) -> int:
    """Delete for good what nobody restored for thirty days, and forget what was seen long ago."""
    at = make_aware(datetime.combine(as_of, time.min), get_current_timezone())
    forget_seen()
    return purge(Actor.clock(), at=at, on=as_of)


def watch_doubles(as_of: date) -> int:
    """Find pairs of customers that are probably one (S1-45)."""
    return find_pairs(Actor.clock(), on=as_of)


def run_waiting(actor_for: ActorFor, *, on: date) -> int:
    """The worker's part: do the next thousand rows of each bulk change that waits, in the name of whoever asked."""
    waiting = (
        BulkChange.objects.unscoped()
        .filter(state__in=["doing", "undoing"])
        .select_related("made_by")
        .order_by("pk")
    )
    count = 0
    for change in waiting:
        if not change.made_by.is_active:
            give_up(Actor.clock(), change, on=on)
            continue
        step = carry_on if change.state == BulkChange.State.DOING else carry_back
        step(actor_for(change.made_by), change, on=on)
        count += 1
    return count
