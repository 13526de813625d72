"""What is still to come of a customer with this history: the purchases of a time ahead, their spread, and silence.

Given that he is here today his rate is spread as Gamma(r + x, alpha + age) and his chance to leave as Beta(a, b + x),
so that `s` days from now he buys at the mean rate E[rate · exp(-rate · leaving · s)], a hypergeometric function. Its
sums over time are taken at Gauss-Legendre points on a logarithmic scale, where it is all but a straight line.
"""

from dataclasses import dataclass

import numpy as np
from scipy.special import hyp2f1

from zhike.value.lifetime.buying import Buying, alive
from zhike.value.lifetime.grouping import Floats, Ints, packed

POINTS = 8
YEAR = 365.25


@dataclass(frozen=True, slots=True, eq=False)
class Ahead:
    """The purchases of a time ahead, of a customer who is here today.

    `purchases` is their mean, `discounted` the same with each worth less the later it comes, `pairs` is E[n(n - 1)],
    and `none` the chance that there is none at all.
    """

    purchases: Floats
    discounted: Floats
    pairs: Floats
    none: Floats


def silent_while_here(buying: Buying, days: float, x: Floats, age: Floats) -> Floats:
    """The chance that a customer who is here today buys nothing for so many days."""
    lasted = buying.alpha + age
    chance: Floats = (lasted / (lasted + days)) ** (buying.r + x)
    return chance


def quiet(buying: Buying, days: float, x: Floats, tx: Floats, age: Floats) -> Floats:
    """The chance of no purchase in the next `days` days, whether he has left or only waits."""
    chance: Floats = 1 - alive(buying, x, tx, age) * (
        1 - silent_while_here(buying, days, x, age)
    )
    return chance


def ahead(buying: Buying, days: float, x: Ints, age: Ints, *, yearly: float = 0.0) -> Ahead:
    """The next `days` days; `yearly` is the rate by which money to come is worth less per year (0.1 for 10 %).

    Depends on `x` and `age` alone, so it is worked out once for all who share them.
    """
    keys, (_, span) = packed(x, np.zeros_like(x), age)
    unique, place = np.unique(keys, return_inverse=True)
    distinct_x, distinct_age = np.divmod(unique, span)
    found = _ahead(
        buying, days, distinct_x.astype(float), distinct_age.astype(float), np.log1p(yearly)
    )
    return Ahead(*(values[place] for values in found))


def expected(buying: Buying, days: float, x: Ints, tx: Ints, age: Ints) -> Floats:
    """How many purchases the next `days` days should bring."""
    here = alive(buying, x.astype(float), tx.astype(float), age.astype(float))
    purchases: Floats = ahead(buying, days, x, age).purchases * here
    return purchases


def _ahead(
    buying: Buying, days: float, x: Floats, age: Floats, fading: float
) -> tuple[Floats, Floats, Floats, Floats]:
    a, b = buying.a, buying.b + x + buying.stays
    power, lasted = buying.r + x, buying.alpha + age
    spread = a + buying.b + buying.stays - buying.r - 1
    length = np.log1p(days / lasted)
    purchases, discounted, pairs = (np.zeros_like(x) for _ in range(3))
    for at, weight in zip(*np.polynomial.legendre.leggauss(POINTS), strict=True):
        growth = np.exp(length * (at + 1) / 2)
        later = lasted * (growth - 1)  # days from now
        part = (1 - 1 / growth).clip(0, 1)
        width = weight / 2 * length * lasted * growth
        scale = growth**-a
        rate = power / lasted * scale * hyp2f1(spread, a, a + b, part) * width
        purchases += rate
        discounted += rate * np.exp(-fading / YEAR * later)
        again = power * (power + 1) / lasted**2 * b / (a + b) * scale
        pairs += 2 * later * again * hyp2f1(spread, a, a + b + 1, part) * width
    return purchases, discounted, pairs, silent_while_here(buying, days, x, age)
