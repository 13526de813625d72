from datetime import date

import pytest

from zhike.lib.currency import sign_of
from zhike.lib.spoken_days import day_words, days_words, near_words, years_before
from zhike.lib.words import Words

TODAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (date(2026, 11, 23), Words("今天", "today")),
        (date(2026, 11, 24), Words("明天", "tomorrow")),
        (date(2026, 11, 22), Words("昨天", "yesterday")),
        (date(2026, 11, 26), Words("周四", "Thu")),
        (date(2026, 11, 30), Words("11月30日", "30 Nov")),
        (date(2027, 1, 3), Words("2027年1月3日", "3 Jan 2027")),
    ],
)
def test_a_day_is_said_the_way_people_say_it(day: date, words: Words) -> None:
    assert near_words(day, seen_on=TODAY) == words


def test_one_day_is_not_days() -> None:
    assert days_words(1).en == "1 day"
    assert days_words(43) == Words("43 天", "43 days")


def test_the_year_is_said_when_it_is_another() -> None:
    assert day_words(date(2025, 10, 11), seen_on=TODAY).zh == "2025年10月11日"


def test_a_leap_day_lies_on_the_28th_of_other_years() -> None:
    assert years_before(date(2028, 2, 29), 1) == date(2027, 2, 28)
    assert years_before(date(2028, 2, 29), 4) == date(2024, 2, 29)


def test_a_currency_without_a_sign_is_named() -> None:
    assert (sign_of("CNY"), sign_of("CHF")) == ("¥", "CHF ")
