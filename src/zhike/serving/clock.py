"""When the night is due: ten past two in the morning, or as soon as somebody notices that it was missed."""

from datetime import date, datetime, time, timedelta

NIGHT_AT = time(2, 10)


def night_due(now: datetime, last: date | None) -> date | None:
    """The day a night is still owed for, or None; `now` in local time, `last` the day of the last finished night."""
    day = now.date() if now.time() >= NIGHT_AT else now.date() - timedelta(days=1)
    return day if last is None or last < day else None
