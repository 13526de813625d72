"""Who is with customers is our ear: what is heard goes to our product people, and their answer goes back the same way (S1-31)."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.db.models import Count

from zhike.activities import queries as activities
from zhike.activities.actions import feedback as actions
from zhike.activities.actions.competitors import name_competitor
from zhike.activities.actions.feedback import name_receiver as name_receiver
from zhike.activities.models import Feedback, FeedbackDesk, Visit
from zhike.activities.querysets import FeedbackQuerySet
from zhike.care.actions import end_all
from zhike.care.starting import Start, at_the_start_of, start_playbooks
from zhike.customers import queries as customers
from zhike.customers.models import Customer
from zhike.lib.words import Words
from zhike.trust.actor import Actor, Forbidden, Permission, demand
from zhike.users import queries as users
from zhike.users.models import User

KINDS = {
    "need": Words("需要", "Need"),
    "product": Words("产品", "Product"),
    "competitor": Words("对手", "Competitor"),
}
STATES = {
    "new": (Words("新的", "new"), "warn"),
    "looked_at": (Words("看过了", "looked at"), "info"),
    "answered": (Words("已答复", "answered"), "good"),
    "done": (Words("了结", "done"), ""),
}
SHOWN = 100
_OVER = Words("答复已经告诉客户", "the customer knows the answer")


@dataclass(frozen=True, slots=True)
class Heard:
    """What somebody heard: its kind and words, of which product or competitor, at whom, on which visit, over which deal."""

    kind: str
    words: str
    product: str = ""
    competitor: str = ""
    customer_id: int | None = None
    contact_id: int | None = None
    visit_id: int | None = None
    deal_id: int | None = None


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which items: of a kind, in a state, of a product, or only one's own."""

    kind: str = ""
    state: str = ""
    product: str = ""
    whose: str = ""


@transaction.atomic
def raise_feedback(actor: Actor, heard: Heard, *, on: date) -> Feedback:
    """It is on the register and before whoever receives this kind."""
    customer = customers.customer(actor, heard.customer_id) if heard.customer_id else None
    visit = deal = contact = None
    if customer:
        people = customers.contacts(actor, customer.pk)
        contact = people.get(pk=heard.contact_id) if heard.contact_id else None
        deal = activities.deal(actor, customer.pk, heard.deal_id) if heard.deal_id else None
        visits = Visit.objects.visible_to(actor).filter(customer=customer)
        visit = visits.get(pk=heard.visit_id) if heard.visit_id else None
    rival = name_competitor(actor, name=heard.competitor, on=on) if heard.competitor else None
    return actions.raise_feedback(
        actor,
        actions.Heard(
            heard.kind, heard.words, heard.product, rival, customer, contact, visit, deal
        ),
        on=on,
    )


def register(actor: Actor, wanted: Wanted) -> FeedbackQuerySet:
    """What one may see and asked for, the newest first."""
    rows = Feedback.objects.visible_to(actor).select_related(
        "raised_by", "receiver", "competitor"
    )
    for name in ("kind", "state"):
        if value := getattr(wanted, name):
            rows = rows.filter(**{name: value})
    if wanted.product:
        rows = rows.filter(product__icontains=wanted.product)
    if wanted.whose == "mine":
        rows = rows.filter(raised_by_id__in=actor.stands_for)
    if wanted.whose == "for_me":
        rows = rows.filter(receiver_id__in=actor.stands_for, answered_on=None, done_on=None)
    return rows.order_by("-raised_on", "-pk")


def of_customer(actor: Actor, customer_id: int) -> FeedbackQuerySet:
    """What was brought in from one customer, the newest first."""
    rows = Feedback.objects.visible_to(actor).filter(customer_id=customer_id)
    return rows.select_related("raised_by", "receiver", "competitor").order_by(
        "-raised_on", "-pk"
    )


def item(actor: Actor, feedback_id: int) -> Feedback:
    """One item."""
    rows = Feedback.objects.visible_to(actor).select_related(
        "raised_by", "receiver", "competitor", "answered_by"
    )
    return rows.get(pk=feedback_id)


def customer_of(actor: Actor, found: Feedback) -> Customer | None:
    """The customer it comes from, only for those who may see him."""
    if found.customer_id is None:
        return None
    return customers.customers(actor).filter(pk=found.customer_id).first()


def counts(actor: Actor) -> tuple[dict[str, int], list[tuple[str, int]]]:
    """How many of each kind, and of which products most is heard, of what one may see."""
    rows = Feedback.objects.visible_to(actor).order_by()
    kinds = dict(rows.values_list("kind").annotate(n=Count("pk")))
    products = rows.exclude(product="").values_list("product").annotate(n=Count("pk"))
    return kinds, list(products.order_by("-n", "product")[:8])


def may_answer(actor: Actor, found: Feedback) -> bool:
    """Whoever receives it, or leads: not just whoever sees the customer."""
    return found.receiver_id in actor.stands_for or actor.may(Permission.MANAGE_BOOK)


def may_finish(actor: Actor, found: Feedback) -> bool:
    """Whoever raised it, or may answer it."""
    return found.raised_by_id in actor.stands_for or may_answer(actor, found)


@transaction.atomic
def look_at(actor: Actor, feedback_id: int, *, on: date) -> Feedback:
    """Whoever receives it has looked at it; only what is new becomes looked at."""
    found = _answerable(actor, feedback_id)
    return actions.look_at(actor, found, on=on) if found.state == "new" else found


@transaction.atomic
def answer(actor: Actor, feedback_id: int, words: str, *, on: date) -> Feedback:
    """The answer is there: who raised it hears of it, and takes it to the customer."""
    found = actions.answer(actor, _answerable(actor, feedback_id), words, on=on)
    customer = found.customer
    raiser = users.actor_for(found.raised_by, actor.door, on=on)
    if customer and customers.customers(raiser).filter(pk=customer.pk).exists():
        who = str(users.person(actor.user_id or 0) or "")
        start = Start(
            "feedback_answered",
            f"feedback:{found.pk}",
            at_the_start_of(on),
            {
                "what": Words(found.words[:80], found.words[:80]),
                "answer": Words(found.answer[:200], found.answer[:200]),
                "who": Words(who, who),
            },
            customer,
            contact=found.contact,
            assignee_id=found.raised_by_id,
        )
        start_playbooks(actor, start, on=on)
    return found


@transaction.atomic
def finish(actor: Actor, feedback_id: int, *, on: date) -> Feedback:
    """The customer knows, or nothing is left to do; `Forbidden` for all but those it concerns."""
    found = item(actor, feedback_id)
    if not may_finish(actor, found):
        raise Forbidden(Permission.MANAGE_BOOK)
    if found.done_on is None:
        actions.finish(actor, found, on=on)
        end_all(actor, f"feedback:{found.pk}", outcome=str(_OVER), on=on)
    return found


def receivers(actor: Actor) -> list[tuple[str, Words, User | None]]:
    """Each kind with who receives it now."""
    demand(actor, Permission.READ_CUSTOMERS)
    desks = FeedbackDesk.objects.filter(receiver__is_active=True).select_related("receiver")
    named = {desk.kind: desk.receiver for desk in desks}
    head = users.executives().first()
    return [(kind, words, named.get(kind, head)) for kind, words in KINDS.items()]


def _answerable(actor: Actor, feedback_id: int) -> Feedback:
    found = item(actor, feedback_id)
    if not may_answer(actor, found):
        raise Forbidden(Permission.MANAGE_BOOK)
    return found
