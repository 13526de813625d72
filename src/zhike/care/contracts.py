"""What follows from contracts: the end of each becomes a milestone of its own in time, and goes when it is renewed or ended early (S4-52)."""

from datetime import date, timedelta

from django.db import transaction
from django.db.models import Exists, OuterRef

from zhike.activities.models import Milestone
from zhike.care.expecting import Wish, expect
from zhike.care.milestones import note_milestone
from zhike.care.models import Run
from zhike.care.runs.stopping import call_off
from zhike.lib.words import Words
from zhike.sales.actions import contracts
from zhike.sales.actions.contracts import Backwards as Backwards
from zhike.sales.actions.contracts import NumberTaken as NumberTaken
from zhike.sales.actions.contracts import Signed
from zhike.sales.models import Contract
from zhike.trust.actor import Actor

AHEAD = timedelta(days=120)  # a month more than the first step of the playbook looks ahead
RENEWED = Words("已续签：{number}", "renewed: {number}")
ENDED = Words("已提前结束：{why}", "ended early: {why}")


@transaction.atomic
def sign_contract(
    actor: Actor, customer_id: int, signed: Signed, *, on: date, expected: str = ""
) -> Contract:
    """A customer signed: talks about the one it follows on are over, its own end is watched, and what he expects is kept (S0-22)."""
    contract = contracts.sign_contract(actor, customer_id, signed, on=on)
    if contract.renews_id is not None:
        words = RENEWED.format(number=Words(contract.number, contract.number))
        _let_go(actor, contract.renews_id, words, on)
    if contract.ended_on is None and on <= contract.ends_on <= on + AHEAD:
        _note(actor, contract, on)
    if expected:
        wish = Wish("contract", contract.title, expected, contract_id=contract.pk)
        expect(actor, customer_id, wish, on=on)
    return contract


@transaction.atomic
def end_contract(
    actor: Actor, contract_id: int, *, ended_on: date, why: str, on: date
) -> Contract:
    """It ends before its day: nobody need talk about renewing it."""
    contract = contracts.end_contract(actor, contract_id, ended_on=ended_on, why=why, on=on)
    _let_go(actor, contract.pk, ENDED.format(why=Words(why, why)), on)
    return contract


def watch_contracts(as_of: date) -> int:
    """Contracts that come near their end and are not renewed yet, however they came into the books."""
    next_one = Contract.objects.unscoped().filter(renews=OuterRef("pk"))
    near = (
        Contract.objects.unscoped()
        .present()
        .running(as_of)
        .filter(~Exists(next_one), ends_on__lte=as_of + AHEAD, ended_on=None)
        .order_by("ends_on", "pk")
    )
    noted = set(
        Milestone.objects.unscoped()
        .filter(origin__startswith="contract:", happens_on__gte=as_of)
        .values_list("origin", flat=True)
    )
    count = 0
    for contract in near.iterator():
        if _origin(contract.pk) not in noted:
            _note(Actor.clock(), contract, as_of)
            count += 1
    return count


def _note(actor: Actor, contract: Contract, on: date) -> None:
    note_milestone(
        actor,
        customer_id=contract.customer_id,
        kind="contract_end",
        what=f"{contract.title} {contract.number}",
        happens_on=contract.ends_on,
        on=on,
        origin=_origin(contract.pk),
    )


def _let_go(actor: Actor, contract_id: int, words: Words, on: date) -> None:
    noted = Milestone.objects.visible_to(actor).filter(origin=_origin(contract_id)).first()
    if noted is None:
        return
    for run in Run.objects.visible_to(actor).open().filter(key=f"milestone:{noted.pk}"):
        call_off(actor, run, why=words, on=on)


def _origin(contract_id: int) -> str:
    return f"contract:{contract_id}"
