"""CDNOW: the purchases on which the papers were written; not committed, so tests that need them may be skipped."""

import gzip
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

from tests.shared_data import shared
from zhike.value.lifetime.grouping import Floats, Ints

CALIBRATED = date(1997, 9, 30)
HOLDOUT_DAYS = 273  # 39 weeks


@dataclass(frozen=True, slots=True)
class Histories:
    """Each customer of the 1/10 sample at the end of September 1997, and his 39 weeks after it. Money in cents."""

    x: Ints
    tx: Ints
    age: Ints
    repeat_spend: Ints
    later: Ints
    later_spend: Ints

    @property
    def floats(self) -> tuple[Floats, Floats, Floats]:
        return self.x.astype(float), self.tx.astype(float), self.age.astype(float)


def sample() -> Histories:
    """2,357 customers; a purchase is a day with one."""
    bought: dict[str, dict[date, int]] = {}
    with gzip.open(shared("cdnow") / "CDNOW_sample.txt.gz", "rt", encoding="ascii") as lines:
        for line in lines:
            _, who, day, _, money = line.split()
            on = date.fromisoformat(day)
            days = bought.setdefault(who, {})
            days[on] = days.get(on, 0) + round(float(money) * 100)
    return Histories(
        *(
            np.array(column, dtype=np.int64)
            for column in zip(*map(_history, bought.values()), strict=True)
        )
    )


def _history(days: dict[date, int]) -> tuple[int, ...]:
    past = sorted(day for day in days if day <= CALIBRATED)
    until = CALIBRATED + timedelta(HOLDOUT_DAYS)
    later = [day for day in days if CALIBRATED < day <= until]
    return (
        len(past) - 1,
        (past[-1] - past[0]).days,
        (CALIBRATED - past[0]).days,
        sum(days[day] for day in past[1:]),
        len(later),
        sum(days[day] for day in later),
    )
