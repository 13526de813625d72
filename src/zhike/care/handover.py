"""A customer changes hands and nothing about it is lost: open work moves along, and a pack says what one must know (S0-01)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db import transaction
from django.utils.timezone import get_current_timezone, make_aware

from zhike.activities import queries as activities
from zhike.activities.actions.tasks import hand_over_task
from zhike.activities.models import Promise, Task, Touch
from zhike.care.starting import Start, start_playbooks
from zhike.customers import facts
from zhike.customers import queries as customers
from zhike.customers.actions.book import assign_customer
from zhike.customers.actions.handovers import packed
from zhike.customers.facts import Answer
from zhike.customers.models import Contact, Customer, Handover
from zhike.lib.words import Words
from zhike.methods.forms import Item
from zhike.service import queries as service
from zhike.service.models import Case
from zhike.trust.actor import Actor
from zhike.trust.policy import Channel

AHEAD = timedelta(days=90)
CARD, AVOID = "relationship_card", "person.avoid"


@transaction.atomic
def hand_over(
    actor: Actor, customer_id: int, *, owner_id: int, on: date, why: str = ""
) -> Handover:
    """Another account manager looks after the customer: what the former one still had to do is his now, and he is told how to begin."""
    customer = customers.customer(actor, customer_id)
    handover = assign_customer(actor, customer, owner_id=owner_id, on=on, why=why)
    pack_up(actor, handover, on=on)
    return handover


@transaction.atomic
def pack_up(actor: Actor, handover: Handover, *, on: date) -> None:
    """Move the open work along and tell the new account manager how to begin; a second time changes nothing."""
    customer, before = handover.customer, handover.before
    left = Task.objects.unscoped().open().filter(customer=customer, assignee=before)
    for task in left.exclude(assignee=None):
        hand_over_task(actor, task, to_user_id=handover.after_id, on=on)
    promises = Promise.objects.unscoped().open().filter(customer=customer).count()
    people = Contact.objects.unscoped().filter(customer=customer).order_by("-is_main", "pinyin")
    greetings = [person.greeting for person in people[:2]]
    former = str(before) if before else ""
    start = Start(
        "handed_over",
        f"handover:{handover.pk}",
        make_aware(datetime.combine(on, time(9)), get_current_timezone()),
        {
            "before": Words(former or "公司", former or "the company"),
            "promises": Words(str(promises), str(promises)),
            "people": Words(
                "、".join(greetings) or "主要联系人",
                ", ".join(greetings) or "the main contact",
            ),
        },
        customer,
        assignee_id=handover.after_id,
    )
    start_playbooks(actor, start, on=on)
    packed(handover, on=on)


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody at the customer, what serves meeting him and what not to raise."""

    contact: Contact
    known: tuple[tuple[Item, Answer], ...]
    avoid: Words | None


@dataclass(frozen=True, slots=True)
class Pack:
    """What whoever takes over must know, on one page."""

    customer: Customer
    handover: Handover | None
    people: tuple[Person, ...]
    promises: tuple[Promise, ...]
    cases: tuple[Case, ...]
    steps: tuple[Task, ...]
    touches: tuple[Touch, ...]
    dates: tuple[tuple[date, Words], ...]


def pack(actor: Actor, customer_id: int, *, on: date) -> Pack:
    """The hand-over pack of a customer: open promises, people, cautions, next dates."""
    customer = customers.customer(actor, customer_id)
    contacts = list(customers.contacts(actor, customer_id)[:12])
    return Pack(
        customer=customer,
        handover=customers.handover(actor, customer_id),
        people=tuple(_people(actor, customer, contacts, on)),
        promises=tuple(activities.open_promises(actor, customer_id)[:20]),
        cases=tuple(service.open_cases(actor, customer_id)[:10]),
        steps=tuple(activities.open_tasks(actor, customer_id)[:20]),
        touches=tuple(activities.touches(actor, customer_id)[:10]),
        dates=tuple(_dates(contacts, on)),
    )


def _people(
    actor: Actor, customer: Customer, contacts: Sequence[Contact], on: date
) -> list[Person]:
    answers = facts.answers_of_people(actor, customer, Channel.PAGE, on=on)
    return [
        Person(
            contact,
            tuple(facts.on_card(answers.get(contact.pk, {}), CARD, besides=AVOID)),
            found.words if (found := answers.get(contact.pk, {}).get(AVOID)) else None,
        )
        for contact in contacts
    ]


def _dates(contacts: Sequence[Contact], on: date) -> list[tuple[date, Words]]:
    """The birthdays of the next three months."""
    coming = [
        (
            day,
            Words(
                f"{c.greeting}生日（{birthday.words.zh}）",
                f"{c.greeting}’s birthday ({birthday.words.en})",
            ),
        )
        for c in contacts
        if (birthday := c.birthday) and (day := birthday.next(on)) <= on + AHEAD
    ]
    return sorted(coming, key=lambda entry: entry[0])
