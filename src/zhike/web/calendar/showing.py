"""What a day looks like in a calendar: by sun and moon, off or worked, and what stands on it."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from zhike.care import calendar
from zhike.care.calendar import Item
from zhike.lib.moon import festivals_between, moon_day, solar_term
from zhike.lib.words import Words
from zhike.lib.workdays import is_announced, is_workday
from zhike.users.queries import seen_colleagues
from zhike.web.http import Request

SHOWN_A_DAY = 4
CHIPS = {
    "reply": (Words("答复", "Reply"), "bad"),
    "promise": (Words("承诺", "Promise"), "warn"),
    "rhythm": (Words("订货变慢", "Slowing"), "bad"),
    "standing": (Words("等级变动", "Grade moved"), "warn"),
    "birthday": (Words("生日", "Birthday"), "info"),
    "festival": (Words("节日", "Festival"), "info"),
}


@dataclass(frozen=True, slots=True)
class Entry:
    """An item with how it is coloured and marked."""

    item: Item
    tone: str
    chip: Words | None
    chip_tone: str


@dataclass(frozen=True, slots=True)
class Day:
    """One day: `mark` is 休 or 班 where it differs from its weekday."""

    day: date
    is_other: bool
    is_rest: bool
    is_past: bool
    mark: Words | None
    moon: Words
    moon_long: Words
    term: Words | None
    names: tuple[Words, ...]
    entries: tuple[Entry, ...]
    shown: tuple[Entry, ...]
    more: int
    dots: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Whose:
    """Whose calendar is shown: one's own, a colleague's, or that of all one sees."""

    asked: str
    user_ids: frozenset[int] | None
    people: Sequence[tuple[str, str]]

    @property
    def is_mixed(self) -> bool:
        return self.user_ids is None or len(self.user_ids) > 1


def whose(request: Request) -> Whose:
    """Read `?whose=`: empty, `team` or the number of a colleague one may look at; LookupError for any other."""
    actor, asked = request.actor, request.GET.get("whose", "")
    sees_others = actor.scope != "own" or len(actor.stands_for) > 1
    seen = seen_colleagues(actor) if sees_others else []
    people = [(str(u.pk), str(u)) for u in seen if u.pk != actor.user_id]
    if asked == "":
        return Whose("", actor.stands_for, people)
    if asked == "team" and actor.scope != "own":
        return Whose("team", None, people)
    if asked in dict(people):
        return Whose(asked, frozenset({int(asked)}), people)
    raise LookupError(asked)


def span(
    request: Request, shown: Whose, first: date, last: date, *, month: int | None = None
) -> list[Day]:
    """The days from first to last with what stands on them."""
    items = calendar.days(
        request.actor, first=first, last=last, today=request.today, user_ids=shown.user_ids
    )
    names = defaultdict(list)
    for day, festival in festivals_between(first, last):
        names[day].append(festival.name)
    return [
        _day(date.fromordinal(n), request.today, items, names, month)
        for n in range(first.toordinal(), last.toordinal() + 1)
    ]


def unannounced(first: date, last: date) -> int | None:
    """The first year of a span whose holidays are not announced."""
    return next((y for y in range(first.year, last.year + 1) if not is_announced(y)), None)


def mark_of(day: date) -> Words | None:
    """休 on a weekday off, 班 on a worked day of a weekend."""
    works, weekend = is_workday(day), day.weekday() >= 5
    if works and weekend:
        return Words("班", "work")
    if not works and not weekend:
        return Words("休", "off")
    return None


def _day(
    day: date,
    today: date,
    items: dict[date, list[Item]],
    names: dict[date, list[Words]],
    month: int | None,
) -> Day:
    entries = tuple(_entry(item) for item in items.get(day, ()))
    term, moon = solar_term(day), moon_day(day)
    return Day(
        day=day,
        is_other=month is not None and day.month != month,
        is_rest=not is_workday(day),
        is_past=day < today,
        mark=mark_of(day),
        moon=term or moon.short,
        moon_long=moon.words,
        term=term,
        names=tuple(names.get(day, ())),
        entries=entries,
        shown=tuple(sorted(entries, key=_presses)[:SHOWN_A_DAY]),
        more=max(0, len(entries) - SHOWN_A_DAY),
        dots=tuple(dict.fromkeys(e.tone or "plain" for e in entries)),
    )


def _presses(entry: Entry) -> int:
    """What a square with little room shows first: what somebody waits for, what has an hour, whose day it is."""
    item = entry.item
    if item.is_bound or item.at:
        return 0
    return 1 if item.kind == "birthday" else 2


def _entry(item: Item) -> Entry:
    chip, chip_tone = CHIPS.get(item.kind, (None, ""))
    if item.is_late:
        tone = "bad"
    elif item.kind == "birthday":
        tone = "good"
    else:
        tone = "warn" if item.is_bound else ""
    return Entry(item, tone, chip, chip_tone)
