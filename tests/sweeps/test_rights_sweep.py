"""Every route × everybody × whose it is × every method: nobody gets what he has no right to (T19, G6)."""

from functools import wraps
from types import ModuleType

import pytest
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.urls import get_resolver, include, path
from django.views.decorators.http import require_GET
from pytest_django import Settings

from tests.conftest import Cast
from tests.sweeps.walking import (
    METHODS,
    UnknownParameterError,
    Walker,
    Way,
    addresses,
    methods_taken,
)
from tests.sweeps.world import PEOPLE, World, build
from zhike.customers import queries
from zhike.customers.models import Contact, Customer
from zhike.trust.actor import Actor, Permission
from zhike.web.customers import people
from zhike.web.http import Request
from zhike.web.rights import routes


@pytest.fixture
def world(cast: Cast) -> World:
    return build(cast)


@pytest.mark.parametrize("name", [*PEOPLE, "nobody"])
def test_nobody_gets_what_he_has_no_right_to(world: World, name: str) -> None:
    report = Walker(world, world.people.get(name)).walk()
    print(
        f"{name}: {report.asked} asked on {len(report.routes)} routes, {dict(report.statuses)}"
    )
    assert report.wrong == []


CUSTOMER = "customers/<int:customer_id>/edit/"
PLACE = "customers/<int:customer_id>/people/<int:contact_id>/"


def test_a_query_that_forgets_whose_it_is_is_found(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    def anybodys(_actor: object, customer_id: int) -> Customer:
        return Customer.everyone.unscoped().select_related("owner", "team").get(pk=customer_id)

    monkeypatch.setattr("zhike.customers.queries.customer", anybodys)
    report = Walker(world, world.people["zhao"]).walk([CUSTOMER])
    assert any("GET" in wrong and "(own): answered 200" in wrong for wrong in report.wrong)
    assert any("(own): told [b'Zqownmark" in wrong for wrong in report.wrong)


def test_a_page_that_forgets_the_parent_is_found(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    def anywhere(request: Request, _customer_id: int, contact_id: int) -> Contact:
        return queries.contact(request.actor, contact_id)

    monkeypatch.setattr(people, "contact_at", anywhere)
    report = Walker(world, world.people["sun"]).walk([PLACE])
    assert any("(own, contact_id of other): answered 200" in w for w in report.wrong)


def test_a_page_that_writes_while_it_is_read_is_found(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen = queries.customer

    def marks(actor: Actor, customer_id: int) -> Customer:
        Customer.everyone.unscoped().filter(pk=customer_id).update(is_key=True)
        return seen(actor, customer_id)

    monkeypatch.setattr("zhike.customers.queries.customer", marks)
    report = Walker(world, world.people["lin"]).walk([CUSTOMER])
    assert "reading changed a row" in report.wrong
    assert any("reading wrote ['customers_customer']" in wrong for wrong in report.wrong)


def test_a_route_that_says_nothing_of_its_need_is_shut_and_found(
    world: World, settings: Settings
) -> None:
    wider = ModuleType("wider")
    vars(wider)["urlpatterns"] = [
        path("", include("zhike.web.urls")),
        path("open/", lambda _request: HttpResponse("open")),
    ]
    settings.ROOT_URLCONF = wider
    report = Walker(world, world.people["feng"]).walk(["open/"])
    assert report.statuses == {403: report.asked}
    assert len(report.wrong) == report.asked


def test_a_route_the_sweep_has_no_object_for_is_found(world: World) -> None:
    with pytest.raises(UnknownParameterError, match="parcel_id"):
        list(addresses(world, "parcels/<int:parcel_id>/"))


def test_only_what_is_refused_before_anybody_looks_is_asked_of_fewer(world: World) -> None:
    [route] = [route for path, route in routes(get_resolver()) if path == CUSTOMER]
    gone = next(a for a in addresses(world, CUSTOMER) if a.of == "trash")
    way, lin, wu = Way(CUSTOMER, route, gone), world.people["lin"], world.people["wu"]
    assert set(way.methods(lin)) == {"GET", "POST"} == methods_taken(route.callback)
    assert not wu.may(Permission.WRITE_CUSTOMERS)
    assert set(way.methods(wu)) == set()
    strangers = next(a for a in addresses(world, CUSTOMER) if a.of == "other")
    assert set(Way(CUSTOMER, route, strangers).methods(wu)) == METHODS


def test_a_view_that_looks_before_it_declines_is_asked_by_every_method() -> None:
    @require_GET
    def declines(_request: HttpRequest) -> HttpResponse:
        return HttpResponse("seen")

    @wraps(declines)
    def looks_first(request: HttpRequest) -> HttpResponse:
        return declines(request) if request.user.is_authenticated else HttpResponse("told")

    assert methods_taken(declines) == {"GET"}
    assert methods_taken(looks_first) == METHODS


def test_a_route_that_takes_a_method_it_says_it_does_not_is_found(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(HttpResponseNotAllowed, "status_code", 200)
    report = Walker(world, world.people["lin"]).walk([CUSTOMER])
    assert any("answered 200 to a method it does not take" in wrong for wrong in report.wrong)
