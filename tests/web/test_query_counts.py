"""A page costs a fixed number of queries, and the number is written in `query_counts.json`.

Each page is asked twice: with a few customers in the book and with forty. Run with ZHIKE_UPDATE_COUNTS=1 to write the
file anew; the change then shows in the diff.
"""

import json
import os
from datetime import timedelta
from pathlib import Path
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils.timezone import localdate, now

from tests.conftest import Cast
from zhike.activities.actions.notes import take_note
from zhike.activities.models import Task, Touch
from zhike.customers.actions.reach import respect_wish
from zhike.customers.models import (
    Contact,
    Customer,
    Document,
    DocumentVersion,
    Referral,
    Stance,
    Tie,
)
from zhike.sales.models import Order
from zhike.trust import journal

BASELINE = Path(__file__).with_name("query_counts.json")
PAGES = {
    "today": "/today/",
    "today, team": "/today/team/",
    "customer list": "/customers/",
    "customer search": "/customers/?q=机械",
    "search box": "/customers/find/?q=机械",
    "customer": "/customers/{customer}/",
    "customer file": "/customers/{customer}/file/",
    "customer orders": "/customers/{customer}/orders/",
    "brief": "/customers/{customer}/brief/",
    "people map": "/customers/{customer}/people/",
    "contact": "/customers/{customer}/contacts/{contact}/",
    "person's place": "/customers/{customer}/people/{contact}/",
    "referrers": "/customers/referrers/",
    "documents": "/customers/{customer}/documents/",
    "notes": "/notes/",
    "log": "/touches/new/?customer={customer}",
    "calendar": "/calendar/",
    "imports": "/imports/",
    "people": "/people/",
}


def _fill(cast: Cast, numbers: range) -> None:
    """More customers, each with a task, a touch, an order and an event."""
    actor = cast.actor(cast.lin)
    today = localdate()
    for n in numbers:
        name = f"第{n}机械"
        customer = Customer.objects.create(
            name=name, name_key=name, pinyin=f"a{n}", owner=cast.lin, team=cast.east
        )
        Task.objects.create(
            customer=customer,
            kind=[Task.Kind.CONTACT, Task.Kind.REPLY, Task.Kind.BIRTHDAY][n % 3],
            title="联系",
            why="很久没联系",
            due_on=today,
            laid_on=today,
            assignee=cast.lin,
        )
    for n in numbers:
        contact = Contact.objects.create(
            customer=cast.hengyuan, name=f"第{n}位", pinyin=f"b{n}", mobile="13900000001"
        )
        Stance.objects.create(
            contact=contact, side="neutral", grounds="听说", said_by=cast.lin, said_on=today
        )
        Tie.objects.create(contact=contact, other=cast.yu, said_by=cast.lin, said_on=today)
        respect_wish(actor, contact, way="call", why="他说的", on=today)
        document = Document.objects.create(
            customer=cast.hengyuan, title=f"第{n}份", contact=contact
        )
        DocumentVersion.objects.create(
            document=document, number=1, file_name="a.txt", form="txt", size=1, sha256="", stored=f"s{n}",
            brought_by=cast.lin, brought_at=now(),
        )  # fmt: skip
        Referral.objects.create(
            referrer=Customer.objects.get(name=f"第{n}机械"),
            customer=cast.hengyuan,
            referred_on=today,
        )
        take_note(
            cast.actor(cast.feng), key=uuid4(), text="随手记", written_at=now(), received_at=now(), customer=None
        )  # fmt: skip
        touch = Touch.objects.create(
            customer=cast.hengyuan,
            kind="call",
            touched_on=today - timedelta(days=n),
            by=cast.lin,
        )
        Order.objects.create(
            customer=cast.hengyuan,
            number=f"N{n}",
            ordered_on=today - timedelta(days=n),
            amount=100,
        )
        journal.record(
            actor, "touch.logged", touch, on=today, customer_id=cast.hengyuan.pk, kind="call"
        )


def _counts(client: Client, cast: Cast) -> dict[str, int]:
    found = {}
    for name, address in PAGES.items():
        with CaptureQueriesContext(connection) as queries:
            client.get(address.format(customer=cast.hengyuan.pk, contact=cast.yu.pk))
        found[name] = len(queries)
    return found


@pytest.mark.django_db
def test_a_page_costs_what_the_baseline_says_however_full_the_book(
    client: Client, cast: Cast
) -> None:
    client.force_login(cast.feng)
    _fill(cast, range(3))
    small = _counts(client, cast)
    _fill(cast, range(3, 43))
    full = _counts(client, cast)
    assert full == small, "a page asks more when there is more to show"
    if os.environ.get("ZHIKE_UPDATE_COUNTS"):
        BASELINE.write_text(json.dumps(full, ensure_ascii=False, indent=2) + "\n", "utf-8")
    assert full == json.loads(BASELINE.read_text("utf-8"))
