"""The chance of a silent time ahead by what the past time of the same length taught: four plain features in a logistic.

How often he bought, how long ago the last time is, how long he has been a customer, and how far beyond his own
rhythm he is; all as logarithms, for the tenth purchase says less than the second.
"""

from dataclasses import dataclass

import numpy as np

from zhike.value.churn.logit import chance_of, fit_logit
from zhike.value.lifetime.grouping import Floats


@dataclass(frozen=True, slots=True, eq=False)
class Silence:
    """The weights: a constant, then one per feature."""

    weights: Floats

    def chance(self, x: Floats, tx: Floats, age: Floats) -> Floats:
        """The chance of no purchase in a time as long as the one it was learnt from."""
        return chance_of(self.weights, _features(x, tx, age))


def learnt(x: Floats, tx: Floats, age: Floats, was_silent: Floats) -> Silence:
    """From histories up to a day, and who then bought nothing."""
    return Silence(fit_logit(_features(x, tx, age), was_silent))


def _features(x: Floats, tx: Floats, age: Floats) -> Floats:
    recency = age - tx
    rhythms = np.where(x > 0, recency / np.maximum(tx / np.maximum(x, 1), 1), 0.0)
    return np.column_stack(
        [np.log1p(x), np.log1p(recency), np.log1p(age), np.log1p(rhythms), x == 0]
    )
