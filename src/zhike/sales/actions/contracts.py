"""A contract is signed, renewed, or ends before its day."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction

from zhike.customers import queries as customers
from zhike.sales.models import Contract
from zhike.trust import journal
from zhike.trust.actor import Actor, Permission, demand


class Backwards(ValueError):
    """The last day comes before the first."""


class NumberTaken(ValueError):
    """Another contract bears this number."""


@dataclass(frozen=True, slots=True)
class Signed:
    """What a contract says; `amount` in fen for the whole term, `users` the people or lines it serves."""

    number: str
    title: str
    signed_on: date
    starts_on: date
    ends_on: date
    amount: int = 0
    users: int = 0
    is_sticky: bool = False
    renews_id: int | None = None


@transaction.atomic
def sign_contract(actor: Actor, customer_id: int, signed: Signed, *, on: date) -> Contract:
    """A customer signed; `renews_id` names the contract of his that it follows on (S4-53)."""
    demand(actor, Permission.WRITE_CUSTOMERS)
    who = customers.customer(actor, customer_id)
    if signed.ends_on < signed.starts_on:
        raise Backwards
    if Contract.objects.unscoped().filter(number=signed.number).exists():
        raise NumberTaken
    before = None
    if signed.renews_id is not None:
        before = Contract.objects.visible_to(actor).get(pk=signed.renews_id, customer_id=who.pk)
    contract = Contract.objects.create(
        customer=who,
        number=signed.number,
        title=signed.title,
        signed_on=signed.signed_on,
        starts_on=signed.starts_on,
        ends_on=signed.ends_on,
        amount=signed.amount,
        users=signed.users,
        is_sticky=signed.is_sticky,
        renews=before,
        by_id=actor.user_id,
    )
    journal.record(
        actor, "contract.signed", contract, on=on, customer_id=who.pk,
        title=contract.title, ends_on=contract.ends_on.isoformat(), renews=before is not None,
    )  # fmt: skip
    return contract


@transaction.atomic
def end_contract(
    actor: Actor, contract_id: int, *, ended_on: date, why: str, on: date
) -> Contract:
    """It ends before its day, for this reason."""
    demand(actor, Permission.WRITE_CUSTOMERS)
    contract = Contract.objects.visible_to(actor).get(pk=contract_id)
    if ended_on < contract.starts_on:
        raise Backwards
    contract.ended_on, contract.ended_why = ended_on, why.strip()
    contract.save(update_fields=["ended_on", "ended_why"])
    journal.record(
        actor, "contract.ended", contract, on=on, customer_id=contract.customer_id,
        title=contract.title, why=contract.ended_why,
    )  # fmt: skip
    return contract
