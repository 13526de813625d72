"""Calls: whoever rings is known and greeted, a promise to ring back has its minute, a call-back begins with consent (S3-19, S4-36 to S4-38)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time

from django.db import transaction
from django.db.models import Q
from django.utils.timezone import get_current_timezone, localtime, make_aware

from zhike.activities import queries as activities
from zhike.activities.actions import calls, promises
from zhike.activities.actions.calls import LEAD, SlipDraft
from zhike.activities.models import CallBack, CallHours, Promise, Slip, Task
from zhike.activities.querysets import CallBackQuerySet
from zhike.care.actions import end_all, log_touch
from zhike.care.runs.moving import move_event
from zhike.care.starting import Start, start_playbooks
from zhike.customers import queries as customers
from zhike.customers.models import Contact, Customer
from zhike.lib.words import Words
from zhike.service import queries as service
from zhike.service.models import Case
from zhike.trust.actor import Actor

ANY_TIME = Words("没说过什么时候方便", "no time of theirs is known")
AT_THEIR_HOUR = Words("方便的时间 {hours}", "it suits from {hours}")
NO_MORE = Words("不愿接受回访", "wants no such call")
OF_NOBODY = Words("给{who}回电：{what}", "Ring {who} back: {what}")


@dataclass(frozen=True, slots=True)
class Caller:
    """Who rings: how to greet him, and what is open with his company."""

    customer: Customer
    contact: Contact | None
    cases: list[Case]
    promises: list[Promise]
    tasks: list[Task]
    hours: CallHours | None


def caller(actor: Actor, customer_id: int, contact_id: int | None) -> Caller:
    """Somebody rings: everything for the first sentence on one screen."""
    customer = customers.customer(actor, customer_id)
    people = customers.contacts(actor, customer_id)
    contact = people.filter(pk=contact_id).first() if contact_id else people.first()
    return Caller(
        customer,
        contact,
        list(service.open_cases(actor, customer_id)[:3]),
        list(activities.open_promises(actor, customer_id)[:3]),
        list(activities.open_tasks(actor, customer_id)[:3]),
        hours_of(actor, contact) if contact else None,
    )


def hours_of(actor: Actor, contact: Contact) -> CallHours | None:
    """When it suits him to be called, or None."""
    return CallHours.objects.visible_to(actor).filter(contact=contact).first()


def slips(actor: Actor, *, limit: int = 30) -> list[Slip]:
    """Calls taken for me or by me, the newest first."""
    rows = Slip.objects.visible_to(actor) if actor.user_id else Slip.objects.none()
    mine = Q(for_whom_id__in=actor.stands_for) | Q(taken_by_id=actor.user_id)
    rows = rows.filter(mine).select_related(
        "customer", "contact", "for_whom", "taken_by", "task"
    )
    return list(rows.order_by("-taken_at", "-pk")[:limit])


@transaction.atomic
def take_call(
    actor: Actor,
    draft: SlipDraft,
    *,
    at: datetime,
    customer_id: int | None = None,
    contact_id: int | None = None,
) -> Slip:
    """What became of a call: a task of the colleague it was for, a promise to ring back on the minute, or a lead."""
    customer = customers.customer(actor, customer_id) if customer_id else None
    contact = None
    if customer and contact_id:
        contact = customers.contacts(actor, customer.pk).get(pk=contact_id)
    slip = calls.take_slip(actor, draft, at=at, customer=customer, contact=contact)
    on = localtime(at).date()
    if customer is None:
        words = LEAD if draft.kind == Slip.Kind.LEAD else OF_NOBODY
        who = slip.caller or slip.number or "–"
        title = words.format(who=Words(who, who), what=Words(slip.purpose, slip.purpose))
        calls.hand_slip(actor, slip, calls.lay_for_nobodys_customer(actor, slip, title, on=on))
        return slip
    for task in start_playbooks(actor, _start(actor, slip, customer, on), on=on):
        calls.hand_slip(actor, slip, task)
    return slip


def _start(actor: Actor, slip: Slip, customer: Customer, on: date) -> Start:
    who = slip.caller or (slip.contact.greeting if slip.contact else customer.name)
    promise = None
    if slip.kind == Slip.Kind.RING_BACK and slip.ring_at:
        promise = promises.note_promise(
            actor,
            customer,
            what=OF_NOBODY.format(
                who=Words(who, who), what=Words(slip.purpose, slip.purpose)
            ).zh[:200],
            due_on=localtime(slip.ring_at).date(),
            on=on,
            made_in="call",
            contact=slip.contact,
        )
    return Start(
        "ring_back" if promise else "message_left",
        f"slip:{slip.pk}",
        localtime(slip.ring_at or slip.taken_at),
        {
            "caller": Words(who, who),
            "what": Words(slip.purpose, slip.purpose),
            "number": Words(slip.number or "–", slip.number or "–"),
        },
        customer,
        contact=slip.contact,
        promise=promise,
        assignee_id=slip.for_whom_id,
    )


def call_backs(actor: Actor) -> CallBackQuerySet:
    """The calls I am to make, the soonest first."""
    rows = CallBack.objects.visible_to(actor).open().filter(by_id__in=actor.stands_for)
    return rows.select_related("customer", "contact__call_hours").order_by("wanted_on", "pk")


def call_back(actor: Actor, call_id: int) -> CallBack:
    """One call to make."""
    rows = CallBack.objects.visible_to(actor).select_related("customer", "contact__call_hours")
    return rows.get(pk=call_id)


@transaction.atomic
def plan_call_back(
    actor: Actor,
    *,
    customer_id: int,
    purpose: str,
    wanted_on: date,
    on: date,
    contact_id: int | None = None,
) -> CallBack:
    """A call-back goes on the agenda, at an hour that suits him where one is known."""
    customer = customers.customer(actor, customer_id)
    people = customers.contacts(actor, customer_id)
    contact = people.get(pk=contact_id) if contact_id else None
    call = calls.plan_call_back(
        actor, customer, contact=contact, purpose=purpose, wanted_on=wanted_on, on=on
    )
    hours = hours_of(actor, contact) if contact else None
    at = make_aware(
        datetime.combine(wanted_on, hours.opens if hours else time(10)), get_current_timezone()
    )
    start_playbooks(actor, _planned(call, at, hours), on=on)
    return call


@transaction.atomic
def put_off(actor: Actor, call_id: int, *, better_at: datetime, on: date) -> CallBack:
    """It does not suit him now: nothing is asked, and he is called at the minute he named (S3-19)."""
    call = calls.put_off_call(actor, call_back(actor, call_id), better_at=better_at, on=on)
    start = _planned(call, localtime(better_at), None)
    move_event(
        actor, start.key, starts=("call_back_planned",), at=start.at, values=start.values, on=on
    )
    return call


@transaction.atomic
def end_call_back(
    actor: Actor,
    call_id: int,
    *,
    consented: bool,
    said: str,
    answers: Sequence[tuple[str, str]],
    minutes: int | None,
    on: date,
) -> CallBack:
    """He was called. Without his consent nothing was asked and nothing is kept but that."""
    call = call_back(actor, call_id)
    touch = None
    if consented:
        touch = log_touch(
            actor,
            customer_id=call.customer_id,
            contact_id=call.contact_id,
            kind="call",
            summary=said,
            on=on,
        )
    ended = calls.end_call(
        actor,
        call,
        consented=consented,
        answers=answers if consented else (),
        minutes=minutes,
        touch=touch,
        on=on,
    )
    outcome = said if consented else str(NO_MORE)
    end_all(actor, f"call_back:{call.pk}", outcome=outcome, on=on, touch=touch)
    return ended


@transaction.atomic
def set_hours(
    actor: Actor, contact_id: int, *, opens: time, closes: time, note: str, on: date
) -> CallHours:
    """When it suits somebody to be called."""
    contact = customers.contact(actor, contact_id)
    return calls.set_call_hours(actor, contact, opens=opens, closes=closes, note=note, on=on)


def _planned(call: CallBack, at: datetime, hours: CallHours | None) -> Start:
    person = call.contact.greeting if call.contact else str(call.customer)
    said = ANY_TIME
    if hours:
        span = f"{hours.opens:%H:%M}–{hours.closes:%H:%M}"
        said = AT_THEIR_HOUR.format(hours=Words(span, span))
    return Start(
        "call_back_planned",
        f"call_back:{call.pk}",
        at,
        {
            "person": Words(person, person),
            "what": Words(call.purpose, call.purpose),
            "hours": said,
        },
        call.customer,
        contact=call.contact,
        assignee_id=call.by_id,
    )
