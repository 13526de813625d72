"""The clocks a step may have: from when and by when it is due, counted from its event."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from zhike.lib.workdays import add_workdays, workday_from, workday_until
from zhike.lib.workhours import OfficeHours, add_minutes
from zhike.methods.reading import Table

_END = time(23, 59)


class ClockKind(StrEnum):
    """How the time of a step is counted."""

    SAME_DAY = "same_day"
    DAYS = "days"
    WORKING_DAYS = "working_days"
    WORKING_HOURS = "working_hours"
    HOURS = "hours"
    ON_THE_DAY = "on_the_day"
    DAYS_BEFORE = "days_before"
    MINUTES_BEFORE = "minutes_before"
    AGREED = "agreed"


class RestDays(StrEnum):
    """What a due day that nobody works becomes: it stays, or is moved to the working day before or after."""

    KEEP = "keep"
    BEFORE = "before"
    AFTER = "after"


@dataclass(frozen=True, slots=True)
class Due:
    """By which day, by which moment where hours count, and from which day on where earlier is too early."""

    on: date
    at: datetime | None = None
    opens_on: date | None = None


@dataclass(frozen=True, slots=True)
class Clock:
    """One clock. `amount` counts days, working days, hours or minutes; `not_before` counts days after the event;
    `by` is an hour of the day of a same-day clock. An agreed moment is the event's own. Working hours are those of
    the `office` on working days; `same_day` where they never end later than a same-day clock with the same `by`.
    """

    kind: ClockKind
    amount: int = 0
    not_before: int = 0
    by: time = _END
    rest_days: RestDays = RestDays.KEEP
    office: OfficeHours = OfficeHours()  # noqa: RUF009 - frozen
    same_day: bool = False

    def due(self, event: datetime) -> Due:
        """When a step is due whose event happens at this local moment."""
        day = event.date()
        match self.kind:
            case ClockKind.SAME_DAY:
                return _at(self._end_of_day(event))
            case ClockKind.HOURS:
                return _at(event + timedelta(hours=self.amount))
            case ClockKind.WORKING_HOURS:
                found = add_minutes(event, self.amount * 60, self.office)
                return _at(min(found, self._end_of_day(event)) if self.same_day else found)
            case ClockKind.MINUTES_BEFORE:
                return _at(event - timedelta(minutes=self.amount))
            case ClockKind.AGREED:
                return _at(event)
            case ClockKind.WORKING_DAYS:
                return Due(add_workdays(day, self.amount))
            case ClockKind.DAYS:
                opens_on = day + timedelta(days=self.not_before) if self.not_before else None
                return Due(self._moved(day + timedelta(days=self.amount)), opens_on=opens_on)
            case ClockKind.DAYS_BEFORE:
                return Due(self._moved(day - timedelta(days=self.amount)))
            case ClockKind.ON_THE_DAY:
                return Due(self._moved(day))

    def _end_of_day(self, event: datetime) -> datetime:
        """The hour of the same day by which it is due; its last minute where that hour is over."""
        by = self.by if event.time() < self.by else _END
        return datetime.combine(event.date(), by, event.tzinfo)

    def _moved(self, day: date) -> date:
        match self.rest_days:
            case RestDays.BEFORE:
                return workday_until(day)
            case RestDays.AFTER:
                return workday_from(day)
            case RestDays.KEEP:
                return day


def clock(table: Table) -> Clock:
    """Read a clock: `{ kind = "days", not_before = 2, within = 3 }`, `{ kind = "same_day", by = "18:00" }`, `{ kind = "working_hours", within = 4 }`."""
    kind = ClockKind(table.one_of("kind", [k.value for k in ClockKind]))
    rest_days = RestDays.KEEP
    if kind in (ClockKind.DAYS, ClockKind.DAYS_BEFORE, ClockKind.ON_THE_DAY):
        rest_days = RestDays(table.one_of("rest_days", [r.value for r in RestDays], "keep"))
    if kind is ClockKind.SAME_DAY:
        found = Clock(kind, by=table.hour("by"))
    elif kind in (ClockKind.ON_THE_DAY, ClockKind.AGREED):
        found = Clock(kind, rest_days=rest_days)
    else:
        amount = table.number("within")
        not_before = (
            table.number("not_before", 0, at_most=amount) if kind is ClockKind.DAYS else 0
        )
        office = _office(table) if kind is ClockKind.WORKING_HOURS else OfficeHours()
        by = table.hour("by") if kind is ClockKind.WORKING_HOURS and table.has("by") else None
        found = Clock(
            kind,
            amount,
            not_before,
            by=by or _END,
            rest_days=rest_days,
            office=office,
            same_day=by is not None,
        )
    table.done()
    return found


def _office(table: Table) -> OfficeHours:
    """The hours of the office where the file names others than nine to six."""
    usual = OfficeHours()
    opens = table.hour("opens") if table.has("opens") else usual.opens
    closes = table.hour("closes") if table.has("closes") else usual.closes
    if closes <= opens:
        raise table.lie("closes", "要晚于开门的时间", "must be later than opens")
    return OfficeHours(opens, closes)


def _at(moment: datetime) -> Due:
    return Due(moment.date(), moment)
