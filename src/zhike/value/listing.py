"""The customer list with its figures: searched, narrowed by grade, owner and state, ready to be sorted by any of them."""

from datetime import date, timedelta

from django.db.models import Exists, F, OuterRef, Q, Subquery

from zhike.customers import search
from zhike.customers.models import Customer, Standing
from zhike.customers.queries import MAIN_SCHEME
from zhike.customers.querysets import CustomerQuerySet
from zhike.trust.actor import Actor
from zhike.value.queries import methods

FAR_BEYOND = 150  # overdue_pct from which a customer's buying rhythm counts as broken
RHYTHM = "contact_rhythm"


def customer_list(
    actor: Actor, *, text: str, grade: str, owner_id: int | None, state: str, as_of: date
) -> CustomerQuerySet:
    """The customers one may see that fit; rows carry `grade`, `revenue_12m`, `growth`, `overdue_pct` and `last_order_on`."""
    found = Customer.objects.visible_to(actor).select_related("owner")
    if text:
        found = search.matching(found, text, actor)
    if owner_id:
        found = found.filter(owner_id=owner_id)
    if grade:
        found = found.filter(_graded(grade))
    if state in _STATES:
        found = found.filter(_STATES[state](as_of))
    held = Standing.objects.unscoped().filter(customer=OuterRef("pk"), scheme=MAIN_SCHEME)
    return found.annotate(
        grade=Subquery(held.values("grade")[:1]),
        revenue_12m=F("measures__revenue_12m"),
        growth=F("measures__growth"),
        overdue_pct=F("measures__overdue_pct"),
        last_order_on=F("measures__last_order_on"),
    )


def rhythm_days(grade: str) -> int:
    """How many days a customer of this grade may go without hearing from us; one not graded goes with the last grade."""
    standard = methods().standards[RHYTHM]
    return standard.every_days.get(grade, standard.treatments[-1].contact_every_days)


def _graded(grade: str) -> Q:
    held = Standing.objects.unscoped().filter(customer=OuterRef("pk"), scheme=MAIN_SCHEME)
    return ~Q(Exists(held)) if grade == "none" else Q(Exists(held.filter(grade=grade)))


def _quiet(as_of: date) -> Q:
    """Beyond the contact rhythm of its grade, or never heard from."""
    beyond = Q(last_touch_on=None)
    held = Standing.objects.unscoped().filter(customer=OuterRef("pk"), scheme=MAIN_SCHEME)
    for treatment in methods().standards[RHYTHM].treatments:
        since = as_of - timedelta(days=treatment.contact_every_days)
        beyond |= Q(Exists(held.filter(grade=treatment.grade)), last_touch_on__lt=since)
    return beyond


def _late(_as_of: date) -> Q:
    return Q(measures__overdue_pct__gte=FAR_BEYOND)


def _never(_as_of: date) -> Q:
    return Q(last_touch_on=None)


def _key(_as_of: date) -> Q:
    return Q(is_key=True)


_STATES = {"quiet": _quiet, "late": _late, "never": _never, "key": _key}
