"""How many SQL statements a page takes; run inside a home (`benchmarks.inside`)."""

import json

from django.contrib.auth import get_user_model
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from benchmarks.pages import FLOOR, ZHIKE, Page

_USERNAMES = {"director": "director", "manager": "manager1"}


def count(side: str) -> None:
    """Print page → statements of one side, as JSON."""
    pages = FLOOR if side == "floor" else ZHIKE
    print(json.dumps({page.name: _statements(page) for page in pages}))


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
    path = page.path.replace("{n}", "1")
    if page.form:
        form = page.form.replace("{n}", f"-statements-{number}")
        answer = client.post(path, form, content_type="application/x-www-form-urlencoded")
    else:
        answer = client.get(path)
    assert answer.status_code == page.expect, (path, answer.status_code)
