"""Is every customer classified, are the facts in order, is the evaluation current? What is missing becomes work (S1-53)."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, Exists, OuterRef

from zhike.activities.actions.laying import Draft, lay_tasks
from zhike.activities.models import Task
from zhike.customers.models import Contact, Customer, Rating, Standing
from zhike.customers.queries import MAIN_SCHEME
from zhike.customers.querysets import CustomerQuerySet
from zhike.lib.words import Words
from zhike.trust.actor import Actor, Permission, demand
from zhike.value.queries import methods

CURRENT = timedelta(days=180)  # a rating older than this is not current any more
WITHIN = timedelta(days=14)

type Missing = Callable[[CustomerQuerySet, date], CustomerQuerySet]


@dataclass(frozen=True, slots=True)
class Step:
    """One of the questions, what it is called as a task, and the condition of the customer list that shows the same ones."""

    key: str
    title: Words
    task: Words
    missing: Missing
    listed: tuple[str, str, str] | None = None


@dataclass(frozen=True, slots=True)
class Gap:
    """How many customers a question finds, of how many, and by account manager."""

    step: Step
    customers: int
    of: int
    owners: int

    @property
    def share(self) -> int:
        """Per cent in order."""
        return 100 if not self.of else (self.of - self.customers) * 100 // self.of


class UnknownStep(LookupError):
    """There is no such question."""


def _ungraded(rows: CustomerQuerySet, _on: date) -> CustomerQuerySet:
    held = Standing.objects.filter(customer=OuterRef("pk"), scheme=MAIN_SCHEME)
    return rows.filter(~Exists(held))


def _no_industry(rows: CustomerQuerySet, _on: date) -> CustomerQuerySet:
    return rows.filter(industry="")


def _nobody(rows: CustomerQuerySet, _on: date) -> CustomerQuerySet:
    return rows.filter(~Exists(Contact.objects.filter(customer=OuterRef("pk"))))


def _stale(rows: CustomerQuerySet, on: date) -> CustomerQuerySet:
    """Some criterion people rate has no rating young enough."""
    asked = [c.key for c in methods().scorecards[MAIN_SCHEME].criteria if c.is_rating]
    young = Rating.objects.filter(customer=OuterRef("pk"), rated_on__gt=on - CURRENT)
    current = rows
    for key in asked:
        current = current.filter(Exists(young.filter(criterion=key)))
    return rows.exclude(pk__in=current.values("pk")) if asked else rows.none()


STEPS = (
    Step(
        "classified", Words("分类：还没有等级", "Classified: no grade yet"),
        Words("把没有等级的客户分好类", "Classify the customers without a grade"), _ungraded, ("grade", "empty", ""),
    ),
    Step(
        "industry", Words("资料：没有写行业", "Facts: no industry"),
        Words("补上客户的行业", "Write the industries of customers"), _no_industry, ("industry", "empty", ""),
    ),
    Step(
        "people", Words("资料：没有联系人", "Facts: nobody known there"),
        Words("补上客户那里的联系人", "Write down whom we know there"), _nobody, ("people", "empty", ""),
    ),
    Step(
        "evaluated", Words("评价：半年没有重评", "Evaluation: not rated within half a year"),
        Words("给半年没有重评的客户评一次", "Rate the customers not rated within half a year"), _stale,
    ),
)  # fmt: skip


def gaps(actor: Actor, *, on: date) -> list[Gap]:
    """Every question with what it finds among the customers one may see."""
    seen = Customer.objects.visible_to(actor).order_by()
    whole = seen.count()
    found = []
    for step in STEPS:
        rows = step.missing(seen, on)
        counted = rows.aggregate(n=Count("pk"), owners=Count("owner", distinct=True))
        found.append(Gap(step, counted["n"], whole, counted["owners"]))
    return found


def examples(actor: Actor, key: str, *, on: date, most: int) -> list[Customer]:
    """The first customers a question finds."""
    seen = Customer.objects.visible_to(actor).order_by("name", "pk")
    return list(_step(key).missing(seen, on)[:most])


def make_work(actor: Actor, key: str, *, on: date) -> int:
    """A task for every account manager who has such customers, once a month; how many are new."""
    demand(actor, Permission.ASSIGN_CUSTOMERS)
    step = _step(key)
    rows = step.missing(Customer.objects.visible_to(actor).order_by(), on).exclude(owner=None)
    by_owner = rows.values_list("owner").annotate(n=Count("pk")).order_by("owner")
    drafts = [
        Draft(
            origin=f"analysis.{key}:{owner}:{on:%Y-%m}",
            kind=Task.Kind.OTHER,
            title=step.task,
            why=Words(f"客户分析：还有 {n} 位", f"customer analysis: {n} of them"),
            due_on=on + WITHIN,
            due_at=None,
            customer_id=None,
            contact_id=None,
            assignee_id=owner,
            weight=0,
            method="",
        )
        for owner, n in by_owner
    ]
    return lay_tasks(actor, drafts, on=on)


def _step(key: str) -> Step:
    found = next((step for step in STEPS if step.key == key), None)
    if found is None:
        raise UnknownStep(key)
    return found
