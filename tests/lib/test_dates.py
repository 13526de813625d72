"""The days people write are the days we read."""

import contextlib
from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhike.lib.dates import DateOrder, parse_date

DAY = date(2026, 1, 3)


@pytest.mark.parametrize(
    "written",
    [
        "2026/1/3",
        "2026-01-03",
        "2026-01-03 08:26:00",
        "2026-01-03T08:26:00Z",
        "2026.1.3",
        "20260103",
        "20260103082600",
        "20260103.0",
        "2026年1月3日",
        "2026年 1月 3日 8时",
        "２０２６年１月３日",
        "1月3日2026",
        "1月3日2026年",
        "3 Jan 2026",
        "03-Jan-26",
        "January 3rd, 2026",
        "46025",
        "46025.35",
        46025,
        46025.35,
        20260103,
        20260103.0,
        DAY,
        datetime(2026, 1, 3, 8, 26),  # noqa: DTZ001 - spreadsheets know no time zone
    ],
)
def test_a_day_is_read_however_it_is_written(written: object) -> None:
    assert parse_date(written) == DAY


@pytest.mark.parametrize(
    "written",
    ["", " ", "03/04/2026", "2026-13-01", "2026-02-30", "1899-12-31", "2101-01-01", "26-1-3",
     "soon", "1月", 3, -5, True, None, "2026", "3 Foo 2026", float("nan"), float("inf")],
)  # fmt: skip
def test_what_is_no_day_or_an_ambiguous_one_is_refused(written: object) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - any of them means refused
        parse_date(written)


def test_days_and_months_change_places_only_when_the_column_says_so() -> None:
    assert parse_date("03/04/2026", DateOrder.DAY_FIRST) == date(2026, 4, 3)
    assert parse_date("03/04/2026", DateOrder.MONTH_FIRST) == date(2026, 3, 4)
    assert parse_date("01-03-17 10:00", DateOrder.DAY_FIRST) == date(2017, 3, 1)
    assert parse_date("2026-04-03", DateOrder.DAY_FIRST) == date(2026, 4, 3)


@given(st.dates(date(1927, 5, 18), date(2100, 12, 31)))
def test_every_day_survives_every_writing(day: date) -> None:
    serial = (day - date(1899, 12, 30)).days
    for written in (
        day.isoformat(),
        f"{day:%Y%m%d}",
        f"{day.year}年{day.month}月{day.day}日",
        serial,
    ):
        assert parse_date(written) == day


@given(st.text(max_size=20))
def test_any_text_is_read_or_refused_and_nothing_else(text: str) -> None:
    with contextlib.suppress(ValueError):
        assert 1900 <= parse_date(text, DateOrder.DAY_FIRST).year <= 2100
