"""The clocks a step may have: by when it is due, counted from its event."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from zhike.lib.workdays import add_workdays
from zhike.methods.reading import Table

_END = time(23, 59)


class ClockKind(StrEnum):
    """How the time of a step is counted."""

    SAME_DAY = "same_day"
    DAYS = "days"
    WORKING_DAYS = "working_days"
    HOURS = "hours"
    ON_THE_DAY = "on_the_day"


@dataclass(frozen=True, slots=True)
class Due:
    """By which day, and by which moment where hours count."""

    on: date
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Clock:
    """One clock; `amount` counts days, working days or hours, `by` is an hour of the day of a same-day clock."""

    kind: ClockKind
    amount: int = 0
    by: time = _END

    def due(self, event: datetime) -> Due:
        """When a step is due whose event happened at this local moment."""
        day = event.date()
        match self.kind:
            case ClockKind.SAME_DAY:
                by = self.by if event.time() < self.by else _END
                return Due(day, datetime.combine(day, by, event.tzinfo))
            case ClockKind.HOURS:
                at = event + timedelta(hours=self.amount)
                return Due(at.date(), at)
            case ClockKind.WORKING_DAYS:
                return Due(add_workdays(day, self.amount))
            case ClockKind.DAYS:
                return Due(day + timedelta(days=self.amount))
            case ClockKind.ON_THE_DAY:
                return Due(day)


def clock(table: Table) -> Clock:
    """Read a clock: `{ kind = "days", within = 7 }`, `{ kind = "same_day", by = "18:00" }`."""
    kind = ClockKind(table.one_of("kind", [k.value for k in ClockKind]))
    if kind is ClockKind.SAME_DAY:
        found = Clock(kind, by=_hour(table))
    elif kind is ClockKind.ON_THE_DAY:
        found = Clock(kind)
    else:
        found = Clock(kind, table.number("within"))
    table.done()
    return found


def _hour(table: Table) -> time:
    text = table.text("by")
    try:
        return time.fromisoformat(text)
    except ValueError:
        raise table.lie("by", "应如 18:00", "must be like 18:00") from None
