"""The chance of silence that holds best: the buying model's, or one learnt from the company's own past.

Both are tried where the answer is known, on the time that has just gone by: the model is fitted on the book before it,
the other one learnt from the same time before that. The smaller mean squared error wins (Brier), for the chance itself
is multiplied with money; how well each ranks is kept beside it.
"""

from dataclasses import asdict, dataclass
from datetime import date

from zhike.methods.lifetime import LifetimeRule
from zhike.value.churn.silence import Silence, learnt
from zhike.value.forecasting.histories import Histories
from zhike.value.lifetime.buying import Buying, fit_buying
from zhike.value.lifetime.checking import auc, brier, tenths
from zhike.value.lifetime.fitting import NoFit
from zhike.value.lifetime.future import expected, quiet
from zhike.value.lifetime.grouping import Floats

LEARNT_FROM = 100_000
_HUNDREDTHS = 100
_BP = 10_000


@dataclass(frozen=True, slots=True)
class Tested:
    """How a forecast of the day `on` held in the days after: purchases said and come (hundredths), their tenths, and both chances."""

    on: date
    said: int
    came: int
    tenths: list[dict[str, int]]
    auc_model: int | None
    auc_own: int | None
    brier_model: int
    brier_own: int | None

    @property
    def own_is_better(self) -> bool:
        return self.brier_own is not None and self.brier_own < self.brier_model


def is_enough(book: Histories, rule: LifetimeRule) -> bool:
    """Whether a book is large enough to say anything."""
    return book.size >= rule.smallest_book and book.came_back >= rule.smallest_repeat


def tested(
    then: date, book: Histories, earlier: Histories, rule: LifetimeRule
) -> Tested | None:
    """Hold both chances against what came after `then`; None where that book was too small to be fitted."""
    if not is_enough(book, rule):
        return None
    try:
        buying = fit_buying(book.grouped)
    except NoFit:
        return None
    model = quiet(buying, rule.quiet_days, *book.floats)
    own = own_chance(earlier, book, rule)
    said = expected(buying, rule.quiet_days, book.x, book.tx, book.age)
    return Tested(
        then,
        round(float(said.sum()) * _HUNDREDTHS),
        round(float(book.later.sum()) * _HUNDREDTHS),
        [
            {
                "customers": tenth.customers,
                "said": round(tenth.said * _HUNDREDTHS),
                "came": round(tenth.came * _HUNDREDTHS),
            }
            for tenth in tenths(said, book.later)
        ],
        _bp(auc(model, book.was_silent)),
        None if own is None else _bp(auc(own, book.was_silent)),
        round(brier(model, book.was_silent) * _BP),
        None if own is None else round(brier(own, book.was_silent) * _BP),
    )


def own_chance(past: Histories, now: Histories, rule: LifetimeRule) -> Floats | None:
    """What the past book teaches of the present one; None where it was too small, or all or none fell silent."""
    silence = _learnt(past, rule)
    return None if silence is None else silence.chance(*now.floats)


def teaches(past: Histories, rule: LifetimeRule) -> bool:
    """Whether a past book can teach anything: large enough, and neither all nor none of it fell silent."""
    return is_enough(past, rule) and 0 < int(past.was_silent.sum()) < past.size


def chance_of_silence(
    buying: Buying, book: Histories, past: Histories, held: Tested | None, rule: LifetimeRule
) -> tuple[Floats, bool]:
    """The chance for each customer, and whether it is the learnt one."""
    if held is not None and held.own_is_better:
        own = own_chance(past, book, rule)
        if own is not None:
            return own, True
    return quiet(buying, rule.quiet_days, *book.floats), False


def _learnt(past: Histories, rule: LifetimeRule) -> Silence | None:
    if not teaches(past, rule):
        return None
    some = past.thinned(LEARNT_FROM)
    return learnt(*some.floats, some.was_silent)


def as_data(held: Tested) -> dict[str, object]:
    """As it is kept in the night's file."""
    return asdict(held) | {"on": held.on.isoformat()}


def _bp(share: float | None) -> int | None:
    return None if share is None else round(share * _BP)
