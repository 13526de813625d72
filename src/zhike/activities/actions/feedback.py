"""What is heard at customers goes to our product people, is looked at, answered and taken back (S1-31)."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction

from zhike.activities.models import Competitor, Feedback, FeedbackDesk, Milestone, Visit
from zhike.customers.models import Contact, Customer
from zhike.trust import journal
from zhike.trust.actor import Actor, Permission, demand
from zhike.trust.requests import asker
from zhike.users import queries as users


@dataclass(frozen=True, slots=True)
class Heard:
    """What was heard, of which kind, of which product or competitor, from whom, on which visit or over which deal."""

    kind: str
    words: str
    product: str = ""
    competitor: Competitor | None = None
    customer: Customer | None = None
    contact: Contact | None = None
    visit: Visit | None = None
    deal: Milestone | None = None


@transaction.atomic
def raise_feedback(actor: Actor, heard: Heard, *, on: date) -> Feedback:
    """It goes to whoever receives this kind."""
    demand(actor, Permission.LOG_TOUCHES)
    made = Feedback.objects.create(
        kind=heard.kind, words=heard.words.strip(), product=heard.product.strip(), competitor=heard.competitor,
        customer=heard.customer, contact=heard.contact, visit=heard.visit, deal=heard.deal,
        raised_by_id=asker(actor), raised_on=on, receiver_id=receiver_of(heard.kind),
    )  # fmt: skip
    _record(actor, "feedback.raised", made, on=on)
    return made


def receiver_of(kind: str) -> int | None:
    """Who receives a kind of feedback: whoever was named while he works here, else a head of the company."""
    named = FeedbackDesk.objects.filter(kind=kind, receiver__is_active=True)
    return named.values_list("receiver_id", flat=True).first() or users.executive()


@transaction.atomic
def name_receiver(actor: Actor, kind: str, user_id: int, *, on: date) -> FeedbackDesk:
    """Somebody receives this kind from now on; what nobody has answered yet goes to him too."""
    demand(actor, Permission.MANAGE_BOOK)
    desk, _ = FeedbackDesk.objects.update_or_create(
        kind=kind, defaults={"receiver_id": user_id}
    )
    waiting = Feedback.objects.unscoped().filter(kind=kind, answered_on=None, done_on=None)
    waiting.update(receiver_id=receiver_of(kind))
    journal.record(actor, "feedback.receiver", desk, on=on, of=kind, user=user_id)
    return desk


@transaction.atomic
def look_at(actor: Actor, item: Feedback, *, on: date) -> Feedback:
    """Whoever receives it has looked at it."""
    item.state, item.looked_at_on = Feedback.State.LOOKED_AT, on
    item.save(update_fields=["state", "looked_at_on"])
    _record(actor, "feedback.looked_at", item, on=on)
    return item


@transaction.atomic
def answer(actor: Actor, item: Feedback, words: str, *, on: date) -> Feedback:
    """What comes of it."""
    item.state, item.answer = Feedback.State.ANSWERED, words.strip()
    item.answered_by_id, item.answered_on = actor.user_id, on
    item.looked_at_on = item.looked_at_on or on
    item.save(update_fields=["state", "answer", "answered_by", "answered_on", "looked_at_on"])
    _record(actor, "feedback.answered", item, on=on)
    return item


@transaction.atomic
def finish(actor: Actor, item: Feedback, *, on: date) -> Feedback:
    """The customer knows, or there is nobody to tell."""
    item.state, item.done_on = Feedback.State.DONE, on
    item.save(update_fields=["state", "done_on"])
    _record(actor, "feedback.done", item, on=on)
    return item


def _record(actor: Actor, kind: str, item: Feedback, *, on: date) -> None:
    journal.record(
        actor, kind, item, on=on, customer_id=item.customer_id, of=item.kind, words=item.words
    )
