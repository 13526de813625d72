"""Read a day the way people and spreadsheets write it: 2026/1/3, 2026年1月3日, 20260103, Excel's 46025."""

import re
from datetime import date, datetime, timedelta
from enum import StrEnum
from functools import lru_cache

from zhike.lib.names import folded

FIRST_YEAR, LAST_YEAR = 1900, 2100

_TAIL = r"(?:[t\s].*)?$"
_YEAR_FIRST = re.compile(
    r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*[日号]?" + _TAIL
)
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})(?:\d{4}|\d{6})?(?:\.0)?$")
_MONTH_DAY_YEAR = re.compile(r"(\d{1,2})\s*月\s*(\d{1,2})\s*[日号]\s*[,，]?\s*(\d{4})\s*年?$")
_SERIAL = re.compile(r"(\d{5})(?:\.\d+)?$")
_SHORT_FIRST = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4}|\d{2})" + _TAIL)
_DAY_NAMED_MONTH = re.compile(r"(\d{1,2})[-\s]+([a-z]{3,9})\.?[-,\s]+(\d{4}|\d{2})" + _TAIL)
_NAMED_MONTH_DAY = re.compile(
    r"([a-z]{3,9})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})" + _TAIL
)
_MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]


class DateOrder(StrEnum):
    """Which part comes first in dates such as 03/04/2026; only the owner of a column can know."""

    YEAR_FIRST = "year-first"
    DAY_FIRST = "day-first"
    MONTH_FIRST = "month-first"


def parse_date(value: object, order: DateOrder = DateOrder.YEAR_FIRST) -> date:
    """The day a cell means; `ValueError` when it means none, is ambiguous or lies outside 1900 to 2100."""
    if isinstance(value, str):
        return _parse_text(value, order)
    if isinstance(value, datetime):
        return _sane(value.date())
    if isinstance(value, date):
        return _sane(value)
    if isinstance(value, bool) or value is None:
        raise ValueError(value)
    return _parse_text(repr(value) if isinstance(value, int | float) else str(value), order)


@lru_cache(maxsize=65_536)
def _parse_text(text: str, order: DateOrder) -> date:
    clean = folded(text).lower()
    if found := _YEAR_FIRST.match(clean) or _COMPACT.match(clean):
        return _day(*found.groups())
    if found := _MONTH_DAY_YEAR.match(clean):
        month, day, year = found.groups()
        return _day(year, month, day)
    if found := _SERIAL.match(clean):
        return _from_serial(int(found[1]))
    if found := _DAY_NAMED_MONTH.match(clean):
        day, month, year = found.groups()
        return _day(_full_year(year), _month_number(month), day)
    if found := _NAMED_MONTH_DAY.match(clean):
        month, day, year = found.groups()
        return _day(year, _month_number(month), day)
    if order is not DateOrder.YEAR_FIRST and (found := _SHORT_FIRST.match(clean)):
        first, second, year = found.groups()
        day, month = (first, second) if order is DateOrder.DAY_FIRST else (second, first)
        return _day(_full_year(year), month, day)
    raise ValueError(text)


def _day(year: str, month: str, day: str) -> date:
    return _sane(date(int(year), int(month), int(day)))


def _sane(day: date) -> date:
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise ValueError(day)
    return day


def _from_serial(days: int) -> date:
    """Excel counts from 1900 and believes in a 29 February 1900; from then on it is one day ahead."""
    return _sane(date(1899, 12, 30) + timedelta(days=days))


def _full_year(year: str) -> str:
    """Two digits mean 1969 to 2068, as in POSIX."""
    if len(year) == 4:
        return year
    return f"19{year}" if int(year) >= 69 else f"20{year}"


def _month_number(name: str) -> str:
    return str(_MONTHS.index(name[:3]) + 1)
