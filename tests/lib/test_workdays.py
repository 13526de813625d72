import gzip
import json
from datetime import date, timedelta

from tests.shared_data import shared
from zhike.lib.workdays import add_workdays, announced_through, is_workday


def test_every_day_of_every_published_year_is_as_the_state_council_said() -> None:
    folder = shared("cn_holidays")
    papers = [
        json.loads(gzip.decompress(path.read_bytes())) for path in folder.glob("2*.json.gz")
    ]
    off = {
        date.fromisoformat(day["date"]): day["isOffDay"]
        for paper in papers
        for day in paper["days"]
    }
    years = {paper["year"] for paper in papers if paper["days"]}
    assert announced_through() == max(years)
    day = date(min(years), 1, 1)
    while day.year <= max(years):
        assert is_workday(day) is (not off[day] if day in off else day.weekday() < 5), day
        day += timedelta(days=1)


def test_two_working_days_pass_over_a_long_holiday_and_count_the_make_up_day() -> None:
    assert add_workdays(date(2026, 9, 30), 2) == date(2026, 10, 9)
    assert add_workdays(date(2026, 10, 9), 1) == date(2026, 10, 10)  # a worked Saturday
    assert add_workdays(date(2026, 10, 9), 0) == date(2026, 10, 9)
