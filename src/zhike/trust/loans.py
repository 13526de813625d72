"""Borrowing (S1-65): somebody is lent a customer for a purpose and some days, by another; it ends by itself, and what he looked at is on record."""

from datetime import date, datetime, timedelta

from django.db import transaction

from zhike.trust import journal, requests
from zhike.trust.actor import Actor, Permission, demand
from zhike.trust.models import Loan
from zhike.trust.registers import LoanQuerySet

LONGEST = timedelta(days=31)  # our own limit; the source names none


class TooLong(ValueError):
    """Nobody borrows a customer for longer than `LONGEST`, or into the past."""


def loans(actor: Actor) -> LoanQuerySet:
    """Loans one asked for, may grant, or keeps the register of; newest first."""
    found: LoanQuerySet = Loan.objects.visible_to(actor)
    return found.select_related("asked_by", "decided_by").order_by("-pk")


def running(user_id: int, *, on: date) -> frozenset[int]:
    """The customers lent to somebody today."""
    held = Loan.objects.unscoped().filter(asked_by_id=user_id)
    return frozenset(held.running(on).values_list("customer_id", flat=True))


@transaction.atomic
def ask(
    actor: Actor,
    *,
    customer_id: int,
    team_id: int | None,
    named: str,
    purpose: str,
    from_on: date,
    until_on: date,
    at: datetime,
    on: date,
) -> Loan:
    """Ask for a customer one does not look after; the customer's own team decides."""
    demand(actor, Permission.READ_CUSTOMERS)
    if until_on < on or until_on < from_on or until_on - from_on > LONGEST:
        raise TooLong
    loan = Loan.objects.create(
        customer_id=customer_id,
        team_id=team_id,
        named=named,
        purpose=purpose,
        from_on=from_on,
        until_on=until_on,
        asked_by_id=requests.asker(actor),
        asked_at=at,
    )
    journal.record(
        actor,
        "loan.asked",
        loan,
        on=on,
        customer_id=customer_id,
        purpose=purpose,
        from_on=str(from_on),
        until_on=str(until_on),
    )
    return loan


@transaction.atomic
def decide(
    actor: Actor, loan_id: int, *, grant: bool, why: str, at: datetime, on: date
) -> Loan:
    """Lend the customer, or say no; never to oneself."""
    requests.decide(actor, Loan.objects.filter(pk=loan_id), grant=grant, why=why, at=at)
    loan = Loan.objects.unscoped().select_related("asked_by").get(pk=loan_id)
    journal.record(
        actor,
        "loan.granted" if grant else "loan.refused",
        loan,
        on=on,
        customer_id=loan.customer_id,
        to=str(loan.asked_by),
        purpose=loan.purpose,
        until_on=str(loan.until_on),
        why=why,
    )
    return loan


@transaction.atomic
def give_back(actor: Actor, loan_id: int, *, at: datetime, on: date) -> Loan:
    """The borrower is done, or whoever may lend takes it back; it ends at once."""
    loan = loans(actor).get(pk=loan_id)
    if loan.returned_at is None:
        _end(actor, loan, at=at, on=on)
    return loan


@transaction.atomic
def end_all_of(actor: Actor, user_id: int, *, at: datetime, on: date) -> int:
    """Somebody leaves: what he borrowed ends now, what he asked for is not decided any more."""
    held = Loan.objects.unscoped().filter(
        asked_by_id=user_id, returned_at=None, until_on__gte=on
    )
    for loan in held:
        _end(actor, loan, at=at, on=on)
    return len(held)


@transaction.atomic
def visited(actor: Actor, customer_id: int, *, page: str, on: date) -> None:
    """A borrower looks at a page of what he borrowed."""
    loan = (
        Loan.objects.unscoped()
        .running(on)
        .filter(asked_by_id=actor.user_id, customer_id=customer_id)
        .order_by("pk")
        .last()
    )
    if loan:
        journal.record(actor, "loan.visited", loan, on=on, customer_id=customer_id, page=page)


def visits(actor: Actor, loan_id: int) -> list[journal.Event]:
    """What was looked at under a loan one may see, newest first."""
    loan = loans(actor).get(pk=loan_id)
    return list(
        journal.Event.objects.unscoped()
        .filter(kind="loan.visited", subject=f"trust.loan:{loan.pk}")
        .order_by("-pk")[:200]
    )


def _end(actor: Actor, loan: Loan, *, at: datetime, on: date) -> None:
    loan.returned_at = at
    loan.save(update_fields=["returned_at"])
    journal.record(actor, "loan.returned", loan, on=on, customer_id=loan.customer_id)
