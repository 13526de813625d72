"""The board: every case somebody still owes something, the most urgent first (S2-17)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Avg, Count, Q
from django.utils.timezone import localtime

from zhike.care.case_lanes import green_channel
from zhike.customers.models import Standing
from zhike.customers.queries import MAIN_SCHEME
from zhike.lib.words import Words
from zhike.service.models import Case, Entry, Pause, Transfer
from zhike.service.querysets import CaseQuerySet
from zhike.service.rules import Said, Step, current, done
from zhike.trust.actor import Actor

MOST = 100  # what is counted for a tab; beyond it the tab says “100+”
SHOWS = ("all", "mine", "first", "late", "waiting", "follow_up", "handed")


@dataclass(frozen=True, slots=True)
class Wanted:
    """What of the board is asked for."""

    show: str = "all"
    kind: str = ""
    lane: str = ""
    person_id: int | None = None
    team_id: int | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the board: the case, its customer's grade, the step it is at (None when it has no path), and whether it stands still."""

    case: Case
    grade: str
    step: Step | None
    is_paused: bool
    is_settled: bool


def board(actor: Actor, wanted: Wanted, *, now: datetime) -> CaseQuerySet:
    """The cases of a filter, in no order yet, with whom each line names."""
    return _asked_for(actor, wanted, now=now).select_related(
        "customer", "contact", "answered_by", "first_asked", "resolution"
    )


def _asked_for(actor: Actor, wanted: Wanted, *, now: datetime) -> CaseQuerySet:
    rows = Case.objects.visible_to(actor).going()
    if wanted.kind:
        rows = rows.filter(kind=wanted.kind)
    if wanted.lane == "green":
        rows = rows.filter(is_green=True)
    elif wanted.lane:
        rows = rows.filter(lane=wanted.lane)
    if wanted.person_id:
        rows = rows.filter(answered_by=wanted.person_id)
    if wanted.team_id:
        rows = rows.filter(customer__team=wanted.team_id)
    match wanted.show:
        case "mine":
            return rows.filter(answered_by__in=actor.stands_for)
        case "first":
            return rows.filter(first_asked__in=actor.stands_for)
        case "late":
            return rows.filter(due_at__lt=now)
        case "waiting":
            paused = Pause.objects.unscoped().filter(ended_at=None)
            return rows.filter(pk__in=paused.values("case"))
        case "follow_up":
            return rows.filter(settle_minutes__isnull=False)
        case "handed":
            asked = Transfer.objects.unscoped().filter(settled_at=None, to__in=actor.stands_for)
            return rows.filter(pk__in=asked.values("case"))
        case _:
            return rows


def counts(actor: Actor, wanted: Wanted, *, now: datetime) -> dict[str, int]:
    """How many each tab would show, counted up to `MOST`."""
    found = {}
    for show in SHOWS:
        asked = Wanted(show, wanted.kind, wanted.lane, wanted.person_id, wanted.team_id)
        rows = _asked_for(actor, asked, now=now).order_by()
        found[show] = len(rows.values_list("pk", flat=True)[:MOST])
    return found


def lines(cases: list[Case]) -> list[Row]:
    """These cases as the board shows them, in a fixed number of statements."""
    grades = _grades({case.customer_id for case in cases})
    steps = _steps([case.pk for case in cases if case.has_path])
    paused = set(
        Pause.objects.unscoped()
        .filter(case__in=[case.pk for case in cases], ended_at=None)
        .values_list("case_id", flat=True)
    )
    return [
        Row(
            case,
            grades.get(case.customer_id, ""),
            current(steps.get(case.pk, frozenset())) if case.has_path else None,
            case.pk in paused,
            hasattr(case, "resolution"),
        )
        for case in cases
    ]


def _grades(customer_ids: Iterable[int]) -> dict[int, str]:
    rows = Standing.objects.unscoped().filter(customer__in=customer_ids, scheme=MAIN_SCHEME)
    return dict(rows.values_list("customer_id", "grade"))


def _steps(case_ids: list[int]) -> dict[int, frozenset[Step]]:
    said: dict[int, list[Said]] = {}
    rows = Entry.objects.unscoped().filter(case__in=case_ids, kind__in=list(Step))
    for entry in rows.order_by("at", "pk").only("case_id", "kind", "agreed", "satisfied"):
        one = Said(entry.kind, entry.agreed, entry.satisfied)
        said.setdefault(entry.case_id, []).append(one)
    return {case_id: done(each) for case_id, each in said.items()}


@dataclass(frozen=True, slots=True)
class Speed:
    """How fast a lane was: cases, working minutes until the first answer and until settled, how many are open and how many late."""

    lane: str
    title: Words
    is_green: bool
    cases: int
    answer: float | None
    settle: float | None
    late: int


def speeds(actor: Actor, *, now: datetime, days: int = 90) -> list[Speed]:
    """Each lane of the green channel beside the ordinary one, for the cases that came in lately (S3-16)."""
    titles = green_channel().titles
    rows = (
        Case.objects.visible_to(actor)
        .filter(received_at__gte=localtime(now) - timedelta(days=days), merged_into=None)
        .order_by()
        .values_list("lane", "is_green")
        .annotate(
            cases=Count("pk"),
            answer=Avg("answer_minutes"),
            settle=Avg("settle_minutes"),
            late=Count("pk", filter=Q(closed_at=None, due_at__lt=now)),
        )
    )
    found = {(lane, green): rest for lane, green, *rest in rows}
    return [
        Speed(lane, title, green, *found.get((lane, green), (0, None, None, 0)))
        for lane, title in titles.items()
        for green in (True, False)
    ]
