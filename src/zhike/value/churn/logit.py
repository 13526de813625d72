"""Logistic regression by Newton's steps: a weighted sum of features, and from it a chance."""

import numpy as np
from scipy.special import expit, logit

from zhike.value.lifetime.grouping import Floats

_RIDGE = 1e-2  # a slight pull to nothing: holds the weights where a feature says everything
_STEPS = 50
_STILL = 1e-9


def fit_logit(features: Floats, happened: Floats) -> Floats:
    """The weights, that of the constant first; one row of features per customer, `happened` 1 or 0."""
    rows = with_constant(features)
    hold = np.full(rows.shape[1], _RIDGE)
    hold[0] = 0.0
    weights = np.zeros(rows.shape[1])
    weights[0] = logit(np.clip(happened.mean(), 1e-6, 1 - 1e-6))
    loss = _loss(rows, happened, hold, weights)
    for _ in range(_STEPS):
        chance = expit(rows @ weights)
        gradient = rows.T @ (chance - happened) + hold * weights
        curvature = (rows.T * (chance * (1 - chance))) @ rows + np.diag(hold + 1e-9)
        step = np.linalg.solve(curvature, gradient)
        after = _loss(rows, happened, hold, weights - step)
        while after > loss and np.abs(step).max() > _STILL:  # too far: go half the way
            step /= 2
            after = _loss(rows, happened, hold, weights - step)
        weights, loss = weights - step, after
        if np.abs(step).max() < _STILL:
            break
    return weights


def _loss(rows: Floats, happened: Floats, hold: Floats, weights: Floats) -> float:
    odds = rows @ weights
    return float((np.logaddexp(0, odds) - happened * odds).sum() + hold @ weights**2 / 2)


def chance_of(weights: Floats, features: Floats) -> Floats:
    """The chance for each row."""
    chance: Floats = expit(with_constant(features) @ weights)
    return chance


def with_constant(features: Floats) -> Floats:
    """The features with a column of ones before them."""
    return np.column_stack([np.ones(len(features)), features])
