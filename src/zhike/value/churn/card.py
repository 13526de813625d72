"""A card of whole points learnt from the past: each line adds or takes points, the sum says how likely the loss is.

Every bin of a line has its weight of evidence, the log odds of loss in it against those of the book; a logistic over
the lines gives each its share, so that two lines which say the same do not count twice. Twenty points double the odds.
A line's points are counted from the book's mean, so that nothing known is nothing added, and they add up to the score.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from scipy.special import expit

from zhike.value.churn.bins import FEWEST, Binning, Column, binning
from zhike.value.churn.logit import fit_logit
from zhike.value.lifetime.grouping import Floats, Ints

DOUBLING = 20
_POINTS_PER_LOG = DOUBLING / np.log(2)
_DOUBT = 10.0  # customers at the book's own rate, added to every bin
_MOST_BINS = 6


@dataclass(frozen=True, slots=True)
class Line:
    """One column: its bins, and the points of each."""

    key: str
    binning: Binning
    points: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Card:
    """The points of an average customer, and the lines that add to them or take away."""

    base: int
    lines: tuple[Line, ...]

    def points(self, table: Mapping[str, Column]) -> dict[str, Ints]:
        """Line → the points of each customer."""
        return {
            line.key: np.array(line.points)[line.binning.place(table[line.key])]
            for line in self.lines
        }

    def score(self, table: Mapping[str, Column]) -> Ints:
        """The sum of each customer."""
        size = len(next(iter(table.values())))
        return self.base + sum(self.points(table).values(), start=np.zeros(size, np.int64))


def chance(score: Ints) -> Floats:
    """The chance of loss a score says."""
    found: Floats = expit(score / _POINTS_PER_LOG)
    return found


def fit_card(table: Mapping[str, Column], happened: Floats) -> Card:
    """A card from columns by name and whether the loss came (1 or 0); a column that says nothing gets no line."""
    rate = float(np.clip(happened.mean(), 1e-6, 1 - 1e-6))
    found = {key: binning(column, happened, most=_MOST_BINS) for key, column in table.items()}
    places = {key: each.place(table[key]) for key, each in found.items()}
    evidence = {key: _evidence(places[key], found[key].count, happened, rate) for key in found}
    kept = _telling(places, evidence, happened)
    if not kept:
        return Card(round(_POINTS_PER_LOG * float(np.log(rate / (1 - rate)))), ())
    features = np.column_stack([evidence[key][places[key]] for key in kept])
    weights = fit_logit(features, happened)
    base, lines = float(weights[0]), []
    for key, weight, column in zip(kept, weights[1:], features.T, strict=True):
        mean = float(column.mean())
        base += float(weight) * mean
        shares = weight * (evidence[key] - mean) * _POINTS_PER_LOG
        points = tuple(int(p) for p in np.rint(shares))
        if any(points):
            lines.append(Line(key, found[key], points))
    return Card(round(base * _POINTS_PER_LOG), tuple(lines))


def _telling(
    places: Mapping[str, Ints], evidence: Mapping[str, Floats], happened: Floats
) -> list[str]:
    """The lines that count in the direction of their own evidence; the others only correct their neighbours."""
    kept = [key for key in evidence if np.ptp(evidence[key][places[key]]) > 0]
    while kept:
        features = np.column_stack([evidence[key][places[key]] for key in kept])
        weights = fit_logit(features, happened)[1:]
        worst = int(weights.argmin())
        if weights[worst] > 0:
            break
        del kept[worst]
    return kept


def _evidence(place: Ints, bins: int, happened: Floats, rate: float) -> Floats:
    """The log odds of each bin against the book's; a bin of a handful says nothing."""
    many = np.bincount(place, minlength=bins)
    lost = np.bincount(place, happened, minlength=bins) + _DOUBT * rate
    stayed = np.bincount(place, 1 - happened, minlength=bins) + _DOUBT * (1 - rate)
    return np.where(many < FEWEST, 0.0, np.log(lost / stayed) - np.log(rate / (1 - rate)))
