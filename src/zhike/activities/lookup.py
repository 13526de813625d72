"""Many touches at once, for importers."""

from collections.abc import Collection, Iterable
from datetime import date

from django.db.models import Max

from zhike.activities.models import Touch
from zhike.trust.bulk import among


def origins_there(origins: Collection[str]) -> set[str]:
    """Which of these rows became touches before, whoever may see them."""
    rows = Touch.objects.unscoped().filter(origin__in=among(origins))
    return {origin for origin in rows.values_list("origin", flat=True) if origin}


def of_batch(batch: int, *, after: int, limit: int) -> list[tuple[int, int]]:
    """(touch, customer) of the touches an import wrote, by id."""
    rows = Touch.objects.unscoped().filter(batch=batch, pk__gt=after).order_by("pk")
    return list(rows.values_list("pk", "customer_id")[:limit])


def last_touches(customer_ids: Iterable[int]) -> dict[int, date | None]:
    """Customer → the day we last heard from each other, None when there is none; a note to oneself is no touch."""
    days: dict[int, date | None] = dict.fromkeys(customer_ids)
    touches = Touch.objects.unscoped().filter(customer__in=list(days))
    rows = touches.exclude(kind=Touch.Kind.NOTE).values("customer_id")
    days.update(rows.annotate(last=Max("touched_on")).values_list("customer_id", "last"))
    return days
