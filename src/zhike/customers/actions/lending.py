"""A customer one may not see is asked for on loan (S1-65)."""

from datetime import date, datetime

from django.db import transaction

from zhike.customers.queries import Borrowable
from zhike.trust import loans
from zhike.trust.actor import Actor
from zhike.trust.models import Loan


@transaction.atomic
def ask_loan(
    actor: Actor,
    wanted: Borrowable,
    *,
    purpose: str,
    from_on: date,
    until_on: date,
    at: datetime,
    on: date,
) -> Loan:
    """Ask the customer's own team to lend it; the asker is told no more than the owner's name."""
    return loans.ask(
        actor,
        customer_id=wanted.customer_id,
        team_id=wanted.team_id,
        named=wanted.named,
        purpose=purpose,
        from_on=from_on,
        until_on=until_on,
        at=at,
        on=on,
    )
