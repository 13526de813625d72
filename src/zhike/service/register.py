"""The register: complaints and all other cases of a period, classified and sorted, so that what they are about is clear at a glance (S1-43)."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import Count, Q
from django.utils.dateparse import parse_date
from django.utils.timezone import get_current_timezone, make_aware

from zhike.lib.workdays import add_workdays
from zhike.service.local_days import LocalDay
from zhike.service.models import Case
from zhike.service.querysets import CaseQuerySet
from zhike.trust.actor import Actor

STATES = ("open", "settled", "closed")
# What a filter says for “nothing is written there”.
NOTHING = "-"
SETTLED_WITHIN = 2
_DAY = timedelta(days=1)
_YEAR = timedelta(days=364)
_LONGEST = 60


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


def asked_of(said: Mapping[str, str], *, on: date) -> Asked:
    """What an address asks for; without a period the year until this day, without a kind complaints and grumbles."""
    until = _day(said.get("until", "")) or on
    since = _day(said.get("since", "")) or until - _YEAR
    return Asked(
        since,
        until,
        _one_of(said.get("kind", "unhappy"), ("unhappy", *Case.Kind.values)),
        _one_of(said.get("cause", ""), (*Case.Cause.values, NOTHING)),
        said.get("department", "").replace("\0", "")[:_LONGEST],
        said.get("product", "").replace("\0", "")[:_LONGEST],
        _one_of(said.get("state", ""), STATES),
    )


def told(asked: Asked) -> dict[str, str]:
    """The same as an address says it, with its period written out."""
    return {name: str(value) for name, value in asdict(asked).items()}


def _day(text: str) -> date | None:
    try:
        found = parse_date(text)
    except ValueError:
        return None
    return found if found and date(1990, 1, 1) <= found < date(2200, 1, 1) else None


def _one_of(text: str, known: Sequence[str]) -> str:
    return text if text in known else ""


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
    """What the cases asked for are about, and how fast they were answered and settled; the database counts, in five statements.

    Answered in time is on the day it came in (S1-37); settled in time is within two working days after it.
    """
    rows = listed(actor, asked).order_by()
    causes: Counter[str] = Counter()
    departments: Counter[str] = Counter()
    products: Counter[str] = Counter()
    crossed: Counter[tuple[str, str]] = Counter()
    about = rows.values_list("department", "cause", "product").annotate(n=Count("pk"))
    for department, cause, product, n in about:
        causes[cause] += n
        departments[department] += n
        products[product] += n
        crossed[department, cause] += n
    days = _days(rows)
    months: Counter[date] = Counter()
    for day, each in days.items():
        months[day.replace(day=1)] += each.cases
    return Register(
        causes.total(),
        causes,
        departments,
        products,
        months,
        crossed,
        _answers(rows, days, on=on),
        _ends(rows, days, on=on),
    )


@dataclass(frozen=True, slots=True)
class _Day:
    """The cases that came in on a day: how many, how many of them were answered since, and how many that same day."""

    cases: int
    answered: int
    at_once: int


def _days(rows: CaseQuerySet) -> dict[date, _Day]:
    counted = (
        rows.annotate(day=LocalDay("received_at"))
        .values_list("day")
        .annotate(
            cases=Count("pk"),
            answered=Count("first_answer_at"),
            at_once=Count("pk", filter=Q(day__gte=LocalDay("first_answer_at"))),
        )
    )
    return {day: _Day(*rest) for day, *rest in counted}


def _answers(rows: CaseQuerySet, days: dict[date, _Day], *, on: date) -> Times:
    """A case not answered yet counts as late once its day is over."""
    of = sum(each.cases if day < on else each.answered for day, each in days.items())
    kept = sum(each.at_once for each in days.values())
    return _times(rows, "answer_minutes", kept, of)


def _ends(rows: CaseQuerySet, days: dict[date, _Day], *, on: date) -> Times:
    limits = {day: add_workdays(day, SETTLED_WITHIN) for day in days}
    settled = (
        rows.exclude(resolution=None)
        .annotate(day=LocalDay("received_at"))
        .values_list("day", "resolution__resolved_on")
        .annotate(n=Count("pk"))
    )
    ended: Counter[date] = Counter()
    kept = 0
    for day, resolved_on, n in settled:
        ended[day] += n
        kept += n if resolved_on <= limits[day] else 0
    of = sum(each.cases if limits[day] < on else ended[day] for day, each in days.items())
    return _times(rows, "settle_minutes", kept, of)


def _times(rows: CaseQuerySet, minutes: str, kept: int, of: int) -> Times:
    known = rows.exclude(**{minutes: None}).values_list(minutes).annotate(n=Count("pk"))
    found = sorted(known)
    return Times(sum(n for _, n in found), middle(found), kept, of)


def middle(found: Sequence[tuple[int, int]]) -> float | None:
    """The median of values that come with how often each occurs, in their order; None of none."""
    total = sum(n for _, n in found)
    if not total:
        return None
    passed, before = 0, None
    for value, n in found:
        passed += n
        if before is not None:
            return (before + value) / 2
        if passed * 2 > total:
            return float(value)
        if passed * 2 == total:
            before = value
    return None


def _start_of(day: date) -> datetime:
    return make_aware(datetime.combine(day, time()), get_current_timezone())
