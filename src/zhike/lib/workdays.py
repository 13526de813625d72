"""Chinese working days: weekends, public holidays and the make-up days worked instead.

The State Council announces one year at a time. Beyond `announced_through()` only the statutory holidays are
known, without the days moved around them.
"""

from datetime import date, timedelta
from functools import cache

_DAY = timedelta(days=1)


def is_workday(day: date) -> bool:
    """Whether offices work on this day."""
    off, worked = _moved(day.year)
    return day in worked or (day.weekday() < 5 and day not in off)


def add_workdays(day: date, count: int) -> date:
    """The `count`-th working day after this one; the day itself is not counted."""
    while count > 0:
        day += _DAY
        count -= is_workday(day)
    return day


def workday_from(day: date) -> date:
    """This day, or the first working day after it."""
    while not is_workday(day):
        day += _DAY
    return day


def workday_until(day: date) -> date:
    """This day, or the last working day before it."""
    while not is_workday(day):
        day -= _DAY
    return day


@cache
def announced_through() -> int:
    """The last year whose holidays and make-up days have been announced."""
    from holidays.countries.china import ChinaStaticHolidays  # costs most of a second

    return max(ChinaStaticHolidays.special_public_holidays)


@cache
def _moved(year: int) -> tuple[frozenset[date], frozenset[date]]:
    """The days off of a year, and its worked weekend days. The next year's notice may move days of December."""
    from holidays.countries.china import China

    table = China(years=(year, year + 1))  # type: ignore[no-untyped-call]  # not annotated there
    return frozenset(table), frozenset(table.weekend_workdays)
