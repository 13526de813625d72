"""Somebody brought us to a customer, and is thanked for it."""

from datetime import date

from django.db import transaction

from zhike.customers.models import Contact, Customer, Referral
from zhike.trust import journal
from zhike.trust.actor import Actor, Permission, demand


@transaction.atomic
def note_referral(
    actor: Actor,
    referrer: Customer,
    customer: Customer,
    *,
    contact: Contact | None,
    referred_on: date,
    note: str,
    on: date,
) -> Referral:
    """Write who brought us to a customer (S1-18); the same pair twice is one referral."""
    demand(actor, Permission.WRITE_CUSTOMERS)
    referral, is_new = Referral.objects.unscoped().get_or_create(
        referrer=referrer,
        customer=customer,
        defaults={
            "contact": contact,
            "referred_on": referred_on,
            "note": note.strip(),
            "noted_by_id": actor.user_id,
        },
    )
    if is_new:
        _tell(actor, "referral.noted", referral, on)
    return referral


@transaction.atomic
def settle_referral(actor: Actor, referral: Referral, *, result: str, on: date) -> Referral:
    """Say what came of a referral."""
    demand(actor, Permission.WRITE_CUSTOMERS)
    if referral.result == result:
        return referral
    referral.result = result
    referral.result_on = on if result != Referral.Result.OPEN else None
    referral.save(update_fields=["result", "result_on"])
    _tell(actor, "referral.settled", referral, on, result=result)
    return referral


@transaction.atomic
def thank_referrer(actor: Actor, referral: Referral, *, how: str, on: date) -> Referral:
    """The one who brought us there was thanked, in some way, on a day."""
    demand(actor, Permission.LOG_TOUCHES)
    referral.thanked_on, referral.thanked_how = on, how.strip()
    referral.save(update_fields=["thanked_on", "thanked_how"])
    _tell(actor, "referral.thanked", referral, on)
    return referral


def _tell(actor: Actor, kind: str, referral: Referral, on: date, **said: str) -> None:
    """On the timeline of whoever brought us there; the other customer is named by its number only."""
    journal.record(
        actor,
        kind,
        referral,
        on=on,
        customer_id=referral.referrer_id,
        customer=referral.customer_id,
        **said,
    )
