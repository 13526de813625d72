"""Who may come in, and what may leave."""

import re

import pytest
from django.test import Client
from django.urls import URLPattern, get_resolver

from tests.conftest import Cast
from zhike.activities.models import Task, Touch
from zhike.customers.models import Contact, Customer
from zhike.sales.models import Order
from zhike.trust.actor import Permission
from zhike.trust.scope import Unscoped, door_open
from zhike.web.rights import LIBRARY_ROUTES, Open, need_of, routes, undeclared

ROUTES = list(routes(get_resolver()))
PUBLIC = {
    "answer_survey",
    "feed",
    "home",
    "healthz",
    "setup",
    "language",
    "use_link",
    "account_login",
    "mfa_authenticate",
    "account_inactive",
    "quick",
    "worker_script",
    "manifest",
}


def _address(path: str, cast: Cast) -> str:
    """A route's path with the cast's own customer, person and user in it, and a likely value elsewhere."""
    known = {
        "customer_id": cast.hengyuan.pk,
        "contact_id": cast.yu.pk,
        "user_id": cast.lin.pk,
        "year": 2026,
        "number": 2,
        "form": "mackay66",
        "group": "customer",
    }
    likely = {
        "int": 1,
        "str": "x",
        "slug": "x",
        "uuid": "0" * 8 + "-0000-0000-0000-" + "0" * 12,
    }
    return "/" + re.sub(
        r"<(?:(\w+):)?(\w+)>", lambda m: str(known.get(m[2], likely[m[1] or "str"])), path
    )


def test_every_route_says_what_it_needs() -> None:
    assert undeclared() == []


def test_a_route_that_says_nothing_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(LIBRARY_ROUTES, "account_logout")
    assert [error.msg for error in undeclared()] == [
        "The route 'accounts/logout/' does not say what it needs."
    ]


def test_the_public_pages_are_these_and_no_more() -> None:
    public = {p.name for _, p in ROUTES if need_of(p.callback, p.name) is Open.PUBLIC}
    assert public == PUBLIC


@pytest.mark.parametrize(("path", "route"), ROUTES, ids=[path or "/" for path, _ in ROUTES])
@pytest.mark.parametrize("method", ["get", "post", "put", "delete"])
def test_nobody_comes_in_without_signing_in(
    client: Client, cast: Cast, path: str, route: URLPattern, method: str
) -> None:
    if route.name in PUBLIC:
        return
    answer = getattr(client, method)(_address(path, cast))
    assert answer.status_code == 302
    assert answer["Location"].startswith("/accounts/login/")


@pytest.mark.parametrize(
    ("path", "route"),
    [(p, r) for p, r in ROUTES if "customer_id" in p],
    ids=[p for p, _ in ROUTES if "customer_id" in p],
)
@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("headers", [{}, {"HX-Request": "true"}], ids=["page", "part"])
def test_a_stranger_s_customer_is_not_there(
    client: Client,
    cast: Cast,
    path: str,
    route: URLPattern,
    method: str,
    headers: dict[str, str],
) -> None:
    client.force_login(cast.zhao)
    answer = getattr(client, method)(_address(path, cast), headers=headers)
    assert answer.status_code in {403, 404, 405}
    assert "恒远" not in answer.content.decode()


@pytest.mark.parametrize("model", [Customer, Contact, Order, Task, Touch])
def test_rows_nobody_narrowed_do_not_leave(cast: Cast, model: type[Customer]) -> None:
    with door_open():
        with pytest.raises(Unscoped):
            list(model.objects.all())
        with pytest.raises(Unscoped):
            model.objects.count()
        with pytest.raises(Unscoped):
            model.objects.filter(pk=1).exists()
        list(model.objects.visible_to(cast.actor(cast.lin)).filter(pk=1))


def test_the_scopes_reach_as_far_as_the_seats(cast: Cast) -> None:
    def sees(user: str) -> bool:
        actor = cast.actor(getattr(cast, user))
        return Customer.objects.visible_to(actor).exists()

    assert {name for name in ("lin", "zhao", "qian", "sun", "wu", "zheng") if sees(name)} == {
        "lin", "qian", "sun", "wu", "zheng",
    }  # fmt: skip


def test_an_account_manager_manages_nobody(cast: Cast, client: Client) -> None:
    assert not cast.actor(cast.lin).may(Permission.MANAGE_PEOPLE)
    client.force_login(cast.lin)
    assert client.get("/people/").status_code == 403
    assert client.post("/people/new/", {"name": "x"}).status_code == 403


def test_a_page_carries_the_headers_that_keep_scripts_out(as_lin: Client) -> None:
    answer = as_lin.get("/today/")
    policy = answer["Content-Security-Policy"]
    assert "script-src 'self'" in policy
    assert "unsafe-eval" not in policy
    assert "frame-ancestors 'none'" in policy
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "no-store" in answer["Cache-Control"]
