"""The files of past nights do not grow for ever."""

from datetime import date, timedelta

from zhike.value import facts


def test_two_months_of_nights_and_the_first_of_each_older_month_are_kept() -> None:
    last = date(2026, 11, 22)
    for n in range(200):
        facts.of_day(last - timedelta(days=n))
    facts.forget_old_nights(last)
    kept = sorted(p.name for p in facts.of_day(last).parent.iterdir())
    assert kept[:6] == [
        "2026-05-07", "2026-06-01", "2026-07-01", "2026-08-01", "2026-09-01", "2026-09-23",
    ]  # fmt: skip
    assert kept[-1] == "2026-11-22"
    assert facts.forget_old_nights(last) == 0
