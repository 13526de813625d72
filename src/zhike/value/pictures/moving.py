"""Who went up, down, in or out of a scheme in a period, and why (S2-08, S1-60)."""

from collections import Counter
from collections.abc import Sequence
from datetime import date
from enum import StrEnum

from django.db.models import Count, Q

from zhike.customers.models import StandingMove
from zhike.customers.querysets import StandingMoveQuerySet
from zhike.trust.actor import Actor
from zhike.value.pictures.cut import Cut, remembered


class Way(StrEnum):
    """Which way somebody moved; `across` where the classes have no better or worse."""

    UP = "up"
    DOWN = "down"
    NEW = "new"
    LEFT = "left"
    ACROSS = "across"


def way(before: str, after: str, order: Sequence[str]) -> Way:
    """The way between two classes; `order` names them from the best down, empty where none is better."""
    if not before:
        return Way.NEW
    if not after:
        return Way.LEFT
    if before not in order or after not in order:
        return Way.ACROSS
    return Way.UP if order.index(after) < order.index(before) else Way.DOWN


def moves(actor: Actor, cut: Cut, *, since: date) -> StandingMoveQuerySet:
    """Every move since the day (the day itself included) within the cut."""
    rows: StandingMoveQuerySet = StandingMove.objects.visible_to(actor).filter(
        scheme=cut.scheme, moved_on__gte=since, **cut.within("customer__")
    )
    return rows


def counted(actor: Actor, cut: Cut, order: Sequence[str], *, since: date) -> Counter[Way]:
    """How many moves there were each way."""

    def make() -> Counter[Way]:
        found = Counter[Way]()
        pairs = moves(actor, cut, since=since).order_by().values_list("before", "after")
        for before, after, n in pairs.annotate(n=Count("pk")):
            found[way(before, after, order)] += n
        return found

    return remembered(actor, cut, f"moved:{since}", make)


def only(rows: StandingMoveQuerySet, wanted: Way, order: Sequence[str]) -> StandingMoveQuerySet:
    """Those of one way."""
    if wanted is Way.NEW:
        return rows.filter(before="")
    if wanted is Way.LEFT:
        return rows.filter(after="")
    known = rows.exclude(before="").exclude(after="")
    if wanted is Way.ACROSS:
        return known.exclude(before__in=order, after__in=order)
    fitting = Q(pk__in=())
    for before in order:
        better = [a for a in order if a != before and way(before, a, order) is wanted]
        fitting |= Q(before=before, after__in=better)
    return known.filter(fitting)
