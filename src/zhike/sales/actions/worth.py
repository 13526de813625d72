"""What is noted of a customer's worth: his wallet, his credit, whom he leads, and that he left or came back."""

from datetime import date

from django.db import transaction

from zhike.customers import queries as customers
from zhike.sales.models import CreditTerms, Departure, SpillOver, Wallet
from zhike.trust import journal
from zhike.trust.actor import Actor, Permission, demand
from zhike.trust.requests import asker


class LeadsHimself(ValueError):
    """A customer was named as led by himself."""


class TooMuchSpill(ValueError):
    """More than the whole of what a customer buys would be due to others; `left` percent may still be given."""

    def __init__(self, left: int) -> None:
        self.left = left
        super().__init__(left)


class StillGone(ValueError):
    """This customer is already written down as gone."""


@transaction.atomic
def note_wallet(
    actor: Actor, customer_id: int, *, year: int, amount: int, source: str, on: date
) -> Wallet:
    """What he spends in a year on what we could sell him, and where we know it from (S4-60); the newest note of a year counts."""
    demand(actor, Permission.WRITE_CUSTOMERS)
    who = customers.customer(actor, customer_id)
    wallet = Wallet.objects.create(
        customer=who, year=year, amount=amount, source=source.strip(),
        noted_on=on, by_id=asker(actor),
    )  # fmt: skip
    journal.record(
        actor, "wallet.noted", wallet, on=on, customer_id=who.pk, year=year, amount=amount
    )
    return wallet


@transaction.atomic
def grant_terms(
    actor: Actor, customer_id: int, *, days: int, why: str, granted_on: date, on: date
) -> CreditTerms:
    """So many days to pay, for this reason (S4-58)."""
    demand(actor, Permission.WRITE_CUSTOMERS)
    who = customers.customer(actor, customer_id)
    terms = CreditTerms.objects.create(
        customer=who, days=days, why=why.strip(), granted_on=granted_on, by_id=asker(actor)
    )
    journal.record(actor, "terms.granted", terms, on=on, customer_id=who.pk, days=days)
    return terms


@transaction.atomic
def note_spill(
    actor: Actor, leader_id: int, *, led_id: int, share: int, why: str, since: date, on: date
) -> SpillOver:
    """So much of what `led` buys is owed to `leader` (S4-59): both must be seen by who says so, and no income is owed twice."""
    demand(actor, Permission.WRITE_CUSTOMERS)
    if leader_id == led_id:
        raise LeadsHimself
    leader = customers.customer(actor, leader_id)
    led = customers.customer(actor, led_id)
    others = SpillOver.objects.unscoped().holding(on).select_for_update().filter(led=led)
    given = sum(others.exclude(leader=leader).values_list("share", flat=True))
    if given + share > 100:
        raise TooMuchSpill(100 - given)
    SpillOver.objects.unscoped().holding(on).filter(led=led, leader=leader).update(until=on)
    spill = SpillOver.objects.create(
        leader=leader, led=led, share=share, why=why.strip(), since=since, by_id=asker(actor)
    )
    journal.record(
        actor, "spill.noted", spill, on=on, customer_id=leader.pk, led=led.name, share=share
    )
    return spill


@transaction.atomic
def end_spill(actor: Actor, spill_id: int, *, on: date) -> SpillOver:
    """It no longer holds, from this day."""
    demand(actor, Permission.WRITE_CUSTOMERS)
    spill = SpillOver.objects.visible_to(actor).get(pk=spill_id)
    spill.until = on
    spill.save(update_fields=["until"])
    journal.record(
        actor, "spill.ended", spill, on=on, customer_id=spill.leader_id, led=spill.led.name
    )
    return spill


@transaction.atomic
def note_departure(
    actor: Actor,
    customer_id: int,
    *,
    left_on: date,
    reason: Departure.Reason,
    why: str,
    to_whom: str,
    may_return: bool,
    on: date,
) -> Departure:
    """A customer left: when, why and to whom (S2-42)."""
    demand(actor, Permission.LOG_TOUCHES)
    who = customers.customer(actor, customer_id)
    if Departure.objects.unscoped().filter(customer=who, back_on=None).exists():
        raise StillGone
    departure = Departure.objects.create(
        customer=who, left_on=left_on, reason=reason, why=why.strip(), to_whom=to_whom.strip(),
        may_return=may_return, by_id=asker(actor),
    )  # fmt: skip
    journal.record(
        actor, "departure.noted", departure, on=on, customer_id=who.pk,
        reason=str(reason), may_return=may_return,
    )  # fmt: skip
    return departure


@transaction.atomic
def note_return(actor: Actor, departure_id: int, *, back_on: date, on: date) -> Departure:
    """He came back."""
    demand(actor, Permission.LOG_TOUCHES)
    departure = Departure.objects.visible_to(actor).get(pk=departure_id)
    departure.back_on = back_on
    departure.save(update_fields=["back_on"])
    journal.record(
        actor, "departure.ended", departure, on=on, customer_id=departure.customer_id
    )
    return departure
