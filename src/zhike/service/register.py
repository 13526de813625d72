"""The register: complaints and all other cases of a period, classified and sorted, so that what they are about is clear at a glance (S1-43)."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from statistics import median

from django.utils.timezone import get_current_timezone, localtime, make_aware

from zhike.lib.workdays import add_workdays
from zhike.service.models import Case
from zhike.service.querysets import CaseQuerySet
from zhike.trust.actor import Actor

STATES = ("open", "settled", "closed")
# What a filter says for “nothing is written there”.
NOTHING = "-"
SETTLED_WITHIN = 2
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Asked:
    """Which cases: those that came in from `since` to `until`, both included; an empty word asks nothing.

    `kind` may be `unhappy`: complaints and grumbles together.
    """

    since: date
    until: date
    kind: str = ""
    cause: str = ""
    department: str = ""
    product: str = ""
    state: str = ""


@dataclass(frozen=True, slots=True)
class Times:
    """How fast: the median of working minutes and, of those whose time is over, how many kept it."""

    counted: int
    median: float | None
    kept: int
    of: int

    @property
    def share(self) -> int | None:
        """Basis points kept in time; None where nothing is due yet."""
        return self.kept * 10_000 // self.of if self.of else None


@dataclass(frozen=True, slots=True)
class Register:
    """The counts of a period. Keys are the codes of causes, the names of departments and products, and the first days of months."""

    cases: int
    causes: Counter[str]
    departments: Counter[str]
    products: Counter[str]
    months: Counter[date]
    crossed: Counter[tuple[str, str]]
    answer: Times
    settle: Times


@dataclass(slots=True)
class _Clock:
    minutes: list[int] = field(default_factory=list)
    kept: int = 0
    of: int = 0

    def count(self, minutes: int | None, *, ended: date | None, limit: date, on: date) -> None:
        if minutes is not None:
            self.minutes.append(minutes)
        if ended or limit < on:
            self.of += 1
            self.kept += ended is not None and ended <= limit

    def times(self) -> Times:
        middle = float(median(self.minutes)) if self.minutes else None
        return Times(len(self.minutes), middle, self.kept, self.of)


def listed(actor: Actor, asked: Asked) -> CaseQuerySet:
    """The cases asked for; those merged into another are counted with it."""
    rows = Case.objects.visible_to(actor).filter(
        merged_into=None,
        received_at__gte=_start_of(asked.since),
        received_at__lt=_start_of(asked.until + _DAY),
    )
    if asked.kind == "unhappy":
        rows = rows.unhappy()
    elif asked.kind:
        rows = rows.filter(kind=asked.kind)
    for name in ("cause", "department", "product"):
        wanted = getattr(asked, name)
        if wanted:
            rows = rows.filter(**{name: "" if wanted == NOTHING else wanted})
    match asked.state:
        case "open":
            rows = rows.open()
        case "settled":
            rows = rows.exclude(resolution=None).filter(closed_at=None)
        case "closed":
            rows = rows.exclude(closed_at=None)
    return rows


def register(actor: Actor, asked: Asked, *, on: date) -> Register:
    """What the cases asked for are about, and how fast they were answered and settled.

    Answered in time is on the day it came in (S1-37); settled in time is within two working days after it.
    """
    causes: Counter[str] = Counter()
    departments: Counter[str] = Counter()
    products: Counter[str] = Counter()
    months: Counter[date] = Counter()
    crossed: Counter[tuple[str, str]] = Counter()
    answers, ends = _Clock(), _Clock()
    limits: dict[date, date] = {}
    cases = 0
    for row in _facts(listed(actor, asked)):
        cause, department, product, received_at, answered_at, resolved_on, quick, whole = row
        received = localtime(received_at).date()
        cases += 1
        causes[cause] += 1
        departments[department] += 1
        products[product] += 1
        months[received.replace(day=1)] += 1
        crossed[department, cause] += 1
        if received not in limits:
            limits[received] = add_workdays(received, SETTLED_WITHIN)
        answered = localtime(answered_at).date() if answered_at else None
        answers.count(quick, ended=answered, limit=received, on=on)
        ends.count(whole, ended=resolved_on, limit=limits[received], on=on)
    return Register(
        cases, causes, departments, products, months, crossed, answers.times(), ends.times()
    )


type _Facts = tuple[
    str, str, str, datetime, datetime | None, date | None, int | None, int | None
]


def _facts(rows: CaseQuerySet) -> Iterable[_Facts]:
    return rows.order_by().values_list(
        "cause",
        "department",
        "product",
        "received_at",
        "first_answer_at",
        "resolution__resolved_on",
        "answer_minutes",
        "settle_minutes",
    )


def _start_of(day: date) -> datetime:
    return make_aware(datetime.combine(day, time()), get_current_timezone())
