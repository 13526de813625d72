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


@transaction.atomic
def correct_milestone(
    actor: Actor,
    milestone: Milestone,
    *,
    what: str,
    happens_on: date,
    contact: Contact | None,
    on: date,
) -> Milestone:
    """It was written down wrongly; the journal keeps what stood there."""
    demand(actor, Permission.LOG_TOUCHES)
    was = {"was": milestone.what, "was_on": str(milestone.happens_on)}
    milestone.what, milestone.happens_on, milestone.contact = what.strip(), happens_on, contact
    milestone.save(update_fields=["what", "happens_on", "contact"])
    journal.record(
        actor,
        "milestone.corrected",
        milestone,
        on=on,
        customer_id=milestone.customer_id,
        of=milestone.kind,
        what=milestone.what,
        happens_on=str(happens_on),
        **was,
    )
    return milestone


@transaction.atomic
def withdraw_milestone(actor: Actor, milestone: Milestone, *, why: str, on: date) -> None:
    """It never was; the journal alone remembers it. `HasCourse` while something else belongs to this deal."""
    demand(actor, Permission.LOG_TOUCHES)
    if Milestone.objects.unscoped().filter(deal=milestone).exists():
        raise HasCourse
    journal.record(
        actor,
        "milestone.withdrawn",
        milestone,
        on=on,
        customer_id=milestone.customer_id,
        of=milestone.kind,
        what=milestone.what,
        happens_on=str(milestone.happens_on),
        why=why.strip()[:400],
    )
    milestone.delete()


class HasCourse(ValueError):
    """A deal cannot be withdrawn while what came after it stands."""
