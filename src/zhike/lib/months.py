"""Months after a day."""

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


def months_between(day: date, until: date) -> int:
    """How many whole months have gone by; a month is whole on the same day of the next.

    >>> months_between(date(2026, 1, 31), date(2026, 3, 30))
    1
    """
    months = (until.year - day.year) * 12 + until.month - day.month
    return months - (until.day < day.day)
