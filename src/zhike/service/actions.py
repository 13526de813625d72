"""Cases are received, go their steps, and are resolved."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import localtime

from zhike.customers.models import Contact, Customer
from zhike.lib.workhours import minutes_between
from zhike.service.models import Case, Entry, Leave, Pause, Resolution
from zhike.service.rules import (
    REFUSED_AFTER,
    SETTLED_AFTER,
    Said,
    Step,
    StepsMissing,
    done,
    missing_before,
)
from zhike.trust import journal
from zhike.trust.actor import Actor, Permission, demand


class StillAsked(ValueError):
    """The answer waits for a superior's decision."""


class NoOtherWay(ValueError):
    """Whoever says no offers another way."""


class CauseMissing(ValueError):
    """A complaint is not closed before somebody has said which of the six it came from (S0-09)."""


class NotAgain(ValueError):
    """It is over already, or not over yet."""


@dataclass(frozen=True, slots=True)
class Intake:
    """What is noted of a case beside its kind and its summary; `first_asked_id` is whoever the customer asked first, `words` are theirs."""

    words: str = ""
    channel: str = Case.Channel.PHONE
    form: str = ""
    about: str = ""
    product: str = ""
    site: str = ""
    department: str = ""
    severity: str = Case.Severity.ORDINARY
    lane: str = "business"
    is_green: bool = False
    first_asked_id: int | None = None


@dataclass(frozen=True, slots=True)
class Noted:
    """Something said or done in a case; see `Entry` for what each means."""

    kind: str
    words: str
    contact: Contact | None = None
    agreed: bool | None = None
    satisfied: bool | None = None
    side: str = ""
    level: str = Entry.Level.STAFF
    remedy: str = ""
    amount: int | None = None
    at_hour: datetime | None = None


@transaction.atomic
def receive_case(
    actor: Actor,
    customer: Customer,
    *,
    kind: str,
    summary: str,
    at: datetime,
    contact: Contact | None,
    answered_by_id: int | None,
    intake: Intake | None = None,
) -> Case:
    """Somebody complained or asked for something; whoever was asked first is accountable, somebody answers for it."""
    demand(actor, Permission.RECEIVE_CASES)
    said = intake or Intake()
    case = Case.objects.create(
        customer=customer,
        contact=contact,
        kind=kind,
        summary=summary.strip(),
        words=said.words.strip(),
        channel=said.channel,
        form=said.form,
        about=said.about,
        product=said.product.strip(),
        site=said.site.strip(),
        department=said.department.strip(),
        severity=said.severity,
        lane=said.lane,
        is_green=said.is_green,
        received_at=at,
        received_by_id=actor.user_id,
        first_asked_id=said.first_asked_id or actor.user_id,
        answered_by_id=answered_by_id,
    )
    journal.record(
        actor,
        "case.received",
        case,
        on=at.date(),
        customer_id=customer.pk,
        kind=kind,
        summary=case.summary,
    )
    return case


@transaction.atomic
def note(actor: Actor, case: Case, noted: Noted, *, at: datetime) -> Entry:
    """Something was said or done. `StepsMissing` names the steps that have to come before it (S1-73)."""
    demand(actor, Permission.RECEIVE_CASES)
    if case.has_path and noted.kind in Step:
        missing = missing_before(Step(noted.kind), through(case))
        if missing:
            raise StepsMissing(missing)
    entry = Entry.objects.create(
        case=case,
        kind=noted.kind,
        words=noted.words.strip(),
        at=at,
        by_id=actor.user_id,
        contact=noted.contact,
        agreed=noted.agreed,
        satisfied=noted.satisfied,
        side=noted.side.strip(),
        level=noted.level,
        remedy=noted.remedy,
        amount=noted.amount,
        at_hour=noted.at_hour,
    )
    journal.record(
        actor,
        "case.noted",
        case,
        on=localtime(at).date(),
        customer_id=case.customer_id,
        kind=noted.kind,
    )
    return entry


@transaction.atomic
def note_first_answer(case: Case, *, at: datetime) -> None:
    """The customer heard from us for the first time; how long it took in working time, waiting for himself not counted."""
    if case.first_answer_at is None:
        case.first_answer_at = at
        case.answer_minutes = worked(case, until=at)
        case.save(update_fields=["first_answer_at", "answer_minutes"])


@transaction.atomic
def resolve_case(
    actor: Actor,
    case: Case,
    *,
    how: str,
    on: date,
    at: datetime,
    ours: str = "",
    manner: str = Resolution.Manner.ANSWERED,
    alternative: str = "",
) -> Resolution:
    """A case ends with an answer: who, when and how; not while a superior is still asked (S4-16).

    `NoOtherWay` when a refusal, or a service not offered, names no other way (S4-17, S4-18). `StepsMissing` for a
    complaint whose restatement was not agreed, or whose solution did not leave them agreed and satisfied (S1-73).
    """
    demand(actor, Permission.RECEIVE_CASES)
    if Leave.objects.visible_to(actor).waiting().filter(case=case).exists():
        raise StillAsked
    if manner != Resolution.Manner.ANSWERED and not alternative.strip():
        raise NoOtherWay
    if case.has_path:
        wanted = SETTLED_AFTER if manner == Resolution.Manner.ANSWERED else REFUSED_AFTER
        missing = tuple(step for step in wanted if step not in through(case))
        if missing:
            raise StepsMissing(missing)
    resolution = Resolution.objects.create(
        case=case,
        resolved_on=on,
        resolved_by_id=actor.user_id,
        how=how.strip(),
        ours=ours.strip(),
        manner=manner,
        alternative=alternative.strip(),
    )
    note_first_answer(case, at=at)
    case.settle_minutes = worked(case, until=at)
    if not case.has_path:
        case.closed_at = at
    case.save(update_fields=["settle_minutes", "closed_at"])
    journal.record(
        actor,
        "case.resolved",
        case,
        on=on,
        customer_id=case.customer_id,
        kind=case.kind,
        how=resolution.how,
    )
    return resolution


@transaction.atomic
def close_case(actor: Actor, case: Case, *, at: datetime, on: date) -> None:
    """The customer was asked again and is satisfied: the case is over. `CauseMissing` for a complaint nobody knows the cause of."""
    demand(actor, Permission.RECEIVE_CASES)
    if case.closed_at or not Resolution.objects.filter(case=case).exists():
        raise NotAgain
    if case.has_path and not case.cause:
        raise CauseMissing
    case.closed_at = at
    case.save(update_fields=["closed_at"])
    journal.record(
        actor, "case.closed", case, on=on, customer_id=case.customer_id, kind=case.kind
    )


@transaction.atomic
def name_cause(actor: Actor, case: Case, cause: str, *, department: str, on: date) -> None:
    """Which of the six a case came from, and which department it is about (S0-09); it can be named anew as more is known."""
    demand(actor, Permission.RECEIVE_CASES)
    case.cause, case.department = Case.Cause(cause), department.strip()
    case.save(update_fields=["cause", "department"])
    journal.record(
        actor,
        "case.cause",
        case,
        on=on,
        customer_id=case.customer_id,
        cause=case.cause,
        department=case.department,
    )


@transaction.atomic
def reopen_case(actor: Actor, case: Case, *, why: str, on: date) -> None:
    """It was not settled after all: the case is open again, and a solution has to be found anew."""
    demand(actor, Permission.RECEIVE_CASES)
    gone, _ = Resolution.objects.filter(case=case).delete()
    if not gone:
        raise NotAgain
    case.closed_at, case.settle_minutes = None, None
    case.save(update_fields=["closed_at", "settle_minutes"])
    journal.record(
        actor,
        "case.reopened",
        case,
        on=on,
        customer_id=case.customer_id,
        kind=case.kind,
        why=why,
    )


@transaction.atomic
def tick(actor: Actor, case: Case, keys: list[str], *, on: date) -> None:
    """Which of the seven “one more” somebody says he has heeded (S1-34)."""
    demand(actor, Permission.RECEIVE_CASES)
    case.checks = sorted(set(keys))
    case.save(update_fields=["checks"])
    journal.record(actor, "case.checked", case, on=on, customer_id=case.customer_id)


def through(case: Case) -> frozenset[Step]:
    """The steps of the path a case is through."""
    rows = Entry.objects.unscoped().filter(case=case, kind__in=list(Step)).order_by("at", "pk")
    return done(Said(*row) for row in rows.values_list("kind", "agreed", "satisfied"))


def worked(case: Case, *, until: datetime) -> int:
    """The minutes of working time a case took us until a moment; those it waited for the customer are not counted."""
    rows = Pause.objects.unscoped().filter(case=case)
    paused = sum(rows.values_list("minutes", flat=True))
    return max(minutes_between(localtime(case.received_at), localtime(until)) - paused, 0)
