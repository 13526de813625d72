"""Logistic regression by Newton's steps: a weighted sum of features, and from it a chance."""

import numpy as np
from scipy.special import expit

from zhike.value.lifetime.grouping import Floats

_RIDGE = 1e-3  # customers' worth of doubt: holds the weights where a feature says everything
_STEPS = 50


def fit_logit(features: Floats, happened: Floats) -> Floats:
    """The weights, that of the constant first; one row of features per customer, `happened` 1 or 0."""
    rows = with_constant(features)
    weights = np.zeros(rows.shape[1])
    hold = np.full(rows.shape[1], _RIDGE)
    hold[0] = 0.0
    rate = float(np.clip(happened.mean(), 1e-6, 1 - 1e-6))
    weights[0] = np.log(rate / (1 - rate))
    for _ in range(_STEPS):
        chance = expit(rows @ weights)
        gradient = rows.T @ (chance - happened) + hold * weights
        spread = chance * (1 - chance) + 1e-9
        step = np.linalg.solve((rows.T * spread) @ rows + np.diag(hold + 1e-9), gradient)
        weights -= np.clip(step, -4, 4)
        if np.abs(step).max() < 1e-9:
            break
    return weights


def chance_of(weights: Floats, features: Floats) -> Floats:
    """The chance for each row."""
    chance: Floats = expit(with_constant(features) @ weights)
    return chance


def with_constant(features: Floats) -> Floats:
    """The features with a column of ones before them."""
    return np.column_stack([np.ones(len(features)), features])
