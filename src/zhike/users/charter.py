"""The charter of conduct: who has read it this year and says he keeps to it (S0-38)."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction

from zhike.methods.charters import Charter
from zhike.trust import journal
from zhike.trust.actor import Actor
from zhike.trust.requests import asker
from zhike.users.editions.in_use import methods
from zhike.users.models import Acknowledgement, User

CHARTER = "charter"


def charter() -> Charter:
    """The text in use."""
    return methods().charters[CHARTER]


@dataclass(frozen=True, slots=True)
class Reader:
    """Somebody who works here, and when he acknowledged it this year."""

    user: User
    made_on: date | None


def readers(*, year: int) -> list[Reader]:
    """Everybody, those who have not acknowledged it first. A text changed in the year is acknowledged anew."""
    made = dict(
        Acknowledgement.objects.filter(year=year, method=charter().head.signature).values_list(
            "user_id", "made_on"
        )
    )
    people = User.objects.filter(is_active=True).order_by("name", "pk")
    found = [Reader(user, made.get(user.pk)) for user in people]
    return sorted(found, key=lambda reader: reader.made_on is not None)


@transaction.atomic
def acknowledge(actor: Actor, *, on: date) -> Acknowledgement:
    """I read it and keep to it; once a year is enough."""
    made, is_new = Acknowledgement.objects.get_or_create(
        user_id=asker(actor),
        year=on.year,
        method=charter().head.signature,
        defaults={"made_on": on},
    )
    if is_new:
        journal.record(actor, "charter.acknowledged", made, on=on, year=on.year)
    return made
