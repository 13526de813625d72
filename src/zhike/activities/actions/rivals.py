"""A competitor waits at a customer, supplies him, or is gone (S1-21)."""

from datetime import date

from django.db import transaction

from zhike.activities.models import Competitor, Milestone, Rival
from zhike.customers.models import Customer
from zhike.trust import journal
from zhike.trust.actor import Actor, Permission, demand


@transaction.atomic
def note_rival(
    actor: Actor,
    customer: Customer,
    competitor: Competitor,
    *,
    state: str,
    why: str,
    on: date,
    deal: Milestone | None = None,
) -> Rival:
    """How it stands with a competitor at a customer; what was known of him there before is replaced, the journal keeps it."""
    demand(actor, Permission.LOG_TOUCHES)
    there = Rival.objects.unscoped().filter(customer=customer, competitor=competitor).first()
    rival = there or Rival(customer=customer, competitor=competitor)
    before = rival.state if there else ""
    if before != state:
        rival.since = on
    rival.state, rival.why, rival.noted_by_id = state, why.strip()[:200], actor.user_id
    rival.deal = deal or rival.deal
    rival.save()
    journal.record(
        actor, f"rival.{state}", rival, on=on, customer_id=customer.pk,
        competitor=competitor.name, before=before, why=rival.why,
    )  # fmt: skip
    return rival
