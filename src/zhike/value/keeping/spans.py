"""Stretches of days: the months, quarters and years that rates are taken over."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

from zhike.lib.spoken_days import years_before


@dataclass(frozen=True, slots=True)
class Span:
    """From the first day to the last, both included."""

    first: date
    last: date

    @property
    def eve(self) -> date:
        """The day before the first: how things stood when it began."""
        return self.first - timedelta(days=1)


def months_until(day: date, count: int) -> list[Span]:
    """The last so many calendar months, the oldest first; the one that runs ends with the day."""
    spans = []
    for back in range(count - 1, -1, -1):
        year, month = divmod(day.year * 12 + day.month - 1 - back, 12)
        last = date(year, month + 1, monthrange(year, month + 1)[1])
        spans.append(Span(date(year, month + 1, 1), min(last, day)))
    return spans


def years_until(day: date, count: int) -> list[Span]:
    """So many times twelve months that end with this day of a year, the oldest first."""
    return [
        Span(years_before(day, back + 1) + timedelta(days=1), years_before(day, back))
        for back in range(count - 1, -1, -1)
    ]


def year_before(day: date) -> Span:
    """The twelve months that end with the day."""
    return years_until(day, 1)[0]


def quarter_of(day: date) -> int:
    """Quarters since the year 0: one number for each."""
    return day.year * 4 + (day.month - 1) // 3


def first_day_of(quarter: int) -> date:
    """The day on which a quarter begins."""
    return date(quarter // 4, quarter % 4 * 3 + 1, 1)


def quarter_name(number: int) -> str:
    """`2026 Q4`."""
    return f"{number // 4} Q{number % 4 + 1}"
