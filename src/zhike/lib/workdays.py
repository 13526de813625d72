"""Chinese working days: weekends, public holidays and the make-up days worked instead.

The State Council announces one year at a time; `is_announced` says which years it has. Of another year only the
statutory holidays are known, without the days moved around them.

A company has days of its own: a holiday it gives, a make-up day, a notice nobody published as data yet. The process
is told of them through `give`; until it was, the first question asks the source named with `learn_from`, once.
"""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Given:
    """The company's own days (day → whether it works) and the years whose notice it has entered itself.

    `version` changes with every change, so that a process can see that it knows an older state.
    """

    version: int = 0
    works: Mapping[date, bool] = field(default_factory=dict)
    announced: frozenset[int] = frozenset()


class _Known:
    """What this process was told; the whole is exchanged at once, never changed in place."""

    given: Given | None = None
    source: Callable[[], Given] | None = None


_held: ContextVar[Given | None] = ContextVar("days", default=None)


def learn_from(source: Callable[[], Given]) -> None:
    """Name whom to ask when nothing was given yet."""
    _Known.source = source


def give(given: Given) -> None:
    """From now on this process counts with these days."""
    _Known.given = given


@contextmanager
def as_published() -> Iterator[None]:
    """Count with what is published until the block ends, whatever the company does: an example is true everywhere."""
    token = _held.set(Given())
    try:
        yield
    finally:
        _held.reset(token)


def given() -> Given:
    """What this process counts with."""
    known = _held.get() or _Known.given
    if known is None:
        known = _Known.source() if _Known.source else Given()
        _Known.given = known
    return known


def is_workday(day: date) -> bool:
    """Whether the company works on this day."""
    said = given().works.get(day)
    return is_published_workday(day) if said is None else said


def is_published_workday(day: date) -> bool:
    """Whether offices work on this day by what is published, whatever the company does."""
    off, worked = _moved(day.year)
    return day in worked or (day.weekday() < 5 and day not in off)


def add_workdays(day: date, count: int) -> date:
    """The `count`-th working day after this one; the day itself is not counted."""
    while count > 0:
        day += _DAY
        count -= is_workday(day)
    return day


def is_announced(year: int) -> bool:
    """Whether the holidays and make-up days of a year are known: published, or entered by the company."""
    return year <= announced_through() or year in given().announced


def workday_from(day: date) -> date:
    """This day, or the first working day after it."""
    while not is_workday(day):
        day += _DAY
    return day


def workday_until(day: date) -> date:
    """This day, or the last working day before it."""
    while not is_workday(day):
        day -= _DAY
    return day


@cache
def announced_through() -> int:
    """The last year whose holidays and make-up days are published."""
    from holidays.countries.china import ChinaStaticHolidays  # costs most of a second

    return max(ChinaStaticHolidays.special_public_holidays)


@cache
def _moved(year: int) -> tuple[frozenset[date], frozenset[date]]:
    """The days off of a year, and its worked weekend days. The next year's notice may move days of December."""
    from holidays.countries.china import China

    table = China(years=(year, year + 1))  # type: ignore[no-untyped-call]  # not annotated there
    return frozenset(table), frozenset(table.weekend_workdays)
