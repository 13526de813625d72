"""Develop some, maintain some, shrink some: the same figures for all, a person decides, and nothing owed is lost."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.test import Client
from django.utils.timezone import localdate

from tests.conftest import DAY, Cast
from zhike.activities.models import Promise
from zhike.customers.models import Customer, MoveDecision, Standing
from zhike.methods.library import _check_across, library
from zhike.methods.reading import MethodError
from zhike.value.models import Measures
from zhike.value.pictures.cut import Cut
from zhike.value.pictures.directions import FIGURES, general

pytestmark = pytest.mark.django_db


def ranked(customer: Customer, revenue: int, grade: str = "general_customer") -> Customer:
    Measures.objects.create(
        customer=customer, as_of=DAY, buying_days=3, orders_12m=3, revenue_12m=revenue,
        revenue_prev_12m=0, target_basis="none",
    )  # fmt: skip
    Standing.objects.create(
        customer=customer, scheme="customer_rank", grade=grade, points=0, since=DAY, as_of=DAY, version=1
    )  # fmt: skip
    return customer


def named(cast: Cast, name: str) -> Customer:
    return Customer.objects.create(
        name=name, name_key=name, pinyin=name, owner=cast.lin, team=cast.east
    )


@pytest.mark.row("S2-16")
def test_general_customers_stand_side_by_side_with_the_same_figures(cast: Cast) -> None:
    one, two = ranked(cast.hengyuan, 100), ranked(named(cast, "二号"), 900)
    ranked(named(cast, "重点"), 5_000, "key_customer")
    lin = cast.actor(cast.lin)
    rows = general(lin, Cut()).order_by("-revenue_12m")
    assert [row.customer for row in rows] == [two, one]
    assert all(hasattr(row, name) for row in rows for name in FIGURES)
    assert not general(cast.actor(cast.zhao), Cut()).exists()


@pytest.mark.row("S2-16")
def test_several_are_decided_at_once_and_shrinking_waits_for_another(
    client: Client, cast: Cast
) -> None:
    one, two = ranked(cast.hengyuan, 100), ranked(named(cast, "二号"), 900)
    Promise.objects.create(
        customer=one, what="送样", made_on=DAY, made_by=cast.lin, due_on=DAY + timedelta(days=9)
    )
    client.force_login(cast.lin)
    later = str(localdate() + timedelta(days=180))
    said = {"customer": [one.pk, two.pk], "why": "三年没动静", "review_on": later}
    address = "/value/directions/decide/"
    client.post(address, {**said, "class": "shrink", "why": ""})
    assert not MoveDecision.objects.exists()
    client.post(address, {**said, "class": "shrink"})
    assert not Standing.objects.filter(scheme="direction").exists(), "only asked for"
    asked = MoveDecision.objects.get(customer=one)
    assert asked.owed[0]["zh"] == "答应过的 1 件事照样兑现"
    assert "等批准" in client.get("/value/directions/").content.decode()
    own = client.post(f"/value/moves/{asked.pk}/decide/", {"grant": "1"})
    assert own.status_code == 403
    client.force_login(cast.sun)
    assert "答应过的 1 件事照样兑现" in client.get("/guard/").content.decode()
    client.post(f"/value/moves/{asked.pk}/decide/", {"grant": "1"})
    assert Standing.objects.get(scheme="direction").grade == "shrink"
    assert Promise.objects.open().filter(customer=one).exists()


@pytest.mark.row("S2-16")
def test_no_service_standard_may_read_what_is_given_up() -> None:
    shelf = library()
    _check_across(shelf)
    listed = next(name for name, each in shelf.services.items() if each.entitlements)
    services = shelf.services[listed]
    wrong = replace(services.entitlements[0], scheme="direction", grade="maintain")
    changed = replace(services, entitlements=(wrong, *services.entitlements[1:]))
    with pytest.raises(MethodError, match="no standard may read it"):
        _check_across(replace(shelf, services={**shelf.services, listed: changed}))
