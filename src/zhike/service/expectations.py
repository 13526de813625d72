"""What a customer expected is kept from the start, compared at the end, and a low value gets its cause (S0-22)."""

from collections import Counter
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.db.models import Count

from zhike.activities.models import Milestone
from zhike.customers.models import Contact, Customer
from zhike.sales.models import Contract
from zhike.service.models import Expectation as Expectation
from zhike.service.models import ValueCause
from zhike.service.querysets import ExpectationQuerySet, ValueCauseQuerySet
from zhike.trust import journal
from zhike.trust.actor import Actor, Permission, demand
from zhike.trust.requests import asker


class ComparedAlready(ValueError):
    """What came of it was noted before: it stays."""


@dataclass(frozen=True, slots=True)
class Hope:
    """What a customer expects of something: his words, ours, what it hangs on, and the day to compare."""

    kind: str
    about: str
    expected: str
    compare_on: date
    ours: str = ""
    contact: Contact | None = None
    contract: Contract | None = None
    deal: Milestone | None = None


@transaction.atomic
def note_expectation(actor: Actor, customer: Customer, hope: Hope, *, on: date) -> Expectation:
    """What he expects is on record before it begins."""
    demand(actor, Permission.LOG_TOUCHES)
    made = Expectation.objects.create(
        customer=customer,
        contact=hope.contact,
        kind=hope.kind,
        about=hope.about.strip(),
        contract=hope.contract,
        deal=hope.deal,
        expected=hope.expected.strip(),
        ours=hope.ours.strip(),
        compare_on=hope.compare_on,
        noted_by_id=asker(actor),
        noted_on=on,
    )
    journal.record(
        actor, "expectation.noted", made, on=on, customer_id=customer.pk, about=made.about
    )
    return made


@transaction.atomic
def compare(actor: Actor, found: Expectation, *, met: str, outcome: str, on: date) -> None:
    """What came of it, in his words, beside what he expected; `ComparedAlready` the second time."""
    demand(actor, Permission.LOG_TOUCHES)
    if found.compared_on:
        raise ComparedAlready
    found.met, found.outcome = met, outcome.strip()
    found.compared_by_id, found.compared_on = asker(actor), on
    found.save(update_fields=["met", "outcome", "compared_by", "compared_on"])
    journal.record(
        actor, "expectation.compared", found, on=on, customer_id=found.customer_id,
        about=found.about, met=met,
    )  # fmt: skip


@transaction.atomic
def explain_value(
    actor: Actor,
    customer: Customer,
    *,
    cause: str,
    why: str,
    on: date,
    expectation: Expectation | None = None,
) -> ValueCause:
    """Which of the three causes it is that the value fell short; earlier findings stay."""
    demand(actor, Permission.LOG_TOUCHES)
    made = ValueCause.objects.create(
        customer=customer, cause=cause, why=why.strip(), expectation=expectation,
        found_by_id=asker(actor), found_on=on,
    )  # fmt: skip
    journal.record(actor, "value.explained", made, on=on, customer_id=customer.pk, cause=cause)
    return made


def expectations(actor: Actor, customer_id: int) -> ExpectationQuerySet:
    """What a customer expected, what is not compared yet first."""
    rows = Expectation.objects.visible_to(actor).filter(customer_id=customer_id)
    return rows.select_related("contact", "noted_by", "contract").order_by(
        "compared_on", "compare_on", "-pk"
    )


def expectation(actor: Actor, expectation_id: int) -> Expectation:
    """One of them."""
    rows = Expectation.objects.visible_to(actor)
    return rows.select_related(
        "customer", "contact", "contract", "noted_by", "compared_by"
    ).get(pk=expectation_id)


def causes_counted(rows: ValueCauseQuerySet, *, since: date, until: date) -> Counter[str]:
    """How often our own people found each cause, after `since` up to `until`."""
    found = rows.filter(found_on__gt=since, found_on__lte=until).order_by()
    return Counter(dict(found.values_list("cause").annotate(n=Count("pk"))))


def value_causes(actor: Actor, customer_id: int) -> ValueCauseQuerySet:
    """What was found to lower the value to a customer, the newest first."""
    rows = ValueCause.objects.visible_to(actor).filter(customer_id=customer_id)
    return rows.select_related("found_by", "expectation").order_by("-found_on", "-pk")
