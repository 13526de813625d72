import gzip
import json
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.shared_data import shared
from zhike.lib.moon import (
    Birthday,
    MoonDay,
    festivals_between,
    festivals_on,
    moon_day,
    next_solar_term,
    solar_term,
    sun_day,
)
from zhike.lib.words import Words

DAYS = st.dates(date(1901, 3, 1), date(2098, 12, 31))


def test_the_moon_date_of_a_day_reads_in_both_languages() -> None:
    assert moon_day(date(2026, 11, 23)).words == Words("农历十月十五", "15th of the 10th moon")
    assert MoonDay(2026, 1, 1).words == Words("农历正月初一", "1st of the 1st moon")
    assert MoonDay(2025, 6, 22, leap=True).words == Words(
        "农历闰六月廿二", "22nd of the leap 6th moon"
    )
    assert MoonDay(2026, 10, 15).short == Words("十五", "10/15")
    assert MoonDay(2026, 10, 1).short == Words("十月", "10th moon")
    assert MoonDay(2026, 12, 30).words.zh == "农历腊月三十"
    assert MoonDay(2026, 11, 20).words.zh == "农历冬月二十"


@given(DAYS)
def test_there_and_back_is_the_same_day(day: date) -> None:
    moon = moon_day(day)
    assert sun_day(moon.year, moon.month, moon.day, leap=moon.leap) == day


@pytest.mark.row("S0-31")
@given(
    DAYS, st.integers(1, 12), st.integers(1, 30), st.booleans(), st.sampled_from([True, False])
)
def test_a_birthday_comes_once_a_year_and_never_before_today(
    on: date, month: int, day: int, leap: bool, by_moon: bool
) -> None:
    if not by_moon:
        day = min(day, 29 if month == 2 else 30)
    found = Birthday(month, day, by_moon=by_moon, leap=leap).next(on)
    assert on <= found <= on + timedelta(days=385)


def test_a_birthday_in_a_leap_month_is_kept_in_the_plain_month_of_other_years() -> None:
    born = Birthday(6, 15, by_moon=True, leap=True)
    assert born.next(date(2025, 8, 1)) == sun_day(2025, 6, 15, leap=True) == date(2025, 8, 8)
    assert born.next(date(2026, 1, 1)) == sun_day(2026, 6, 15) == date(2026, 7, 28)


def test_the_thirtieth_of_a_short_month_is_kept_on_the_twenty_ninth() -> None:
    born = Birthday(12, 30, by_moon=True)
    assert moon_day(born.falls_in(2025)) == MoonDay(2025, 12, 29)
    assert moon_day(born.falls_in(2026)) in {MoonDay(2026, 12, 29), MoonDay(2026, 12, 30)}


def test_a_leap_day_child_celebrates_on_the_28th_in_common_years() -> None:
    born = Birthday(2, 29, year=1988)
    assert born.next(date(2027, 2, 1)) == date(2027, 2, 28)
    assert born.next(date(2028, 2, 1)) == date(2028, 2, 29)
    assert born.age_on(date(2028, 2, 29)) == 40


def test_a_moon_birthday_late_in_the_year_is_found_after_new_year() -> None:
    born = Birthday(12, 20, by_moon=True, year=1980)
    assert born.next(date(2026, 1, 15)) == date(2026, 2, 7)
    assert born.age_on(date(2026, 2, 7)) == 45  # still the moon year 2025
    assert Birthday(12, 20).age_on(date(2026, 12, 20)) is None


def test_a_birthday_reads_as_it_was_given() -> None:
    assert Birthday(11, 23).words == Words("11月23日", "23 November")
    assert Birthday(10, 15, by_moon=True).words.zh == "农历十月十五"


def test_the_winter_solstice_is_29_days_off() -> None:
    assert solar_term(date(2026, 12, 22)) == Words("冬至", "Winter Solstice")
    assert solar_term(date(2026, 11, 23)) is None
    assert next_solar_term(date(2026, 12, 7)) == (Words("冬至", "Winter Solstice"), 15)


@pytest.mark.row("S0-31", "S1-72")
@pytest.mark.parametrize(
    ("day", "key"),
    [
        (date(2026, 2, 17), "spring_festival"),
        (date(2026, 2, 16), "new_years_eve"),
        (date(2026, 4, 5), "tomb_sweeping"),
        (date(2026, 6, 19), "dragon_boat"),
        (date(2026, 9, 25), "mid_autumn"),
        (date(2026, 11, 26), "thanksgiving"),
        (date(2026, 10, 1), "national_day"),
    ],
)
def test_festivals_fall_where_the_calendar_on_the_wall_has_them(day: date, key: str) -> None:
    assert key in {festival.key for festival in festivals_on(day)}


def test_festivals_ahead_cross_the_year() -> None:
    keys = [
        festival.key for _, festival in festivals_between(date(2026, 12, 20), date(2027, 2, 6))
    ]
    assert keys == ["christmas", "new_year", "laba", "new_years_eve", "spring_festival"]


# The lunar calendar the Hong Kong Observatory and the Purple Mountain Observatory print: first days of the moon years, and leap months.
# 2033 has its leap month after the eleventh (rule of the month without a principal term), not after the seventh as old almanacs said.
NEW_YEARS = {
    1900: "1900-01-31", 1950: "1950-02-17", 1970: "1970-02-06", 1985: "1985-02-20",
    2000: "2000-02-05", 2012: "2012-01-23", 2020: "2020-01-25", 2023: "2023-01-22",
    2024: "2024-02-10", 2025: "2025-01-29", 2026: "2026-02-17", 2027: "2027-02-06",
    2028: "2028-01-26", 2033: "2033-01-31", 2034: "2034-02-19", 2050: "2050-01-23",
}  # fmt: skip
LEAPS = {
    1984: 10,
    1987: 6,
    1995: 8,
    2006: 7,
    2012: 4,
    2014: 9,
    2017: 6,
    2020: 4,
    2023: 2,
    2025: 6,
    2028: 5,
    2033: 11,
}


def test_the_moon_years_begin_where_the_almanacs_have_them() -> None:
    for year, first in NEW_YEARS.items():
        assert sun_day(year, 1, 1) == date.fromisoformat(first), year


def test_the_leap_months_are_where_the_almanacs_have_them() -> None:
    for year, month in LEAPS.items():
        leaps = {
            moon.month
            for n in range(385)
            if (moon := moon_day(sun_day(year, 1, 1) + timedelta(days=n))).leap
            and moon.year == year
        }
        assert leaps == {month}, year


def test_every_holiday_named_after_the_moon_falls_on_its_moon_date() -> None:
    """The State Council's tables name Dragon Boat and Mid-Autumn: among the days off of that name is the fifth of the fifth, the fifteenth of the eighth."""
    folder = shared("cn_holidays")
    wanted = {"端午节": (5, 5), "中秋节": (8, 15), "春节": (1, 1)}
    seen = set()
    for path in sorted(folder.glob("2*.json.gz")):
        paper = json.loads(gzip.decompress(path.read_bytes()))
        for name, (month, day) in wanted.items():
            days = [
                date.fromisoformat(each["date"])
                for each in paper["days"]
                if name in each["name"] and each["isOffDay"]
            ]
            if days:
                moons = [moon_day(each) for each in days]
                there = any((m.month, m.day, m.leap) == (month, day, False) for m in moons)
                # A festival on the weekend need not be named by the table.
                festival = sun_day(paper["year"], month, day)
                assert there or festival.weekday() >= 5, (path.name, name)
                seen.add((paper["year"], name))
    assert len(seen) >= 50
