"""Read a moment the way people and other systems write it: 2026-01-03 09:12, 2026年1月3日 下午2:05, 20260103140500, Excel's 46025.6; a day without an hour stays a day."""

import re
from datetime import UTC, date, datetime, time, timedelta, timezone

from zhike.lib.dates import DateOrder, parse_date
from zhike.lib.names import folded

_CLOCK = re.compile(
    r"(?:t|\s|(?<=[日号]))\s*(?P<before>上午|下午|晚上|中午|凌晨|早上|am|pm)?\s*(?P<hour>\d{1,2})\s*[:时点]\s*"
    r"(?:(?P<minute>\d{1,2})分?)?(?::?(?P<second>\d{1,2})(?:\.\d+)?秒?)?"
    r"\s*(?P<after>[ap]\.?m\.?)?\s*(?P<zone>z|utc|gmt|[+-]\d{2}:?\d{2})?$"
)
_COMPACT = re.compile(r"(\d{8})(\d{2})(\d{2})(\d{2})?$")
_SERIAL = re.compile(r"(\d{5})(\.\d+)$")
_AFTERNOON = frozenset({"下午", "晚上", "pm"})
_MORNING = frozenset({"上午", "凌晨", "早上", "am"})


def parse_moment(cell: str, order: DateOrder = DateOrder.YEAR_FIRST) -> date | datetime:
    """The moment a cell means, with its zone where one is written, or the day when it names no hour.

    Midnight to the second is a day without an hour, as spreadsheets keep it. `ValueError` when it means none.
    """
    clean = folded(cell).lower()
    if found := _SERIAL.match(clean):
        seconds = round(float(found[2]) * 86_400)
        return _at(parse_date(found[1], order), seconds)
    if found := _COMPACT.match(clean):
        hour, minute, second = (int(part or 0) for part in found.groups()[1:])
        return _at(parse_date(found[1], order), *_checked(hour, minute, second))
    if found := _CLOCK.search(clean):
        day = parse_date(clean[: found.start()].strip(), order)
        minute, second = int(found["minute"] or 0), int(found["second"] or 0)
        hour = _hour(int(found["hour"]), found["before"] or found["after"] or "")
        moment = _at(day, *_checked(hour, minute, second))
        if not found["zone"]:
            return moment
        known = moment if isinstance(moment, datetime) else datetime.combine(day, time())
        return known.replace(tzinfo=_zone(found["zone"]))
    if ":" in clean:
        raise ValueError(cell)
    return parse_date(clean, order)


def _at(day: date, seconds: int) -> date | datetime:
    if not seconds:
        return day
    return datetime.combine(day, time()) + timedelta(seconds=seconds)


def _checked(hour: int, minute: int, second: int) -> tuple[int]:
    """Seconds after midnight of a time there is."""
    there = time(hour, minute, second)
    return (there.hour * 3_600 + there.minute * 60 + there.second,)


def _hour(hour: int, half: str) -> int:
    half = half.replace(".", "")
    if half in _AFTERNOON and hour < 12:
        return hour + 12
    return 0 if half in _MORNING and hour == 12 else hour


def _zone(text: str) -> timezone:
    if text in {"z", "utc", "gmt"}:
        return UTC
    sign = -1 if text[0] == "-" else 1
    return timezone(sign * timedelta(hours=int(text[1:3]), minutes=int(text[-2:])))
