"""Months after and before a day."""

from calendar import monthrange
from datetime import date


def months_after(day: date, count: int) -> date:
    """The same day `count` months later; the month's last where it has no such day.

    >>> months_after(date(2026, 1, 31), 1)
    datetime.date(2026, 2, 28)
    """
    months = day.year * 12 + day.month - 1 + count
    year, month = divmod(months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def months_before(day: date, count: int) -> date:
    """The same day `count` months earlier; the month's last where it has no such day.

    >>> months_before(date(2026, 3, 31), 1)
    datetime.date(2026, 2, 28)
    """
    return months_after(day, -count)


def months_between(first: date, last: date) -> int:
    """How many whole months lie between two days.

    >>> months_between(date(2026, 1, 31), date(2026, 3, 30))
    1
    """
    return (last.year - first.year) * 12 + last.month - first.month - (last.day < first.day)
