"""A moment is read as people and other systems write it, and a day without an hour stays a day."""

from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from zhike.lib.dates import DateOrder
from zhike.lib.moments import parse_moment

DAY = date(2026, 1, 3)


@pytest.mark.parametrize(
    ("text", "hour", "minute", "second"),
    [
        ("2026-01-03 14:05", 14, 5, 0),
        ("2026/1/3 14:05:09", 14, 5, 9),
        ("2026年1月3日 下午2:05", 14, 5, 0),
        ("2026年1月3日14时5分", 14, 5, 0),
        ("2026年1月3日 上午9点", 9, 0, 0),
        ("20260103140509", 14, 5, 9),
        ("202601031405", 14, 5, 0),
        ("2026-01-03T14:05:09.250", 14, 5, 9),
        ("Jan 3, 2026 2:05 PM", 14, 5, 0),
        ("46025.5868634", 14, 5, 5),
        ("２０２６-01-03 12:00 am", 0, 0, 0),
    ],
)
def test_a_moment_has_its_hour(text: str, hour: int, minute: int, second: int) -> None:
    wanted = datetime(2026, 1, 3, hour, minute, second)  # noqa: DTZ001 - as written, without a zone
    assert parse_moment(text) == (wanted if hour or minute or second else DAY)


def test_a_zone_that_is_written_is_kept() -> None:
    assert parse_moment("2026-01-03T14:05Z") == datetime(2026, 1, 3, 14, 5, tzinfo=UTC)
    eight = timezone(timedelta(hours=8))
    assert parse_moment("2026-01-03 00:00:00+08:00") == datetime(2026, 1, 3, tzinfo=eight)


@pytest.mark.parametrize("text", ["2026-01-03", "46025", "2026-01-03 00:00:00", "20260103"])
def test_a_day_without_an_hour_stays_a_day(text: str) -> None:
    assert parse_moment(text) == DAY
    assert not isinstance(parse_moment(text), datetime)


def test_the_order_of_the_file_holds_for_moments_too() -> None:
    assert parse_moment("3/1/2026 9:30", DateOrder.DAY_FIRST) == datetime(2026, 1, 3, 9, 30)  # noqa: DTZ001 - as written
    with pytest.raises(ValueError, match="3/1/2026"):
        parse_moment("3/1/2026 9:30")


@pytest.mark.parametrize(
    "text",
    ["2026-01-03 25:00", "2026-01-03 9:75", "9:30", "morgen", "2026-13-01 9:00", "1:2:3:4"],
)
def test_what_is_no_moment_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r".*"):
        parse_moment(text)
