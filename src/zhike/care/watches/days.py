"""Birthdays by sun and moon near enough to be prepared, and festivals ahead, one task per person (S0-31, S1-72)."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from django.db.models import Count

from zhike.activities.models import Task
from zhike.care.celebrations import born_between
from zhike.care.watches.finding import Found, plain
from zhike.care.watches.wording import contact_words, last_contacts, revenue_of
from zhike.customers.lookup import answers_of
from zhike.customers.models import Contact, Customer, DoNotContact
from zhike.customers.querysets import ContactQuerySet
from zhike.lib.moon import Birthday, festivals_between
from zhike.lib.spoken_days import day_words, weekday_words
from zhike.lib.words import Words
from zhike.methods.playbooks import Playbook


def birthdays(
    books: Sequence[Playbook], as_of: date, *, last_night: date | None
) -> Iterator[tuple[Playbook, list[Found]]]:
    """Each playbook with the birthdays it starts for; a person goes to the first whose conditions fit.

    Days missed since the last night are made up for, as far as the playbook looks back.
    """
    claimed: set[int] = set()
    for book in books:
        first = as_of
        if last_night is not None:
            missed = max(last_night + timedelta(days=1), as_of - _days(book.look_back_days))
            first = min(as_of, missed)
        last = as_of + _days(book.lead_days)
        remembered = _remembered(book, first, last)
        people = born_between(_meeting(book, _to_be_greeted()), first, last)
        found = [
            (person, birthday, day)
            for person in people.select_related("customer", "customer__measures").order_by("pk")
            if person.pk not in claimed
            and (birthday := person.birthday) is not None
            and (day := birthday.next(first)) <= last
            and (person.pk, day) not in remembered
        ]
        claimed |= {person.pk for person, _, _ in found}
        contacts = last_contacts({person.customer_id for person, _, _ in found}, on=as_of)
        likes = answers_of([person.pk for person, _, _ in found], "person.likes")
        yield (
            book,
            [
                _birthday(person, birthday, day, contacts, likes.get(person.pk, ""), as_of)
                for person, birthday, day in found
            ],
        )


def festivals(book: Playbook, as_of: date) -> list[Found]:
    """For each festival ahead one task for everybody who has customers."""
    ahead = [
        (day, festival)
        for day, festival in festivals_between(as_of, as_of + _days(book.lead_days))
        if festival.key in book.festivals
    ]
    if not ahead:
        return []
    owners = (
        Customer.objects.filter(owner__isnull=False, owner__is_active=True)
        .order_by("owner_id")
        .values_list("owner_id")
        .annotate(n=Count("pk"))
    )
    return [
        Found(
            key=f"{festival.key}:{day}:user:{owner_id}",
            day=day,
            values={
                "festival": festival.name,
                "day": day_words(day, seen_on=as_of),
                "given": weekday_words(day),
                "count": plain(count),
            },
            customer_id=None,
            assignee_id=owner_id,
        )
        for owner_id, count in owners
        for day, festival in ahead
    ]


def _birthday(
    person: Contact,
    birthday: Birthday,
    day: date,
    contacts: dict[int, Words],
    likes: str,
    as_of: date,
) -> Found:
    turns = birthday.age_on(day)
    return Found(
        key=f"contact:{person.pk}:{day}",
        day=day,
        values={
            "person": plain(person.greeting),
            "day": day_words(day, seen_on=as_of),
            "given": birthday.words if birthday.by_moon else Words("公历", "by the sun"),
            "turns": Words(f"，{turns} 岁", f", turning {turns}") if turns else Words("", ""),
            "last": contact_words(contacts, person.customer_id),
            "likes": Words(f"；喜欢{likes}", f"; likes {likes}") if likes else Words("", ""),
        },
        customer_id=person.customer_id,
        contact_id=person.pk,
        assignee_id=person.customer.owner_id,
        weight=revenue_of(person.customer),
    )


def _remembered(book: Playbook, first: date, last: date) -> set[tuple[int | None, date]]:
    """The birthdays another playbook has a task for."""
    tasks = Task.objects.unscoped().filter(
        kind=Task.Kind.BIRTHDAY, due_on__gte=first, due_on__lte=last
    )
    others = tasks.exclude(origin__startswith=f"{book.head.name}.")
    return set(others.values_list("contact_id", "due_on"))


def _to_be_greeted() -> ContactQuerySet:
    """Everybody but those who asked for no greetings."""
    wishes = DoNotContact.objects.unscoped().standing().filter(way=DoNotContact.Way.GREETING)
    return Contact.objects.unscoped().present().exclude(pk__in=wishes.values("contact"))


def _meeting(book: Playbook, people: ContactQuerySet) -> ContactQuerySet:
    conditions = {f"customer__measures__{c.measure}__gte": c.at_least for c in book.conditions}
    return people.filter(**conditions)


def _days(count: int) -> timedelta:
    return timedelta(days=count)
