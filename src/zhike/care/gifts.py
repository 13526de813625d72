"""The register of gifts: what may be given is looked up before it is given, and what was given is a touch (S0-31)."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import Count, F, Max, Q
from django.db.models import Sum as Total

from zhike.activities import queries as activities
from zhike.activities.actions import gifts
from zhike.activities.actions.gifts import GiftDraft, decide_gift
from zhike.activities.models import Gift, Task, Touch
from zhike.activities.querysets import GiftQuerySet
from zhike.care.actions import finish_with, log_touch
from zhike.customers import queries as customers
from zhike.customers.models import Contact, Customer
from zhike.lib.words import Words
from zhike.methods.gifts import GiftRule, Limit, Verdict
from zhike.trust.actor import Actor, Permission, demand
from zhike.value.queries import methods

__all__ = ["Gift", "GiftDraft", "decide_gift"]

RULE = "gifts"
A_YEAR = timedelta(days=365)
OCCASIONS = {
    "birthday": Words("生日", "Birthday"),
    "festival": Words("节日", "Festival"),
    "trip": Words("出差带回", "Back from a trip"),
    "visit": Words("拜访、会面", "A visit or meeting"),
    "event": Words("活动", "An event"),
    "apology": Words("致歉", "An apology"),
    "thanks": Words("感谢", "Thanks"),
    "other": Words("其他", "Other"),
}
FORMS = {"gift": Words("礼品", "Gift"), "meal": Words("招待", "Hospitality")}
STATES = {
    "given": Words("已送", "given"),
    "waiting": Words("待批准，先别送", "waits for approval: do not give it yet"),
    "granted": Words("已批准，可以送", "approved: may be given"),
    "refused": Words("未批准", "refused"),
    "sent_back": Words("退回", "sent back"),
}


class NeverGiven(ValueError):
    """This kind of receiver is given nothing; `limit` says which kind."""

    def __init__(self, limit: Limit) -> None:
        self.limit = limit
        super().__init__(limit.receiver)


class Cash(ValueError):
    """Cash and what is as good as cash is never given; `word` is what gave it away."""

    def __init__(self, word: str) -> None:
        self.word = word
        super().__init__(word)


class Tied(ValueError):
    """Nobody said that it is tied to no decision."""


class NotYet(ValueError):
    """Nothing was given on a day still to come."""


class NotAllowed(ValueError):
    """It was not approved, or was given already."""


@dataclass(frozen=True, slots=True)
class Room:
    """How much somebody was given within twelve months, in fen, and how much is left without anybody's word."""

    limit: Limit
    given: int

    @property
    def left(self) -> int:
        """In fen; 0 for those who are given nothing."""
        return max(0, min(self.limit.once, self.limit.year - self.given))


def rule() -> GiftRule:
    """The limits in use."""
    return methods().gifts[RULE]


def receiver_of(customer: Customer, said: str = "") -> str:
    """The kind of receiver: whoever works for a government is an official, whatever was said.

    Unsaid, a hospital or a school is guessed to be public; whoever knows better says so.
    """
    if customer.kind == Customer.Kind.GOVERNMENT:
        return str(Gift.Receiver.OFFICIAL)
    if said:
        return said
    if rule().sounds_public(customer.name):
        return str(Gift.Receiver.PUBLIC_SERVICE)
    is_person = customer.kind == Customer.Kind.PERSON
    return str(Gift.Receiver.PERSON if is_person else Gift.Receiver.COMPANY)


def room(
    actor: Actor, customer: Customer, contact: Contact | None, receiver: str, *, on: date
) -> Room:
    """What may still be given to this person, or to the customer as a whole, for who may register it."""
    demand(actor, Permission.LOG_TOUCHES)
    kind = receiver_of(customer, receiver)
    return Room(rule().limit_of(kind), _given(customer.pk, contact, on=on))


@transaction.atomic
def give_gift(
    actor: Actor,
    customer_id: int,
    draft: GiftDraft,
    *,
    given_on: date,
    at: datetime,
    on: date,
    is_free: bool,
    contact_id: int | None = None,
    task_id: int | None = None,
) -> Gift:
    """A gift or a meal: refused, given now, or waiting for another's word.

    `is_free`: the giver says that it hangs on no decision. `task_id` is the step it does (a birthday, a trip).
    """
    demand(actor, Permission.LOG_TOUCHES)
    customer = customers.customer(actor, customer_id)
    # One after the other: two gifts at once must not both find room below the limit.
    Customer.objects.unscoped().select_for_update().get(pk=customer_id)
    contact = _contact(actor, customer_id, contact_id)
    draft = _strict(customer, draft)
    _refuse(draft, is_free=is_free)
    found = rule()
    before = _given(customer_id, contact, on=given_on)
    verdict = found.verdict(draft.receiver, draft.value, before)
    if verdict is Verdict.NEVER:
        raise NeverGiven(found.limit_of(draft.receiver))
    if verdict is Verdict.FREE and given_on > on:
        raise NotYet
    gift = gifts.note_gift(
        actor,
        customer,
        draft,
        contact=contact,
        given_on=given_on,
        needs_approval=verdict is Verdict.ASK,
        method=found.head.signature,
        at=at,
    )
    if verdict is Verdict.FREE:
        _hand_over(actor, gift, given_on=given_on, on=on, task_id=task_id)
    return gift


@transaction.atomic
def hand_over(actor: Actor, gift_id: int, *, on: date) -> Gift:
    """An approved gift was given today."""
    gift = one(actor, gift_id)
    if gift.state != "granted" or gift.asked_by_id not in actor.stands_for:
        raise NotAllowed
    return _hand_over(actor, gift, given_on=on, on=on)


@transaction.atomic
def send_back(actor: Actor, gift_id: int, *, why: str, on: date) -> Gift:
    """It came back, or was not taken."""
    gift = one(actor, gift_id)
    if gift.state != "given":
        raise NotAllowed
    return gifts.send_back(actor, gift, why=why, on=on)


def one(actor: Actor, gift_id: int) -> Gift:
    """One gift of a customer one may see."""
    return register(actor).get(pk=gift_id)


def register(actor: Actor, customer_id: int | None = None) -> GiftQuerySet:
    """Every gift one may see, the newest first."""
    rows = Gift.objects.visible_to(actor).select_related(
        "customer", "contact", "asked_by", "decided_by"
    )
    rows = rows.filter(customer_id=customer_id) if customer_id else rows
    return rows.order_by("-given_on", "-pk")


def asked_gifts(actor: Actor) -> GiftQuerySet:
    """Those that waited or wait for somebody's word."""
    rows: GiftQuerySet = Gift.objects.visible_to(actor).filter(needs_approval=True)
    return rows.select_related("customer", "contact", "asked_by").order_by("asked_at", "pk")


@dataclass(frozen=True, slots=True)
class Sum:
    """What one person, or a customer as a whole, got within twelve months: how often, worth how much, when last."""

    customer_id: int
    customer: str
    contact_id: int | None
    person: str
    times: int
    value: int
    last_on: date
    limit: int

    @property
    def percent(self) -> int:
        """How much of the yearly limit is used up."""
        return min(100, self.value * 100 // self.limit) if self.limit else 100

    @property
    def is_over(self) -> bool:
        return self.value > self.limit


def sums(actor: Actor, *, on: date, by: str = "person", limit: int = 50) -> list[Sum]:
    """By person or by customer, those who got most first."""
    rows = Gift.objects.visible_to(actor).counted().filter(given_on__gt=on - A_YEAR)
    keys = ["customer_id", "customer__name", "customer__short_name", "customer__kind"]
    if by == "person":
        keys += ["contact_id", "contact__name"]
    found = (
        rows.order_by()
        .values(*keys)
        .annotate(
            times=Count("pk"), total=Total("value"), last=Max("given_on"), kind=Max("receiver")
        )
        .order_by(F("total").desc(), "customer_id")[:limit]
    )
    limits = rule()
    return [
        Sum(
            row["customer_id"],
            row["customer__short_name"] or row["customer__name"],
            row.get("contact_id"),
            row.get("contact__name") or "",
            row["times"],
            row["total"],
            row["last"],
            limits.limit_of(row["kind"]).year,
        )
        for row in found
    ]


def spent(actor: Actor, *, on: date) -> dict[str, int]:
    """Form → what was spent on it in twelve months, in fen."""
    rows = Gift.objects.visible_to(actor).counted().filter(given_on__gt=on - A_YEAR)
    return dict(rows.order_by().values_list("form").annotate(total=Total("value")))


def is_gift_moment(task: Task) -> bool:
    """Whether a step is one at which something small may be given: a birthday, back from a trip."""
    by_book = (task.origin or "").startswith("trip_gift.")
    return task.customer_id is not None and (task.kind == Task.Kind.BIRTHDAY or by_book)


def _strict(customer: Customer, draft: GiftDraft) -> GiftDraft:
    kind = receiver_of(customer, draft.receiver)
    return GiftDraft(
        draft.form, kind, draft.occasion, draft.what, draft.value, draft.why, draft.season
    )


def _refuse(draft: GiftDraft, *, is_free: bool) -> None:
    """What is refused whatever it is worth."""
    if word := rule().cash_in(f"{draft.what} {draft.why}"):
        raise Cash(word)
    if not is_free:
        raise Tied


def _given(customer_id: int, contact: Contact | None, *, on: date) -> int:
    """What the person (or the customer as a whole) got, or was to get, within twelve months around this day."""
    rows = (
        Gift.objects.unscoped()
        .counted()
        .filter(given_on__gt=on - A_YEAR, given_on__lt=on + A_YEAR)
    )
    whose = Q(contact=contact) if contact else Q(contact=None, customer_id=customer_id)
    total: int | None = rows.filter(whose).aggregate(total=Total("value"))["total"]
    return total or 0


def _hand_over(
    actor: Actor, gift: Gift, *, given_on: date, on: date, task_id: int | None = None
) -> Gift:
    kind = Touch.Kind.GIFT if gift.form == Gift.Form.GIFT else Touch.Kind.MEETING
    touch = log_touch(
        actor,
        customer_id=gift.customer_id,
        contact_id=gift.contact_id,
        kind=kind,
        summary=gift.what,
        on=given_on,
        written_on=on,
        besides=_task(actor, gift, task_id) if task_id else None,
    )
    gifts.hand_over(actor, gift, touch)
    if task_id:
        finish_with(actor, task_id, touch, on=on)
    return gift


def _task(actor: Actor, gift: Gift, task_id: int) -> Task:
    """The step the gift does; it must be one of the same customer."""
    task = activities.task(actor, task_id)
    if task.customer_id != gift.customer_id:
        raise Task.DoesNotExist
    return task


def _contact(actor: Actor, customer_id: int, contact_id: int | None) -> Contact | None:
    if contact_id is None:
        return None
    return customers.contacts(actor, customer_id).get(pk=contact_id)
