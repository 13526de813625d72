"""Ideas are offered and asked about; what was found of products is written down (S1-72, S0-35)."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction

from zhike.activities.models import Idea, Observation, Task
from zhike.customers.models import Contact, Customer
from zhike.trust import journal
from zhike.trust.actor import Actor, Permission, demand
from zhike.trust.requests import asker


@transaction.atomic
def offer_idea(
    actor: Actor,
    customer: Customer,
    *,
    kind: str,
    what: str,
    worth: int,
    offered_on: date,
    ask_on: date,
    contact: Contact | None,
    task: Task,
) -> Idea:
    """Something we thought of for a customer; `task` asks about it later."""
    demand(actor, Permission.LOG_TOUCHES)
    idea = Idea.objects.create(
        customer=customer,
        contact=contact,
        kind=kind,
        what=what.strip(),
        worth=worth,
        offered_on=offered_on,
        ask_on=ask_on,
        task=task,
        by_id=asker(actor),
    )
    journal.record(
        actor, "idea.offered", idea, on=offered_on, customer_id=customer.pk, what=idea.what
    )
    return idea


@transaction.atomic
def settle_idea(actor: Actor, idea: Idea, *, result: str, outcome: str, on: date) -> Idea:
    """What became of it."""
    demand(actor, Permission.LOG_TOUCHES)
    idea.result, idea.outcome = result, outcome.strip()[:200]
    idea.settled_on = on
    idea.save(update_fields=["result", "outcome", "settled_on"])
    journal.record(
        actor,
        "idea.settled",
        idea,
        on=on,
        customer_id=idea.customer_id,
        what=idea.what,
        result=result,
    )
    return idea


@dataclass(frozen=True, slots=True)
class Found:
    """What was found of a product: of the customer's own, or a rival's (`whose`)."""

    whose: str
    product: str
    maker: str
    good: str
    weak: str
    used_on: date


@transaction.atomic
def note_observation(
    actor: Actor, customer: Customer, found: Found, *, on: date
) -> Observation:
    """We used it ourselves."""
    demand(actor, Permission.LOG_TOUCHES)
    row = Observation.objects.create(
        customer=customer,
        whose=found.whose,
        product=found.product.strip(),
        maker=found.maker.strip(),
        good=found.good.strip(),
        weak=found.weak.strip(),
        used_on=found.used_on,
        by_id=asker(actor),
    )
    journal.record(
        actor, "observation.noted", row, on=on, customer_id=customer.pk, what=row.product
    )
    return row


@transaction.atomic
def share_observation(actor: Actor, row: Observation, *, on: date) -> Observation:
    """The customer was told."""
    demand(actor, Permission.LOG_TOUCHES)
    row.shared_on = on
    row.save(update_fields=["shared_on"])
    journal.record(
        actor, "observation.shared", row, on=on, customer_id=row.customer_id, what=row.product
    )
    return row
