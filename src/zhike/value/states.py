"""The states a customer may be in, each as a condition on a day: quiet, late, never heard from, key."""

from collections.abc import Callable, Mapping
from datetime import date, timedelta

from django.db.models import Exists, OuterRef, Q

from zhike.customers.models import Standing
from zhike.customers.queries import MAIN_SCHEME
from zhike.value.queries import methods
from zhike.value.stages import is_low

FAR_BEYOND = 150  # overdue_pct from which a customer's buying rhythm counts as broken
RHYTHM = "contact_rhythm"


def _quiet(as_of: date) -> Q:
    """Beyond the contact rhythm of its grade, or never heard from; who needs little effort now is not (S2-39)."""
    beyond = Q(last_touch_on=None)
    held = Standing.objects.unscoped().filter(customer=OuterRef("pk"), scheme=MAIN_SCHEME)
    for treatment in methods().standards[RHYTHM].treatments:
        since = as_of - timedelta(days=treatment.contact_every_days)
        beyond |= Q(Exists(held.filter(grade=treatment.grade)), last_touch_on__lt=since)
    return beyond & ~Q(is_low())


def _late(_as_of: date) -> Q:
    return Q(~is_low(), measures__overdue_pct__gte=FAR_BEYOND)


def _never(_as_of: date) -> Q:
    return Q(last_touch_on=None)


def _key(_as_of: date) -> Q:
    return Q(is_key=True)


STATES: Mapping[str, Callable[[date], Q]] = {
    "quiet": _quiet,
    "late": _late,
    "never": _never,
    "key": _key,
}
