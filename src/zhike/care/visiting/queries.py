"""What pages ask of visits: mine, one of them, and which customers are due for one."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Exists, F, OuterRef, Q, Subquery

from zhike.activities.models import Task, Touch, Visit
from zhike.activities.querysets import TouchQuerySet, VisitQuerySet
from zhike.care.load import Coverage
from zhike.customers.models import Customer, Standing
from zhike.trust.actor import Actor
from zhike.value.queries import methods
from zhike.value.stages import is_low

__all__ = [
    "Due",
    "Mine",
    "Visit",
    "coverage",
    "mine",
    "of_customer",
    "overdue",
    "there",
    "visit",
    "visit_of",
]

RHYTHM = "visit_rhythm"
IN_PERSON = (Touch.Kind.VISIT, Touch.Kind.MEETING)
GOING = ("visit_formal.be_there", "visit_day.go")
SHOWN = 60
_A_MONTH = timedelta(days=31)


@dataclass(frozen=True, slots=True)
class Mine:
    """My visits: still to come, over and not written down, and those of the last month."""

    coming: list[Visit]
    to_record: list[Visit]
    done: list[Visit]


@dataclass(frozen=True, slots=True)
class Due:
    """A customer, his grade, when we last met, by how many days beyond the rhythm that is, and the visit planned already."""

    customer: Customer
    grade: str
    met_on: date | None
    beyond: int | None
    planned_at: datetime | None

    @property
    def is_due(self) -> bool:
        return self.met_on is None or bool(self.beyond and self.beyond > 0)


def visit(actor: Actor, visit_id: int) -> Visit:
    """One visit."""
    rows = Visit.objects.visible_to(actor).select_related("customer", "by", "tour", "outcome")
    return rows.get(pk=visit_id)


def mine(actor: Actor, *, now: datetime) -> Mine:
    """The visits of whoever asks, and of those he stands in for."""
    rows = (
        _rows(actor)
        .filter(Q(by_id__in=actor.stands_for) | Q(colleagues=actor.user_id))
        .distinct()
    )
    standing = rows.standing()
    over = now - timedelta(hours=1)
    return Mine(
        coming=list(standing.filter(starts_at__gte=over).order_by("starts_at", "pk")[:SHOWN]),
        to_record=list(standing.filter(starts_at__lt=over).order_by("starts_at", "pk")[:SHOWN]),
        done=list(
            rows.filter(outcome__isnull=False, starts_at__gte=now - _A_MONTH).order_by(
                "-starts_at", "-pk"
            )[:20]
        ),
    )


def visit_of(actor: Actor, task: Task) -> int | None:
    """The visit a task is (to go there, to be in time), which is written down as a visit and in no other way; None for any other task."""
    step, _, event = (task.origin or "").partition(":")
    if step not in GOING:
        return None
    rows = Visit.objects.visible_to(actor).standing()
    return rows.filter(pk=int(event.rpartition(":")[2])).values_list("pk", flat=True).first()


def of_customer(actor: Actor, customer_id: int) -> list[Visit]:
    """The visits to one customer, the newest first."""
    return list(_rows(actor).filter(customer_id=customer_id).order_by("-starts_at", "-pk")[:30])


def coverage(actor: Actor, *, on: date, owner_id: int | None = None) -> list[Coverage]:
    """Grade by grade, how many customers were met within their rhythm (S2-34)."""
    standard = methods().standards[RHYTHM]
    rows = Standing.objects.visible_to(actor).filter(
        ~is_low("customer_id"), scheme=standard.scheme
    )
    if owner_id:
        rows = rows.filter(customer__owner_id=owner_id)
    found = []
    for treatment in standard.treatments:
        graded = rows.filter(grade=treatment.grade)
        since = on - timedelta(days=treatment.contact_every_days)
        everybody = graded.count()
        within = graded.filter(Exists(_met("customer_id", since))).count()
        found.append(
            Coverage(
                treatment.grade, treatment.contact_every_days, everybody, everybody - within
            )
        )
    return found


def overdue(actor: Actor, *, on: date, limit: int = SHOWN) -> list[Due]:
    """Customers beyond the rhythm of visits of their grade: the better the grade and the longer ago, the higher."""
    standard = methods().standards[RHYTHM]
    beyond = Q()
    for treatment in standard.treatments:
        since = on - timedelta(days=treatment.contact_every_days)
        beyond |= Q(~Exists(_met("customer_id", since)), grade=treatment.grade)
    rows = (
        Standing.objects.visible_to(actor)
        .filter(beyond, ~is_low("customer_id"), scheme=standard.scheme)
        .annotate(met_on=_last_met("customer_id"), planned_at=_next_visit("customer_id"))
        .select_related("customer")
        .order_by("grade", F("met_on").asc(nulls_first=True), "customer_id")[:limit]
    )
    return [
        _due(row.customer, row.grade, vars(row)["met_on"], vars(row)["planned_at"], on)
        for row in rows
    ]


def there(actor: Actor, place: str, *, on: date, limit: int = SHOWN) -> list[Due]:
    """The customers of a city or district, those due for a visit first (S2-37)."""
    standard = methods().standards[RHYTHM]
    grade = Standing.objects.unscoped().filter(customer=OuterRef("pk"), scheme=standard.scheme)
    rows = (
        Customer.objects.visible_to(actor)
        .filter(Q(city__icontains=place) | Q(address__icontains=place))
        .annotate(
            met_on=_last_met("pk"),
            planned_at=_next_visit("pk"),
            grade_now=Subquery(grade.values("grade")[:1]),
        )
        .order_by(F("met_on").asc(nulls_first=True), "pk")[: limit * 3]
    )
    found = [
        _due(
            row, vars(row)["grade_now"] or "", vars(row)["met_on"], vars(row)["planned_at"], on
        )
        for row in rows
    ]
    return sorted(found, key=lambda due: (not due.is_due, due.grade or "~"))[:limit]


def _rows(actor: Actor) -> VisitQuerySet:
    return (
        Visit.objects.visible_to(actor)
        .select_related("customer", "by", "outcome", "tour")
        .prefetch_related("guests__contact")
    )


def _due(
    customer: Customer, grade: str, met_on: date | None, planned_at: datetime | None, on: date
) -> Due:
    every = methods().standards[RHYTHM].every_days.get(grade)
    beyond = (on - met_on).days - every if met_on and every else None
    return Due(customer, grade, met_on, beyond, planned_at)


def _touches(customer: str) -> Q:
    return Q(customer_id=OuterRef(customer), kind__in=IN_PERSON)


def _met(customer: str, since: date) -> TouchQuerySet:
    return Touch.objects.unscoped().filter(_touches(customer), touched_on__gte=since)


def _last_met(customer: str) -> Subquery:
    rows = Touch.objects.unscoped().filter(_touches(customer)).order_by("-touched_on")
    return Subquery(rows.values("touched_on")[:1])


def _next_visit(customer: str) -> Subquery:
    rows = Visit.objects.unscoped().standing().filter(customer_id=OuterRef(customer))
    return Subquery(rows.order_by("starts_at").values("starts_at")[:1])
