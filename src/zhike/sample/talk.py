"""What was said and done with the customers, and what was promised on the way."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import Any

from zhike.lib.moon import festivals_between
from zhike.lib.workdays import is_workday
from zhike.sample.deck import Deck, dice
from zhike.sample.firms import YEARS, Firm, Path
from zhike.sample.persons import Person
from zhike.sample.staff import ACCOUNT_MANAGER
from zhike.sample.stock import stock

_KINDS = {"call": 40, "visit": 26, "message": 18, "meeting": 6, "note": 6, "letter": 4}
_GIFTS = ("spring_festival", "dragon_boat", "mid_autumn")
# The account manager's open promises: at these customers, due so many days from the day.
_SHOWN_PROMISES = {6: -5, 10: -2, 3: 0, 8: 1, 14: 3, 11: 6}
_PROMISES = 0.13
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Pledge:
    """Something promised in a talk; open while `settled_on` is None."""

    what: str
    due_on: date
    settled_on: date | None
    result: str


@dataclass(frozen=True, slots=True)
class Talk:
    """A touch, with which of the customer's people, and what was promised."""

    on: date
    kind: str
    person: int | None
    summary: str
    pledge: Pledge | None = None


class Talker:
    """Makes up the touches of all customers; keeps the decks, so that neighbours do not read alike."""

    def __init__(self) -> None:
        self._phrases = stock("talk")
        self._decks: dict[str, Deck[Any]] = {}

    def talks(self, firm: Firm, people: list[Person], day: date) -> list[Talk]:
        """A customer's touches of three years, oldest first; the last one is `silence` days ago."""
        random = dice("talk", firm.place)
        days = sorted(_talk_days(random, firm, day))
        found = [self._talk(random, firm, people, on, day) for on in days]
        found += self._gifts(random, firm, people, days)
        return self._with_shown_promise(firm, sorted(found, key=lambda talk: talk.on), day)

    def _talk(
        self, random: Random, firm: Firm, people: list[Person], on: date, day: date
    ) -> Talk:
        kind = random.choices(list(_KINDS), list(_KINDS.values()))[0]
        place = 0 if random.random() < 0.7 else random.randrange(len(people))
        person = people[place]
        tell = self._english if firm.is_english else self._chinese
        summary = _spoken(tell(random, firm, kind, on), person, twice=not firm.is_english)
        pledge = None
        if kind in {"visit", "call", "meeting"} and random.random() < _PROMISES:
            pledge = self._pledge(random, firm, on, day)
        return Talk(on, kind, place, summary, pledge)

    def _chinese(self, random: Random, firm: Firm, kind: str, on: date) -> str:
        if kind in {"message", "letter", "meeting", "note"}:
            return self._deal(kind, self._phrases[kind]["whole"])
        opening = self._deal(kind, self._phrases[kind]["openings"])
        phase = _phase(random, firm, on)
        if phase != "steady":
            matter = self._deal(phase, self._phrases[phase]["matters"])
            closing = self._deal("closings", self._phrases["closings"]["lines"])
            return f"{opening}：{matter}。{closing}。"
        mood = random.choices(("good", "neutral", "bad"), _MOODS[firm.path])[0]
        said = [
            f"{opening}：{self._matter(firm, on)}",
            self._deal(mood, self._phrases["reactions"][mood]),
        ]
        if kind == "visit" and random.random() < 0.5:
            said.insert(
                1, self._deal(f"{firm.trade}:sights", stock("trades")[firm.trade]["sights"])
            )
        if random.random() < 0.3:
            said.append(self._deal(f"{firm.place}:asides", self._phrases["asides"]["lines"]))
        return "。".join(said) + "。"

    def _matter(self, firm: Firm, on: date) -> str:
        """What it was about: mostly matters of the trade, now and then one of the season."""
        kind = stock("trades")[firm.trade]
        now = [timely["line"] for timely in kind["timely"] if on.month in timely["months"]]
        if now and dice("timely", firm.place, on).random() < 0.2:
            return self._deal(f"{firm.trade}:{on.month}", now)
        return self._deal(f"{firm.trade}:matters", kind["matters"])

    def _english(self, random: Random, firm: Firm, kind: str, on: date) -> str:
        phrases = self._phrases["english"]
        if kind == "note" or kind not in phrases:
            kind = "message"
        opening = self._deal(f"en:{kind}", phrases[kind])
        if "{matter}" not in opening:
            return opening + "."
        phase = _phase(random, firm, on)
        lines = phrases[phase] if phase in {"decline", "lost", "new"} else phrases["matters"]
        mood = random.choices(("good", "neutral", "bad"), _MOODS[firm.path])[0]
        matter = self._deal(f"en:{phase}:matters", lines)
        return f"{opening.replace('{matter}', matter)}. {_capital(self._deal(f'en:{mood}', phrases[mood]))}."

    def _gifts(
        self, random: Random, firm: Firm, people: list[Person], days: list[date]
    ) -> Iterator[Talk]:
        """Something small before a festival, for key customers; never after the last touch."""
        if not firm.is_key or firm.is_english or not days:
            return
        for festival_on, festival in festivals_between(days[0], days[-1] + 8 * _DAY):
            on = festival_on - random.randint(2, 8) * _DAY
            if festival.key in _GIFTS and days[0] < on <= days[-1] and random.random() < 0.6:
                line = self._deal(festival.key, self._phrases["gift"][festival.key])
                yield Talk(on, "gift", 0, _spoken(line, people[0], twice=True))

    def _pledge(self, random: Random, firm: Firm, on: date, day: date) -> Pledge:
        what = self._promise(firm)
        due = on + random.randint(3, 14) * _DAY
        if due >= day - _DAY:
            return Pledge(what, due, None, "")
        result = random.choices(("kept", "late", "broken"), (80, 14, 6))[0]
        if result == "kept":
            settled = max(on, due - random.randint(0, 3) * _DAY)
        else:
            settled = due + random.randint(1, 12) * _DAY
        if settled > day:
            return Pledge(what, due, None, "")
        return Pledge(what, due, settled, result)

    def _with_shown_promise(self, firm: Firm, found: list[Talk], day: date) -> list[Talk]:
        """Give the last talk of some customers of the account manager a promise that is due about now."""
        if firm.owner != ACCOUNT_MANAGER or firm.place not in _SHOWN_PROMISES or not found:
            return found
        due = day + _SHOWN_PROMISES[firm.place] * _DAY
        *before, last = found
        what = stock("promises")["promises"][list(_SHOWN_PROMISES).index(firm.place)]
        pledge = Pledge(what, max(due, last.on + _DAY), None, "")
        return [*before, Talk(last.on, last.kind, last.person, last.summary, pledge)]

    def _promise(self, firm: Firm) -> str:
        name = "english" if firm.is_english else "promises"
        line: str = self._deal(name, stock("promises")[name])
        return line

    def _deal(self, name: str, cards: list[str]) -> str:
        if name not in self._decks:
            self._decks[name] = Deck(dice("deck", name), cards)
        line: str = self._decks[name].deal()
        return line


_MOODS = {
    Path.GROWING: (70, 25, 5),
    Path.NEW: (60, 35, 5),
    Path.STEADY: (50, 42, 8),
    Path.SPARSE: (35, 55, 10),
    Path.BROKEN: (30, 45, 25),
    Path.DECLINING: (15, 50, 35),
    Path.LOST: (10, 45, 45),
}


def _talk_days(random: Random, firm: Firm, day: date) -> Iterator[date]:
    """Working days of touches, from the last one back to the first."""
    every = 24 if firm.is_key else random.choice((30, 40, 55, 75))
    on = day - firm.silence * _DAY
    first = max(firm.since, day - timedelta(days=365 * YEARS))
    while on >= first:
        worked = on
        while not is_workday(worked) and worked > first:
            worked -= _DAY
        yield worked
        on -= max(2, round(every * random.lognormvariate(0, 0.5))) * _DAY


def _phase(random: Random, firm: Firm, on: date) -> str:
    """What the talk is about: mostly business, else the way a customer goes, comes, or pays."""
    if firm.path is Path.LOST and on > firm.turn_on + 20 * _DAY:
        return "lost"
    if (
        firm.path in {Path.DECLINING, Path.BROKEN}
        and on > firm.turn_on
        and random.random() < 0.5
    ):
        return "decline"
    if firm.path is Path.LOST and on > firm.turn_on - 120 * _DAY:
        return "decline"
    if on < firm.since + 90 * _DAY:
        return "new"
    if random.random() < firm.lateness / 3:
        return "payment"
    return "steady"


def _spoken(line: str, person: Person, *, twice: bool) -> str:
    """The line with the person in it, in Chinese by name once and after that without."""
    first, mark, rest = line.partition("{who}")
    if mark and twice:
        rest = rest.replace("{who}", "对方")
    return (
        (first + (person.greeting if mark else "") + rest)
        .replace("{who}", person.greeting)
        .replace("{he}", person.he)
    )


def _capital(line: str) -> str:
    return line if line.startswith("{") else line[:1].upper() + line[1:]
