"""What a customer spends on a purchase: Gamma-Gamma (Fader and Hardie 2013).

The purchases of one customer are spread as Gamma(p, v), the v of a book as Gamma(q, gamma). Who bought little is
drawn towards the book's mean, who bought often is taken at his own.
"""

from dataclasses import dataclass

import numpy as np
from scipy.special import gammaln, psi

from zhike.value.lifetime.fitting import NoFit, climbed
from zhike.value.lifetime.grouping import Floats

_FEWEST = 3  # parameters


@dataclass(frozen=True, slots=True)
class Spending:
    """`gamma` in the unit of money, `p` and `q` without."""

    p: float
    q: float
    gamma: float


def fit_spending(x: Floats, mean: Floats) -> Spending:
    """From `x` repeat purchases of `mean` each; who repeated nothing says nothing. `NoFit` when there are too few, or all spend alike."""
    known = (x > 0) & (mean > 0)
    x, mean = x[known], mean[known]
    if len(x) < _FEWEST or np.ptp(mean) == 0:
        raise NoFit
    unit = float(np.median(mean))
    found = climbed(_Slope.of(x, mean / unit), np.log([2.0, 3.0, 1.0]))
    p, q, gamma = map(float, found)
    if q <= 1:  # the book's mean would not be finite
        raise NoFit
    return Spending(p, q, gamma * unit)


@dataclass(frozen=True, slots=True, eq=False)
class _Slope:
    """The mean negative log-likelihood of a book's spending, with what does not change worked out once."""

    x: Floats
    mean: Floats
    log_mean: Floats
    distinct_x: Floats
    n_x: Floats

    @classmethod
    def of(cls, x: Floats, mean: Floats) -> "_Slope":
        values, counts = np.unique(x, return_counts=True)
        return cls(x, mean, np.log(mean), values, counts.astype(np.float64))

    def __call__(self, theta: Floats) -> tuple[float, Floats]:
        """At log(p, q, gamma), with its gradient."""
        p, q, gamma = np.exp(theta)
        u, n, everybody = self.distinct_x, self.n_x, len(self.x)
        total = n @ (gammaln(p * u + q) - gammaln(p * u) + p * u * np.log(u)) + everybody * (
            q * np.log(gamma) - gammaln(q)
        )
        spent = gamma + self.mean * self.x
        log_spent, power = np.log(spent), p * self.x + q
        total += ((p * self.x - 1) * self.log_mean - power * log_spent).sum()
        both = psi(p * u + q)
        by_p = n @ (u * (both - psi(p * u) + np.log(u))) + self.x @ (self.log_mean - log_spent)
        by_q = n @ both + everybody * (np.log(gamma) - psi(q)) - log_spent.sum()
        by_gamma = everybody * q / gamma - (power / spent).sum()
        gradient = np.array([by_p * p, by_q * q, by_gamma * gamma])
        return -float(total) / everybody, -gradient / everybody


def slope(theta: Floats, x: Floats, mean: Floats) -> tuple[float, Floats]:
    """The mean negative log-likelihood at log(p, q, gamma), and its gradient."""
    return _Slope.of(x, mean)(theta)


def expected_spend(spending: Spending, x: Floats, total: Floats) -> Floats:
    """What the next purchase should bring, of a customer whose `x` repeat purchases brought `total`."""
    p, q, gamma = spending.p, spending.q, spending.gamma
    spend: Floats = p * (gamma + total) / (p * x + q - 1)
    return spend


def spend_squares(spending: Spending, x: Floats, total: Floats) -> tuple[Floats, Floats]:
    """E[p/v²] and E[p²/v²]: the mean variance of one purchase, and the mean square of its mean; infinite where p x + q is at most 2."""
    p, q, gamma = spending.p, spending.q, spending.gamma
    power = p * x + q
    with np.errstate(divide="ignore"):
        base = np.where(power > 2, (gamma + total) ** 2 / ((power - 1) * (power - 2)), np.inf)
    return p * base, p * p * base
