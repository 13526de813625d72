"""Somebody leaves: his access and everything he had asked to take out end in one transaction (S4-30)."""

from datetime import date, datetime

from django.db import transaction

from zhike.exchange.out.actions import end_all_of
from zhike.trust.actor import Actor
from zhike.users.actions import Farewell, leave
from zhike.users.queries import User


@transaction.atomic
def see_off(actor: Actor, user: User, farewell: Farewell, *, at: datetime, on: date) -> int:
    """See a colleague off; says how many files that waited for him died."""
    leave(actor, user, farewell, at=at, on=on)
    return end_all_of(actor, user.pk, at=at)
