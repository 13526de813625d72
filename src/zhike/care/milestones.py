"""A milestone is noted, and the playbooks that wait for it start at once."""

from collections.abc import Iterable
from datetime import date

from django.db import transaction

from zhike.activities import queries as activities
from zhike.activities.actions import milestones
from zhike.activities.actions.milestones import HasCourse as HasCourse
from zhike.activities.actions.tasks import end_task
from zhike.activities.models import Milestone, Task
from zhike.care.expecting import Wish, expect
from zhike.care.models import Run
from zhike.care.rivals import rival_of_deal
from zhike.care.runs.moving import move_event
from zhike.care.runs.stopping import call_off, take_back
from zhike.care.starting import Start, at_the_start_of, start_many, start_playbooks
from zhike.care.watches.wording import currency_sign, money
from zhike.customers import queries as customers
from zhike.customers.models import Contact
from zhike.lib.spoken_days import day_words
from zhike.lib.words import Words
from zhike.sales.models import Order
from zhike.trust.actor import Actor

WITHDRAWN = Words("记错了：{why}", "noted by mistake: {why}")


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
    rival: str = "",
    origin: str | None = None,
    expected: str = "",
) -> tuple[Milestone, list[Task]]:
    """Something happened at a customer, or will; says what it set off. What belongs to a deal carries on the deal's run (S1-05).

    `rival` names the competitor a deal was won from, who waits now, or lost to, who supplies (S1-21). `expected` is
    what the customer hopes to get of a deal won (S0-22). The same `origin` again is the same milestone.
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
    if rival:
        rival_of_deal(actor, noted, rival, on=on)
    if expected and kind == "deal_won":
        wish = Wish("project", what, expected, contact_id=contact_id, deal_id=noted.pk)
        expect(actor, customer_id, wish, on=on)
    return noted, start_milestone(actor, noted, on=on)


@transaction.atomic
def correct_milestone(
    actor: Actor,
    milestone_id: int,
    *,
    what: str,
    happens_on: date,
    on: date,
    contact_id: int | None = None,
) -> Milestone:
    """It was written down wrongly: its words, its day and whom it concerns are put right, and what it set off moves along."""
    found = activities.milestone(actor, milestone_id)
    people = customers.contacts(actor, found.customer_id)
    contact = people.get(pk=contact_id) if contact_id else None
    milestones.correct_milestone(
        actor, found, what=what, happens_on=happens_on, contact=contact, on=on
    )
    key, values = f"milestone:{(found.deal or found).pk}", _values(found, on=on)
    said = {name: [words.zh, words.en] for name, words in values.items()}
    for run in Run.objects.visible_to(actor).open().filter(key=key):
        run.values |= said
        run.save(update_fields=["values"])
    move_event(
        actor, key, starts={found.kind}, at=at_the_start_of(happens_on), values=values, on=on
    )
    return found


@transaction.atomic
def withdraw_milestone(actor: Actor, milestone_id: int, *, why: str, on: date) -> None:
    """It never was: what it set off ends with it. `HasCourse` when it is a deal that went on."""
    found = activities.milestone(actor, milestone_id)
    words = WITHDRAWN.format(why=Words(why, why))
    rows = Run.objects.visible_to(actor).open().select_related("text")
    for run in rows.filter(key=f"milestone:{(found.deal or found).pk}"):
        if found.deal:
            take_back(actor, run, {found.kind}, why=words, on=on)
        else:
            call_off(actor, run, why=words, on=on)
    if not found.deal:
        left = Task.objects.visible_to(actor).open()
        for task in left.filter(origin__endswith=f":milestone:{found.pk}"):
            end_task(
                actor, task, result=Task.Result.WAIVED, outcome=str(words), on=on, touch=None
            )
    milestones.withdraw_milestone(actor, found, why=why, on=on)


def start_milestone(actor: Actor, milestone: Milestone, *, on: date) -> list[Task]:
    """Start what waits for a milestone; the same one again starts nothing."""
    root = milestone.deal or milestone
    start = Start(
        milestone.kind,
        f"milestone:{root.pk}",
        at_the_start_of(milestone.happens_on),
        _values(milestone, on=on),
        milestone.customer,
        contact=milestone.contact,
        assignee_id=milestone.customer.owner_id or milestone.noted_by_id,
    )
    return start_playbooks(actor, start, on=on)


def _values(milestone: Milestone, *, on: date) -> dict[str, Words]:
    """What fills the blanks of the steps a milestone sets off."""
    person = milestone.contact.greeting if milestone.contact else milestone.customer.name
    return {
        "what": Words(milestone.what, milestone.what),
        "day": day_words(milestone.happens_on, seen_on=on),
        "person": Words(person, person),
    }


def start_big_orders(actor: Actor, orders: Iterable[Order], *, on: date) -> int:
    """Orders far beyond the usual are worth a letter of thanks (S1-72); say how many tasks were laid."""
    sign = currency_sign()
    return start_many(actor, "big_order", [_big(order, sign, on) for order in orders], on=on)


def _big(order: Order, sign: str, on: date) -> Start:
    what = order.product or order.number
    return Start(
        "big_order",
        f"order:{order.pk}",
        at_the_start_of(order.ordered_on),
        {
            "what": Words(what, what),
            "day": day_words(order.ordered_on, seen_on=on),
            "person": Words(order.customer.name, order.customer.name),
            "amount": money(order.amount, sign),
        },
        order.customer,
        weight=order.amount,
    )
