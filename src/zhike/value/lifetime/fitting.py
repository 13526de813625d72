"""Likelihoods are climbed by their analytic gradients and finished by Newton's steps; who does not arrive gives no answer."""

from collections.abc import Callable

import numpy as np
from scipy.optimize import minimize

from zhike.value.lifetime.grouping import Floats

type Slope = Callable[[Floats], tuple[float, Floats]]

_FLAT = 1e-8  # the largest slope, per customer, at which a hill counts as climbed
_STEP = 1e-5
_FARTHEST = 12.0  # logarithms beyond are parameters that ran away
_HOLD = 1e-4


class NoFit(ValueError):
    """The book does not say which parameters hold: too few repeat, or the climb did not arrive."""


def climbed(slope: Slope, start: Floats) -> Floats:
    """The parameters of least mean negative log-likelihood; `slope` takes their logarithms.

    Where they run away (a book in which nobody ever left says only that leaving is rare), a slight pull to 1 holds
    them; `NoFit` where even that does not.
    """
    for pull in (0.0, _HOLD):
        found = _finished(_pulled(slope, pull), start)
        if found is not None:
            return np.exp(found)
    raise NoFit


def _pulled(slope: Slope, pull: float) -> Slope:
    def pulled(theta: Floats) -> tuple[float, Floats]:
        value, gradient = slope(theta)
        return value + pull * float(theta @ theta), gradient + 2 * pull * theta

    return pulled


def _finished(slope: Slope, start: Floats) -> Floats | None:
    with np.errstate(over="ignore", invalid="ignore", divide="ignore"):
        theta: Floats = minimize(
            slope, start, jac=True, method="BFGS", options={"gtol": 1e-7, "maxiter": 300}
        ).x
        for _ in range(20):
            if not np.all(np.isfinite(theta)) or np.abs(theta).max() > _FARTHEST:
                return None
            _, gradient = slope(theta)
            if np.abs(gradient).max() < _FLAT:
                return theta
            theta = _newton(slope, theta, gradient)
    return None


def _newton(slope: Slope, theta: Floats, gradient: Floats) -> Floats:
    """One step by the curvature, which differences of the gradient give."""
    curvature = np.empty((len(theta), len(theta)))
    for i in range(len(theta)):
        shift = np.zeros_like(theta)
        shift[i] = _STEP
        curvature[i] = (slope(theta + shift)[1] - slope(theta - shift)[1]) / (2 * _STEP)
    curvature = (curvature + curvature.T) / 2
    try:
        step = np.linalg.solve(curvature, gradient)
    except np.linalg.LinAlgError:
        return np.full_like(theta, np.nan)
    return theta - np.clip(step, -1.0, 1.0)
