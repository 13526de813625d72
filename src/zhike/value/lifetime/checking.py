"""How well a forecast held on what came after: by rank, by size, and by tenths of the book."""

from dataclasses import dataclass

import numpy as np
from scipy.stats import rankdata

from zhike.value.lifetime.grouping import Floats


def auc(chance: Floats, happened: Floats) -> float | None:
    """How often the forecast ranks one to whom it happened above one to whom it did not; None where there are not both."""
    yes = happened > 0
    some, others = int(yes.sum()), int((~yes).sum())
    if not (some and others):
        return None
    return float((rankdata(chance)[yes].sum() - some * (some + 1) / 2) / (some * others))


def brier(chance: Floats, happened: Floats) -> float:
    """The mean squared error of a chance: 0 knows everything, 0.25 is a coin."""
    return float(np.mean((chance - happened) ** 2))


@dataclass(frozen=True, slots=True)
class Tenth:
    """A tenth of the book by forecast, the highest first: how many, what was said of them, what came, in sum."""

    customers: int
    said: float
    came: float


def tenths(forecast: Floats, came: Floats) -> tuple[Tenth, ...]:
    """The book in tenths; in fewer parts where there are fewer than ten."""
    order = np.argsort(-forecast, kind="stable")
    parts = np.array_split(order, min(10, len(order))) if len(order) else []
    return tuple(
        Tenth(len(part), float(forecast[part].sum()), float(came[part].sum())) for part in parts
    )
