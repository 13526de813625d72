"""Referrals with what follows from them: whoever brought us somewhere is thanked (S1-18)."""

from datetime import date

from django.db import transaction

from zhike.activities.actions import tasks
from zhike.activities.models import Task
from zhike.care.actions import log_touch
from zhike.care.starting import Start, at_the_start_of, start_playbooks
from zhike.customers import queries as customers
from zhike.customers.actions import referrals
from zhike.customers.models import Referral
from zhike.lib.spoken_days import day_words
from zhike.lib.words import Words
from zhike.trust.actor import Actor


@transaction.atomic
def note_referral(
    actor: Actor,
    *,
    referrer_id: int,
    customer_id: int,
    contact_id: int | None = None,
    referred_on: date,
    note: str = "",
    on: date,
) -> Referral:
    """Write who brought us to a customer; thanking him becomes a task (S1-18)."""
    referrer = customers.customer(actor, referrer_id)
    customer = customers.customer(actor, customer_id)
    contact = customers.contact(actor, contact_id) if contact_id else None
    if contact is not None and contact.customer_id != referrer.pk:
        contact = None
    referral = referrals.note_referral(
        actor,
        referrer,
        customer,
        contact=contact,
        referred_on=referred_on,
        note=note,
        on=on,
    )
    if referral.thanked_on is None:
        person = contact.greeting if contact else referrer.name
        start = Start(
            "referral",
            f"referral:{referral.pk}",
            at_the_start_of(referred_on),
            {
                "person": Words(person, person),
                "customer": Words(customer.name, customer.name),
                "day": day_words(referred_on, seen_on=on),
            },
            referrer,
            contact=contact,
            assignee_id=referrer.owner_id or actor.user_id,
        )
        start_playbooks(actor, start, on=on)
    return referral


@transaction.atomic
def thank_referrer(
    actor: Actor, customer_id: int, referral_id: int, *, kind: str, how: str, on: date
) -> Referral:
    """He was thanked: a touch is written, and the task that asked for it ends."""
    referral = customers.referral(actor, customer_id, referral_id)
    touch = log_touch(
        actor,
        customer_id=referral.referrer_id,
        contact_id=referral.contact_id,
        kind=kind,
        summary=how,
        on=on,
    )
    waiting = Task.objects.visible_to(actor).open()
    for task in waiting.filter(origin__endswith=f":referral:{referral.pk}"):
        tasks.end_task(actor, task, result=Task.Result.DONE, outcome=how, on=on, touch=touch)
    return referrals.thank_referrer(actor, referral, how=how, on=on)
