"""What several people think of a customer, side by side: who rated each side, when, how and why, and how far they are apart."""

from collections.abc import Sequence
from dataclasses import dataclass

from zhike.customers.models import Rating
from zhike.lib.words import Words
from zhike.methods.scorecards import Criterion, Raters
from zhike.trust.actor import Actor
from zhike.users.editions.in_use import methods


@dataclass(frozen=True, slots=True)
class Opinion:
    """One rater's newest rating of one side, and the card's word for it; None where the card has no word for the value."""

    rating: Rating
    level: Words | None


@dataclass(frozen=True, slots=True)
class Side:
    """One rated side of a customer: each rater's newest opinion, the newest first, and what the card makes of them (0–100)."""

    criterion: Criterion
    card: Words
    opinions: tuple[Opinion, ...]

    @property
    def counts(self) -> int:
        """The value that counts: the newest, the lowest or the mean, as the card says."""
        return agreed(self.criterion, [each.rating.value for each in self.opinions])

    @property
    def lowest(self) -> int:
        return min(each.rating.value for each in self.opinions)

    @property
    def highest(self) -> int:
        return max(each.rating.value for each in self.opinions)

    @property
    def differs(self) -> bool:
        """Whether the raters do not all say the same."""
        return self.lowest != self.highest


def agreed(criterion: Criterion, values: Sequence[int]) -> int:
    """What counts of each rater's newest value, the newest of all first; there is at least one."""
    match criterion.raters:
        case Raters.NEWEST:
            return values[0]
        case Raters.LOWEST:
            return min(values)
        case Raters.MEAN:
            return sum(values) // len(values)


def opinions_of(actor: Actor, customer_id: int) -> list[Side]:
    """Every side somebody rated, in the order of the cards; a rater's earlier opinions are left to the history (S0-04)."""
    newest: dict[str, dict[int | None, Rating]] = {}
    rows = Rating.objects.visible_to(actor).filter(customer_id=customer_id)
    for rating in rows.select_related("rated_by").order_by("-rated_on", "-pk"):
        newest.setdefault(rating.criterion, {}).setdefault(rating.rated_by_id, rating)
    return [
        Side(
            criterion,
            card.head.title,
            tuple(Opinion(r, criterion.level(r.value)) for r in newest[criterion.key].values()),
        )
        for card in methods().scorecards.values()
        for criterion in card.criteria
        if criterion.is_rating and criterion.key in newest
    ]
