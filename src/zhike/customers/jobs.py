"""Steps of the clock for the book: the trash is emptied, what was seen long ago forgotten, likely doubles found, large changes done."""

from collections.abc import Callable
from datetime import date, datetime, time

from django.utils.timezone import get_current_timezone, make_aware

from zhike.customers.actions.doubles import find_pairs
from zhike.customers.actions.marks import forget_seen
from zhike.customers.actions.sweeps import carry_back, carry_on, give_up
from zhike.customers.actions.trash import purge
from zhike.customers.models import BulkChange
from zhike.trust.actor import Actor
from zhike.users.models import User

type ActorFor = Callable[[User], Actor]


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
