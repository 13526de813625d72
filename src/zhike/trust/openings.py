"""Sealed values are opened: first it is written who, whose, which, when and what for, and only then the value leaves."""

from collections.abc import Iterable, Sequence
from contextlib import suppress
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import QuerySet

from zhike.trust import journal
from zhike.trust.actor import Actor, Permission, demand
from zhike.trust.models import Opening
from zhike.trust.sealing import Unopenable, unseal

BUDGET = 30  # openings a person may make in a day (P12); ours


class TooMany(PermissionError):
    """Somebody opened as many sealed values in a day as he may; the data steward can see them all."""


def open_sealed(
    actor: Actor,
    customer_id: int,
    subjects: Sequence[str],
    field: str,
    envelope: str,
    *,
    purpose: str,
    at: datetime,
) -> str:
    """The value behind a seal of the person first named, or of one who was merged into him.

    The caller has made sure that the actor is near this customer.
    """
    demand(actor, Permission.OPEN_SEALED)
    if actor.user_id is None or not purpose.strip():
        raise ValueError("an opening has somebody who opens, and a purpose")
    with transaction.atomic(durable=True):
        made = Opening.objects.unscoped().filter(
            user=actor.user_id, opened_at__gt=at - timedelta(days=1)
        )
        if made.count() >= BUDGET:
            raise TooMany(BUDGET)
        opening = Opening.objects.create(
            customer_id=customer_id,
            subject=subjects[0],
            field=field,
            user_id=actor.user_id,
            purpose=purpose.strip()[:200],
            opened_at=at,
        )
        journal.record(
            actor,
            "sealed.opened",
            opening,
            on=at.date(),
            customer_id=customer_id,
            person=subjects[0],
            field=field,
            purpose=opening.purpose,
        )
    for subject in subjects[1:]:
        with suppress(Unopenable):
            return unseal(subject, field, envelope)
    return unseal(subjects[0], field, envelope)


def openings_of(subjects: Iterable[str]) -> QuerySet[Opening]:
    """Who looked at what is sealed of these persons, newest first; the caller has made sure the actor may see them."""
    rows = Opening.objects.unscoped().filter(subject__in=list(subjects))
    return rows.select_related("user").order_by("-opened_at", "-pk")
