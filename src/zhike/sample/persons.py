"""The people at the customers: names, seats, how to greet them, birthdays by the sun and the moon, likes and don'ts."""

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import NamedTuple

from zhike.lib.moon import moon_day
from zhike.sample.deck import Deck, dice
from zhike.sample.firms import Firm
from zhike.sample.staff import ACCOUNT_MANAGER
from zhike.sample.stock import stock

# At the account manager's first customers, birthdays fall so many days from the day, by this calendar, for this age.
_SHOWN_BIRTHDAYS = {
    4: (0, "moon", 50),
    1: (0, "sun", 42),
    6: (1, "sun", None),
    0: (3, "moon", 38),
    8: (5, "sun", 29),
    3: (6, "moon", None),
    2: (-3, "sun", 45),
}
_LEAP_FIRM = 5
_BORN = (1958, 2001)


class Birth(NamedTuple):
    """A birthday as it was told; year, month and day may be unknown."""

    calendar: str = "sun"
    year: int | None = None
    month: int | None = None
    day: int | None = None
    leap: bool = False


# In 1990 the fifth moon came twice.
_LEAP_BIRTH = Birth("moon", 1990, 5, 15, leap=True)


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody at a customer; `he` is how a note speaks of him or her."""

    name: str
    title: str
    part: str
    greeting: str
    he: str
    mobile: str
    email: str
    birth: Birth
    likes: str
    avoid: str


def persons(firm: Firm, day: date) -> list[Person]:
    """The people of one customer; the first is the one we deal with."""
    random = dice("persons", firm.place)
    count = random.choices((1, 2, 3, 4), (25, 40, 25, 10))[0]
    seats = (
        [("", title) for title in stock("people")["english_titles"]]
        if firm.is_english
        else stock("trades")[firm.trade]["seats"]
    )
    deck = Deck(random, seats)
    found = []
    for place in range(count):
        part, title = deck.deal()
        birth = _birth(random, firm, day, is_main=place == 0)
        found.append(_person(random, firm, part, title, birth))
    return found


def _person(random: Random, firm: Firm, part: str, title: str, birth: Birth) -> Person:
    people = stock("people")
    is_woman = random.random() < 0.45
    if firm.is_english:
        first, last = (
            random.choice(people["english_first"]),
            random.choice(people["english_last"]),
        )
        name, greeting, he = f"{first} {last}", first, ""
    else:
        surname = random.choice(people["surnames"])
        name = surname + random.choice(people["given_women" if is_woman else "given_men"])
        greeting, he = surname + _form(title, is_woman), "她" if is_woman else "他"
    tongue = "english_" if firm.is_english else ""
    number = firm.place * 10 + random.randint(0, 9)
    return Person(
        name=name,
        title=title,
        part=part,
        greeting=greeting,
        he=he,
        mobile=f"1990000{number:04d}",
        email=f"p{number}@kh{firm.place + 1:04d}.example.com",
        birth=birth,
        likes=random.choice(people[tongue + "likes"]) if random.random() < 0.55 else "",
        avoid=random.choice(people[tongue + "avoid"]) if random.random() < 0.3 else "",
    )


def _form(title: str, is_woman: bool) -> str:
    """What follows the family name when one greets somebody of this title."""
    for seat, form in _FORMS.items():
        if seat in title:
            return form
    return "女士" if is_woman else "先生"


_FORMS = {
    "总经理": "总", "总监": "总", "副校长": "校长", "校长": "校长", "厂长": "厂长", "合伙人": "总",
    "科长": "科长", "主任": "主任", "护士长": "护士长", "老师": "老师", "工程师": "工", "经理": "经理",
    "主管": "主管",
}  # fmt: skip


def _birth(random: Random, firm: Firm, day: date, *, is_main: bool) -> Birth:
    if is_main and firm.owner == ACCOUNT_MANAGER:
        if firm.place in _SHOWN_BIRTHDAYS:
            return _near(day, *_SHOWN_BIRTHDAYS[firm.place])
        if firm.place == _LEAP_FIRM:
            return _LEAP_BIRTH
    if random.random() < 0.25:
        return Birth()
    year = random.randint(*_BORN)
    calendar = "moon" if random.random() < 0.3 and not firm.is_english else "sun"
    born = date(year, 1, 1) + timedelta(days=random.randint(0, 364))
    return _told(born, calendar, knows_year=random.random() < 0.65)


def _near(day: date, days: int, calendar: str, age: int | None) -> Birth:
    """A birthday so many days from this one; a moon birthday has the moon's month and day of that day."""
    on = day + timedelta(days=days)
    if calendar == "sun":
        return Birth("sun", on.year - age if age else None, on.month, on.day)
    moon = moon_day(on)
    return Birth("moon", moon.year - age if age else None, moon.month, moon.day, moon.leap)


def _told(born: date, calendar: str, *, knows_year: bool) -> Birth:
    """The birthday as people give it in this calendar."""
    if calendar == "sun":
        return Birth("sun", born.year if knows_year else None, born.month, born.day)
    moon = moon_day(born)
    return Birth("moon", moon.year if knows_year else None, moon.month, moon.day, moon.leap)
