"""Fills a book with the crowd, past the actions, and indexes it; its functions are run inside a home (`benchmarks.inside`)."""

import json
import multiprocessing
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from random import Random
from typing import NamedTuple

from django.db import connection, transaction
from django.db.models import Case, OuterRef, Subquery, When
from django.utils.timezone import localdate

from benchmarks.crowd import Firm, crowd
from zhike.activities.models import Promise, Touch
from zhike.customers import search
from zhike.customers.actions.book import spelled
from zhike.customers.models import Contact, Customer, Fact, SearchEntry, Standing
from zhike.lib.names import person_pinyin
from zhike.sales.models import Payment
from zhike.trust import bulk, journal
from zhike.trust.actor import Actor
from zhike.users.models import Team, User

_CHUNK = 5_000
FEW = 2_000  # one customer of so many belongs to the account manager with few: 500 of a million
_CUSTOMER = ("id", "name", "short_name", "number", "kind", "credit_code", "industry", "city", "address", "phone",
             "website", "note", "is_key", "owner", "team", "place", "name_key", "pinyin", "sound_key", "block_key",
             "opened_at")  # fmt: skip
_CONTACT = ("id", "customer", "name", "pinyin", "address_as", "title", "part", "mobile", "phone", "email", "wechat",
            "birth_calendar", "birth_leap", "note", "is_main")  # fmt: skip
_FACT = ("customer", "contact", "key", "method", "value", "sealed", "level", "is_opinion", "source", "source_note",
         "noted_on", "confirmed_on", "expires_on", "ended_why")  # fmt: skip
_STANDING = ("customer", "scheme", "grade", "points", "proposed", "since", "as_of", "version", "because")  # fmt: skip


class Rows(NamedTuple):
    """The rows of a chunk of firms, in the order of the columns above."""

    customers: list[tuple[object, ...]]
    contacts: list[tuple[object, ...]]
    facts: list[tuple[object, ...]]
    standings: list[tuple[object, ...]]


def fill(count: str) -> None:
    """Write so many customers with people, answers, grades and events; two processes spell the names."""
    day, number = localdate(), int(count)
    chunks = [(at, min(at + _CHUNK - 1, number)) for at in range(1, number + 1, _CHUNK)]
    with multiprocessing.get_context("fork").Pool(2) as pool:
        made = pool.imap(_rows, [(*chunk, day) for chunk in chunks])
        owners = _owners()
        for rows in made:
            _write(rows, owners, day)


def live(count: str) -> None:
    """What happened with the customers: heard from or not, promises, payments overdue; so that a night has work."""
    day, random, number = localdate(), Random("lived"), int(count)
    few = User.objects.get(username="few")
    for first in range(1, number + 1, 50_000):
        ids = range(first, min(first + 50_000, number + 1))
        heard = {
            pk: day - timedelta(days=random.randint(0, 200))
            for pk in ids
            if random.random() < 0.4
        }
        with transaction.atomic():
            Touch.objects.bulk_create(
                (Touch(customer_id=pk, kind="call", touched_on=on) for pk, on in heard.items()),
                batch_size=_CHUNK,
            )
            Promise.objects.bulk_create(
                (
                    Promise(
                        customer_id=pk, what="送资料", made_on=day - timedelta(days=9), made_by=few,
                        due_on=day + timedelta(days=random.randint(-3, 10)),
                    )
                    for pk in ids
                    if pk % 50 == 0
                ),
                batch_size=_CHUNK,
            )  # fmt: skip
            Payment.objects.bulk_create(
                (
                    Payment(
                        customer_id=pk, number=f"Z{pk}", amount=100_000,
                        due_on=day - timedelta(days=random.randint(0, 60)),
                    )
                    for pk in ids
                    if pk % 20 == 0
                ),
                batch_size=_CHUNK,
            )  # fmt: skip
    last = Touch.objects.unscoped().filter(customer=OuterRef("pk")).order_by("-touched_on")
    Customer.everyone.unscoped().update(last_touch_on=Subquery(last.values("touched_on")[:1]))


def index() -> None:
    """Write the haystacks and grams of everybody, into an empty index."""
    SearchEntry.objects.all().delete()
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO customers_grams(customers_grams) VALUES ('delete-all')")
    newest = Customer.everyone.unscoped().order_by("-pk").values_list("pk", flat=True).first()
    for first in range(1, (newest or 0) + 1, 20_000):
        search.reindex(range(first, first + 20_000))


def _write(rows: Rows, owners: list[tuple[int, int]], day: date) -> None:
    with transaction.atomic():
        bulk.insert(Customer, _CUSTOMER, (_owned(row, owners) for row in rows.customers))
        bulk.insert(Contact, _CONTACT, rows.contacts)
        bulk.insert(Fact, _FACT, rows.facts)
        bulk.insert(Standing, _STANDING, rows.standings)
        journal.record_many(
            Actor.clock(),
            "customer.opened",
            [
                journal.Entry(
                    f"customers.customer:{row[0]}",
                    day,
                    int(str(row[0])),
                    None,
                    {"name": row[1]},
                )
                for row in rows.customers
            ],
        )


def _owners() -> list[tuple[int, int]]:
    team = Team.objects.get()
    rows = User.objects.exclude(username="director").order_by(
        Case(When(username="few", then=0), default=1), "pk"
    )
    return [(pk, team.pk) for pk in rows.values_list("pk", flat=True)]


_OWNER = _CUSTOMER.index("owner")


def _owned(row: tuple[object, ...], owners: list[tuple[int, int]]) -> tuple[object, ...]:
    place = int(str(row[0]))
    owner = owners[0] if place % FEW == 1 else owners[1 + place % (len(owners) - 1)]
    return (*row[:_OWNER], *owner, *row[_OWNER + 2 :])


def _rows(asked: tuple[int, int, date]) -> Rows:
    first, last, day = asked
    rows = Rows([], [], [], [])
    at = datetime.now(UTC)
    for each in crowd(first, last):
        rows.customers.append(_customer(each, at))
        rows.contacts.extend(_contacts(each))
        rows.facts.extend(_facts(each, day))
        grade = "CCCBBA"[each.place % 6]
        rows.standings.append((each.place, "evaluation", grade, 6_000, "", day, day, 1, []))
    return rows


def _customer(each: Firm, at: datetime) -> tuple[object, ...]:
    said = spelled(each.name)
    return (
        each.place, said["name"], each.short, each.number, "organisation", each.credit_code, each.trade, each.city,
        f"{each.city}人民路{each.place % 999 + 1}号", each.phone, "", "", each.place % 50 == 0, 0, 0, "",
        said["name_key"], said["pinyin"], said["sound_key"], said["block_key"], at,
    )  # fmt: skip


def _contacts(each: Firm) -> Iterator[tuple[object, ...]]:
    for nth, body in enumerate(each.people):
        mail = f"u{each.place}@example.com" if nth else ""
        yield (
            2 * each.place + nth, each.place, body.name, person_pinyin(body.name), "", body.title, "", body.mobile, "",
            mail, "", "sun", False, "", nth == 0,
        )  # fmt: skip


def _facts(each: Firm, day: date) -> Iterator[tuple[object, ...]]:
    learned = day - timedelta(days=each.place % 600)
    expires = day if each.place % 100 == 0 else None  # one in a hundred is emptied tonight
    for nth, body in enumerate(each.people):
        for key, value in (("person.likes", body.likes), ("person.avoid", body.avoid)):
            yield (
                each.place, 2 * each.place + nth, key, "file", json.dumps(value, ensure_ascii=False), "", 1, False,
                "told", "", learned, learned, expires, "",
            )  # fmt: skip
