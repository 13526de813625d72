"""The journal: every action leaves one event, in its own transaction."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any

from django.db import models, transaction
from django.db.models import Count, Max, Q

from zhike.trust import bulk
from zhike.trust.actor import Actor, Door, Permission, demand
from zhike.trust.digests import digest_of
from zhike.trust.models import Event as Event
from zhike.trust.models import EventQuerySet, Redaction

_WRITTEN = (
    "kind",
    "subject",
    "customer_id",
    "user",
    "door",
    "happened_on",
    "recorded_at",
    "particulars",
    "batch",
)


def record(
    actor: Actor,
    kind: str,
    subject: models.Model,
    /,
    *,
    on: date,
    customer_id: int | None = None,
    **particulars: Any,  # noqa: ANN401 - JSON
) -> Event:
    """Write down what was done, by whom, to what, on which day; `particulars` must be JSON."""
    return Event.objects.create(
        kind=kind,
        subject=f"{subject._meta.label_lower}:{subject.pk}",
        customer_id=customer_id,
        user_id=actor.user_id,
        door=actor.door,
        happened_on=on,
        particulars=particulars,
    )


@dataclass(frozen=True, slots=True)
class Entry:
    """One event of many, for actions that write in bulk; `user_id` is the original author where it differs."""

    subject: str
    on: date
    customer_id: int | None
    user_id: int | None = None
    particulars: dict[str, Any] = field(default_factory=dict)


def record_many(
    actor: Actor, kind: str, entries: Iterable[Entry], *, batch: int | None = None
) -> int:
    """Write many events of one kind; say how many."""
    at = datetime.now(UTC)  # the moment of writing; the day of the fact is the entry's
    rows = [
        (
            kind,
            entry.subject,
            entry.customer_id,
            entry.user_id or actor.user_id,
            actor.door,
            entry.on,
            at,
            entry.particulars,
            batch,
        )
        for entry in entries
    ]
    bulk.insert(Event, _WRITTEN, rows)
    return len(rows)


def of_customer(
    customer_id: int, *, merged: Collection[int] = (), before: int | None = None
) -> EventQuerySet:
    """A customer's events and those of the customers merged into it, newest first, or those after (older than) an event already shown.

    The caller has made sure the actor may see this customer. What an import brought that was taken back is not told.
    """
    taken_back = Event.objects.unscoped().filter(kind="import.reverted").values("batch")
    events = Event.objects.unscoped().filter(
        **{"customer_id__in": [customer_id, *merged]}
        if merged
        else {"customer_id": customer_id}
    )
    events = events.exclude(batch__in=taken_back)
    shown = events.filter(pk=before).first() if before else None
    if shown:
        day = shown.happened_on
        older = Q(happened_on__lt=day) | Q(happened_on=day, pk__lt=shown.pk)
        events = events.filter(older, happened_on__lte=day)
    return events.select_related("user").order_by("-happened_on", "-id")


@dataclass(frozen=True, slots=True)
class Revision:
    """How often something was changed since it was made, and when last."""

    changes: int
    changed_at: datetime


def revisions(
    subjects: Collection[str], customer_ids: Collection[int], *, changing: Collection[str]
) -> dict[str, Revision]:
    """Subject → its revision, for things that belong to these customers; `changing` are the kinds of events that count.

    The caller has made sure the actor may see them. Customers come in because the journal is found by them.
    """
    rows = (
        Event.objects.unscoped()
        .filter(customer_id__in=customer_ids, subject__in=subjects)
        .order_by()
        .values_list("subject")
        .annotate(changes=Count("pk", filter=Q(kind__in=changing)), last=Max("recorded_at"))
    )
    return {subject: Revision(changes, last) for subject, changes, last in rows if last}


def customers_with_others(customer_ids: Collection[int], *, batch: int) -> set[int]:
    """Those of the customers somebody has done anything with outside this import; the clock's own work does not count."""
    events = (
        Event.objects.unscoped()
        .filter(customer_id__in=customer_ids)
        .exclude(door=Door.CLOCK)
        .filter(Q(batch=None) | ~Q(batch=batch))
    )
    return {pk for pk in events.values_list("customer_id", flat=True) if pk}


def subjects_with_others(
    subjects: Collection[str], customer_ids: Collection[int], *, batch: int
) -> set[str]:
    """Those of the subjects, things of these customers, somebody has done anything with outside this import; the clock's own work does not count."""
    events = (
        Event.objects.unscoped()
        .filter(customer_id__in=customer_ids, subject__in=subjects)
        .exclude(door=Door.CLOCK)
        .filter(Q(batch=None) | ~Q(batch=batch))
    )
    return set(events.order_by().values_list("subject", flat=True))


@transaction.atomic
def redact(actor: Actor, event_ids: Collection[int], *, why: str, on: date) -> int:
    """Empty what these events tell, for an erasure; their digests stay, so the chain still holds. Says how many (P19)."""
    demand(actor, Permission.ANSWER_PERSONS)
    told = list(
        Event.objects.unscoped()
        .filter(pk__in=event_ids, redacted_at=None)
        .order_by("pk")
        .values_list("pk", "particulars")
    )
    if not told:
        return 0
    Redaction.objects.bulk_create(
        Redaction(event_id=pk, digest=digest_of(particulars), why=why, redacted_on=on)
        for pk, particulars in told
    )
    ids = [pk for pk, _ in told]
    Event.objects.unscoped().filter(pk__in=ids).update(
        particulars={}, redacted_at=datetime.now(UTC)
    )
    Event.objects.create(
        kind="journal.redacted",
        subject=f"trust.event:{ids[0]}",
        user_id=actor.user_id,
        door=actor.door,
        happened_on=on,
        particulars={"events": ids, "why": why},
    )
    return len(ids)


def of_user(
    user_id: int, kinds: Collection[str], first: datetime, last: datetime
) -> EventQuerySet:
    """What somebody did of these kinds, from `first` until before `last`, in order; for the breach drill."""
    return (
        Event.objects.unscoped()
        .filter(user_id=user_id, kind__in=kinds, recorded_at__gte=first, recorded_at__lt=last)
        .order_by("pk")
    )
