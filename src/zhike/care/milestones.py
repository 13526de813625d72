"""A milestone is noted, and the playbooks that wait for it start at once."""

from datetime import date

from django.db import transaction

from zhike.activities import queries as activities
from zhike.activities.actions import milestones
from zhike.activities.models import Milestone, Task
from zhike.care.starting import Start, at_the_start_of, start_playbooks
from zhike.care.watches.wording import currency_sign, money
from zhike.customers import queries as customers
from zhike.customers.models import Contact
from zhike.lib.spoken_days import day_words
from zhike.lib.words import Words
from zhike.sales.models import Order
from zhike.trust.actor import Actor


@transaction.atomic
def note_milestone(
    actor: Actor,
    *,
    customer_id: int,
    kind: str,
    what: str,
    happens_on: date,
    on: date,
    contact_id: int | None = None,
    deal_id: int | None = None,
    origin: str | None = None,
) -> tuple[Milestone, list[Task]]:
    """Something happened at a customer, or will; says what it set off. What belongs to a deal carries on the deal's run (S1-05).

    The same `origin` again is the same milestone.
    """
    customer = customers.customer(actor, customer_id)
    contact: Contact | None = None
    if contact_id is not None:
        contact = customers.contacts(actor, customer_id).get(pk=contact_id)
    deal = activities.deal(actor, customer_id, deal_id) if deal_id else None
    noted = milestones.note_milestone(
        actor,
        customer,
        kind=kind,
        what=what,
        happens_on=happens_on,
        on=on,
        contact=contact,
        deal=deal,
        origin=origin,
    )
    return noted, start_milestone(actor, noted, on=on)


def start_milestone(actor: Actor, milestone: Milestone, *, on: date) -> list[Task]:
    """Start what waits for a milestone; the same one again starts nothing."""
    person = milestone.contact.greeting if milestone.contact else milestone.customer.name
    root = milestone.deal or milestone
    start = Start(
        milestone.kind,
        f"milestone:{root.pk}",
        at_the_start_of(milestone.happens_on),
        {
            "what": Words(milestone.what, milestone.what),
            "day": day_words(milestone.happens_on, seen_on=on),
            "person": Words(person, person),
        },
        milestone.customer,
        contact=milestone.contact,
        assignee_id=milestone.customer.owner_id or milestone.noted_by_id,
    )
    return start_playbooks(actor, start, on=on)


def start_big_order(actor: Actor, order: Order, *, on: date) -> list[Task]:
    """An order far beyond the usual is worth a letter of thanks (S1-72)."""
    what = order.product or order.number
    amount = money(order.amount, currency_sign())
    start = Start(
        "big_order",
        f"order:{order.pk}",
        at_the_start_of(order.ordered_on),
        {
            "what": Words(what, what),
            "day": day_words(order.ordered_on, seen_on=on),
            "person": Words(order.customer.name, order.customer.name),
            "amount": amount,
        },
        order.customer,
        weight=order.amount,
    )
    return start_playbooks(actor, start, on=on)
