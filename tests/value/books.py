"""Books drawn from the model itself, so that what should come out is known; the same for the same seed."""

from dataclasses import dataclass

import numpy as np

from zhike.value.lifetime.buying import Buying
from zhike.value.lifetime.grouping import Floats, Ints
from zhike.value.lifetime.spending import Spending


@dataclass(frozen=True, slots=True)
class Drawn:
    """Histories, what was spent again, who has not left, and the purchases and spending of the days after."""

    x: Ints
    tx: Ints
    age: Ints
    total: Floats
    is_here: Floats
    later: Ints
    later_spend: Floats

    @property
    def floats(self) -> tuple[Floats, Floats, Floats]:
        return self.x.astype(float), self.tx.astype(float), self.age.astype(float)


def drawn(
    customers: int,
    buying: Buying,
    spending: Spending,
    *,
    oldest: int = 1500,
    days: int = 1096,
    seed: int = 1,
) -> Drawn:
    """A book whose customers came evenly over `oldest` days, and its next `days` days."""
    chance = np.random.default_rng(seed)
    age = chance.integers(1, oldest + 1, customers)
    rate = chance.gamma(buying.r, 1 / buying.alpha, customers)
    leaves = chance.beta(buying.a, buying.b, customers)
    each = spending.p / chance.gamma(spending.q, 1 / spending.gamma, customers)
    x, tx, later = (np.zeros(customers, np.int64) for _ in range(3))
    at = np.zeros(customers)
    here = (
        chance.random(customers) >= leaves
        if buying.leaves_at_once
        else np.ones(customers, bool)
    )
    is_here = np.zeros(customers)
    here_now = here.copy()
    running = np.flatnonzero(here)
    while len(running):
        at[running] += chance.exponential(1 / np.maximum(rate[running], 1e-12))
        day = np.minimum(np.ceil(at[running]), 1e9).astype(np.int64)
        past, future = day <= age[running], (day > age[running]) & (day <= age[running] + days)
        moved = past & (day > tx[running])
        x[running] += moved
        tx[running] = np.where(past, day, tx[running])
        later[running] += future
        leaving = chance.random(len(running)) < leaves[running]
        here_now[running[past & leaving]] = False
        running = running[(past | future) & ~leaving]
    is_here[:] = here_now
    total = chance.gamma(np.maximum(spending.p * x, 1e-9)) * each / spending.p * (x > 0)
    later_spend = (
        chance.gamma(np.maximum(spending.p * later, 1e-9)) * each / spending.p * (later > 0)
    )
    return Drawn(x, tx, age, total, is_here, later, later_spend)
