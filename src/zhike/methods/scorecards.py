"""A scorecard judges: weighted criteria give points, the points a grade, and every point its reason.

Points are whole hundredths (7950 is 79.5), shares whole hundredths of a percent, so that every engine agrees.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from zhike.lib.words import Words
from zhike.methods.deciding import LEAST
from zhike.methods.measures import MEASURES
from zhike.methods.reading import Head, Table, head
from zhike.methods.smart import Smart, smart

FULL = 10_000  # a whole share, in hundredths of a percent


class Combine(StrEnum):
    """How the criteria make a total: all points together, or the lowest share alone (S0-08)."""

    SUM = "sum"
    MINIMUM = "minimum"


class Raters(StrEnum):
    """Whose rating counts where several rated: the newest, the mean of each one's newest, or the lowest of them."""

    NEWEST = "newest"
    MEAN = "mean"
    LOWEST = "lowest"


class Moves(StrEnum):
    """Whether a new grade holds at once, or is proposed and decided by a person with a reason (S2-08, S2-16)."""

    AT_ONCE = "at_once"
    PROPOSED = "proposed"


@dataclass(frozen=True, slots=True)
class Line:
    """A straight line from the value worth nothing to the value worth all; held at its ends."""

    none_at: int
    full_at: int

    def share(self, value: int) -> int:
        """The share a value earns."""
        return min(FULL, max(0, (value - self.none_at) * FULL // (self.full_at - self.none_at)))

    def value_for(self, share: int) -> int | None:
        """The value that just earns this share."""
        span = self.full_at - self.none_at
        rising = span > 0
        value = self.none_at + (-(-share * span // FULL) if rising else share * span // FULL)
        return value if self.share(value) >= share else value + (1 if rising else -1)


@dataclass(frozen=True, slots=True)
class Steps:
    """A staircase: from each value up, a share; below the first value, the first share."""

    steps: tuple[tuple[int, int], ...]

    def share(self, value: int) -> int:
        """The share a value earns."""
        reached = [share for start, share in self.steps if value >= start]
        return reached[-1] if reached else self.steps[0][1]

    def value_for(self, share: int) -> int | None:
        """The value nearest to the first step that earns at least this share; None where no value does."""
        enough = [start for start, each in self.steps if each >= share]
        if not enough:
            return None
        rising = self.steps[-1][1] >= self.steps[0][1]
        return enough[0] if rising else enough[-1]


@dataclass(frozen=True, slots=True)
class Level:
    """A word for a rating, offered to whoever rates."""

    value: int
    title: Words


@dataclass(frozen=True, slots=True)
class Criterion:
    """One side of a customer: a measure, or a rating by somebody (`levels` are its words)."""

    key: str
    title: Words
    weight: int
    measure: str
    mapping: Line | Steps
    says: Words
    levels: tuple[Level, ...] = ()
    raters: Raters = Raters.NEWEST

    @property
    def is_rating(self) -> bool:
        """Whether people rate it."""
        return not self.measure

    @property
    def fact(self) -> str:
        """Under which name its value is looked up: the measure, or the criterion's own key."""
        return self.measure or self.key

    def points(self, value: int | None, neutral: int) -> int:
        """Hundredths of a point for a value; the neutral share where nothing is known."""
        share = neutral if value is None else self.mapping.share(value)
        return self.weight * share // 100

    def value_at(self, points: int) -> int | None:
        """The value that earns so many hundredths of a point."""
        return self.mapping.value_for(-(-points * 100 // self.weight))

    def level(self, value: int) -> Words | None:
        """The word for a rating, if the card has one for exactly this value."""
        return next((level.title for level in self.levels if level.value == value), None)


@dataclass(frozen=True, slots=True)
class Band:
    """A grade and its lower bound in hundredths of a point, the bound included (S1-60)."""

    grade: str
    at_least: int
    title: Words


@dataclass(frozen=True, slots=True)
class Example:
    """What the card must say of a case: the proof that travels with it."""

    values: Mapping[str, int]
    points: int
    grade: str


@dataclass(frozen=True, slots=True)
class Lift:
    """How one criterion could lift a customer: its value now, the value to reach, the room it has (hundredths), and whether it suffices alone."""

    criterion: Criterion
    now: int | None
    to: int | None
    room: int
    suffices: bool


@dataclass(frozen=True, slots=True)
class Scorecard:
    """`neutral` is the share where nothing is known; `hysteresis` the points a move must clear a bound by.

    A card that does not `stand` hands no grade down: its total is the measure `score_<name>` where there is one, on
    which others build; its ratings count wherever a rule asks for them.
    """

    head: Head
    criteria: tuple[Criterion, ...]
    bands: tuple[Band, ...]
    neutral: int
    hysteresis: int
    examples: tuple[Example, ...]
    combine: Combine = Combine.SUM
    moves: Moves = Moves.AT_ONCE
    stands: bool = True
    smart: Smart | None = None

    @property
    def score(self) -> str:
        """The measure its total is kept under, where it does not stand."""
        return f"score_{self.head.name}"

    def points(self, values: Mapping[str, int | None]) -> tuple[int, ...]:
        """Hundredths of a point per criterion, in the card's order."""
        return tuple(c.points(values.get(c.fact), self.neutral) for c in self.criteria)

    def total(self, points: tuple[int, ...]) -> int:
        """Hundredths of a point in all: the sum, or what the weakest criterion leaves of a hundred."""
        if self.combine is Combine.SUM:
            return sum(points)
        return min(p * 100 // c.weight for p, c in zip(points, self.criteria, strict=True))

    def lifts(self, values: Mapping[str, int | None], grade: str) -> tuple["Lift", ...]:
        """What would lift a customer to the next band, one criterion at a time: the value each would have to reach
        alone, the largest room first; a criterion that cannot do it alone gives its most (S2-08, S2-15)."""
        points = self.points(values)
        better = self.gap(grade, self.total(points))
        if better is None:
            return ()
        _, missing = better
        room = [
            Lift(
                c,
                values.get(c.fact),
                c.value_at(min(got + missing, c.weight * 100)),
                c.weight * 100 - got,
                c.weight * 100 - got >= missing,
            )
            for c, got in zip(self.criteria, points, strict=True)
            if got < c.weight * 100
        ]
        return tuple(sorted(room, key=lambda lift: (-lift.room, lift.criterion.key)))

    def grade(self, points: int, *, before: str = "") -> str:
        """The grade of a total; one who held a grade keeps it while he is within the hysteresis of its bounds."""
        for band, better in zip(self.bands, (None, *self.bands), strict=False):
            if band.grade == before and self._stays(points, band, better):
                return before
        return next(band.grade for band in self.bands if points >= band.at_least)

    def gap(self, grade: str, points: int) -> tuple[Band, int] | None:
        """The next better band and the points to it, in hundredths; None at the top."""
        better = None
        for band in self.bands:
            if band.grade == grade:
                break
            better = band
        return None if better is None else (better, max(0, better.at_least - points))

    def _stays(self, points: int, band: Band, better: Band | None) -> bool:
        is_above = points >= band.at_least - self.hysteresis
        is_below = better is None or points < better.at_least + self.hysteresis
        return is_above and is_below


def scorecard(table: Table) -> Scorecard:
    """Read a scorecard; weights add up to 100, bands fall and end at 0."""
    top = head(table)
    criteria = table.read("criteria", _criterion)
    if (total := sum(c.weight for c in criteria)) != 100:
        raise table.lie(
            "criteria.weight",
            f"权重之和是 {total}，应为 100",
            f"the weights add up to {total}, not 100",
        )
    if len({c.key for c in criteria}) != len(criteria):
        raise table.lie("criteria.key", "有重复的键", "a key stands twice")
    bands = table.read("bands", _band)
    if any(a.at_least <= b.at_least for a, b in pairwise(bands)) or bands[-1].at_least != 0:
        raise table.lie(
            "bands.at_least",
            "下限应从高到低，最后一级为 0",
            "lower bounds must fall from best to last, and the last is 0",
        )
    card = Scorecard(
        top,
        criteria,
        bands,
        table.number("neutral", at_most=100) * 100,
        table.number("hysteresis", 0, at_most=100) * 100,
        table.read("examples", lambda t: _example(t, criteria, bands)),
        Combine(table.one_of("combine", list(Combine), Combine.SUM)),
        Moves(table.one_of("moves", list(Moves), Moves.AT_ONCE)),
        table.flag("stands", default=True),
        smart(table),
    )
    if card.stands and card.smart is None:
        raise table.lie(
            "smart", "分级要写明 SMART 五项", "a card that grades must fill the five of SMART"
        )
    table.done()
    return card


def _criterion(table: Table) -> Criterion:
    measure = table.one_of("measure", MEASURES) if table.has("measure") else ""
    return Criterion(
        key=table.name("key"),
        title=table.words("title"),
        weight=table.number("weight", at_least=1, at_most=100),
        measure=measure,
        mapping=_mapping(table) if measure else Line(0, 100),
        says=table.words("says", blanks={"value", "basis"}),
        levels=() if measure else table.read("levels", _level),
        raters=Raters(table.one_of("raters", list(Raters), Raters.NEWEST)),
    )


def _mapping(table: Table) -> Line | Steps:
    if table.has("line") == table.has("steps"):
        raise table.lie("line", "line 与 steps 须有且只有一个", "give either line or steps")
    if table.has("line"):
        line = table.table("line")
        found = Line(
            line.number("none_at", at_least=LEAST), line.number("full_at", at_least=LEAST)
        )
        line.done()
        if found.none_at == found.full_at:
            raise line.lie("full_at", "应与 none_at 不同", "must differ from none_at")
        return found
    steps = table.read(
        "steps", lambda t: (t.number("from", at_least=LEAST), t.number("share", at_most=100))
    )
    if any(a[0] >= b[0] for a, b in pairwise(steps)):
        raise table.lie("steps.from", "应从小到大", "must rise")
    return Steps(tuple((start, share * 100) for start, share in steps))


def _level(table: Table) -> Level:
    return Level(table.number("value", at_most=100), table.words("title"))


def _band(table: Table) -> Band:
    return Band(
        table.text("grade"), table.number("at_least", at_most=100) * 100, table.words("title")
    )


def _example(table: Table, criteria: tuple[Criterion, ...], bands: tuple[Band, ...]) -> Example:
    values = table.table("values")
    known = {c.fact for c in criteria}
    found = {key: values.number(key, at_least=LEAST) for key in values.data if key in known}
    values.done()
    return Example(
        found,
        table.number("hundredths", at_most=FULL),
        table.one_of("grade", {band.grade for band in bands}),
    )
