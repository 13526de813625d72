"""Read a birthday the way people give it: by the sun or the moon, with or without a year."""

import re
from dataclasses import dataclass
from datetime import date
from typing import Literal

from zhike.lib.dates import DateOrder, parse_date
from zhike.lib.names import folded

_MOON = re.compile(r"[(（]?\s*(农历|阴历|旧历|农|阴|lunar)\s*[)）]?", re.IGNORECASE)
_SUN = re.compile(r"[(（]?\s*(公历|阳历|新历|公|阳|solar)\s*[)）]?", re.IGNORECASE)
_YEAR = re.compile(r"^(\d{4}|[一二三四五六七八九零〇○]{4})\s*年\s*")
_CHINESE_DAY = re.compile(
    r"^(闰)?\s*([正一二三四五六七八九十冬腊]{1,2})月\s*(初?[一二三四五六七八九十廿卅]{1,3})[日号]?$"
)
_DIGIT_DAY = re.compile(
    r"^(闰)?\s*(\d{1,2})\s*月\s*(\d{1,2})\s*[日号]?$|^()(?:--)?(\d{1,2})[-/.](\d{1,2})$"
)
_DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "○": 0}
_MONTHS = {"正": 1, "冬": 11, "腊": 12}


@dataclass(frozen=True, slots=True)
class Birthday:
    """A day of the year in one calendar; `leap` marks a leap month of the moon."""

    calendar: Literal["sun", "moon"]
    year: int | None
    month: int
    day: int
    leap: bool = False


def parse_birthday(text: str, order: DateOrder = DateOrder.YEAR_FIRST) -> Birthday:
    """农历八月十五, 1978年闰五月初三, 1980-05-06, 5月3日; `ValueError` when it is none."""
    clean = folded(text)
    said_moon = bool(_MOON.search(clean))
    clean = _SUN.sub("", _MOON.sub("", clean)).strip()
    if not said_moon:
        try:
            day = parse_date(clean, order)
        except ValueError:
            pass
        else:
            return Birthday("sun", day.year, day.month, day.day)
    return _by_parts(clean, said_moon=said_moon)


def _by_parts(clean: str, *, said_moon: bool) -> Birthday:
    year, rest = _year_of(clean)
    if found := _CHINESE_DAY.match(rest):
        is_moon = said_moon or not rest.endswith(("日", "号")) or "初" in rest
        month, day = _month(found[2]), _number(found[3].removeprefix("初"))
        return _checked(year, month, day, leap=bool(found[1]), is_moon=is_moon)
    if found := _DIGIT_DAY.match(rest):
        leap, month_text, day_text = found.groups()[:3] if found[2] else found.groups()[3:]
        return _checked(
            year,
            int(month_text),
            int(day_text),
            leap=bool(leap),
            is_moon=said_moon or bool(leap),
        )
    if said_moon:
        day_of = parse_date(clean)
        return _checked(day_of.year, day_of.month, day_of.day, leap=False, is_moon=True)
    raise ValueError(clean)


def _year_of(clean: str) -> tuple[int | None, str]:
    found = _YEAR.match(clean)
    if not found:
        return None, clean
    digits = "".join(str(_DIGITS.get(c, c)) for c in found[1])
    return int(digits), clean[found.end() :]


def _checked(year: int | None, month: int, day: int, *, leap: bool, is_moon: bool) -> Birthday:
    if year is not None and not 1900 <= year <= 2100:
        raise ValueError(year)
    if is_moon:
        if not (1 <= month <= 12 and 1 <= day <= 30):
            raise ValueError(f"{month}-{day}")
        return Birthday("moon", year, month, day, leap)
    date(year or 2000, month, day)  # 2000 was a leap year: 29 February stands
    return Birthday("sun", year, month, day)


def _month(text: str) -> int:
    return _MONTHS.get(text) or _number(text)


def _number(text: str) -> int:
    """一 to 三十, with 廿 for twenty and 卅 for thirty."""
    text = text.replace("廿", "二十").replace("卅", "三十")
    tens, ten, ones = text.rpartition("十")
    return (_DIGITS.get(tens, 1) * 10 if ten else 0) + (_DIGITS[ones] if ones else 0)
