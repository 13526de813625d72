"""What happened at a customer, or is going to, is noted."""

from datetime import date

from django.db import transaction

from zhike.activities.models import Milestone
from zhike.customers.models import Contact, Customer
from zhike.trust import journal
from zhike.trust.actor import Actor, Permission, demand


@transaction.atomic
def note_milestone(
    actor: Actor,
    customer: Customer,
    *,
    kind: str,
    what: str,
    happens_on: date,
    on: date,
    contact: Contact | None = None,
    deal: Milestone | None = None,
    origin: str | None = None,
) -> Milestone:
    """A milestone, perhaps of a deal; the same `origin` again is the same milestone."""
    demand(actor, Permission.LOG_TOUCHES)
    if origin and (there := Milestone.objects.unscoped().filter(origin=origin).first()):
        return there
    milestone = Milestone.objects.create(
        customer=customer,
        contact=contact,
        kind=kind,
        what=what.strip(),
        happens_on=happens_on,
        deal=deal,
        noted_by_id=actor.user_id,
        noted_on=on,
        origin=origin,
    )
    journal.record(
        actor,
        f"milestone.{kind}",
        milestone,
        on=on,
        customer_id=customer.pk,
        what=milestone.what,
        happens_on=str(happens_on),
    )
    return milestone
