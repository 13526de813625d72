"""What is placed at accounts to better their conditions: who is entitled, on which written terms, and who looks after it (S2-23)."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db import transaction
from django.db.models import Count, F, Q, QuerySet, Sum

from zhike.activities.actions import assets
from zhike.activities.actions.assets import (
    AssetDraft,
    ElsewhereAlready,
    NoLongerThere,
    NotYet,
)
from zhike.activities.models import Asset, AssetCheck
from zhike.activities.querysets import AssetQuerySet
from zhike.care.accounts.programmes import programme
from zhike.care.actions import end_all
from zhike.care.watches.assets import open_checks
from zhike.customers import queries as customers
from zhike.customers.models import Customer
from zhike.lib.words import Words
from zhike.methods.support import Offer, SupportCatalogue
from zhike.trust.actor import Actor, Permission
from zhike.value.queries import methods

__all__ = ["AssetDraft", "ElsewhereAlready", "NoLongerThere", "NotYet"]

RULE = "support_offers"
STATES = {
    "placed": Words("在客户处", "in place"),
    "repair": Words("维修中", "in repair"),
    "returned": Words("已收回", "returned"),
    "sold": Words("已归客户", "theirs now"),
}
FOUND = {
    "used": Words("在用，完好", "in use, sound"),
    "idle": Words("闲着没用", "standing idle"),
    "damaged": Words("坏了，要修", "damaged, to be repaired"),
    "missing": Words("不见了", "missing"),
}


class NotTheCompany(ValueError):
    """Things are placed at a business, not with a person or a public body."""


class Forbidden(ValueError):
    """Such things are never placed; `word` is what gave it away."""

    def __init__(self, word: str) -> None:
        self.word = word
        super().__init__(word)


class OtherTerms(ValueError):
    """This offer is not made on these terms."""


class Tied(ValueError):
    """Nobody said that the terms do not bind the customer to buy from us alone."""


class NotEntitled(ValueError):
    """The customer's class does not entitle to it; a superior may place it with a reason."""

    def __init__(self, offer: Offer) -> None:
        self.offer = offer
        super().__init__(offer.key)


class NoOffer(LookupError):
    """The catalogue has no such offer."""


def catalogue() -> SupportCatalogue:
    """The catalogue in use."""
    return methods().support[RULE]


def offers(actor: Actor, customer: Customer) -> list[tuple[Offer, bool]]:
    """Every offer, and whether the customer is entitled to it."""
    classes = dict(customers.classes_of(actor, customer.pk))
    is_business = customer.kind in catalogue().kinds
    return [(each, is_business and each.is_open_to(classes)) for each in catalogue().offers]


def assets_of(
    actor: Actor, *, customer_id: int | None = None, state: str = "", offer: str = "", on: date
) -> AssetQuerySet:
    """What is placed at accounts one sees, what is to be looked after first; `state` may be `there` or `due` too."""
    rows = Asset.objects.visible_to(actor).select_related("customer", "customer__owner")
    rows = rows.filter(customer_id=customer_id) if customer_id else rows
    rows = rows.filter(offer=offer) if offer else rows
    if state == "there":
        rows = rows.there()
    elif state == "due":
        rows = rows.there().filter(Q(next_check_on__lte=on) | Q(due_back_on__lt=on))
    elif state:
        rows = rows.filter(state=state)
    return rows.order_by(
        F("left_on").desc(nulls_first=True), F("next_check_on").asc(nulls_last=True), "pk"
    )


@dataclass(frozen=True, slots=True)
class Sums:
    """How much stands at customers one sees: things, what they are worth (fen), and checks overdue."""

    count: int
    worth: int
    due: int


def sums(actor: Actor, *, on: date) -> Sums:
    """What stands out there."""
    late = Q(next_check_on__lte=on) | Q(due_back_on__lt=on)
    found = (
        Asset.objects.visible_to(actor)
        .there()
        .aggregate(n=Count("pk"), worth=Sum("worth"), due=Count("pk", filter=late))
    )
    return Sums(found["n"], found["worth"] or 0, found["due"])


def asset(actor: Actor, asset_id: int) -> Asset:
    """One of them."""
    rows = Asset.objects.visible_to(actor)
    return rows.select_related("customer", "customer__owner", "programme", "by").get(
        pk=asset_id
    )


def checks(actor: Actor, asset_id: int) -> QuerySet[AssetCheck]:
    """How it was found, the newest first."""
    rows = AssetCheck.objects.visible_to(actor).filter(asset_id=asset_id)
    return rows.select_related("by").order_by("-checked_on", "-pk")


@transaction.atomic
def place(
    actor: Actor,
    customer_id: int,
    draft: AssetDraft,
    *,
    is_free: bool,
    on: date,
    programme_id: int | None = None,
) -> Asset:
    """Into the register, by the law of support: a business, entitled by its class, on written terms that tie it to nothing.

    Beyond its class only whoever assigns customers places it, and says why (`draft.because`).
    """
    customer = customers.customer(actor, customer_id)
    offer = catalogue().offer(draft.offer)
    if offer is None:
        raise NoOffer(draft.offer)
    if customer.kind not in catalogue().kinds:
        raise NotTheCompany
    if word := catalogue().forbidden_in(draft.what, draft.agreement):
        raise Forbidden(word)
    if draft.terms not in offer.terms:
        raise OtherTerms(draft.terms)
    if not is_free:
        raise Tied
    entitled = offer.is_open_to(dict(customers.classes_of(actor, customer_id)))
    may_except = actor.may(Permission.ASSIGN_CUSTOMERS) and draft.because.strip()
    if not entitled and not may_except:
        raise NotEntitled(offer)
    within = programme(actor, programme_id) if programme_id else None
    if within and within.customer_id != customer_id:
        within = None
    return assets.place_asset(
        actor,
        customer,
        draft,
        next_check_on=_next(draft.placed_on, offer.check_days, draft.due_back_on),
        method=catalogue().head.signature,
        on=on,
        programme=within,
    )


@transaction.atomic
def check(
    actor: Actor, asset_id: int, *, found: str, words: str, checked_on: date, on: date
) -> AssetCheck:
    """Somebody looked after it: the task that asked is done, and the next day to look is set."""
    it = asset(actor, asset_id)
    offer = catalogue().offer(it.offer)
    days = offer.check_days if offer else 90
    done = assets.check_asset(
        actor, it, found=found, words=words, checked_on=checked_on,
        next_check_on=_next(checked_on, days, it.due_back_on), on=on,
    )  # fmt: skip
    _settle(actor, it, str(FOUND[found]), on=on)
    return done


@transaction.atomic
def leave(actor: Actor, asset_id: int, *, how: str, left_on: date, on: date) -> Asset:
    """Given back, or the customer's own now (`sold`)."""
    it = asset(actor, asset_id)
    verb = assets.sell_asset if how == Asset.State.SOLD else assets.take_back
    left = verb(actor, it, left_on=left_on, on=on)
    _settle(actor, left, str(STATES[left.state]), on=on)
    return left


def _settle(actor: Actor, it: Asset, outcome: str, *, on: date) -> None:
    if origin := open_checks().get(str(it.pk)):
        end_all(actor, origin.partition(":")[2], outcome=outcome, on=on)


def _next(day: date, every: int, due_back_on: date | None) -> date:
    """The next day to look: after so many days, and on the day it is due back when that comes first."""
    after = day + timedelta(days=every)
    return min(after, due_back_on) if due_back_on and due_back_on > day else after
