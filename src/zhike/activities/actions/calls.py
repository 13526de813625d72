"""Calls are taken for somebody, rung back, planned and made."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time

from django.db import transaction
from django.utils.timezone import localtime

from zhike.activities.models import CallBack, CallHours, Slip, Task, Touch
from zhike.customers.models import Contact, Customer
from zhike.lib.words import Words
from zhike.trust import journal
from zhike.trust.actor import Actor, Permission, demand

LEAD = Words("看看是不是新客户：{what}", "Perhaps a new customer: {what}")


@dataclass(frozen=True, slots=True)
class SlipDraft:
    """What is written down of a call: what became of it, who rang, from which number, what about, and for whom."""

    kind: str
    purpose: str
    for_user_id: int
    caller: str = ""
    number: str = ""
    is_urgent: bool = False
    ring_at: datetime | None = None


@transaction.atomic
def take_slip(
    actor: Actor,
    draft: SlipDraft,
    *,
    at: datetime,
    customer: Customer | None,
    contact: Contact | None,
) -> Slip:
    """A call is written down for a colleague; where he is, nobody asks and nobody writes (S4-38)."""
    demand(actor, Permission.RECEIVE_CASES)
    slip = Slip.objects.create(
        customer=customer,
        contact=contact,
        kind=draft.kind,
        caller=draft.caller.strip(),
        number=draft.number.strip(),
        purpose=draft.purpose.strip(),
        is_urgent=draft.is_urgent,
        taken_by_id=actor.user_id,
        taken_at=at,
        for_whom_id=draft.for_user_id,
        ring_at=draft.ring_at,
    )
    journal.record(
        actor,
        "slip.taken",
        slip,
        on=localtime(at).date(),
        customer_id=customer.pk if customer else None,
        kind=slip.kind,
    )
    return slip


@transaction.atomic
def lay_for_nobodys_customer(actor: Actor, slip: Slip, title: Words, *, on: date) -> Task:
    """A task of a slip whose caller is no customer (yet)."""
    due_at = slip.ring_at
    task = Task.objects.create(
        kind=Task.Kind.REPLY,
        origin=f"slip:{slip.pk}",
        title=title.zh[:200],
        title_en=title.en[:200],
        why=slip.purpose,
        why_en=slip.purpose,
        due_on=localtime(due_at).date() if due_at else on,
        due_at=due_at,
        assignee_id=slip.for_whom_id,
        laid_on=on,
    )
    journal.record(actor, "task.laid", task, on=on, title=task.title)
    return task


@transaction.atomic
def hand_slip(actor: Actor, slip: Slip, task: Task) -> None:
    """The slip is somebody's to do now."""
    demand(actor, Permission.RECEIVE_CASES)
    slip.task = task
    slip.save(update_fields=["task"])


@transaction.atomic
def set_call_hours(
    actor: Actor, contact: Contact, *, opens: time, closes: time, note: str, on: date
) -> CallHours:
    """When it suits him to be called."""
    demand(actor, Permission.LOG_TOUCHES)
    hours, _ = CallHours.objects.unscoped().update_or_create(
        contact=contact,
        defaults={
            "customer_id": contact.customer_id,
            "opens": opens,
            "closes": closes,
            "note": note.strip(),
        },
    )
    journal.record(actor, "call_hours.set", hours, on=on, customer_id=contact.customer_id)
    return hours


@transaction.atomic
def plan_call_back(
    actor: Actor,
    customer: Customer,
    *,
    contact: Contact | None,
    purpose: str,
    wanted_on: date,
    on: date,
) -> CallBack:
    """Somebody is to be called and asked how things are (S3-19)."""
    demand(actor, Permission.LOG_TOUCHES)
    call = CallBack.objects.create(
        customer=customer,
        contact=contact,
        by_id=actor.user_id or customer.owner_id,
        purpose=purpose.strip(),
        wanted_on=wanted_on,
    )
    journal.record(
        actor, "call_back.planned", call, on=on, customer_id=customer.pk, purpose=call.purpose
    )
    return call


@transaction.atomic
def put_off_call(actor: Actor, call: CallBack, *, better_at: datetime, on: date) -> CallBack:
    """He said no for now, and when it suits him better: nothing was asked."""
    demand(actor, Permission.LOG_TOUCHES)
    call.consented, call.better_at = False, better_at
    call.wanted_on = localtime(better_at).date()
    call.save(update_fields=["consented", "better_at", "wanted_on"])
    journal.record(actor, "call_back.put_off", call, on=on, customer_id=call.customer_id)
    return call


@transaction.atomic
def end_call(
    actor: Actor,
    call: CallBack,
    *,
    consented: bool,
    answers: Sequence[tuple[str, str]],
    minutes: int | None,
    touch: Touch | None,
    on: date,
) -> CallBack:
    """He was called: what he answered and how long it took, or that he wants no such call."""
    demand(actor, Permission.LOG_TOUCHES)
    call.consented, call.minutes, call.touch, call.ended_on = consented, minutes, touch, on
    call.answers = [{"question": question, "answer": answer} for question, answer in answers]
    call.save(update_fields=["consented", "minutes", "touch", "ended_on", "answers"])
    journal.record(
        actor, "call_back.made", call, on=on, customer_id=call.customer_id, consented=consented
    )
    return call
