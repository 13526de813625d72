"""Promises are given, and kept or not; all of them live in one store (S1-20)."""

from datetime import date

from django.db import transaction

from zhike.activities.models import Promise, Touch
from zhike.customers.models import Contact, Customer
from zhike.trust import journal
from zhike.trust.actor import Actor, Permission, demand


@transaction.atomic
def give_promise(actor: Actor, touch: Touch, *, what: str, due_on: date, on: date) -> Promise:
    """We told somebody we would do something by a day."""
    demand(actor, Permission.LOG_TOUCHES)
    promise = Promise.objects.create(
        customer_id=touch.customer_id,
        contact_id=touch.contact_id,
        touch=touch,
        what=what.strip(),
        made_on=touch.touched_on,
        made_by_id=actor.user_id,
        due_on=due_on,
    )
    journal.record(
        actor,
        "promise.given",
        promise,
        on=on,
        customer_id=touch.customer_id,
        what=promise.what,
        due_on=str(due_on),
    )
    return promise


@transaction.atomic
def note_promise(
    actor: Actor,
    customer: Customer,
    *,
    what: str,
    due_on: date,
    on: date,
    made_in: str,
    contact: Contact | None,
) -> Promise:
    """A promise made elsewhere than in a touch that is written down: in a quote, over a complaint."""
    demand(actor, Permission.LOG_TOUCHES)
    promise = Promise.objects.create(
        customer=customer,
        contact=contact,
        what=what.strip(),
        made_in=made_in,
        made_on=on,
        made_by_id=actor.user_id,
        due_on=due_on,
    )
    journal.record(
        actor,
        "promise.given",
        promise,
        on=on,
        customer_id=customer.pk,
        what=promise.what,
        due_on=str(due_on),
    )
    return promise


@transaction.atomic
def settle_promise(
    actor: Actor,
    promise: Promise,
    *,
    on: date,
    is_broken: bool = False,
    is_exceeded: bool = False,
) -> Promise:
    """A promise was kept in time, perhaps more than kept, kept late, or will not be kept."""
    demand(actor, Permission.LOG_TOUCHES)
    in_time = Promise.Result.EXCEEDED if is_exceeded else Promise.Result.KEPT
    result = in_time if on <= promise.due_on else Promise.Result.LATE
    promise.result = Promise.Result.BROKEN if is_broken else result
    promise.settled_on = on
    promise.save(update_fields=["result", "settled_on"])
    journal.record(
        actor,
        "promise.settled",
        promise,
        on=on,
        customer_id=promise.customer_id,
        what=promise.what,
        result=promise.result,
    )
    return promise


@transaction.atomic
def move_promise(actor: Actor, promise: Promise, *, to: date, why: str, on: date) -> Promise:
    """The customer agreed to another day; the journal keeps the day that was promised first."""
    demand(actor, Permission.LOG_TOUCHES)
    was, promise.due_on = promise.due_on, to
    promise.save(update_fields=["due_on"])
    journal.record(
        actor,
        "promise.moved",
        promise,
        on=on,
        customer_id=promise.customer_id,
        what=promise.what,
        was=str(was),
        to=str(to),
        why=why.strip()[:400],
    )
    return promise
