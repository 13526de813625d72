"""Buying until leaving: everybody buys at a rate of his own and may leave for good after a purchase.

The rates of a book are spread as Gamma(r, alpha), the chances to leave as Beta(a, b). In BG/NBD (Fader, Hardie and
Lee 2005) one can leave after a repeat purchase only, so who bought once counts as here for ever; in MBG/NBD
(Batislam, Denizel and Filiztekin 2007) already after the first.
"""

from dataclasses import dataclass

import numpy as np
from scipy.special import expit, gammaln, psi

from zhike.value.lifetime.fitting import NoFit, climbed
from zhike.value.lifetime.grouping import Book, Floats


@dataclass(frozen=True, slots=True)
class Buying:
    """How a book buys; `alpha` in days, the others without unit. `leaves_at_once` says MBG/NBD."""

    r: float
    alpha: float
    a: float
    b: float
    leaves_at_once: bool = True

    @property
    def stays(self) -> int:
        """How many chances to leave a purchase history has beyond `x`."""
        return 1 if self.leaves_at_once else 0


def fit_buying(book: Book, *, leaves_at_once: bool = True) -> Buying:
    """The most likely parameters; `NoFit` when too little was bought again to know."""
    if book.purchases == 0:
        raise NoFit
    unit = max(float(book.n @ book.age) / book.customers, 1.0)  # the climb counts in mean ages
    scaled = Book(book.x, book.tx / unit, book.age / unit, book.n, book.distinct_x, book.n_x)
    found = climbed(
        lambda theta: slope(theta, scaled, leaves_at_once=leaves_at_once),
        np.log([0.5, 0.25, 1.0, 2.0]),
    )
    r, alpha, a, b = map(float, found)
    return Buying(r, alpha * unit, a, b, leaves_at_once)


def log_likelihood(buying: Buying, book: Book) -> float:
    """Of the whole book, time in days."""
    theta = np.log([buying.r, buying.alpha, buying.a, buying.b])
    return -slope(theta, book, leaves_at_once=buying.leaves_at_once)[0] * book.customers


def slope(theta: Floats, book: Book, *, leaves_at_once: bool) -> tuple[float, Floats]:
    """The mean negative log-likelihood at log(r, alpha, a, b), and its gradient."""
    r, alpha, a, b = np.exp(theta)
    x, n, everybody = book.distinct_x, book.n_x, book.customers
    stays = 1 if leaves_at_once else 0
    kept, tried = b + x + stays, a + b + x + stays
    # what depends on the number of purchases alone
    total = n @ (gammaln(r + x) + gammaln(kept) - gammaln(tried)) + everybody * (
        r * np.log(alpha) - gammaln(r) + gammaln(a + b) - gammaln(b)
    )
    by_r = n @ psi(r + x) + everybody * (np.log(alpha) - psi(r))
    by_alpha = everybody * r / alpha
    by_a = everybody * psi(a + b) - n @ psi(tried)
    by_b = everybody * (psi(a + b) - psi(b)) + n @ (psi(kept) - psi(tried))
    # and on when they were
    lasted, since, odds = _leaving(alpha, a, b, r, book.x, book.tx, book.age, stays)
    left = book.n * expit(odds)
    power = r + book.x
    total += book.n @ (np.logaddexp(0, odds) - power * lasted)
    by_r += left @ (lasted - since) - book.n @ lasted
    inverse = 1 / (alpha + book.age)
    by_alpha += left @ (power * (inverse - 1 / (alpha + book.tx))) - book.n @ (power * inverse)
    by_a += left.sum() / a
    by_b -= (left / _once(b + book.x - 1 + stays, book.x, stays)).sum()
    gradient = np.array([by_r * r, by_alpha * alpha, by_a * a, by_b * b])
    return -float(total) / everybody, -gradient / everybody


def alive(buying: Buying, x: Floats, tx: Floats, age: Floats) -> Floats:
    """The chance that a customer with this history has not left."""
    _, _, odds = _leaving(buying.alpha, buying.a, buying.b, buying.r, x, tx, age, buying.stays)
    chance: Floats = expit(-odds)
    return chance


def _leaving(
    alpha: float, a: float, b: float, r: float, x: Floats, tx: Floats, age: Floats, stays: int
) -> tuple[Floats, Floats, Floats]:
    """log(alpha + age), log(alpha + tx), and the log odds of having left after the last purchase."""
    lasted, since = np.log(alpha + age), np.log(alpha + tx)
    odds = np.log(a) - np.log(_once(b + x - 1 + stays, x, stays)) + (r + x) * (lasted - since)
    return lasted, since, np.where(x + stays > 0, odds, -np.inf)


def _once(value: Floats, x: Floats, stays: int) -> Floats:
    """1 where nobody could have left yet, so that no logarithm meets a negative."""
    return np.where(x + stays > 0, value, 1.0)
