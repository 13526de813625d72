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


def sample(then: date = CALIBRATED, days: int = HOLDOUT_DAYS) -> Histories:
    """2,357 customers; a purchase is a day with one."""
    return _histories("CDNOW_sample.txt.gz", 2, 4, then, days)


def whole_book(then: date, days: int) -> Histories:
    """All 23,570."""
    return _histories("CDNOW_master.txt.gz", 1, 3, then, days)


def _histories(file: str, day: int, money: int, then: date, days: int) -> Histories:
    bought: dict[str, dict[date, int]] = {}
    with gzip.open(shared("cdnow") / file, "rt", encoding="ascii") as lines:
        for words in (line.split() for line in lines):
            if not words or not words[0].isdigit():
                continue
            on, paid = date.fromisoformat(words[day]), round(float(words[money]) * 100)
            theirs = bought.setdefault(words[0], {})
            theirs[on] = theirs.get(on, 0) + paid
    rows = [_history(each, then, days) for each in bought.values() if min(each) <= then]
    return Histories(*(np.array(column, dtype=np.int64) for column in zip(*rows, strict=True)))


def _history(bought: dict[date, int], then: date, days: int) -> tuple[int, ...]:
    past = sorted(day for day in bought if day <= then)
    later = [day for day in bought if then < day <= then + timedelta(days)]
    return (
        len(past) - 1,
        (past[-1] - past[0]).days,
        (then - past[0]).days,
        sum(bought[day] for day in past[1:]),
        len(later),
        sum(bought[day] for day in later),
    )
