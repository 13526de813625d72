"""Customers that changed hands are remembered, however they did: one by one, many at once, by an import (S0-01)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from zhike.customers.models import Handover
from zhike.trust.actor import Actor


@dataclass(frozen=True, slots=True)
class Changed:
    """A customer and the account managers before and after."""

    customer_id: int
    before_id: int | None
    after_id: int | None


@transaction.atomic
def note_handovers(
    actor: Actor, changed: Sequence[Changed], *, on: date, why: str = ""
) -> list[Handover]:
    """Remember who had these customers before; the open work moves along afterwards (`care.handover`)."""
    return Handover.objects.bulk_create(
        [
            Handover(
                customer_id=each.customer_id,
                before_id=each.before_id,
                after_id=each.after_id,
                by_id=actor.user_id,
                why=why,
                handed_on=on,
            )
            for each in changed
            if each.after_id is not None and each.after_id != each.before_id
        ]
    )


def packed(handover: Handover, *, on: date) -> None:
    """The open work has moved along."""
    Handover.objects.unscoped().filter(pk=handover.pk).update(packed_on=on)
