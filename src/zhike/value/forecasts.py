"""What pages ask of the night's look ahead: who is falling silent and why, one customer's forecast, and how far it can be trusted."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, Q, Subquery, Sum

from zhike.customers.models import Standing
from zhike.customers.queries import MAIN_SCHEME
from zhike.sales.models import Contract
from zhike.trust.actor import Actor
from zhike.value.loss import WHOLE, Renewals, Saved, profit_if_loss_falls, renewal_chance
from zhike.value.models import Fit, Measures
from zhike.value.models import Forecast as Forecast
from zhike.value.queries import methods
from zhike.value.querysets import ForecastQuerySet

RULE = "lifetime"

# The playbook that answers a sign; where none does, one asks how things stand.
SUGGESTIONS: dict[str, str] = {
    "recency_days": "rhythm_broken",
    "overdue_pct": "rhythm_broken",
    "growth": "rhythm_broken",
    "season_growth": "rhythm_broken",
    "late_payments_12m": "payment_overdue",
    "days_late": "payment_overdue",
    "days_since_touch": "quiet_customer",
}
ASK = "quiet_customer"


@dataclass(frozen=True, slots=True)
class Warned:
    """A customer who may fall silent: his forecast, and the playbook that answers the heaviest sign."""

    forecast: Forecast
    suggestion: str


def forecast_of(actor: Actor, customer_id: int) -> Forecast | None:
    """What the last night could say of a customer; None where nothing can be said."""
    return Forecast.objects.visible_to(actor).filter(customer_id=customer_id).first()


def fit_of_last_night() -> Fit | None:
    """What the forecasts rest on, and how the same way held on the company's own last window; None before the first night."""
    return Fit.objects.order_by("-as_of").first()


def warnings(
    actor: Actor, *, at_most: int = 50, within: Mapping[str, object] | None = None
) -> list[Warned]:
    """Customers one may see (and `within` a part of the book) who are probably still ours and may be lost, the dearest loss first (S2-42)."""
    found = _still_open(actor).filter(alive_bp__gte=_lost_below(), **(within or {}))
    return _warned(found, at_most)


def probably_lost(
    actor: Actor, *, at_most: int = 50, within: Mapping[str, object] | None = None
) -> list[Warned]:
    """Customers one may see who have probably left without a word: to be won back, the dearest first."""
    found = _still_open(actor).filter(alive_bp__lt=_lost_below(), **(within or {}))
    return _warned(found, at_most)


def saved_if_loss_falls(actor: Actor, by_bp: int) -> Saved:
    """What a lower loss would keep among the customers one may see, at the margin of their own orders (S1-49)."""
    seen = _still_open(actor).filter(alive_bp__gte=_lost_below())
    at_risk = seen.aggregate(total=Sum("at_risk"))["total"] or 0
    return profit_if_loss_falls(by_bp, at_risk, _margin_bp(actor))


def renewal_of(actor: Actor, customer_id: int, *, as_of: date) -> int | None:
    """The chance (basis points) that the running contract is renewed, by how contracts of his standing ended so far; None without one, or without a past."""
    running = Contract.objects.visible_to(actor).running(as_of)
    if not running.filter(customer_id=customer_id).exists():
        return None
    held = Standing.objects.unscoped().filter(customer_id=customer_id, scheme=MAIN_SCHEME)
    standing = held.values_list("grade", flat=True).first() or ""
    return renewal_chance(_renewals(as_of), standing)


@dataclass(frozen=True, slots=True)
class Unsure:
    """A contract that ends: the chance that it is renewed (basis points), and what of its sum is lost by the rest (fen)."""

    chance: int
    lost: int


def unsure(actor: Actor, contracts: Sequence[Contract], *, as_of: date) -> dict[int, Unsure]:
    """Contract → what is at risk at its end, by how contracts of the customer's standing ended so far; empty without a past."""
    if not contracts:
        return {}
    held = Standing.objects.visible_to(actor).filter(
        customer__in={each.customer_id for each in contracts}, scheme=MAIN_SCHEME
    )
    standings = dict(held.values_list("customer_id", "grade"))
    past = _renewals(as_of)
    found = {}
    for each in contracts:
        chance = renewal_chance(past, standings.get(each.customer_id, ""))
        if chance is not None:
            found[each.pk] = Unsure(chance, (each.amount or 0) * (WHOLE - chance) // WHOLE)
    return found


def _still_open(actor: Actor) -> ForecastQuerySet:
    """Those with money at risk, but for whom a departure is noted already."""
    found = Forecast.objects.visible_to(actor).filter(at_risk__gt=0)
    return found.exclude(customer__measures__gone_on__isnull=False)


def _warned(found: ForecastQuerySet, at_most: int) -> list[Warned]:
    ranked = found.select_related("customer").order_by("-at_risk", "customer_id")[:at_most]
    return [Warned(each, _suggestion(each)) for each in ranked]


def _suggestion(forecast: Forecast) -> str:
    heaviest = forecast.reasons[0]["key"] if forecast.reasons else ""
    return SUGGESTIONS.get(heaviest, ASK)


def _lost_below() -> int:
    return methods().lifetimes[RULE].lost_below_bp


def _margin_bp(actor: Actor) -> int | None:
    """What stays of a yuan with the customers of whose year every cost is known; None where there is none."""
    known = Measures.objects.visible_to(actor).filter(costed_pct=100, revenue_12m__gt=0)
    sums = known.aggregate(margin=Sum("margin_12m"), revenue=Sum("revenue_12m"))
    return sums["margin"] * WHOLE // sums["revenue"] if sums["revenue"] else None


def _renewals(as_of: date) -> dict[str, Renewals]:
    """How the contracts that reached their end went on, by the standing of their customers."""
    grade = Standing.objects.unscoped().filter(
        customer=OuterRef("customer"), scheme=MAIN_SCHEME
    )
    next_one = Contract.objects.unscoped().filter(renews=OuterRef("pk"), signed_on__lte=as_of)
    is_over = Q(ends_on__lte=as_of) | Q(ended_on__lte=as_of)
    ended = Contract.objects.unscoped().filter(is_over)
    marked = ended.annotate(
        standing=Subquery(grade.values("grade")[:1]), again=Exists(next_one)
    )
    counted = Counter(marked.values_list("standing", "again"))
    return {
        standing or "": Renewals(
            counted[standing, True] + counted[standing, False], counted[standing, True]
        )
        for standing in {standing for standing, _ in counted}
    }
