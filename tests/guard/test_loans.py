"""Borrowing: for a purpose and some days, lent by another, ending by itself, every visit on record."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone

from tests.conftest import Cast
from zhike.customers.models import Customer
from zhike.customers.queries import borrowable, borrowable_called, customer
from zhike.trust.models import Event, Loan

TODAY = timezone.localdate


@pytest.fixture
def asked(client: Client, cast: Cast) -> Loan:
    """Zhao of team West asks for Hengyuan by its full name."""
    client.force_login(cast.zhao)
    answer = client.post(
        "/guard/loans/new/",
        {
            "named": "深圳市恒远机械有限公司",
            "purpose": "同行推荐，约见",
            "from_on": TODAY(),
            "until_on": TODAY() + timedelta(days=5),
        },
        follow=True,
    )
    assert "林一" in answer.content.decode()
    return Loan.objects.get()


@pytest.mark.row("S1-65")
def test_a_customer_is_lent_looked_at_on_record_and_given_back(
    client: Client, cast: Cast, asked: Loan
) -> None:
    page = f"/customers/{cast.hengyuan.pk}/"
    assert client.get(page).status_code == 404
    client.force_login(cast.qian)
    assert "同行推荐" in client.get("/guard/").content.decode()
    client.post(f"/guard/loans/{asked.pk}/decide/", {"grant": "1"})

    client.force_login(cast.zhao)
    assert client.get(page).status_code == 200
    client.get(f"{page}file/")
    visits = Event.objects.filter(kind="loan.visited", user=cast.zhao)
    assert [v.particulars["page"] for v in visits.order_by("pk")] == ["customer", "file"]
    client.force_login(cast.lin)
    client.get(page)
    assert visits.count() == 2
    assert not Event.objects.filter(kind="loan.visited", user=cast.lin).exists()

    client.force_login(cast.zhao)
    client.post(f"/guard/loans/{asked.pk}/return/")
    assert client.get(page).status_code == 404


@pytest.mark.row("S1-65")
def test_a_loan_ends_by_itself(cast: Cast, asked: Loan) -> None:
    Loan.objects.update(is_granted=True, decided_by=cast.qian, decided_at=timezone.now())
    last = asked.until_on
    assert customer(cast.actor(cast.zhao, on=last), cast.hengyuan.pk)
    with pytest.raises(Customer.DoesNotExist):
        customer(cast.actor(cast.zhao, on=last + timedelta(days=1)), cast.hengyuan.pk)


def test_the_borrowers_own_lead_does_not_lend_and_nobody_lends_to_himself(
    client: Client, cast: Cast, asked: Loan
) -> None:
    cast.zhao.role = "team_lead"
    cast.zhao.save()
    assert client.post(f"/guard/loans/{asked.pk}/decide/", {"grant": "1"}, follow=True)
    asked.refresh_from_db()
    assert asked.decided_at is None
    with pytest.raises(IntegrityError), transaction.atomic():
        Loan.objects.update(decided_by=cast.zhao)


def test_a_refusal_needs_its_reason(client: Client, cast: Cast, asked: Loan) -> None:
    client.force_login(cast.qian)
    client.post(f"/guard/loans/{asked.pk}/decide/", {"grant": "0"})
    asked.refresh_from_db()
    assert asked.is_waiting
    client.post(f"/guard/loans/{asked.pk}/decide/", {"grant": "0", "why": "我们自己去"})
    asked.refresh_from_db()
    assert asked.state_on(TODAY()) == "refused"


def test_whoever_asks_learns_only_whose_the_customer_is(client: Client, cast: Cast) -> None:
    zhao = cast.actor(cast.zhao)
    hidden = borrowable(zhao, cast.hengyuan.pk)
    assert hidden
    assert (hidden.named, hidden.owner) == (f"#{cast.hengyuan.pk}", "林一")
    assert borrowable_called(zhao, "恒远") is None, "a part of the name tells nothing"
    assert borrowable(cast.actor(cast.lin), cast.hengyuan.pk) is None, "his own needs no loan"
    client.force_login(cast.zhao)
    html = client.get(f"/guard/loans/new/?customer={cast.hengyuan.pk}").content.decode()
    assert "林一" in html
    assert "恒" not in html


@pytest.mark.parametrize("days", [-1, 40])
def test_nobody_borrows_into_the_past_or_for_ever(
    client: Client, cast: Cast, days: int
) -> None:
    client.force_login(cast.zhao)
    client.post(
        "/guard/loans/new/",
        {
            "named": cast.hengyuan.name, "purpose": "x", "from_on": TODAY(),
            "until_on": TODAY() + timedelta(days=days),
        },
    )  # fmt: skip
    assert not Loan.objects.exists()


def test_others_do_not_see_the_loan(client: Client, cast: Cast, asked: Loan) -> None:
    client.force_login(cast.lin)
    assert client.get(f"/guard/loans/{asked.pk}/").status_code == 404
    client.force_login(cast.zheng)
    assert client.get(f"/guard/loans/{asked.pk}/").status_code == 200
