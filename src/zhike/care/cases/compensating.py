"""Something is given for the trouble: within one's authority at once, beyond it by leave (S1-39, S4-16)."""

from datetime import datetime

from django.db import transaction

from zhike.care.replying import ask_leave
from zhike.service import compensating, leaves, queries
from zhike.service.models import Compensation
from zhike.trust.actor import Actor
from zhike.users import queries as users
from zhike.value.queries import methods


@transaction.atomic
def compensate(
    actor: Actor, case_id: int, *, kind: str, what: str, amount: int, at: datetime
) -> Compensation:
    """Note a compensation of `amount` fen. What costs nothing, such as an apology, and what is within one's authority may be given at once; beyond it a superior is asked, and the answer waits for him."""
    case = queries.case(actor, case_id)
    matter = methods().remedies["remedies"].matter
    asking = users.person(actor.user_id or 0)
    role = asking.role if asking else ""
    leave = None
    if amount and not leaves.is_within(role, matter, amount):
        leave = ask_leave(actor, case_id, matter=matter, what=what, amount=amount, at=at)
    return compensating.give(
        actor, case, kind=kind, what=what, amount=amount, at=at, leave=leave
    )
