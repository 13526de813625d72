"""Lists of days off and days worked, as a notice or a colleague writes them, read line by line.

>>> read_list("10月1日至3日 休 国庆节\n10月10日（周日）上班", year=2027).days[0]
Said(line=1, day=datetime.date(2027, 10, 1), works=False, why='国庆节')
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta

from zhike.lib.words import Words

_DAY = timedelta(days=1)
_LONGEST = 31
_WEEKDAYS = "一二三四五六日"

_TOKEN = re.compile(
    r"""
    (?P<day>
        (?:(?P<year>(?:19|20)\d\d)\s*[年./-]\s*)?
        (?:(?P<month>\d{1,2})\s*[月./-]\s*)?
        (?P<number>\d{1,2})\s*(?P<unit>[日号])?
        (?:\s*[(（]?(?:周|星期|礼拜)(?P<weekday>[一二三四五六日天])[)）]?)?
    )
    | (?P<upto>至|到|~|～|—+|–|\s-\s|-)
    | (?P<off>放假|休息|休|假|\b(?:off|rest|holiday)\b)
    | (?P<work>补班|上班|班|\b(?:works?|worked|working)\b)
    """,
    re.VERBOSE | re.IGNORECASE,
)
_ASIDE = re.compile(r"[(（](?!\s*(?:周|星期|礼拜)[一二三四五六日天]\s*[)）])[^)）]*[)）]")
_COUNTED = re.compile(r"共?\s*\d+\s*天")
_NAME = re.compile(r"^\s*(?:[一二三四五六七八九十]+、)?\s*(?P<name>[^\d:：]{1,20})[:：]")


@dataclass(frozen=True, slots=True)
class Said:
    """A day somebody wrote down: on which line, worked or off, and why where the line says so."""

    line: int
    day: date
    works: bool
    why: str


@dataclass(frozen=True, slots=True)
class Problem:
    """A line that cannot be read, and what is wrong with it."""

    line: int
    text: str
    what: Words


@dataclass(frozen=True, slots=True)
class DayList:
    """What a list says, in its own order, and every line that is wrong."""

    days: list[Said] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


class _Wrong(ValueError):
    def __init__(self, zh: str, en: str) -> None:
        super().__init__(en)
        self.what = Words(zh, en)


def read_list(text: str, *, year: int) -> DayList:
    """Read a list of days of one year; a line that is wrong in one place is wrong as a whole."""
    found = DayList()
    first: dict[date, Said] = {}
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.strip():
            continue
        try:
            said = [Said(number, *each) for each in _line(line, year)]
            for each in said:
                before = first.setdefault(each.day, each)
                if before.works != each.works:
                    raise _Wrong(
                        f"{each.day:%m-%d} 在第 {before.line} 行写的正相反",
                        f"line {before.line} says the opposite of {each.day:%m-%d}",
                    )
        except _Wrong as wrong:
            found.problems.append(Problem(number, line.strip()[:120], wrong.what))
        else:
            found.days.extend(each for each in said if first[each.day] is each)
    return found


def _line(line: str, year: int) -> Iterator[tuple[date, bool, str]]:
    named = _NAME.match(line)
    plain = _COUNTED.sub("", _ASIDE.sub("", line[named.end() :] if named else line))
    why = named["name"].strip() if named else ""
    done: list[tuple[list[date], bool]] = []
    pending: list[date] = []
    upto, end = False, 0
    for token in _TOKEN.finditer(plain):
        if token["day"]:
            day = _day(token, year, pending)
            if day is None:
                continue
            pending += _between(pending[-1], day) if upto and pending else [day]
            upto = False
        elif token["upto"]:
            upto = bool(pending)
        elif pending:
            done.append((pending, bool(token["work"])))
            pending, end = [], token.end()
    if pending:
        raise _Wrong("没有写“休”还是“班”", "does not say whether it is off or worked")
    if not done:
        raise _Wrong(
            "没有找到日期；请写成“10月1日 休”或“2027-10-10 班”",
            "holds no day; write “10月1日 休” or “2027-10-10 work”",
        )
    why = why or plain[end:].strip(" \t,，。;；、:：调")[:80]
    for days, works in done:
        for day in days:
            yield day, works, why


def _day(token: re.Match[str], year: int, pending: list[date]) -> date | None:
    """The day a token means; a number alone belongs to the month before it, or is no day at all."""
    said_year = int(token["year"]) if token["year"] else year
    if said_year != year:
        raise _Wrong(
            f"是 {said_year} 年的日子，这里是 {year} 年",
            f"is a day of {said_year}, not of {year}",
        )
    if token["month"]:
        month = int(token["month"])
    elif pending and token["unit"]:
        month = pending[-1].month
    elif pending or token["unit"]:
        raise _Wrong(
            f"“{token['number']}”看不出是哪个月的哪一天",
            f"“{token['number']}” does not say of which month it is the day",
        )
    else:
        return None
    try:
        day = date(year, month, int(token["number"]))
    except ValueError:
        raise _Wrong(
            f"没有 {month}月{token['number']}日 这一天",
            f"there is no day {token['number']} of month {month}",
        ) from None
    weekday = (token["weekday"] or "").replace("天", "日")
    if weekday and _WEEKDAYS[day.weekday()] != weekday:
        raise _Wrong(
            f"{day.month}月{day.day}日是星期{_WEEKDAYS[day.weekday()]}，不是星期{weekday}",
            f"{day.isoformat()} is a {day:%A}, not what is written beside it",
        )
    return day


def _between(first: date, last: date) -> list[date]:
    """The days after the first up to the last."""
    days = (last - first).days
    if not 0 < days <= _LONGEST:
        raise _Wrong("起止日期不对", "the end of the span does not follow its start")
    return [first + n * _DAY for n in range(1, days + 1)]
