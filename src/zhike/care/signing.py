"""A contract is signed: whoever opposed, was never met or supported us is visited, each with his own questions (S1-19)."""

from datetime import date, datetime, time

from django.db import transaction
from django.utils.timezone import get_current_timezone, make_aware

from zhike.activities.models import Task
from zhike.care.starting import Start, start_playbooks
from zhike.care.watches.people import people_of, visits
from zhike.customers import queries as customers
from zhike.trust.actor import Actor, Permission, demand


@transaction.atomic
def plan_visits(actor: Actor, customer_id: int, *, signed_on: date, on: date) -> list[Task]:
    """Lay the visits after a signing; the same signing again lays nothing."""
    demand(actor, Permission.LOG_TOUCHES)
    customer = customers.customer(actor, customer_id)
    at = make_aware(datetime.combine(on, time(9)), get_current_timezone())
    by_id = {person.pk: person for person in people_of(actor, customer_id)}
    laid: list[Task] = []
    for kind, found in visits(by_id.values(), signed_on, on):
        start = Start(
            kind,
            found.key,
            at,
            found.values,
            customer,
            contact=by_id[found.contact_id] if found.contact_id else None,
            assignee_id=customer.owner_id or actor.user_id,
        )
        laid += start_playbooks(actor, start, on=on)
    return laid
