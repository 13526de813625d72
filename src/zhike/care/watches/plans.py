"""What the care plan asks for: each line for each customer of its class, by whoever is to do it (S1-70)."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from functools import cache

from django.db.models import Exists, F, OuterRef, Q

from zhike.activities.actions.laying import Draft
from zhike.activities.models import Task
from zhike.care.models import CareLine
from zhike.care.watches.filling import fill, holders, open_of
from zhike.care.watches.wording import revenue_of
from zhike.customers.models import Customer, Standing
from zhike.customers.querysets import StandingQuerySet
from zhike.lib.words import Words
from zhike.lib.workdays import workday_from
from zhike.methods.care_plans import CareAct, CarePlan, Carer
from zhike.service.queries import complaining
from zhike.users.queries import at_the_service_desk, executive, superior_of
from zhike.value.stages import is_low

ORIGIN = "care_plan."
IN_HAND = timedelta(days=14)
_FAR = 500  # so many are looked at for a person who is not the owner
_OWN = 5_000


def due(plan: CarePlan, as_of: date) -> Iterator[list[Draft]]:
    """The drafts of each line of the plan, then those single customers have of their own."""
    held = complaining()
    for act in plan.acts:
        yield [
            _draft(plan, act, customer, who, as_of)
            for customer, who in _chosen(plan, act, as_of)
            if customer.pk not in held
        ]
    yield list(_own(plan, as_of, held))


def assignee() -> Callable[[Carer, int | None], int | None]:
    """Who does it for a customer of this owner; each is looked up once."""
    lead, head, desk = cache(superior_of), cache(executive), cache(at_the_service_desk)

    def of(carer: Carer, owner_id: int | None) -> int | None:
        match carer:
            case Carer.SUPERIOR:
                return lead(owner_id) or owner_id
            case Carer.EXECUTIVE:
                return head() or owner_id
            case Carer.SERVICE:
                return desk() or owner_id
            case _:
                return owner_id

    return of


def _chosen(plan: CarePlan, act: CareAct, as_of: date) -> Iterator[tuple[Customer, int | None]]:
    """The customers the line is due for, with who does it, as many as there is room for before each person."""
    waiting = _waiting(plan, act, as_of).select_related("customer", "customer__measures")
    origin = f"{ORIGIN}{act.key}:"
    if act.carer is Carer.OWNER:
        for standing in fill(
            waiting, owner="customer__owner_id", customer="customer_id",
            weight="customer__measures__revenue_12m", kind=Task.Kind.OTHER,
            cap=plan.backlog_cap, origin=origin, is_active=True,
        ):  # fmt: skip
            yield standing.customer, standing.customer.owner_id
        return
    who, taken = assignee(), open_of(Task.Kind.OTHER, origin)
    doers = {who(act.carer, owner_id) for owner_id in holders(is_active=True)}
    if all(taken[person] >= plan.backlog_cap for person in doers):
        return
    first = F("customer__measures__revenue_12m").desc(nulls_last=True)
    for standing in waiting.order_by(first, "customer_id")[:_FAR]:
        person = who(act.carer, standing.customer.owner_id)
        if taken[person] < plan.backlog_cap:
            taken[person] += 1
            yield standing.customer, person


def _waiting(plan: CarePlan, act: CareAct, as_of: date) -> StandingQuerySet:
    """Nobody has it open, nobody did it lately, and the customer has no line of his own instead."""
    asked = Task.objects.unscoped().filter(
        customer_id=OuterRef("customer_id"), origin__startswith=f"{ORIGIN}{act.key}:"
    )
    lately = Q(ended_on=None) | Q(laid_on__gt=as_of - timedelta(days=act.every))
    instead = CareLine.objects.unscoped().filter(
        customer_id=OuterRef("customer_id"), key=act.key
    )
    rows = Standing.objects.present().filter(
        ~Exists(asked.filter(lately)), ~Exists(instead), ~is_low("customer_id"),
        scheme=plan.scheme, grade=act.grade, customer__owner__is_active=True,
    )  # fmt: skip
    return rows.filter(customer__kind=act.kind) if act.kind else rows


def _draft(
    plan: CarePlan, act: CareAct, customer: Customer, who: int | None, as_of: date
) -> Draft:
    every = Words(f"每 {act.every} 天一次", f"every {act.every} days")
    return _laid(
        plan, act.key, act.title,
        Words(f"{act.content.zh}；{act.grade} 类{every.zh}", f"{act.content.en}; {act.grade}, {every.en}"),
        customer, who, as_of,
    )  # fmt: skip


def _own(plan: CarePlan, as_of: date, held: set[int]) -> Iterator[Draft]:
    """What is agreed for single customers."""
    who = assignee()
    lines = (
        CareLine.objects.unscoped()
        .present()
        .filter(is_off=False)
        .select_related("customer", "customer__measures")
        .order_by("pk")[:_OWN]
    )
    laid = _last_laid()
    for line in lines:
        last = laid.get((line.customer_id, line.key))
        if line.customer_id in held or (last and as_of < last + timedelta(days=line.every)):
            continue
        title = Words(line.title, line.title)
        why = Words(
            f"{line.content}；单独约定，每 {line.every} 天一次",
            f"{line.content}; agreed for this customer, every {line.every} days",
        )
        person = who(Carer(line.carer), line.customer.owner_id)
        yield _laid(plan, line.key, title, why, line.customer, person, as_of)


def _last_laid() -> dict[tuple[int, str], date]:
    """(customer, line) → when it was last laid, for the customers with lines of their own."""
    own = CareLine.objects.unscoped().filter(is_off=False).values("customer")
    rows = Task.objects.unscoped().filter(customer__in=own, origin__startswith=ORIGIN)
    found: dict[tuple[int, str], date] = {}
    for customer_id, origin, on in rows.order_by("laid_on").values_list(
        "customer_id", "origin", "laid_on"
    ):
        found[customer_id or 0, key_of(origin or "")] = on
    return found


def key_of(origin: str) -> str:
    """The line a task was laid for: `care_plan.a_review:customer:12:2026-11-23`."""
    return origin.removeprefix(ORIGIN).partition(":customer:")[0]


def _laid(
    plan: CarePlan, key: str, title: Words, why: Words, customer: Customer, who: int | None, as_of: date
) -> Draft:  # fmt: skip
    return Draft(
        origin=f"{ORIGIN}{key}:customer:{customer.pk}:{as_of}",
        kind=Task.Kind.OTHER,
        title=title,
        why=why,
        due_on=workday_from(as_of + IN_HAND),
        due_at=None,
        customer_id=customer.pk,
        contact_id=None,
        assignee_id=who,
        weight=revenue_of(customer),
        method=plan.head.signature,
    )
