"""Working time by the minute: the office hours of working days, holidays and make-up days counted as `workdays` knows them."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from zhike.lib.workdays import add_workdays, is_workday


@dataclass(frozen=True, slots=True)
class OfficeHours:
    """From when to when the office works on a working day."""

    opens: time = time(9)
    closes: time = time(18)

    def of(self, day: date, like: datetime) -> tuple[datetime, datetime]:
        """When the office opens and closes on a day, in the zone of `like`."""
        return (
            datetime.combine(day, self.opens, like.tzinfo),
            datetime.combine(day, self.closes, like.tzinfo),
        )


OFFICE = OfficeHours()


def add_minutes(moment: datetime, minutes: int, hours: OfficeHours = OFFICE) -> datetime:
    """The local moment at which so many minutes of working time have gone by; what begins after hours begins next morning."""
    left = timedelta(minutes=minutes)
    day = moment.date() if is_workday(moment.date()) else add_workdays(moment.date(), 1)
    while True:
        opens, closes = hours.of(day, moment)
        begins = max(opens, moment) if day == moment.date() else opens
        if begins + left <= closes:
            return begins + left
        left -= max(closes - begins, timedelta())
        day = add_workdays(day, 1)


def minutes_between(start: datetime, end: datetime, hours: OfficeHours = OFFICE) -> int:
    """The minutes of working time from one local moment to a later one; 0 where `end` is not later."""
    passed = timedelta()
    day = start.date()
    while day <= end.date():
        if is_workday(day):
            opens, closes = hours.of(day, start)
            passed += max(min(closes, end) - max(opens, start), timedelta())
        day += timedelta(days=1)
    return int(passed.total_seconds() // 60)
