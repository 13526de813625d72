"""What pages and commands ask of the export register."""

from datetime import datetime

from zhike.exchange.models import Export as Export
from zhike.exchange.out import marks
from zhike.exchange.querysets import ExportQuerySet
from zhike.trust.actor import Actor


def exports(actor: Actor) -> ExportQuerySet:
    """One's own files, those one may approve, all for whoever reads the register; newest first."""
    found: ExportQuerySet = Export.objects.visible_to(actor)
    return found.select_related("asked_by", "decided_by").defer("holds").order_by("-pk")


def of_person(actor: Actor, user_id: int) -> ExportQuerySet:
    """What somebody took out, for the talk before he leaves (S4-30)."""
    return exports(actor).filter(asked_by_id=user_id)


def taken_between(user_id: int, first: datetime, last: datetime) -> ExportQuerySet:
    """The files somebody fetched in a span of time; for the breach drill."""
    rows: ExportQuerySet = Export.objects.unscoped().filter(
        asked_by_id=user_id, taken_at__gte=first, taken_at__lt=last
    )
    return rows.order_by("taken_at")


def marked(text: str) -> Export | None:
    """The export whose invisible mark stands in a text."""
    mark = marks.found_in(text)
    if mark is None:
        return None
    return Export.objects.unscoped().select_related("asked_by").filter(mark=mark).first()
