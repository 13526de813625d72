"""What a programme did: the account's orders while it ran, beside as many days before and the same days a year earlier (S3-25)."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Q, Sum

from zhike.activities.models import Programme
from zhike.lib.spoken_days import years_before
from zhike.sales import queries as sales
from zhike.trust.actor import Actor

_ONE = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Effect:
    """Revenue in fen over equal spans of `days` days: from `first` to `last`, just before, and a year earlier."""

    first: date
    last: date
    days: int
    during: int
    before: int
    year_ago: int

    @property
    def gain(self) -> int:
        """What came in beyond the days before, in fen."""
        return self.during - self.before

    @property
    def growth(self) -> int | None:
        """In basis points, over just before; None where nothing was bought then."""
        return _growth(self.during, self.before)

    @property
    def growth_of_year(self) -> int | None:
        """In basis points, over the same days a year earlier."""
        return _growth(self.during, self.year_ago)


def effect(actor: Actor, programme: Programme, *, on: date) -> Effect | None:
    """None before it has begun; while it runs, up to today."""
    last = min(programme.ends_on, programme.closed_on or on, on)
    first = programme.begins_on
    has_run = programme.stage in (Programme.Stage.RUNNING, Programme.Stage.ENDED)
    if last < first or not has_run:
        return None
    days = (last - first).days + 1
    then = years_before(first, 1)
    spans = {
        "during": (first, last),
        "before": (first - timedelta(days=days), first - _ONE),
        "year_ago": (then, then + timedelta(days=days - 1)),
    }
    sums = sales.orders(actor, programme.customer_id).aggregate(
        **{
            name: Sum("amount", filter=Q(ordered_on__gte=begins, ordered_on__lte=ends))
            for name, (begins, ends) in spans.items()
        }
    )
    during, before, year_ago = (sums[name] or 0 for name in spans)
    return Effect(first, last, days, during, before, year_ago)


def _growth(now: int, then: int) -> int | None:
    return (now - then) * 10_000 // then if then > 0 else None
