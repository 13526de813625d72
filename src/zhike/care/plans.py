"""The care plan: what each class gets, what one customer gets otherwise, and how far it is carried out (S1-70)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db import transaction
from django.db.models import Count, Q

from zhike.activities.models import Task
from zhike.care.models import CareLine
from zhike.care.watches.plans import ORIGIN, key_of
from zhike.customers import queries as customers
from zhike.customers.models import Customer, Standing
from zhike.lib.words import Words
from zhike.methods.care_plans import CareAct, CarePlan
from zhike.trust import journal
from zhike.trust.actor import Actor, Permission, demand
from zhike.trust.requests import asker
from zhike.value.queries import methods

RULE = "care_plan"
A_YEAR = timedelta(days=365)
CARERS = {
    "owner": Words("客户经理", "Account manager"),
    "superior": Words("团队主管", "Team lead"),
    "executive": Words("公司领导", "A head of the company"),
    "service": Words("服务台", "Service desk"),
}


def plan() -> CarePlan:
    """The plan in use."""
    return methods().care_plans[RULE]


@dataclass(frozen=True, slots=True)
class Progress:
    """A line of the plan over all customers one sees: how many get it, done in its period, open, overdue."""

    act: CareAct
    customers: int
    done: int
    open: int
    overdue: int

    @property
    def percent(self) -> int:
        return min(100, self.done * 100 // self.customers) if self.customers else 0


def progress(actor: Actor, *, on: date) -> list[Progress]:
    """Every line; two queries, however many customers."""
    found = plan()
    owed = {
        (row["grade"], row["customer__kind"]): row["n"]
        for row in Standing.objects.visible_to(actor)
        .filter(scheme=found.scheme)
        .order_by()
        .values("grade", "customer__kind")
        .annotate(n=Count("pk"))
    }
    said: dict[str, Count] = {}
    for act in found.acts:
        mine = Q(origin__startswith=f"{ORIGIN}{act.key}:")
        since = on - timedelta(days=act.every)
        done = mine & Q(result=Task.Result.DONE, ended_on__gt=since)
        said |= {
            f"{act.key}_done": Count("customer_id", filter=done, distinct=True),
            f"{act.key}_open": Count("pk", filter=mine & Q(ended_on=None)),
            f"{act.key}_late": Count("pk", filter=mine & Q(ended_on=None, due_on__lt=on)),
        }
    tasks = Task.objects.visible_to(actor).filter(origin__startswith=ORIGIN)
    counts = tasks.aggregate(**said)
    return [
        Progress(
            act,
            sum(n for (grade, kind), n in owed.items() if grade == act.grade and act.kind in {"", kind}),
            counts[f"{act.key}_done"],
            counts[f"{act.key}_open"],
            counts[f"{act.key}_late"],
        )
        for act in found.acts
    ]  # fmt: skip


def late(actor: Actor, *, on: date) -> Iterable[Task]:
    """Care that is overdue, the oldest first."""
    rows = (
        Task.objects.visible_to(actor).open().filter(origin__startswith=ORIGIN, due_on__lt=on)
    )
    return rows.select_related("customer", "assignee").order_by("due_on", "pk")[:30]


@dataclass(frozen=True, slots=True)
class Line:
    """What one customer gets: by the method or by what was agreed for him alone; when it was last done and is due next."""

    key: str
    title: Words
    content: Words
    means: str
    every: int
    carer: str
    own: CareLine | None
    is_off: bool
    last_on: date | None
    task: Task | None

    @property
    def next_on(self) -> date | None:
        if self.task:
            return self.task.due_on
        return self.last_on + timedelta(days=self.every) if self.last_on else None


def lines(actor: Actor, customer: Customer) -> list[Line]:
    """The plan of one customer."""
    standing = customers.standing(actor, customer.pk, plan().scheme)
    own = {
        line.key: line
        for line in CareLine.objects.visible_to(actor).filter(customer=customer).order_by("pk")
    }
    laid = list(
        Task.objects.visible_to(actor)
        .filter(customer=customer, origin__startswith=ORIGIN)
        .order_by("laid_on", "pk")
    )
    done = {key_of(t.origin or ""): t.ended_on for t in laid if t.result == Task.Result.DONE}
    opened = {key_of(t.origin or ""): t for t in laid if t.ended_on is None}
    acts = plan().acts_for(standing.grade, customer.kind) if standing else ()
    found = [
        _line(own[act.key], done, opened)
        if act.key in own
        else Line(
            act.key, act.title, act.content, act.means, act.every, act.carer, None, False,
            done.get(act.key), opened.get(act.key),
        )
        for act in acts
    ]  # fmt: skip
    keys = {act.key for act in acts}
    found += [_line(line, done, opened) for key, line in own.items() if key not in keys]
    return found


def _line(own: CareLine, done: dict[str, date | None], opened: dict[str, Task]) -> Line:
    title, content = Words(own.title, own.title), Words(own.content, own.content)
    return Line(
        own.key, title, content, own.means, own.every, own.carer, own, own.is_off,
        done.get(own.key), opened.get(own.key),
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Agreed:
    """What one customer's plan is to say of a line."""

    title: str
    content: str
    means: str
    every: int
    carer: str
    review_on: date
    is_off: bool = False


@transaction.atomic
def agree(actor: Actor, customer_id: int, key: str, agreed: Agreed, *, on: date) -> CareLine:
    """This customer gets it otherwise than the method says, or besides it; an empty `key` is a new line."""
    demand(actor, Permission.WRITE_CUSTOMERS)
    customer = customers.customer(actor, customer_id)
    rows = CareLine.objects.visible_to(actor).filter(customer=customer)
    if not key:
        key = f"own_{rows.count() + 1}"
    values = {
        "title": agreed.title, "content": agreed.content, "means": agreed.means,
        "every": agreed.every, "carer": agreed.carer, "is_off": agreed.is_off,
        "review_on": agreed.review_on, "set_by_id": asker(actor), "set_on": on,
    }  # fmt: skip
    line, _ = CareLine.objects.unscoped().update_or_create(
        customer=customer, key=key, defaults=values
    )
    journal.record(actor, "care.agreed", line, on=on, customer_id=customer_id, title=line.title)
    return line


def to_review(actor: Actor, *, on: date) -> Iterable[CareLine]:
    """Lines agreed for single customers that should be looked at again: the plan stays alive."""
    rows = CareLine.objects.visible_to(actor).filter(review_on__lte=on)
    return rows.select_related("customer").order_by("review_on", "pk")[:20]
