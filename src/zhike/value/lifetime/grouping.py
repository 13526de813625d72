"""What a fit needs to know of a book: how many customers share the same history (sufficient statistics)."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

type Floats = npt.NDArray[np.float64]
type Ints = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True, eq=False)
class Book:
    """Histories, each once, with how many customers `n` have it; the counts of `x` alone stand beside them.

    The special functions then run on the few distinct `x` instead of on every customer.
    """

    x: Floats
    tx: Floats
    age: Floats
    n: Floats
    distinct_x: Floats
    n_x: Floats

    @property
    def customers(self) -> float:
        return float(self.n_x.sum())

    @property
    def purchases(self) -> float:
        """All purchases after the first ones."""
        return float(self.n_x @ self.distinct_x)


def book(x: Ints, tx: Ints, age: Ints) -> Book:
    """Group whole-numbered histories; `ValueError` where one contradicts itself."""
    if not (np.all(x >= 0) and np.all((tx >= 0) & (tx <= age)) and np.all((x > 0) == (tx > 0))):
        raise ValueError("a history must have 0 <= tx <= age, and tx > 0 exactly when x > 0")
    keys, spans = packed(x, tx, age)
    unique, n = np.unique(keys, return_counts=True)
    rest, distinct_age = np.divmod(unique, spans[1])
    of_x, distinct_tx = np.divmod(rest, spans[0])
    values, place = np.unique(of_x, return_inverse=True)
    counts = n.astype(np.float64)
    return Book(
        of_x.astype(np.float64),
        distinct_tx.astype(np.float64),
        distinct_age.astype(np.float64),
        counts,
        values.astype(np.float64),
        np.bincount(place, counts, minlength=len(values)),
    )


def packed(x: Ints, tx: Ints, age: Ints) -> tuple[Ints, tuple[int, int]]:
    """Three whole numbers as one, and the spans to take them apart again."""
    wide, high = int(tx.max(initial=0)) + 1, int(age.max(initial=0)) + 1
    if (int(x.max(initial=0)) + 1) * wide * high >= 2**63:
        raise ValueError("these histories are too long to be counted")
    return (x.astype(np.int64) * wide + tx) * high + age, (wide, high)
