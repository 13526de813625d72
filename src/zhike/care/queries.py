"""What pages ask of care: a day's agenda, a look before meeting somebody, what comes next."""

from collections import Counter
from datetime import date, datetime, timedelta
from typing import Literal

from django.db.models import Count, F, Q, Sum

from zhike.activities import queries as activities
from zhike.activities.models import Task
from zhike.activities.querysets import TaskQuerySet
from zhike.care.agenda import Agenda, Figures, Line, Pace, Section, line_of, section_of
from zhike.care.briefing import Brief, brief
from zhike.care.celebrations import Celebration, birthdays
from zhike.care.watches.quiet import quiet_standings
from zhike.customers import queries as customers
from zhike.customers.badges import held_with_badges
from zhike.customers.models import Standing
from zhike.lib.spoken_days import near_words
from zhike.lib.words import Words
from zhike.methods.standards import Treatment
from zhike.trust.actor import Actor, Permission, Scope
from zhike.value import queries as value
from zhike.value.listing import RHYTHM, rhythm_days
from zhike.value.stages import LOW

__all__ = [
    "Agenda",
    "Brief",
    "Celebration",
    "agenda",
    "birthdays",
    "brief",
    "next_steps",
    "quiet_by_grade",
    "treatment",
]

Whose = Literal["mine", "team"]
SECTIONS = ("clocked", "contact", "dates")
SHOWN = 200
AHEAD = {"clocked": timedelta(days=3), "contact": timedelta(0), "dates": timedelta(days=7)}
WEEK = timedelta(days=7)
_COUNT = Count("pk")


def agenda(actor: Actor, *, now: datetime, whose: Whose = "mine") -> Agenda:
    """What somebody, or everybody he sees, has to do on this day, in a fixed number of queries."""
    today = now.date()
    waiting = _waiting(_tasks(actor, whose), today)
    tasks = list(
        waiting.select_related("customer", "contact", "assignee").order_by(
            F("due_at").asc(nulls_last=True), "due_on", "-weight", "pk"
        )[: SHOWN * len(SECTIONS)]
    )
    lines = _lines(actor, tasks, now)
    counts = _counts(waiting)
    return Agenda(
        on=today,
        figures=_figures(actor, whose, tasks, lines, now),
        sections=tuple(_section(key, lines, counts[key]) for key in SECTIONS),
    )


def quiet_by_grade(actor: Actor, *, as_of: date) -> dict[str, int]:
    """Grade → how many customers one sees are beyond their contact rhythm, those waiting behind the cap among them."""
    beyond = quiet_standings(value.methods().standards[RHYTHM], as_of).visible_to(actor)
    return dict(beyond.order_by("grade").values_list("grade").annotate(n=_COUNT))


def next_steps(actor: Actor, customer_id: int) -> list[Task]:
    """What is planned for one customer, promises among it, the soonest first."""
    return list(activities.open_tasks(actor, customer_id)[:12])


def treatment(actor: Actor, customer_id: int) -> Treatment | None:
    """What the customer's grade is owed by the standard of contact, or his stage where it has a rhythm of its own; None before the first grade."""
    low = value.methods().standards[LOW]
    stage = Standing.objects.visible_to(actor).filter(
        customer_id=customer_id, scheme=low.scheme
    )
    held = stage.values_list("grade", flat=True).first()
    if found := next((t for t in low.treatments if t.grade == held), None):
        return found
    standing = customers.standing(actor, customer_id)
    treatments = value.methods().standards[RHYTHM].treatments
    return next((t for t in treatments if standing and t.grade == standing.grade), None)


def _tasks(actor: Actor, whose: Whose) -> TaskQuerySet:
    tasks = Task.objects.visible_to(actor)
    if whose == "team":
        return tasks
    mine = Q(assignee_id__in=actor.stands_for)
    if actor.may(Permission.ASSIGN_CUSTOMERS):
        mine |= Q(
            assignee=None
        )  # nobody's customers are for those who can give them to somebody
    return tasks.filter(mine)


def _waiting(tasks: TaskQuerySet, today: date) -> TaskQuerySet:
    """Open, not put off, not too early, and near enough to be shown."""
    near = Q()
    for key, ahead in AHEAD.items():
        kinds = [kind for kind in Task.Kind if section_of(kind) == key]
        near |= Q(kind__in=kinds, due_on__lte=today + ahead)
    near |= Q(opens_on__lte=today)
    awake = Q(snoozed_until=None) | Q(snoozed_until__lte=today)
    ripe = Q(opens_on=None) | Q(opens_on__lte=today)
    return tasks.open().filter(near, awake, ripe)


def _counts(waiting: TaskQuerySet) -> Counter[str]:
    counts: Counter[str] = Counter()
    for kind, number in waiting.order_by().values_list("kind").annotate(n=_COUNT):
        counts[section_of(kind)] += number
    return counts


def _lines(actor: Actor, tasks: list[Task], now: datetime) -> list[Line]:
    ids = {task.customer_id for task in tasks if task.customer_id}
    measures = value.measures_of(actor, ids)
    standings, badges = held_with_badges(actor, ids, customers.MAIN_SCHEME)
    lines = []
    for task in tasks:
        standing = standings.get(task.customer_id or 0)
        grade = standing.grade if standing else ""
        measure = measures.get(task.customer_id or 0)
        touched = task.customer.last_touch_on if task.customer else None
        pace = Pace(
            since_touch=(now.date() - touched).days if touched else None,
            every=rhythm_days(grade),
            cycle_days=measure.cycle_days if measure else None,
            overdue_pct=measure.overdue_pct if measure else None,
        )
        marks = badges.get(task.customer_id or 0, ())
        lines.append(line_of(task, grade=grade, pace=pace, now=now, badges=marks))
    return lines


def _section(key: str, lines: list[Line], count: int) -> Section:
    own = [line for line in lines if section_of(line.kind) == key]
    if key == "clocked":
        own.sort(
            key=lambda line: (not (line.late and line.kind == Task.Kind.PROMISE), not line.late)
        )
    shown = own[:SHOWN]
    return Section(key, tuple(shown), max(0, count - len(shown)))


def _figures(
    actor: Actor, whose: Whose, tasks: list[Task], lines: list[Line], now: datetime
) -> Figures:
    today = now.date()
    everyone = _tasks(actor, whose)
    opened = everyone.open()
    promised = [line for line in lines if line.kind == Task.Kind.PROMISE]
    laid = Counter(line.grade for line in lines if line.kind == Task.Kind.CONTACT)
    is_own = whose == "mine" and actor.scope is Scope.OWN
    quiet = Counter(quiet_by_grade(actor, as_of=today)) if is_own else laid
    leaving = opened.filter(kind=Task.Kind.RHYTHM).aggregate(n=_COUNT, revenue=Sum("weight"))
    celebrated = birthdays(actor, first=today, last=today + WEEK)
    return Figures(
        to_do=sum(1 for task in tasks if task.due_on <= today),
        done=everyone.filter(ended_on=today, result=Task.Result.DONE).count(),
        promises=len(promised),
        promise_note=_nearest(promised, today),
        quiet=max(quiet.total(), laid.total()),
        quiet_waiting=max(0, quiet.total() - laid.total()),
        quiet_note=_by_grade(quiet),
        birthdays=len(celebrated),
        moon_birthdays=sum(1 for c in celebrated if c.by_moon),
        leaving=leaving["n"],
        leaving_revenue=leaving["revenue"] or 0,
    )


def _nearest(promised: list[Line], today: date) -> Words | None:
    if not promised:
        return None
    late = sum(1 for line in promised if line.due_on < today)
    if late:
        return Words(f"其中逾期 {late} 项", f"{late} of them late")
    day = near_words(min(line.due_on for line in promised), seen_on=today)
    return Words(f"最近一项{day.zh}", f"the nearest {day.en}")


def _by_grade(quiet: Counter[str]) -> Words | None:
    parts = [(grade, quiet[grade]) for grade in sorted(quiet) if grade]
    if not parts:
        return None
    return Words(
        " · ".join(f"{grade} 类 {n}" for grade, n in parts),
        " · ".join(f"grade {grade}: {n}" for grade, n in parts),
    )
