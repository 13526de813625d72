"""How many SQL statements a page takes; run inside a home (`benchmarks.inside`)."""

import json
import time

from django.contrib.auth import get_user_model
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from benchmarks.file_pages import floor_pages, texts, zhike_pages
from benchmarks.pages import FLOOR, ZHIKE, Page

_USERNAMES = {"director": "director", "manager": "manager1", "few": "few"}


def count(side: str, part: str, customers: str) -> None:
    """Print page → statements of one side and part, as JSON, for a book of so many customers."""
    print(
        json.dumps(
            {page.name: _statements(page) for page in _pages(side, part, int(customers))}
        )
    )


def _pages(side: str, part: str, customers: int) -> tuple[Page, ...]:
    if part == "book":
        return FLOOR if side == "floor" else ZHIKE
    typed = texts(customers)
    return floor_pages(typed) if side == "floor" else zhike_pages(typed)


def _statements(page: Page) -> int:
    """The statements of one answer, the first being asked only to warm up."""
    user = get_user_model().objects.get(username=_USERNAMES[page.who])
    client = Client(SERVER_NAME="127.0.0.1")
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    _ask(client, page, 1)
    with CaptureQueriesContext(connection) as seen:
        _ask(client, page, 2)
    return len(seen)


def _ask(client: Client, page: Page, number: int) -> None:
    path = page.at(1, page.texts[number] if page.texts else "")
    if page.form:
        form = page.form.replace("{n}", f"-{time.time_ns()}-{number}")
        answer = client.post(path, form, content_type="application/x-www-form-urlencoded")
    else:
        answer = client.get(path)
    assert answer.status_code == page.expect, (path, answer.status_code)
