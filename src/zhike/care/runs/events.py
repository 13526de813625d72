"""What sets a playbook off."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time

from django.utils.timezone import get_current_timezone, make_aware

from zhike.activities.models import Promise
from zhike.customers.models import Contact, Customer
from zhike.lib.words import Words


@dataclass(frozen=True, slots=True)
class Start:
    """What sets a playbook off: the event's kind, its own key (`case:12`), its moment and the blanks it fills.

    `traits` say what else it is, for steps that are not for all of a kind; `starter_id` who is asked to do what the
    starter does, where that is not whoever writes it down.
    """

    kind: str
    key: str
    at: datetime
    values: Mapping[str, Words]
    customer: Customer
    contact: Contact | None = None
    promise: Promise | None = None
    assignee_id: int | None = None
    weight: int = 0
    traits: frozenset[str] = frozenset()
    starter_id: int | None = None


def at_the_start_of(day: date) -> datetime:
    """Nine in the morning of a day, where an event has a day and no hour."""
    return make_aware(datetime.combine(day, time(9)), get_current_timezone())
