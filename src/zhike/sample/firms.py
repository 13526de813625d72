"""The customers: who they are, how much they buy, where they are heading, and how well we look after them."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from random import Random

from zhike.sample.deck import Deck, dice
from zhike.sample.staff import ACCOUNT_MANAGER, ENGLISH_SPEAKER, STAFF
from zhike.sample.stock import stock

YEARS = 3


class Path(StrEnum):
    """Where a customer is heading."""

    STEADY = "steady"
    GROWING = "growing"
    DECLINING = "declining"
    BROKEN = "broken"
    LOST = "lost"
    NEW = "new"
    SPARSE = "sparse"


_PATHS = {
    Path.STEADY: 45,
    Path.GROWING: 17,
    Path.DECLINING: 11,
    Path.BROKEN: 3,
    Path.LOST: 8,
    Path.NEW: 8,
    Path.SPARSE: 8,
}
# Mean and spread of the logarithm of an order's size against the trade's ordinary one.
_ORDINARY_SIZE = (-1.0, 0.9)
_SHOWN_SIZE = (0.3, 0.5)
_LEAVING = {Path.LOST, Path.DECLINING}
# What the account manager must find on her agenda: the first customers of hers walk these paths.
_SHOWN_PATHS = (
    *[Path.STEADY] * 10,
    *[Path.BROKEN] * 4,
    Path.DECLINING,
    Path.GROWING,
)
# Days since the last touch of her first customers: some just heard from us, some are overdue.
_SHOWN_SILENCES = (3, 43, 67, 5, 38, 71, 12, 52, 2, 35, 20, 26, 33, 41, 9, 15)


@dataclass(frozen=True, slots=True)
class Firm:
    """A customer before it is written down; money in fen, days as days."""

    place: int
    name: str
    short: str
    trade: str
    industry: str
    city: str
    address: str
    phone: str
    website: str
    number: str
    credit_code: str | None
    owner: int
    since: date
    path: Path
    turn_on: date
    cycle: int
    order_size: int
    lateness: float
    attitude: int | None
    information: int | None
    silence: int
    is_key: bool
    is_english: bool


def firms(day: date, count: int) -> list[Firm]:
    """So many customers as they are on this day; the account manager's come first."""
    names = _Names()
    owners = _owners(count)
    return [_firm(place, owner, day, names) for place, owner in enumerate(owners)]


def _owners(count: int) -> list[int]:
    """The owner of each customer: shares by load, the account manager's first."""
    bearers = [(place, person.load) for place, person in enumerate(STAFF) if person.load]
    whole = sum(load for _, load in bearers)
    owners = [place for place, load in bearers for _ in range(round(count * load / whole))]
    return (owners + [ACCOUNT_MANAGER] * count)[:count]


def _firm(place: int, owner: int, day: date, names: "_Names") -> Firm:
    random = dice("firm", place)
    is_english = owner == ENGLISH_SPEAKER and random.random() < 0.75
    trade, name, short, city = names.english() if is_english else names.chinese()
    shown = place if owner == ACCOUNT_MANAGER and place < len(_SHOWN_PATHS) else None
    path = (
        _SHOWN_PATHS[shown]
        if shown is not None
        else random.choices(list(_PATHS), list(_PATHS.values()))[0]
    )
    size = random.lognormvariate(*(_ORDINARY_SIZE if shown is None else _SHOWN_SIZE))
    cycle = random.choice(
        (45, 60, 90, 120) if path is Path.SPARSE else (14, 21, 25, 30, 30, 35, 45)
    )
    return Firm(
        place=place,
        name=name,
        short=short,
        trade=trade,
        industry=stock("trades")[trade]["industry"],
        city=city,
        address=_address(random, city, is_english),
        phone=f"020-5555{random.randint(0, 9999):04d}",
        website=f"https://kh{place + 1:04d}.example.com",
        number=f"KH{place + 1:04d}",
        credit_code=_credit_code(random) if random.random() < 0.8 else None,
        owner=owner,
        since=_since(random, path, day),
        path=path,
        turn_on=day - timedelta(days=_turned(random, path, cycle)),
        cycle=cycle,
        order_size=int(stock("trades")[trade]["budget"] * 100_000 * size),
        lateness=random.choices((0.03, 0.2, 0.5), (50, 32, 18))[0],
        attitude=_rating(random, path),
        information=_rating(random, path),
        silence=_SHOWN_SILENCES[shown] if shown is not None else _silence(random, path),
        is_key=size > 1.2 or (shown is not None and shown < 4),
        is_english=is_english,
    )


def _since(random: Random, path: Path, day: date) -> date:
    """When trading began; most were customers before our three years."""
    if path is Path.NEW:
        return day - timedelta(days=random.randint(30, 300))
    return day - timedelta(days=random.randint(200 if path is Path.LOST else 420, 365 * 8))


def _turned(random: Random, path: Path, cycle: int) -> int:
    """Days since the path took its turn: since the last order of the lost and the broken, since the decline began."""
    if path is Path.LOST:
        return random.randint(120, 540)
    if path is Path.BROKEN:
        return int(cycle * random.uniform(1.7, 2.6))
    return random.randint(150, 400)


def _silence(random: Random, path: Path) -> int:
    """Days since we last heard from each other."""
    if path is Path.LOST:
        return random.randint(60, 400)
    spans = ((1, 25), (25, 70), (70, 150), (150, 380))
    return random.randint(*random.choices(spans, (60, 27, 10, 3))[0])


def _rating(random: Random, path: Path) -> int | None:
    """A level of 20 points, or None where nobody has said what he thinks."""
    if random.random() < 0.2:
        return None
    weights = (6, 20, 40, 20, 4) if path in _LEAVING else (2, 12, 40, 33, 13)
    return random.choices((20, 40, 60, 80, 100), weights)[0]


def _address(random: Random, city: str, is_english: bool) -> str:
    if is_english:
        return f"{random.randint(2, 48)}/F, Harbour Block {random.randint(1, 9)}, {city}"
    road = random.choice(("建设", "兴业", "科技", "环城", "文明", "滨江", "工业", "学院"))
    side = random.choice(("东路", "西路", "中路", "大道", "一路", "二路"))
    return f"{city}市{road}{side}{random.randint(1, 680)}号"


_CODE = "0123456789ABCDEFGHJKLMNPQRTUWXY"


def _credit_code(random: Random) -> str:
    """A credit code with a right check character in a district that does not exist."""
    body = "91990000" + "".join(random.choice(_CODE) for _ in range(9))
    total = sum(_CODE.index(char) * pow(3, i, 31) for i, char in enumerate(body))
    return body + _CODE[(31 - total % 31) % 31]


class _Names:
    """Company names, each once."""

    def __init__(self) -> None:
        random = dice("names")
        people = stock("people")
        self._random = random
        pairs = [a + b for a in people["brand_first"] for b in people["brand_second"] if a != b]
        self._brands = Deck(random, sorted(set(pairs) - set(people["well_known"])))
        self._cities = people["cities"]
        self._trades = Deck(random, stock("trades"))
        english = list(zip(people["english_kind"], people["english_trade"], strict=True))
        self._english = Deck(
            random, [(brand, *kind) for brand in people["english_brand"] for kind in english]
        )
        self._english_cities = people["english_city"]

    def chinese(self) -> tuple[str, str, str, str]:
        """Trade, name, short name, city."""
        trade = self._trades.deal()
        kind = stock("trades")[trade]
        tail, short = self._random.choice(list(zip(kind["tails"], kind["short"], strict=True)))
        brand = self._brands.deal()
        city = self._random.choices(
            self._cities, [40, 25, 8, 6] + [2] * (len(self._cities) - 4)
        )[0]
        return trade, f"{city}{brand}{tail}", brand + short, city

    def english(self) -> tuple[str, str, str, str]:
        """The same for an international customer."""
        brand, kind, trade = self._english.deal()
        return trade, f"{brand} {kind}", brand, self._random.choice(self._english_cities)
