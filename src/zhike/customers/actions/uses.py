"""Answers are put to use: counted by question and month, never by person (S1-64)."""

from collections.abc import Iterable
from datetime import date

from django.db import transaction
from django.db.models import F

from zhike.customers.models import FactUse


@transaction.atomic
def note_use(keys: Iterable[str], *, on: date) -> None:
    """These answers were put to use: shown for work in a brief, on a card, in a letter."""
    month = on.replace(day=1)
    rows = [FactUse(key=key, month=month, uses=0) for key in sorted(set(keys))]
    if not rows:
        return
    FactUse.objects.bulk_create(rows, ignore_conflicts=True)
    FactUse.objects.filter(month=month, key__in=[row.key for row in rows]).update(
        uses=F("uses") + 1
    )
