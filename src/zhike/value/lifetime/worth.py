"""Lifetime value: the expected spending of the time ahead, discounted, with the span in which it should fall.

The span says how differently one customer may turn out, not how well the book is known. Its ends are quantiles of a
value that is nothing with the chance of a silent time ahead and otherwise log-normal, with the mean and the variance
the two models give exactly (a purchase count of mixed rates, purchases of mixed size; discounted by one factor for
all). No chance is drawn: the same book gives the same span. A test holds how many fall into it.
"""

from dataclasses import dataclass

import numpy as np
from scipy.special import ndtri

from zhike.value.lifetime.future import Ahead
from zhike.value.lifetime.grouping import Floats
from zhike.value.lifetime.spending import Spending, expected_spend, spend_squares


@dataclass(frozen=True, slots=True, eq=False)
class Worth:
    """In the unit of money of the spending; an end that cannot be said is not a number."""

    value: Floats
    low: Floats
    high: Floats


def worth(
    here: Floats,
    coming: Ahead,
    spending: Spending,
    x: Floats,
    total: Floats,
    *,
    within: float,
) -> Worth:
    """What customers should still bring who are `here` with this chance; `within` of them end up between low and high."""
    spend = expected_spend(spending, x, total)
    value = here * coming.discounted * spend
    fading = coming.discounted / np.maximum(coming.purchases, 1e-300)
    one, many = spend_squares(spending, x, total)
    square = here * fading**2 * (coming.purchases * (one + many) + coming.pairs * many)
    none = 1 - here * (1 - coming.none)
    ends = (_quantile(q, value, square, none) for q in ((1 - within) / 2, (1 + within) / 2))
    return Worth(value, *ends)


def _quantile(q: float, value: Floats, square: Floats, none: Floats) -> Floats:
    some = np.maximum(1 - none, 1e-300)
    mean = np.maximum(value / some, 1e-300)
    with np.errstate(over="ignore", invalid="ignore"):  # where next to nothing is left
        spread = np.log(np.maximum(square / some / mean**2, 1.0))  # the log's variance
        share = np.clip((q - none) / some, 1e-12, 1.0)
        found = mean * np.exp(np.sqrt(spread) * ndtri(share) - spread / 2)
    return np.where(q <= none, 0.0, np.where(np.isfinite(spread), found, np.nan))
