"""Somebody's days as an iCalendar: for a calendar program on a device, or on somebody else's server.

It lies where we cannot see it, so it carries little: kinds and initials, and titles and customers' names only where
its owner wants them. A birthday is personal whatever he wants: the day says how many there are, never whose. The
reasons of tasks, answers and sealed things have no way into it. The same state gives the same bytes.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256

from django.utils.crypto import salted_hmac
from django.utils.timezone import get_current_timezone
from icalendar import Calendar, Event

from zhike.care import calendar
from zhike.care.calendar import Item
from zhike.lib.moon import festivals_between
from zhike.lib.names import initials
from zhike.lib.words import Words, spoken
from zhike.trust import journal
from zhike.trust.actor import Actor
from zhike.users.feeds import CalendarFeed

BEFORE, AFTER = timedelta(days=30), timedelta(days=180)
_DAY = timedelta(days=1)
_LASTS = timedelta(minutes=30)
_CHANGING = ("task.moved", "task.snoozed", "task.handed_over", "promise.moved")
_KINDS = {
    "reply": Words("答复客户", "Answer a customer"),
    "promise": Words("兑现承诺", "Keep a promise"),
    "contact": Words("联系客户", "Get in touch"),
    "rhythm": Words("联系客户", "Get in touch"),
    "festival": Words("节日问候", "Festival greeting"),
    "standing": Words("看看客户等级", "Look at a grade"),
    "other": Words("待办", "To do"),
}


@dataclass(frozen=True, slots=True)
class Made:
    """A calendar as it leaves: its bytes, their tag, and when something in it changed last."""

    content: bytes
    tag: str
    changed_at: datetime


@dataclass(frozen=True, slots=True)
class _Written:
    """An event, its place among the others and when it changed last."""

    event: Event
    order: tuple[str, str]
    changed_at: datetime


def write(actor: Actor, feed: CalendarFeed, *, today: date, home: str) -> Made:
    """The calendar of the feed's owner, in the language being spoken; `home` is the address of this house."""
    first, last = today - BEFORE, today + AFTER
    items = [
        item
        for day in calendar.days(
            actor, first=first, last=last, today=today, user_ids=frozenset({feed.user_id})
        ).values()
        for item in day
    ]
    events = [*_of_items(items, feed, home)]
    if feed.has_birthdays:
        events += _birthdays(items, feed.made_at, home)
    if feed.has_festivals:
        events += _festivals(first, last, feed.made_at)
    whole = Calendar()
    whole.add("prodid", "-//Zhike//Calendar//ZH")
    whole.add("version", "2.0")
    whole.add("calscale", "GREGORIAN")
    name = str(Words("知客", "Zhike"))
    whole.add("name", name)
    whole.add("x-wr-calname", name)
    whole.add("x-wr-timezone", str(get_current_timezone()))
    whole.add("refresh-interval", timedelta(hours=1), parameters={"VALUE": "DURATION"})
    whole.add("x-published-ttl", "PT1H")
    for each in sorted(events, key=lambda e: e.order):
        whole.add_component(each.event)
    whole.add_missing_timezones()
    content = whole.to_ical()
    changed_at = max([feed.made_at, *(each.changed_at for each in events)])
    return Made(content, sha256(content).hexdigest()[:32], changed_at)


def _of_items(items: list[Item], feed: CalendarFeed, home: str) -> Iterator[_Written]:
    shown = [item for item in items if _is_chosen(item, feed)]
    revised = journal.revisions(
        {item.subject for item in shown},
        {item.customer_id for item in shown if item.customer_id},
        changing=_CHANGING,
    )
    for item in shown:
        revision = revised.get(item.subject, journal.Revision(0, feed.made_at))
        url = f"{home}/customers/{item.customer_id}/" if item.customer_id else ""
        yield _event(item.subject, _title(item, feed), item.at or item.on, revision, url)


def _is_chosen(item: Item, feed: CalendarFeed) -> bool:
    if item.kind == "birthday":
        return False
    return feed.has_promises if item.kind == "promise" else feed.has_tasks


def _title(item: Item, feed: CalendarFeed) -> str:
    if feed.shows_names:
        return str(item.words)
    kind = str(_KINDS.get(item.kind, _KINDS["other"]))
    return f"{kind} · {initials(item.customer).upper()[:6]}" if item.customer else kind


def _birthdays(items: list[Item], made_at: datetime, home: str) -> Iterator[_Written]:
    counted: dict[date, int] = {}
    for item in items:
        if item.kind == "birthday":
            counted[item.on] = counted.get(item.on, 0) + 1
    for day, count in counted.items():
        said = Words(
            f"客户生日 {count} 位，名单在知客里",
            f"{count} birthday{'s' if count > 1 else ''} at customers: see Zhike",
        )
        url = f"{home}/calendar/{day.year}/{day.month}/?day={day}"
        yield _event(f"birthdays:{day}", str(said), day, journal.Revision(0, made_at), url)


def _festivals(first: date, last: date, made_at: datetime) -> Iterator[_Written]:
    for day, festival in festivals_between(first, last):
        key = f"festival:{festival.key}:{day.year}"
        yield _event(key, str(festival.name), day, journal.Revision(0, made_at))


def _event(
    key: str, title: str, when: date, revision: journal.Revision, url: str = ""
) -> _Written:
    """An event on a day, or ending at a moment; its UID tells nobody outside what it is."""
    event = Event()
    uid = salted_hmac("zhike.calendar", key, algorithm="sha256").hexdigest()[:32]
    stamp = revision.changed_at.astimezone(UTC).replace(microsecond=0)
    event.add("uid", f"{uid}@zhike")
    event.add("summary", _one_line(title), parameters={"LANGUAGE": spoken()})
    event.add("dtstamp", stamp)
    event.add("last-modified", stamp)
    event.add("sequence", revision.changes)
    event.add("class", "PRIVATE")
    if isinstance(when, datetime):
        event.add("dtstart", when - _LASTS)
        event.add("dtend", when)
    else:
        event.add("dtstart", when)
        event.add("dtend", when + _DAY)
        event.add("transp", "TRANSPARENT")
    if url:
        event.add("url", url)
    return _Written(event, (str(when), uid), stamp)


def _one_line(text: str) -> str:
    """A title on one line, without characters a calendar may not hold."""
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())[:200]
