"""What a lead needs to see: who has how much before him, what is overdue, and which standings hear from us in time."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, F, Q

from zhike.activities.models import Task
from zhike.activities.querysets import TaskQuerySet
from zhike.care.watches.quiet import quiet_standings
from zhike.customers.models import Standing
from zhike.trust.actor import Actor
from zhike.value.listing import RHYTHM
from zhike.value.queries import methods

A_MONTH = timedelta(days=30)
_COUNT = Count("pk")


@dataclass(frozen=True, slots=True)
class Load:
    """One person's tasks: open, due today, overdue, put off; and of the last 30 days done and waived."""

    user_id: int | None
    name: str
    open: int
    today: int
    overdue: int
    snoozed: int
    done: int
    waived: int


@dataclass(frozen=True, slots=True)
class Coverage:
    """The customers of one grade: how many there are, and how many heard from us within their rhythm."""

    grade: str
    every_days: int
    customers: int
    beyond: int

    @property
    def within(self) -> int:
        return self.customers - self.beyond

    @property
    def percent(self) -> int:
        """Rounded down: only all is a hundred."""
        return self.within * 100 // self.customers if self.customers else 100


def loads(actor: Actor, *, today: date) -> list[Load]:
    """Everybody with tasks one sees, the most overdue first."""
    rows = (
        Task.objects.visible_to(actor)
        .filter(Q(ended_on=None) | Q(ended_on__gt=today - A_MONTH))
        .order_by()
        .values("assignee_id", "assignee__name")
        .annotate(
            n_open=Count("pk", filter=Q(ended_on=None)),
            n_today=Count("pk", filter=Q(ended_on=None, due_on=today)),
            n_overdue=Count("pk", filter=Q(ended_on=None, due_on__lt=today)),
            n_snoozed=Count("pk", filter=Q(ended_on=None, snoozed_until__gt=today)),
            n_done=Count("pk", filter=Q(result=Task.Result.DONE)),
            n_waived=Count("pk", filter=Q(result=Task.Result.WAIVED)),
        )
    )
    found = [
        Load(
            row["assignee_id"],
            row["assignee__name"] or "",
            row["n_open"],
            row["n_today"],
            row["n_overdue"],
            row["n_snoozed"],
            row["n_done"],
            row["n_waived"],
        )
        for row in rows
    ]
    return sorted(found, key=lambda load: (-load.overdue, -load.open, load.user_id or 0))


def coverage(actor: Actor, *, as_of: date, owner_id: int | None = None) -> list[Coverage]:
    """Grade by grade, how many customers heard from us within their rhythm; of one account manager, or of all one sees."""
    standard = methods().standards[RHYTHM]
    mine = Q(customer__owner_id=owner_id) if owner_id else Q()
    graded = Standing.objects.visible_to(actor).filter(mine, scheme=standard.scheme)
    all_of = dict(graded.order_by().values_list("grade").annotate(n=_COUNT))
    quiet = quiet_standings(standard, as_of).visible_to(actor).filter(mine)
    beyond = dict(quiet.order_by().values_list("grade").annotate(n=_COUNT))
    return [
        Coverage(t.grade, t.contact_every_days, all_of.get(t.grade, 0), beyond.get(t.grade, 0))
        for t in standard.treatments
    ]


def overdue(actor: Actor, *, today: date, assignee_id: int | None) -> TaskQuerySet:
    """The tasks one sees that are beyond their day, of one person or of nobody; the longest first."""
    rows = Task.objects.visible_to(actor).open()
    rows = rows.filter(due_on__lt=today, assignee_id=assignee_id)
    return rows.select_related("customer", "contact", "assignee").order_by(
        "due_on", F("due_at").asc(nulls_last=True), "-weight", "pk"
    )
