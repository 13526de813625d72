"""What is given is written down: services, effort, extras, support. Every verb keeps what the law of giving asks."""

from dataclasses import dataclass
from datetime import date, datetime
from unicodedata import normalize

from django.db import transaction
from django.db.models import Sum

from zhike.activities.models import Delivery, Effort, Extra, SupportGrant, Task, Touch
from zhike.activities.rules import BILLABLE, OUTSIDE, PERSONAL
from zhike.customers.models import Contact, Customer
from zhike.trust import journal, requests
from zhike.trust.actor import Actor, Permission, demand
from zhike.trust.requests import asker


class NotYet(ValueError):
    """Nothing was given on a day still to come."""


class NoProof(ValueError):
    """This service is done when there is proof of it."""


@dataclass(frozen=True, slots=True)
class Given:
    """A service as it was given: where, with which proof, asked for and promised when, at which cost in fen."""

    service: str
    title: str
    channel: str
    cost: int
    proof: str = ""
    needs_proof: bool = False
    asked_on: date | None = None
    promised_on: date | None = None


@transaction.atomic
def deliver(
    actor: Actor,
    customer: Customer,
    given: Given,
    *,
    delivered_on: date,
    on: date,
    contact: Contact | None = None,
    task: Task | None = None,
) -> Delivery:
    """A service was given; what is due next is counted from the newest."""
    demand(actor, Permission.LOG_TOUCHES)
    if delivered_on > on:
        raise NotYet
    if given.needs_proof and not given.proof.strip():
        raise NoProof
    before = Delivery.objects.unscoped().latest_of(customer.pk, given.service)
    is_latest = not before.filter(delivered_on__gt=delivered_on).exists()
    if is_latest:
        before.update(is_latest=False)
    delivery = Delivery.objects.create(
        customer=customer,
        contact=contact,
        service=given.service,
        delivered_on=delivered_on,
        by_id=asker(actor),
        channel=given.channel,
        proof=given.proof.strip()[:400],
        asked_on=given.asked_on,
        promised_on=given.promised_on,
        cost=given.cost,
        task=task,
        is_latest=is_latest,
    )
    journal.record(
        actor,
        "service.delivered",
        delivery,
        on=delivered_on,
        customer_id=customer.pk,
        service=given.service,
        title=given.title,
        late=delivery.is_late,
    )
    return delivery


@transaction.atomic
def note_effort(
    actor: Actor,
    customer: Customer,
    *,
    side: str,
    what: str,
    spent_on: date,
    on: date,
    minutes: int = 0,
    cost: int = 0,
    delivery: Delivery | None = None,
    touch: Touch | None = None,
) -> Effort:
    """Time or money was spent, for one of the four satisfactions (S0-39)."""
    demand(actor, Permission.LOG_TOUCHES)
    if spent_on > on:
        raise NotYet
    effort = Effort.objects.create(
        customer=customer,
        spent_on=spent_on,
        by_id=asker(actor),
        minutes=minutes,
        cost=cost,
        side=side,
        what=what,
        delivery=delivery,
        touch=touch,
    )
    journal.record(
        actor,
        "effort.noted",
        effort,
        on=spent_on,
        customer_id=customer.pk,
        side=side,
        minutes=minutes,
        cost=cost,
        what=what,
    )
    return effort


class Refused(ValueError):
    """A benefit to somebody in public service is never given (requirements, section 5)."""


@dataclass(frozen=True, slots=True)
class ExtraDraft:
    """What was given beyond the agreement, why, for whom, what it cost us in fen, and what the giver says of it."""

    what: str
    why: str
    cost: int
    for_whom: str = ""
    felt: str = "unknown"
    evidence: str = ""
    past_supplier: str = ""
    before: str = "unknown"
    pitfalls: tuple[str, ...] = ()
    is_billable: bool = False
    is_out_of_scope: bool = False


@transaction.atomic
def give_extra(
    actor: Actor,
    customer: Customer,
    draft: ExtraDraft,
    *,
    given_on: date,
    at: datetime,
    on: date,
    contact: Contact | None = None,
) -> Extra:
    """Something more than agreed; what benefits a person instead of the company waits for approval, of a public body it is refused."""
    demand(actor, Permission.LOG_TOUCHES)
    is_personal = PERSONAL in draft.pitfalls
    if given_on > on:
        raise NotYet
    if is_personal and customer.kind == Customer.Kind.GOVERNMENT:
        # Neither what it was nor for whom: only that it was refused.
        raise Refused
    extra = Extra.objects.create(
        customer=customer,
        contact=contact,
        what=draft.what,
        why=draft.why,
        for_whom=draft.for_whom,
        cost=draft.cost,
        given_on=given_on,
        felt=draft.felt,
        evidence=draft.evidence,
        past_supplier=draft.past_supplier,
        before=draft.before,
        pitfalls=list(draft.pitfalls),
        is_billable=draft.is_billable or BILLABLE in draft.pitfalls,
        is_out_of_scope=draft.is_out_of_scope or OUTSIDE in draft.pitfalls,
        needs_approval=is_personal,
        asked_by_id=asker(actor),
        asked_at=at,
    )
    journal.record(
        actor,
        "extra.asked" if is_personal else "extra.given",
        extra,
        on=given_on,
        customer_id=customer.pk,
        what=draft.what,
        cost=draft.cost,
    )
    return extra


@transaction.atomic
def decide_extra(
    actor: Actor, extra_id: int, *, grant: bool, why: str, at: datetime, on: date
) -> Extra:
    """Another one says whether a benefit to a person may be given; nobody decides his own."""
    requests.decide(actor, Extra.objects.filter(pk=extra_id), grant=grant, why=why, at=at)
    extra = Extra.objects.unscoped().get(pk=extra_id)
    journal.record(
        actor,
        "extra.given" if grant else "extra.refused",
        extra,
        on=on,
        customer_id=extra.customer_id,
        what=extra.what,
        cost=extra.cost,
        why=why,
    )
    return extra


class OverBudget(ValueError):
    """The class, or the customer, has no more left this year; `left` in fen."""

    def __init__(self, left: int) -> None:
        self.left = left
        super().__init__(left)


class NotTheCompany(ValueError):
    """Support goes to the account of the customer's company and to no other (S3-27)."""


@dataclass(frozen=True, slots=True)
class SupportDraft:
    """How much, for what, under which written terms, to whose account; `budget` and `per_customer` bound a year."""

    kind: str
    grade: str
    amount: int
    what: str
    terms: str
    account: str
    budget: int
    per_customer: int


@transaction.atomic
def grant_support(
    actor: Actor, customer: Customer, draft: SupportDraft, *, on: date
) -> SupportGrant:
    """Support or a reward out of the class's budget of the year, to the account of the company (S2-14, S3-27)."""
    demand(actor, Permission.APPROVE)
    if customer.kind == Customer.Kind.PERSON or _plain(draft.account) != _plain(customer.name):
        raise NotTheCompany
    # The grants of a year are counted one after the other.
    year = (
        SupportGrant.objects.unscoped()
        .select_for_update()
        .filter(granted_on__year=on.year, grade=draft.grade)
    )
    rows = list(year.values_list("customer_id", "amount"))
    spent = sum(amount for _, amount in rows)
    his = sum(amount for customer_id, amount in rows if customer_id == customer.pk)
    left = max(0, min(draft.budget - spent, draft.per_customer - his))
    if draft.amount > left:
        raise OverBudget(left)
    grant = SupportGrant.objects.create(
        customer=customer,
        kind=draft.kind,
        grade=draft.grade,
        amount=draft.amount,
        what=draft.what,
        terms=draft.terms,
        account=customer.name,
        granted_on=on,
        by_id=asker(actor),
    )
    journal.record(
        actor,
        "support.granted",
        grant,
        on=on,
        customer_id=customer.pk,
        kind=draft.kind,
        amount=draft.amount,
        what=draft.what,
        terms=draft.terms,
    )
    return grant


def spent_by_grade(year: int) -> dict[str, int]:
    """Class → what the company granted it in a year, in fen; a company figure, of no single customer."""
    rows = SupportGrant.objects.unscoped().filter(granted_on__year=year).order_by()
    return dict(rows.values_list("grade").annotate(total=Sum("amount")))


def _plain(name: str) -> str:
    return "".join(normalize("NFKC", name).split()).casefold()
