"""How customers moved between the grades of a scheme in a period: from where to where, and who stayed (S2-08)."""

from collections import Counter
from dataclasses import dataclass
from datetime import date

from django.db.models import Count

from zhike.customers.models import Standing, StandingMove
from zhike.trust.actor import Actor
from zhike.value.pictures.cut import Cut, remembered


@dataclass(frozen=True, slots=True)
class Flow:
    """So many customers went from one grade to another, or stayed; "" is in no grade."""

    before: str
    after: str
    customers: int


def flows(actor: Actor, cut: Cut, *, since: date) -> list[Flow]:
    """Every way customers took since the day (the day itself included), the stayers too."""
    return remembered(actor, cut, f"flows:{since}", lambda: _flows(actor, cut, since))


def _flows(actor: Actor, cut: Cut, since: date) -> list[Flow]:
    within = cut.within("customer__")
    now = Counter[str]()
    held = Standing.objects.visible_to(actor).filter(scheme=cut.scheme, **within).order_by()
    grades: dict[int, str] = {}
    moves = (
        StandingMove.objects.visible_to(actor)
        .filter(scheme=cut.scheme, moved_on__gte=since, **within)
        .order_by("moved_on", "pk")
    )
    first: dict[int, str] = {}
    for customer_id, before, after in moves.values_list("customer_id", "before", "after"):
        first.setdefault(customer_id, before)
        grades[customer_id] = after
    ways = Counter[tuple[str, str]]((first[pk], after) for pk, after in grades.items())

    now.update(dict(held.values_list("grade").annotate(n=Count("pk"))))
    for (_, after), n in list(ways.items()):
        now[after] -= n
    ways.update({(grade, grade): n for grade, n in now.items() if n > 0 and grade})
    return [
        Flow(before, after, n) for (before, after), n in sorted(ways.items()) if before or after
    ]
