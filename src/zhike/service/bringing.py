"""Cases of the past come in many at once, each with its own times; no playbook starts for what is over."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.timezone import localtime

from zhike.customers.models import Customer
from zhike.lib.workhours import minutes_between
from zhike.service.models import Case, Entry, Resolution
from zhike.trust import journal
from zhike.trust.actor import Actor, Permission, demand
from zhike.trust.bulk import among

UNTOLD = "—"
_BATCH = 1_000


@dataclass(frozen=True, slots=True)
class OldCase:
    """A case as another system kept it; `origin` names the row it came from, `due_at` by when the next thing is owed.

    `ended_at` is when it was over: empty for one that is open, or settled and still to be asked about.
    """

    origin: str
    customer_id: int
    contact_id: int | None
    kind: str
    channel: str
    summary: str
    words: str
    product: str
    department: str
    cause: str
    severity: str
    lane: str
    asked_at: datetime
    answered_at: datetime | None
    settled_at: datetime | None
    ended_at: datetime | None
    due_at: datetime
    how: str
    agreed: bool | None
    satisfied: bool | None
    by_id: int | None


@transaction.atomic
def add_cases(actor: Actor, drafts: Sequence[OldCase], *, batch: int) -> list[int]:
    """Write cases of the past with how long they took in working minutes; whoever looks after the customer answers for those that name nobody."""
    demand(actor, Permission.RECEIVE_CASES)
    owners = dict(
        Customer.objects.unscoped()
        .filter(pk__in={each.customer_id for each in drafts})
        .values_list("pk", "owner_id")
    )
    cases = Case.objects.bulk_create(
        [_case(each, owners.get(each.customer_id), batch) for each in drafts],
        batch_size=_BATCH,
    )
    both = list(zip(cases, drafts, strict=True))
    Resolution.objects.bulk_create(
        [_resolution(case, each, each.settled_at) for case, each in both if each.settled_at],
        batch_size=_BATCH,
    )
    Entry.objects.bulk_create(
        [_answer(case, each, each.settled_at) for case, each in both if each.settled_at],
        batch_size=_BATCH,
    )
    received = [
        _told(case, each, each.asked_at, {"kind": each.kind, "summary": case.summary})
        for case, each in both
    ]
    journal.record_many(actor, "case.received", received, batch=batch)
    settled = [
        _told(case, each, each.settled_at, {"kind": each.kind, "how": each.how})
        for case, each in both
        if each.settled_at
    ]
    journal.record_many(actor, "case.resolved", settled, batch=batch)
    return [case.pk for case in cases]


def origins_there(origins: Collection[str]) -> set[str]:
    """Which of these rows became cases before, whoever may see them."""
    rows = Case.objects.unscoped().filter(origin__in=among(origins))
    return {origin for origin in rows.values_list("origin", flat=True) if origin}


def of_batch(batch: int, *, after: int, limit: int) -> list[tuple[int, int]]:
    """(case, customer) of the cases an import wrote, by id."""
    rows = Case.objects.unscoped().filter(batch=batch, pk__gt=after).order_by("pk")
    return list(rows.values_list("pk", "customer_id")[:limit])


def batches_of(contact_ids: Collection[int]) -> set[int]:
    """The imports that brought cases of these persons."""
    rows = Case.objects.unscoped().filter(contact__in=contact_ids).exclude(batch=None)
    return {batch for batch in rows.values_list("batch", flat=True) if batch}


def worked_on(rows: Sequence[tuple[int, int]], *, batch: int) -> set[int]:
    """Those of the cases, each with its customer, somebody has done anything with since their import."""
    subjects = {f"service.case:{pk}": pk for pk, _ in rows}
    touched = journal.subjects_with_others(
        subjects, {customer_id for _, customer_id in rows}, batch=batch
    )
    return {subjects[subject] for subject in touched}


@transaction.atomic
def discard_cases(actor: Actor, ids: Sequence[int]) -> int:
    """Take back cases an import wrote."""
    demand(actor, Permission.RECEIVE_CASES)
    Case.objects.unscoped().filter(pk__in=ids).delete()
    return len(ids)


def _case(old: OldCase, owner_id: int | None, batch: int) -> Case:
    asked, answered = localtime(old.asked_at), old.answered_at
    return Case(
        origin=old.origin,
        batch=batch,
        customer_id=old.customer_id,
        contact_id=old.contact_id,
        kind=old.kind,
        summary=old.summary,
        words=old.words,
        channel=old.channel,
        product=old.product,
        department=old.department,
        cause=old.cause,
        severity=old.severity or Case.Severity.ORDINARY,
        lane=old.lane,
        received_at=old.asked_at,
        received_by_id=old.by_id,
        first_asked_id=old.by_id or owner_id,
        answered_by_id=old.by_id or owner_id,
        due_at=old.due_at,
        first_answer_at=answered,
        answer_minutes=minutes_between(asked, localtime(answered)) if answered else None,
        settle_minutes=(
            minutes_between(asked, localtime(old.settled_at)) if old.settled_at else None
        ),
        closed_at=old.ended_at,
    )


def _resolution(case: Case, old: OldCase, at: datetime) -> Resolution:
    on = localtime(at).date()
    return Resolution(
        case=case, resolved_on=on, resolved_by_id=old.by_id, how=old.how or UNTOLD
    )


def _answer(case: Case, old: OldCase, at: datetime) -> Entry:
    return Entry(
        case=case,
        kind=Entry.Kind.SOLVE,
        words=old.how or UNTOLD,
        at=at,
        by_id=old.by_id,
        contact_id=old.contact_id,
        agreed=old.agreed,
        satisfied=old.satisfied,
    )


def _told(case: Case, old: OldCase, at: datetime, particulars: dict[str, str]) -> journal.Entry:
    on = localtime(at).date()
    subject = f"service.case:{case.pk}"
    return journal.Entry(subject, on, old.customer_id, old.by_id, particulars)
