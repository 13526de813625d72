"""The two axes of the client type: where each customer stands, whether his raters agree, and the money beside it (S0-04)."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef

from zhike.customers.models import Rating, Standing
from zhike.customers.opinions import agreed
from zhike.customers.querysets import RatingQuerySet
from zhike.methods.deciding import RATING
from zhike.methods.schemes import Scheme
from zhike.methods.scorecards import Criterion, Scorecard
from zhike.trust.actor import Actor
from zhike.value.models import Measures
from zhike.value.pictures.cut import Cut, measured
from zhike.value.queries import methods

SCHEME, CARD = "client_type", "client_view"
SHOWN = 60


@dataclass(frozen=True, slots=True)
class Axes:
    """Both rated sides, across and up, and the bound between low and high on each (0–100, the bound is high)."""

    across: Criterion
    up: Criterion
    across_from: int
    up_from: int

    @property
    def keys(self) -> tuple[str, str]:
        return (self.across.key, self.up.key)


@dataclass(frozen=True, slots=True)
class Placed:
    """A customer with both ratings: what counts of each (0–100), the cell they say, the cell held, and whether the raters
    stand on both sides of a bound. His money of 12 months is in `measures` (fen)."""

    measures: Measures
    across: int
    up: int
    says: str
    held: str
    raters: int
    is_disputed: bool


def axes() -> Axes:
    """The axes of the card and the bounds of the scheme's rules."""
    card: Scorecard = methods().scorecards[CARD]
    scheme: Scheme = methods().schemes[SCHEME]
    across, up = card.criteria[:2]
    return Axes(across, up, _bound(scheme, across.key), _bound(scheme, up.key))


def _bound(scheme: Scheme, key: str) -> int:
    """From which value on a side is high: the least any rule asks of it."""
    return min(
        condition.at_least
        for rule in scheme.rules
        for condition in rule.when
        if condition.fact == f"{RATING}{key}" and condition.at_least is not None
    )


def corner(axes: Axes, *, across: int, up: int) -> str:
    """The class of low (0) or high (1) values on both sides, as the rules say."""
    values = {
        f"{RATING}{axes.across.key}": axes.across_from if across else axes.across_from - 1,
        f"{RATING}{axes.up.key}": axes.up_from if up else axes.up_from - 1,
    }
    return methods().schemes[SCHEME].ruled(values)


def placed(actor: Actor, cut: Cut) -> list[Placed]:
    """The customers rated on both sides, whoever brings most first, at most `SHOWN`."""
    found = axes()
    rated = measured(actor, cut).select_related("customer")
    for key in found.keys:
        rated = rated.filter(Exists(_ratings(actor, [key]).filter(customer=OuterRef("pk"))))
    shown = list(rated.order_by("-revenue_12m", "pk")[:SHOWN])
    ids = [row.pk for row in shown]
    by_customer: dict[int, dict[str, dict[int | None, int]]] = {}
    rows = _ratings(actor, found.keys).filter(customer__in=ids).order_by("-rated_on", "-pk")
    for pk, key, rater, value in rows.values_list(
        "customer_id", "criterion", "rated_by_id", "value"
    ):
        by_customer.setdefault(pk, {}).setdefault(key, {}).setdefault(rater, value)
    held = dict(
        Standing.objects.visible_to(actor)
        .filter(scheme=SCHEME, customer__in=ids)
        .values_list("customer_id", "grade")
    )
    return [_placed(row, found, by_customer[row.pk], held.get(row.pk, "")) for row in shown]


def _ratings(actor: Actor, keys: Iterable[str]) -> RatingQuerySet:
    return Rating.objects.visible_to(actor).filter(criterion__in=list(keys))


def _placed(
    row: Measures, found: Axes, said: dict[str, dict[int | None, int]], held: str
) -> Placed:
    sides = [(found.across, found.across_from), (found.up, found.up_from)]
    values = [agreed(each, list(said[each.key].values())) for each, _ in sides]
    disputed = any(
        min(said[each.key].values()) < bound <= max(said[each.key].values())
        for each, bound in sides
    )
    says = methods().schemes[SCHEME].ruled(
        {f"{RATING}{key}": value for key, value in zip(found.keys, values, strict=True)}
    )  # fmt: skip
    raters = {rater for each in said.values() for rater in each}
    return Placed(row, values[0], values[1], says, held, len(raters), disputed)


def proposed(actor: Actor, cut: Cut) -> dict[str, int]:
    """Class → how many customers the ratings would move into it, waiting for a lead's decision."""
    rows = Standing.objects.visible_to(actor).filter(scheme=SCHEME, **cut.within("customer__"))
    waiting = rows.exclude(proposed="").order_by().values_list("proposed")
    return dict(waiting.annotate(n=Count("pk")))


def cash_cows(actor: Actor, cut: Cut, key: str) -> int:
    """How many customers of a class bring a profit all the same: the exception to giving up."""
    return Standing.objects.visible_to(actor).filter(
        scheme=SCHEME, grade=key, customer__measures__profit_12m__gt=0, **cut.within("customer__")
    ).count()  # fmt: skip
