import gzip
import json
from collections.abc import Iterator
from datetime import date, timedelta

import pytest

from tests.shared_data import shared
from zhike.lib import workdays
from zhike.lib.moon import festivals_of
from zhike.lib.workday_lists import read_list
from zhike.lib.workdays import (
    Given,
    add_workdays,
    announced_through,
    is_announced,
    is_published_workday,
    is_workday,
)

DAY = timedelta(days=1)
# The library's tables begin with the notice of 2001; the shared ones with that of 2007.
FIRST = 2007


def _papers() -> dict[int, dict[date, bool]]:
    """Year → the days its table names, and whether they are off."""
    folder = shared("cn_holidays")
    papers = [
        json.loads(gzip.decompress(path.read_bytes())) for path in folder.glob("2*.json.gz")
    ]
    return {
        paper["year"]: {
            date.fromisoformat(day["date"]): day["isOffDay"] for day in paper["days"]
        }
        for paper in papers
        if paper["days"]
    }


def _days(first: int, last: int) -> Iterator[date]:
    day = date(first, 1, 1)
    while day.year <= last:
        yield day
        day += DAY


@pytest.mark.row("S4-15")
def test_every_day_of_every_published_year_is_as_the_state_council_said() -> None:
    tables = _papers()
    assert min(tables) == FIRST
    assert announced_through() == max(tables)
    off = {day: is_off for table in tables.values() for day, is_off in table.items()}
    for day in _days(FIRST, max(tables)):
        assert is_workday(day) is (not off[day] if day in off else day.weekday() < 5), day


def test_no_two_published_tables_contradict_each_other() -> None:
    """A year's table may name days of its neighbours (New Year's leave begins in December): there both must agree.

    They do, in all of them, so that no notice has to be preferred to another. Should one ever differ, the notice of
    the year the holiday belongs to is the later one and the one the State Council's office stands by.
    """
    said: dict[date, tuple[int, bool]] = {}
    for year, table in sorted(_papers().items()):
        for day, is_off in table.items():
            before = said.setdefault(day, (year, is_off))
            assert before[1] is is_off, (day, before[0], year)
            assert abs(day.year - year) <= 1


def test_the_festivals_of_the_moon_are_off_where_the_notices_say_so() -> None:
    """Dragon Boat, Mid-Autumn, Spring Festival and Tomb-Sweeping Day by our own moon are days off in every notice that knows them."""
    legal = {"spring_festival", "tomb_sweeping", "dragon_boat", "mid_autumn"}
    for year, table in _papers().items():
        if (
            year < 2008
        ):  # statutory since the regulation of 2007-12-14, except the Spring Festival
            continue
        for day, festival in festivals_of(year):
            if festival.key in legal:
                assert table.get(day, day.weekday() >= 5), (day, festival.key)
                assert not is_published_workday(day), (day, festival.key)


@pytest.mark.parametrize(
    ("day", "works"),
    [
        # 2015: the notice of 13 May added 3 and 4 September (70 years of peace); the first one did not know them.
        (date(2015, 9, 3), False),
        (date(2015, 9, 4), False),
        (date(2015, 9, 6), True),
        # 2019: the notice of 22 March made Labour Day four days; the first one had 1 May alone.
        (date(2019, 4, 28), True),
        (date(2019, 5, 2), False),
        (date(2019, 5, 3), False),
        (date(2019, 5, 5), True),
        # 2020: the notice of 27 January lengthened the Spring Festival; the first one had 1 February worked.
        (date(2020, 1, 31), False),
        (date(2020, 2, 1), False),
    ],
)
def test_where_two_notices_of_a_year_contradict_the_later_one_holds(
    day: date, works: bool
) -> None:
    assert is_workday(day) is works


def test_two_working_days_pass_over_a_long_holiday_and_count_the_make_up_day() -> None:
    assert add_workdays(date(2026, 9, 30), 2) == date(2026, 10, 9)
    assert add_workdays(date(2026, 10, 9), 1) == date(2026, 10, 10)  # a worked Saturday
    assert add_workdays(date(2026, 10, 9), 0) == date(2026, 10, 9)


def test_what_the_company_says_of_a_day_comes_before_what_is_published() -> None:
    friday, saturday = date(2026, 11, 27), date(2026, 11, 28)
    workdays.give(Given(1, {friday: False, saturday: True}))
    assert not is_workday(friday)
    assert is_published_workday(friday)
    assert add_workdays(date(2026, 11, 26), 1) == saturday
    workdays.give(Given())
    assert add_workdays(date(2026, 11, 26), 1) == friday


def test_a_year_counts_as_announced_once_its_notice_is_entered() -> None:
    assert is_announced(2026)
    assert not is_announced(2027)
    workdays.give(Given(1, {date(2027, 2, 5): False}, frozenset({2027})))
    assert is_announced(2027)
    assert not is_announced(2028)


NOTICE = """一、元旦：1月1日（周五）至3日（周日）放假调休，共3天。
二、春节：2月5日（农历除夕、周五）至11日（农历正月初六、周四）放假调休，共7天。1月31日（周日）、2月20日（周六）上班。
"""


def test_the_text_of_a_notice_is_read_as_it_is_written() -> None:
    found = read_list(NOTICE, year=2027)
    assert not found.problems
    off = [each.day for each in found.days if not each.works]
    assert off == [*_span((1, 1), (1, 3)), *_span((2, 5), (2, 11))]
    assert [each.day for each in found.days if each.works] == [
        date(2027, 1, 31),
        date(2027, 2, 20),
    ]
    assert {each.why for each in found.days} == {"元旦", "春节"}


def _span(first: tuple[int, int], last: tuple[int, int]) -> list[date]:
    start, end = date(2027, *first), date(2027, *last)
    return [start + n * DAY for n in range((end - start).days + 1)]


@pytest.mark.parametrize(
    ("line", "day", "works"),
    [
        ("10月1日 休", date(2027, 10, 1), False),
        ("2027-10-10 班", date(2027, 10, 10), True),
        ("2027/10/9 work stock-taking", date(2027, 10, 9), True),
        ("10.8 off", date(2027, 10, 8), False),
        ("2027年10月9号（星期六）补班", date(2027, 10, 9), True),
        ("12月31日，公司年会，休", date(2027, 12, 31), False),
    ],
)
def test_a_day_may_be_written_as_people_write_it(line: str, day: date, works: bool) -> None:
    found = read_list(line, year=2027)
    assert [(each.day, each.works) for each in found.days] == [(day, works)], found.problems


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("2月30日 休", "没有 2月30日 这一天"),
        ("10月12日", "没有写“休”还是“班”"),
        ("2026-10-12 休", "是 2026 年的日子，这里是 2027 年"),
        ("大家好", "没有找到日期"),
        ("10月10日（周六）上班", "10月10日是星期日，不是星期六"),
        ("10月7日至10月1日 休", "起止日期不对"),
        ("10月1日、2、3日 休", "“2”看不出是哪个月的哪一天"),
        ("8日 休", "“8”看不出是哪个月的哪一天"),
    ],
)
def test_a_line_that_is_wrong_says_what_is_wrong(line: str, why: str) -> None:
    found = read_list(f"10月20日 休\n\n{line}\n10月21日 班", year=2027)
    assert [(p.line, p.text) for p in found.problems] == [(3, line)]
    assert why in found.problems[0].what.zh
    assert [each.day.day for each in found.days] == [20, 21]


def test_a_list_that_contradicts_itself_names_both_lines() -> None:
    found = read_list("10月1日 休\n10月2日 休\n10月1日 班", year=2027)
    assert found.problems[0].line == 3
    assert "第 1 行" in found.problems[0].what.zh
    assert len(found.days) == 2
