"""How promises are kept: of what was due, how much was kept, late or broken, and what a million would lose (S3-04)."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q

from zhike.activities.models import Promise
from zhike.activities.querysets import PromiseQuerySet
from zhike.activities.rules import per_million
from zhike.trust.actor import Actor

_Result = Promise.Result


@dataclass(frozen=True, slots=True)
class Kept:
    """The promises due in a period: each counts once. `overdue` are those still open beyond their day."""

    user_id: int | None
    name: str
    due: int
    exceeded: int
    kept: int
    late: int
    broken: int
    overdue: int

    @property
    def defects(self) -> int:
        return self.late + self.broken + self.overdue

    @property
    def per_million(self) -> int | None:
        return per_million(self.defects, self.due)

    @property
    def kept_percent(self) -> int | None:
        """Rounded down: only all is a hundred."""
        return (self.due - self.defects) * 100 // self.due if self.due else None


def kept(actor: Actor, *, first: date, last: date, today: date) -> tuple[Kept, list[Kept]]:
    """The promises one may see that were due from `first` to `last`: all together, and by who made them, the most first."""
    due = _due(actor, first, last, today)
    counts = _counts(today)
    rows = due.order_by().values_list("made_by_id", "made_by__name").annotate(**counts)
    people = [Kept(user_id, name or "", *numbers) for user_id, name, *numbers in rows]
    people.sort(key=lambda each: (-each.due, each.user_id or 0))
    return Kept(None, "", **due.aggregate(**counts)), people


def failing(actor: Actor, *, today: date) -> PromiseQuerySet:
    """The open promises beyond their day, the longest first."""
    rows = Promise.objects.visible_to(actor).open().filter(due_on__lt=today)
    return rows.select_related("customer", "contact", "made_by").order_by("due_on", "pk")


def coming(actor: Actor, *, today: date) -> PromiseQuerySet:
    """The open promises still in time, the soonest first."""
    rows = Promise.objects.visible_to(actor).open().filter(due_on__gte=today)
    return rows.select_related("customer", "contact", "made_by").order_by("due_on", "pk")


def _due(actor: Actor, first: date, last: date, today: date) -> PromiseQuerySet:
    """Due in the period and decided: settled, or beyond their day."""
    rows = Promise.objects.visible_to(actor).filter(due_on__gte=first, due_on__lte=last)
    return rows.filter(Q(settled_on__isnull=False) | Q(due_on__lt=today))


def _counts(today: date) -> dict[str, Count]:
    return {
        "due": Count("pk"),
        "exceeded": Count("pk", filter=Q(result=_Result.EXCEEDED)),
        "kept": Count("pk", filter=Q(result=_Result.KEPT)),
        "late": Count("pk", filter=Q(result=_Result.LATE)),
        "broken": Count("pk", filter=Q(result=_Result.BROKEN)),
        "overdue": Count("pk", filter=Q(settled_on=None, due_on__lt=today)),
    }
