"""A birthday is kept in the calendar it was told in."""

import pytest

from zhike.lib.birthdays import Birthday, parse_birthday


@pytest.mark.row("S0-31")
@pytest.mark.parametrize(
    ("told", "kept"),
    [
        ("农历八月十五", Birthday("moon", None, 8, 15)),
        ("八月十五", Birthday("moon", None, 8, 15)),
        ("1978年闰五月初三", Birthday("moon", 1978, 5, 3, leap=True)),
        ("一九七八年闰五月初三", Birthday("moon", 1978, 5, 3, leap=True)),
        ("农历1978年5月3日", Birthday("moon", 1978, 5, 3)),
        ("1978-05-03（农历）", Birthday("moon", 1978, 5, 3)),
        ("阴历腊月廿三", Birthday("moon", None, 12, 23)),
        ("正月三十", Birthday("moon", None, 1, 30)),
        ("1980-05-06", Birthday("sun", 1980, 5, 6)),
        ("公历1980年5月6日", Birthday("sun", 1980, 5, 6)),
        ("5月3日", Birthday("sun", None, 5, 3)),
        ("05-06", Birthday("sun", None, 5, 6)),
        ("--02-29", Birthday("sun", None, 2, 29)),
        ("十月一日", Birthday("sun", None, 10, 1)),
        ("1980-05-06 00:00:00", Birthday("sun", 1980, 5, 6)),
    ],
)
def test_a_birthday_is_read_as_it_is_told(told: str, kept: Birthday) -> None:
    assert parse_birthday(told) == kept


@pytest.mark.parametrize(
    "told", ["", "农历", "13月1日", "2月30日", "农历八月四十", "spring", "1878年5月3日"]
)
def test_what_is_no_birthday_is_refused(told: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - any of them means refused
        parse_birthday(told)
