"""Why a customer has his value: every card that hands no grade down, its points and their grounds, and what would lift him."""

from collections.abc import Mapping
from dataclasses import dataclass

from zhike.customers.models import Rating
from zhike.customers.opinions import agreed
from zhike.lib.words import Words
from zhike.methods.scorecards import Criterion, Lift, Scorecard
from zhike.trust.actor import Actor
from zhike.value.because import Because, Part
from zhike.value.models import Measures
from zhike.value.queries import measures, methods


@dataclass(frozen=True, slots=True)
class Explained:
    """One card: its total (hundredths), the band it lies in, a part per criterion, and what would lift to the next band."""

    card: Scorecard
    points: int
    band: Words
    parts: list[Part]
    lifts: tuple[Lift, ...]


def explained(actor: Actor, customer_id: int) -> dict[str, Explained]:
    """Card → how it came about; nothing before the first night."""
    row = measures(actor, customer_id)
    if row is None:
        return {}
    ratings = _ratings(actor, customer_id)
    return {
        card.head.name: _explained(card, row, ratings)
        for card in methods().scorecards.values()
        if card.score in SHOWN
    }


SHOWN = tuple(
    f"score_{name}"
    for name in ("current_value", "potential_value", "loyalty", "overall_value", "live")
)


def lifts_of(actor: Actor, customer_id: int, name: str, grade: str) -> tuple[Lift, ...]:
    """What would lift a customer to the next band of a card that hands grades down (S2-08, S2-15)."""
    row = measures(actor, customer_id)
    card = methods().scorecards.get(name)
    if row is None or card is None:
        return ()
    return card.lifts(_values(card, row, _ratings(actor, customer_id)), grade)


type Rated = Mapping[str, list[int]]


def _explained(card: Scorecard, row: Measures, ratings: Rated) -> Explained:
    values = _values(card, row, ratings)
    total = card.total(card.points(values))
    grade = card.grade(total)
    named = {f"value_{c.key}": values[c.fact] for c in card.criteria}
    parts = Because(card).parts({"target_basis": row.target_basis, **named}, grade, total)
    band = next(b.title for b in card.bands if b.grade == grade)
    return Explained(card, total, band, parts, card.lifts(values, grade))


def _values(card: Scorecard, row: Measures, ratings: Rated) -> dict[str, int | None]:
    return {
        c.fact: _rated(c, ratings.get(c.key, [])) if c.is_rating else getattr(row, c.fact)
        for c in card.criteria
    }


def _rated(criterion: Criterion, values: list[int]) -> int | None:
    """`values` are each rater's newest, the newest of all first."""
    return agreed(criterion, values) if values else None


def _ratings(actor: Actor, customer_id: int) -> Rated:
    found: dict[str, list[int]] = {}
    seen: set[tuple[str, int | None]] = set()
    rows = Rating.objects.visible_to(actor).filter(customer_id=customer_id)
    for criterion, rater, value in rows.order_by("-rated_on", "-pk").values_list(
        "criterion", "rated_by_id", "value"
    ):
        if (criterion, rater) not in seen:
            seen.add((criterion, rater))
            found.setdefault(criterion, []).append(value)
    return found
