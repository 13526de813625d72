"""What a customer expects is asked at the start, and stands beside what he got at the end; a low value gets its cause (S0-22)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db import transaction

from zhike.activities import queries as activities
from zhike.care.actions import end_all
from zhike.care.surveys import rule
from zhike.customers import queries as customers
from zhike.lib.words import Words
from zhike.sales.contracts import contracts_of
from zhike.service import expectations, surveys
from zhike.service.expectations import ComparedAlready as ComparedAlready
from zhike.service.expectations import Hope
from zhike.service.models import Answer, Expectation, Survey, ValueCause
from zhike.trust.actor import Actor

KINDS: Mapping[str, Words] = {
    "project": Words("项目", "a project"),
    "delivery": Words("交货", "a delivery"),
    "contract": Words("合同", "a contract"),
}
MET: Mapping[str, tuple[Words, str]] = {
    "above": (Words("比期望的好", "better than expected"), "good"),
    "as": (Words("和期望的一样", "as expected"), "good"),
    "below": (Words("不如期望", "less than expected"), "bad"),
}
LATELY = timedelta(days=120)
SHOWN = 12
_COMPARED = Words("对过了", "compared")


class NoCause(ValueError):
    """Less than expected, and none of the three causes was named; or a cause there is not."""


@dataclass(frozen=True, slots=True)
class Begun:
    """A contract or a deal that began lately, of which nobody asked what he expects."""

    kind: str
    pk: int
    title: str
    day: date

    @property
    def words(self) -> Words:
        return KINDS["contract" if self.kind == "contract" else "project"]


@dataclass(frozen=True, slots=True)
class Wish:
    """What a customer expects, as somebody noted it; at most one of `contract_id` and `deal_id`.

    Where no day to compare is given, it is the contract's last day, or so many days on as the method says.
    """

    kind: str
    about: str
    expected: str
    ours: str = ""
    compare_on: date | None = None
    contact_id: int | None = None
    contract_id: int | None = None
    deal_id: int | None = None


@transaction.atomic
def expect(actor: Actor, customer_id: int, wish: Wish, *, on: date) -> Expectation:
    """What he expects, asked at the start; it comes back on its day to be compared."""
    customer = customers.customer(actor, customer_id)
    people = customers.contacts(actor, customer_id)
    contact = people.get(pk=wish.contact_id) if wish.contact_id else None
    contract = (
        contracts_of(actor, customer_id).get(pk=wish.contract_id) if wish.contract_id else None
    )
    deal = activities.deal(actor, customer_id, wish.deal_id) if wish.deal_id else None
    later = on + timedelta(days=rule().compare_days)
    compare_on = wish.compare_on or (max(contract.ends_on, on) if contract else later)
    hope = Hope(
        wish.kind, wish.about, wish.expected, compare_on, wish.ours, contact, contract, deal
    )
    return expectations.note_expectation(actor, customer, hope, on=on)


@transaction.atomic
def compare(
    actor: Actor,
    expectation_id: int,
    *,
    met: str,
    outcome: str,
    on: date,
    cause: str = "",
    why: str = "",
) -> Expectation:
    """What came of it; where it was less, one of the three causes says why, or `NoCause`."""
    found = expectations.expectation(actor, expectation_id)
    is_below = met == Expectation.Met.BELOW
    if is_below and cause not in _causes():
        raise NoCause
    expectations.compare(actor, found, met=met, outcome=outcome, on=on)
    if is_below:
        expectations.explain_value(
            actor, found.customer, cause=cause, why=why or outcome, on=on, expectation=found
        )
    end_all(actor, f"expectation:{found.pk}", outcome=str(_COMPARED), on=on)
    return found


@transaction.atomic
def explain(actor: Actor, customer_id: int, *, cause: str, why: str, on: date) -> ValueCause:
    """Which of the three it is that his satisfaction with the value is low; `NoCause` for anything else."""
    if cause not in _causes():
        raise NoCause
    customer = customers.customer(actor, customer_id)
    return expectations.explain_value(actor, customer, cause=cause, why=why, on=on)


def _causes() -> dict[str, Words]:
    return {each.key: each.title for each in rule().causes}


def of_customer(actor: Actor, customer_id: int) -> list[Expectation]:
    """What he expected, what is not compared yet first."""
    return list(expectations.expectations(actor, customer_id)[:SHOWN])


def causes_found(actor: Actor, customer_id: int) -> list[tuple[ValueCause, Words]]:
    """Why the value fell short, as our people found, the newest first."""
    titles = _causes()
    rows = expectations.value_causes(actor, customer_id)[:SHOWN]
    return [(row, titles.get(row.cause, Words(row.cause, row.cause))) for row in rows]


def wants_cause(
    asked: Sequence[Survey], found: Sequence[tuple[ValueCause, Words]], *, is_low: bool
) -> bool:
    """Whether the value is low and nobody said why since he spoke of it last."""
    if not is_low:
        return False
    spoke = [row.answered_on for row in asked if row.value is not None and row.answered_on]
    return not found or (bool(spoke) and found[0][0].found_on < max(spoke))


def begun_unasked(actor: Actor, customer_id: int, *, on: date) -> list[Begun]:
    """Contracts and deals of the last months of which nobody noted what he expects."""
    contracts = contracts_of(actor, customer_id).filter(
        expectations=None, ended_on=None, signed_on__gte=on - LATELY, ends_on__gte=on
    )
    deals = activities.deals(actor, customer_id).filter(
        kind="deal_won", expectations=None, happens_on__gte=on - LATELY
    )
    found = [Begun("contract", row.pk, row.title, row.signed_on) for row in contracts[:SHOWN]]
    found += [Begun("deal", row.pk, row.what, row.happens_on) for row in deals[:SHOWN]]
    return sorted(found, key=lambda each: each.day, reverse=True)


def expected_of(actor: Actor, survey: Survey) -> list[Expectation]:
    """What he expected of whatever went on when he was asked: to be read beside his answer."""
    if survey.person_id:
        return []
    rows = expectations.expectations(actor, survey.customer_id)
    return [
        row
        for row in rows.filter(noted_on__lte=survey.asked_on)[:SHOWN]
        if row.compared_on is None or row.compared_on >= survey.asked_on
    ]


def answers_since(actor: Actor, found: Expectation) -> tuple[Survey | None, list[Answer]]:
    """The newest questionnaire he answered since on the value, and each of its answers."""
    rows = surveys.surveys(actor).of_relation().answered()
    newest = (
        rows.filter(
            customer_id=found.customer_id, value__isnull=False, answered_on__gte=found.noted_on
        )
        .order_by("-answered_on", "-pk")
        .first()
    )
    return newest, list(newest.answers.order_by("pk")) if newest else []
