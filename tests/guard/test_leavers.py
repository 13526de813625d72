"""Whoever leaves loses everything in the same moment; what he still owes is kept (S4-30)."""

from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from tests.conftest import Cast
from zhike.exchange.models import Export
from zhike.exchange.out import actions
from zhike.exchange.out.actions import CannotLeave, Order
from zhike.exchange.out.columns import What
from zhike.trust import loans
from zhike.trust.models import Event, Loan
from zhike.users.actions import appoint_deputy, give_link
from zhike.users.models import Departure, Deputy, SignInLink, User

TODAY = timezone.localdate


def farewell(**changes: object) -> dict[str, object]:
    said = {
        "is_reviewed": "on", "is_handed_over": "on", "is_told": "on", "agreement": "保密协议 2020-3",
        "obligation_until": TODAY() + timedelta(days=730),
    }  # fmt: skip
    return {**said, **changes}


@pytest.fixture
def with_loose_ends(cast: Cast) -> Cast:
    """Zhao has a session, a link, a loan, a deputyship and a file he has not fetched."""
    now, zhao = datetime.now(UTC), cast.actor(cast.zhao, on=TODAY())
    give_link(zhao, cast.zhao, at=now)
    loan = loans.ask(
        zhao, customer_id=cast.hengyuan.pk, team_id=cast.east.pk, named="x", purpose="x",
        from_on=TODAY(), until_on=TODAY() + timedelta(days=9), at=now, on=TODAY(),
    )  # fmt: skip
    qian = cast.actor(cast.qian, on=TODAY())
    loans.decide(qian, loan.pk, grant=True, why="", at=now, on=TODAY())
    appoint_deputy(
        cast.actor(cast.lin), absent_id=cast.lin.pk, deputy_id=cast.zhao.pk,
        from_on=TODAY(), until_on=TODAY() + timedelta(days=3), on=TODAY(),
    )  # fmt: skip
    zhao = cast.actor(cast.zhao, on=TODAY())
    actions.ask(zhao, Order(What.CUSTOMERS, "", (), "csv", "x", "zh"), at=now)
    return cast


@pytest.mark.row("S4-30")
def test_access_ends_at_once_and_the_duty_of_silence_is_kept(with_loose_ends: Cast) -> None:
    cast, his, hers = with_loose_ends, Client(), Client()
    his.force_login(cast.zhao)
    assert his.get("/today/").status_code == 200
    hers.force_login(cast.feng)
    hers.post(f"/people/{cast.zhao.pk}/leave/", farewell())

    assert his.get("/today/").status_code == 302
    User.objects.filter(pk=cast.zhao.pk).update(is_active=True)
    assert his.get("/today/").status_code == 302, "the session is dead even if he comes back"
    assert not SignInLink.objects.filter(user=cast.zhao).exists()
    assert not Deputy.objects.filter(deputy=cast.zhao).exists()
    assert Loan.objects.get().returned_at
    assert Export.objects.get().state == "ended"
    with pytest.raises(CannotLeave):
        actions.take(cast.actor(cast.zhao), Export.objects.get().pk, at=timezone.now())

    departure = Departure.objects.get()
    assert departure.exports_seen == 1
    html = hers.get("/people/left/").content.decode()
    assert "保密协议 2020-3" in html
    assert "有效" in html


@pytest.mark.row("S4-30")
@pytest.mark.parametrize(
    "missing", ["is_reviewed", "is_handed_over", "is_told", "agreement", "obligation_until"]
)
def test_nobody_is_seen_off_before_everything_is_confirmed(
    client: Client, cast: Cast, missing: str
) -> None:
    client.force_login(cast.feng)
    client.post(f"/people/{cast.lin.pk}/leave/", farewell(**{missing: ""}))
    cast.lin.refresh_from_db()
    assert cast.lin.is_active


@pytest.mark.row("S4-30")
def test_his_customers_and_his_exports_lie_on_the_table(client: Client, cast: Cast) -> None:
    now, lin = datetime.now(UTC), cast.actor(cast.lin, on=TODAY())
    actions.ask(lin, Order(What.CONTACTS, "", (), "csv", "节日问候", "zh"), at=now)
    client.force_login(cast.feng)
    html = client.get(f"/people/{cast.lin.pk}/leave/").content.decode()
    assert "深圳市恒远机械有限公司" in html
    assert "联系人" in html


def test_nobody_sees_himself_off_and_an_administrator_stays(client: Client, cast: Cast) -> None:
    client.force_login(cast.feng)
    html = client.post(f"/people/{cast.feng.pk}/leave/", farewell()).content.decode()
    assert "不能给自己办离职" in html
    client.force_login(cast.sun)
    html = client.post(f"/people/{cast.feng.pk}/leave/", farewell()).content.decode()
    assert "最后一位管理员" in html
    assert not Event.objects.filter(kind="person.left").exists()


def test_an_account_manager_sees_nobody_off(as_lin: Client, cast: Cast) -> None:
    assert as_lin.get(f"/people/{cast.zhao.pk}/leave/").status_code == 403
