"""The clock's part in the file: answers that have expired are emptied, old history is let go (S1-62, P23)."""

from datetime import date
from itertools import batched

from django.db import transaction

from zhike.customers.answers import months_later
from zhike.customers.models import Fact
from zhike.trust import journal
from zhike.trust.actor import Actor

HISTORY_MONTHS = 24  # how long answers that no longer hold are kept; ours
_BATCH = 1_000


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
