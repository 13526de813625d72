"""A column cut into bins by what it says of the outcome; what is not known is a bin of its own."""

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import numpy.typing as npt
from scipy.special import xlogy

from zhike.value.lifetime.grouping import Floats, Ints

type Texts = npt.NDArray[np.str_]
type Column = Floats | Texts

_CANDIDATES = 40
_LEAST_SHARE = 0.03
FEWEST = 20
_LEAST_GAIN = 4.0  # in log-likelihood: a cut that says less is left out


@dataclass(frozen=True, slots=True)
class Cuts:
    """Numbers: bin i holds what lies from `at[i-1]` to below `at[i]`; the last bin what is not known."""

    at: tuple[float, ...]

    @property
    def count(self) -> int:
        return len(self.at) + 2

    def place(self, column: Column) -> Ints:
        """The bin of each value."""
        numbers = column.astype(np.float64)
        found = np.searchsorted(np.array(self.at), numbers, side="right").astype(np.int64)
        return np.where(np.isnan(numbers), self.count - 1, found)


@dataclass(frozen=True, slots=True)
class Kinds:
    """Words: one bin each, and a last one for what is rare or new."""

    known: tuple[str, ...]

    @property
    def count(self) -> int:
        return len(self.known) + 1

    def place(self, column: Column) -> Ints:
        """The bin of each value."""
        found = np.full(len(column), self.count - 1, dtype=np.int64)
        for number, word in enumerate(self.known):
            found[column == word] = number
        return found


type Binning = Cuts | Kinds


def binning(column: Column, happened: Floats, *, most: int) -> Binning:
    """At most so many bins of known values, none of them small."""
    least = max(FEWEST, int(_LEAST_SHARE * len(column)))
    if column.dtype.kind == "U":
        words, counts = np.unique(column, return_counts=True)
        return Kinds(tuple(str(w) for w, n in zip(words, counts, strict=True) if n >= least))
    known = ~np.isnan(column)
    return Cuts(_cuts(column[known].astype(np.float64), happened[known], most, least))


def _cuts(values: Floats, happened: Floats, most: int, least: int) -> tuple[float, ...]:
    """Cut where it says most, then where it says most of what is left, until nothing is worth a cut."""
    candidates = _candidates(values)
    if not len(candidates):
        return ()
    cell = np.searchsorted(candidates, values, side="right")
    total = np.bincount(cell, minlength=len(candidates) + 1)
    lost = np.bincount(cell, happened, minlength=len(candidates) + 1)
    at_left, lost_left = np.r_[0, total.cumsum()], np.r_[0.0, lost.cumsum()]
    edges = [0, len(total)]
    while len(edges) - 1 < most:
        gain, cut = max(
            (_best(at_left, lost_left, low, high, least) for low, high in pairwise(edges)),
            key=lambda found: found[0],
        )
        if gain < _LEAST_GAIN:
            break
        edges = sorted([*edges, cut])
    return tuple(float(candidates[edge - 1]) for edge in edges[1:-1])


def _candidates(values: Floats) -> Floats:
    if not len(values):
        return values
    spread = np.quantile(
        values, np.linspace(0, 1, _CANDIDATES + 1)[1:-1], method="closest_observation"
    )
    return np.unique(spread[spread > values.min()])


def _best(total: Ints, lost: Floats, low: int, high: int, least: int) -> tuple[float, int]:
    """The best cut between two edges: how much it says, and where."""
    inner = np.arange(low + 1, high)
    if not len(inner):
        return 0.0, low
    n_left, n_right = total[inner] - total[low], total[high] - total[inner]
    k_left, k_right = lost[inner] - lost[low], lost[high] - lost[inner]
    whole = _fit(total[high] - total[low], lost[high] - lost[low])
    gain = _fit(n_left, k_left) + _fit(n_right, k_right) - whole
    gain[(n_left < least) | (n_right < least)] = 0.0
    best = int(gain.argmax())
    return float(gain[best]), int(inner[best])


def _fit(n: Ints, k: Floats) -> Floats:
    """The log-likelihood of k of n at their own rate."""
    known = np.maximum(n, 1)
    share = k / known
    found: Floats = xlogy(k, share) + xlogy(n - k, 1 - share)
    return found
