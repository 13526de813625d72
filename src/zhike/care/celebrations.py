"""Whose birthday falls on a day, by the sun and by the moon."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Q

from zhike.customers.models import Contact
from zhike.customers.querysets import ContactQuerySet
from zhike.lib.moon import moon_day
from zhike.trust.actor import Actor

_DAY = timedelta(days=1)
SHOWN_AT_MOST = 1_000


@dataclass(frozen=True, slots=True)
class Celebration:
    """A birthday on its day of this year; `turns` is the age reached, when the year is known."""

    on: date
    contact_id: int
    name: str
    customer_id: int
    customer_name: str
    by_moon: bool
    turns: int | None


def birthdays(
    actor: Actor, *, first: date, last: date, owner_ids: Collection[int] | None = None
) -> list[Celebration]:
    """The birthdays of people one may see in a span of days, in order; at most a thousand.

    With `owner_ids` only those at the customers these people look after.
    """
    people = born_between(Contact.objects.visible_to(actor), first, last)
    if owner_ids is not None:
        people = people.filter(customer__owner_id__in=owner_ids)
    found = [
        celebration
        for person in people.select_related("customer")[:SHOWN_AT_MOST]
        for celebration in _celebrated(person, first, last)
    ]
    return sorted(found, key=lambda c: (c.on, c.name))


def born_between(people: ContactQuerySet, first: date, last: date) -> ContactQuerySet:
    """Those of the people whose birthday is celebrated in a span of days."""
    days = (first + n * _DAY for n in range((last - first).days + 1))
    condition = Q()
    for day in days:
        condition |= _born_on(day)
    return people.filter(condition)


def _born_on(day: date) -> Q:
    """Everybody whose birthday could be celebrated on this day; `Birthday` has the last word."""
    moon = moon_day(day)
    sun_days = [day.day, 29] if (day.month, day.day) == (2, 28) else [day.day]
    moon_days = [29, 30] if moon.day == 29 else [moon.day]
    return Q(
        birth_calendar=Contact.Calendar.SUN, birth_month=day.month, birth_day__in=sun_days
    ) | Q(birth_calendar=Contact.Calendar.MOON, birth_month=moon.month, birth_day__in=moon_days)


def _celebrated(person: Contact, first: date, last: date) -> Iterator[Celebration]:
    birthday = person.birthday
    if birthday is None:
        return
    on = birthday.next(first)
    if on <= last:
        yield Celebration(
            on,
            person.pk,
            person.name,
            person.customer_id,
            str(person.customer),
            birthday.by_moon,
            birthday.age_on(on),
        )
