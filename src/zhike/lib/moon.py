"""The Chinese lunar calendar: the moon's date of a day, solar terms, festivals, and birthdays by sun or moon.

The tables reach from 1900 to 2100; a day outside raises `ValueError`.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from borax.calendars.lunardate import TERMS_CN, LCalendars, LunarDate, TermUtils

from zhike.lib.ordinals import ordinal
from zhike.lib.words import Words

_DAY = timedelta(days=1)
_MONTHS = ("正", "二", "三", "四", "五", "六", "七", "八", "九", "十", "冬", "腊")
_DIGITS = ("", "一", "二", "三", "四", "五", "六", "七", "八", "九", "十")


@dataclass(frozen=True, slots=True)
class MoonDay:
    """A day as the moon counts it; `leap` says whether the month is the year's second of its number."""

    year: int
    month: int
    day: int
    leap: bool = False

    @property
    def words(self) -> Words:
        """`农历闰六月十五`, `15th of the leap 6th moon`."""
        leap_zh, leap_en = ("闰", "leap ") if self.leap else ("", "")
        return Words(
            f"农历{leap_zh}{_MONTHS[self.month - 1]}月{_day_name(self.day)}",
            f"{ordinal(self.day)} of the {leap_en}{ordinal(self.month)} moon",
        )

    @property
    def short(self) -> Words:
        """What a calendar cell has room for: `十五`, and on the first of a month `十月`."""
        leap_zh, leap_en = ("闰", "leap ") if self.leap else ("", "")
        if self.day == 1:
            return Words(
                f"{leap_zh}{_MONTHS[self.month - 1]}月", f"{leap_en}{ordinal(self.month)} moon"
            )
        return Words(_day_name(self.day), f"{self.month}/{self.day}")


def moon_day(day: date) -> MoonDay:
    """The moon's date of a day of the sun."""
    moon = LunarDate.from_solar(day)
    return MoonDay(moon.year, moon.month, moon.day, bool(moon.leap))


def sun_day(year: int, month: int, day: int, *, leap: bool = False) -> date:
    """The day on which a moon date falls in a moon year, as families keep it.

    A leap month the year lacks becomes the plain month; the 30th of a month of 29 days becomes the 29th.
    """
    leap = leap and LCalendars.leap_month(year) == month
    last = LCalendars.ndays(year, month, int(leap))
    found: date = LunarDate(year, month, min(day, last), int(leap)).to_solar_date()
    return found


@dataclass(frozen=True, slots=True)
class Birthday:
    """A birthday as people give it: by the sun or the moon (`by_moon`), with or without the year."""

    month: int
    day: int
    by_moon: bool = False
    leap: bool = False
    year: int | None = None

    def next(self, on: date) -> date:
        """The first celebration on or after this day."""
        start = moon_day(on).year if self.by_moon else on.year
        return next(
            found for year in (start, start + 1) if (found := self.falls_in(year)) >= on
        )

    def falls_in(self, year: int) -> date:
        """The celebration of one year of its own calendar; 29 February falls on the 28th in common years."""
        if self.by_moon:
            return sun_day(year, self.month, self.day, leap=self.leap)
        if (self.month, self.day) == (2, 29) and not _is_leap(year):
            return date(year, 2, 28)
        return date(year, self.month, self.day)

    def age_on(self, day: date) -> int | None:
        """How old somebody becomes at the celebration on this day; None when the year is not known."""
        if self.year is None:
            return None
        return (moon_day(day).year if self.by_moon else day.year) - self.year

    @property
    def words(self) -> Words:
        """The day as it was given: `农历十月十五`, `11月23日`."""
        if self.by_moon:
            return MoonDay(0, self.month, self.day, self.leap).words
        return Words(f"{self.month}月{self.day}日", f"{self.day} {_ENGLISH_MONTHS[self.month]}")


def solar_term(day: date) -> Words | None:
    """The solar term that begins on this day, if one does."""
    name: str | None = TermUtils.get_term_info(day.year, day.month, day.day)[0]
    return None if name is None else Words(name, _TERMS[name])


def next_solar_term(day: date) -> tuple[Words, int]:
    """The solar term after this day, and how many days are left to it."""
    for days in range(1, 20):
        if (term := solar_term(day + days * _DAY)) is not None:
            return term, days
    raise ValueError(day)  # terms are 14 to 16 days apart


@dataclass(frozen=True, slots=True)
class Festival:
    """A festival people greet each other at; `key` is how method files name it."""

    key: str
    name: Words
    falls_in: Callable[[int], date]


@lru_cache(maxsize=8)
def festivals_of(year: int) -> tuple[tuple[date, Festival], ...]:
    """The festivals of a year of the sun, by sun and moon, in order."""
    found = [
        (day, festival)
        for festival in FESTIVALS
        for moon_year in (year - 1, year)
        if (day := festival.falls_in(moon_year)).year == year
    ]
    return tuple(sorted(set(found), key=lambda pair: (pair[0], pair[1].key)))


def festivals_on(day: date) -> tuple[Festival, ...]:
    """The festivals of one day."""
    return tuple(festival for found, festival in festivals_of(day.year) if found == day)


def festivals_between(first: date, last: date) -> tuple[tuple[date, Festival], ...]:
    """The festivals of a span of days, both ends included."""
    return tuple(
        (day, festival)
        for year in range(first.year, last.year + 1)
        for day, festival in festivals_of(year)
        if first <= day <= last
    )


def _day_name(day: int) -> str:
    if day <= 10:
        return "初" + _DIGITS[day]
    if day % 10 == 0:
        return _DIGITS[day // 10] + "十"
    return ("十" if day < 20 else "廿") + _DIGITS[day % 10]


def _is_leap(year: int) -> bool:
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def _by_sun(month: int, day: int) -> Callable[[int], date]:
    return lambda year: date(year, month, day)


def _by_moon(month: int, day: int) -> Callable[[int], date]:
    return lambda year: sun_day(year, month, day)


def _eve(year: int) -> date:
    """The last day of the moon year: a day before the next one's first."""
    return sun_day(year + 1, 1, 1) - _DAY


def _clear_and_bright(year: int) -> date:
    found: date = TermUtils.nth_term_day(year, term_name="清明")
    return found


def _thanksgiving(year: int) -> date:
    """The fourth Thursday of November."""
    first = date(year, 11, 1)
    return first + timedelta(days=(3 - first.weekday()) % 7 + 21)


FESTIVALS = (
    Festival("new_year", Words("元旦", "New Year's Day"), _by_sun(1, 1)),
    Festival("laba", Words("腊八节", "Laba Festival"), _by_moon(12, 8)),
    Festival("new_years_eve", Words("除夕", "Chinese New Year's Eve"), _eve),
    Festival("spring_festival", Words("春节", "Spring Festival"), _by_moon(1, 1)),
    Festival("lantern_festival", Words("元宵节", "Lantern Festival"), _by_moon(1, 15)),
    Festival("womens_day", Words("妇女节", "Women's Day"), _by_sun(3, 8)),
    Festival("tomb_sweeping", Words("清明节", "Tomb-Sweeping Day"), _clear_and_bright),
    Festival("labour_day", Words("劳动节", "Labour Day"), _by_sun(5, 1)),
    Festival("dragon_boat", Words("端午节", "Dragon Boat Festival"), _by_moon(5, 5)),
    Festival("qixi", Words("七夕节", "Qixi Festival"), _by_moon(7, 7)),
    Festival("teachers_day", Words("教师节", "Teachers' Day"), _by_sun(9, 10)),
    Festival("mid_autumn", Words("中秋节", "Mid-Autumn Festival"), _by_moon(8, 15)),
    Festival("national_day", Words("国庆节", "National Day"), _by_sun(10, 1)),
    Festival("double_ninth", Words("重阳节", "Double Ninth Festival"), _by_moon(9, 9)),
    Festival("thanksgiving", Words("感恩节", "Thanksgiving"), _thanksgiving),
    Festival("christmas", Words("圣诞节", "Christmas"), _by_sun(12, 25)),
)

_ENGLISH_MONTHS = (
    "",
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)

_TERMS: dict[str, str] = dict(
    zip(
        TERMS_CN,
        (
            "Minor Cold",
            "Major Cold",
            "Start of Spring",
            "Rain Water",
            "Awakening of Insects",
            "Spring Equinox",
            "Clear and Bright",
            "Grain Rain",
            "Start of Summer",
            "Grain Buds",
            "Grain in Ear",
            "Summer Solstice",
            "Minor Heat",
            "Major Heat",
            "Start of Autumn",
            "End of Heat",
            "White Dew",
            "Autumn Equinox",
            "Cold Dew",
            "Frost's Descent",
            "Start of Winter",
            "Minor Snow",
            "Major Snow",
            "Winter Solstice",
        ),
        strict=True,
    )
)
