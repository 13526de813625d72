"""Signing in: the first visit, one-time links, wrong passwords, second factor, signing out everywhere."""

import pytest
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret, hotp_value
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from tests.conftest import Cast
from zhike.trust.actor import Actor
from zhike.users.actions import give_link
from zhike.users.models import Company, User
from zhike.users.queries import setup_key

GOOD = "正确 马 电池 订书机 2026"


@pytest.fixture
def client() -> Client:
    """A browser on the machine itself."""
    return Client(headers={"host": "127.0.0.1"})


@pytest.mark.django_db
def test_the_first_visit_founds_the_company(client: Client) -> None:
    assert client.get("/").headers["Location"] in {"/setup/", "/today/"}
    assert client.get("/today/", follow=True).redirect_chain[-1][0] == "/setup/"
    said = {
        "company": "恒信",
        "currency": "CNY",
        "name": "林一",
        "username": "lin",
        "password": GOOD,
    }
    assert client.post("/setup/", said, follow=True).status_code == 200
    assert User.objects.get().role == "administrator"
    assert client.get("/today/").status_code == 200


@pytest.mark.django_db
@pytest.mark.parametrize("password", ["short", "password1234", "linlinlinlin1"])
def test_a_poor_password_is_refused_and_nothing_typed_is_lost(
    client: Client, password: str
) -> None:
    said = {
        "company": "恒信",
        "currency": "CNY",
        "name": "林一",
        "username": "linlinlin",
        "password": password,
    }
    answer = client.post("/setup/", said)
    assert not Company.objects.exists()
    assert 'value="恒信"' in answer.content.decode()


@pytest.mark.django_db
def test_nobody_founds_the_company_from_afar_without_the_key(
    settings: Settings,
) -> None:
    settings.ALLOWED_HOSTS = ["crm.example.com"]
    afar = Client(headers={"host": "crm.example.com"})
    said = {"company": "X", "currency": "CNY", "name": "X", "username": "x1", "password": GOOD}
    assert afar.post("/setup/", said).status_code == 403
    assert afar.get("/setup/?key=wrong").status_code == 403
    assert not Company.objects.exists()
    afar.post(f"/setup/?key={setup_key()}", said)
    assert Company.objects.exists()


def test_the_first_visit_happens_once(client: Client, cast: Cast) -> None:
    said = {
        "company": "X",
        "currency": "CNY",
        "name": "X",
        "username": "mallory",
        "password": GOOD,
    }
    client.post("/setup/", said)
    assert not User.objects.filter(username="mallory").exists()


def test_a_link_lets_one_in_once(client: Client, cast: Cast) -> None:
    token = give_link(Actor.clock(), cast.lin, at=timezone.now())
    assert client.get(f"/accounts/link/{token}/").status_code == 200, (
        "looking does not use it up"
    )
    client.post(f"/accounts/link/{token}/")
    assert client.get("/today/").status_code == 200
    other = Client()
    assert other.post(f"/accounts/link/{token}/").status_code == 410


def test_a_link_does_not_lead_past_the_second_factor(client: Client, cast: Cast) -> None:
    TOTP.activate(cast.lin, generate_totp_secret())
    token = give_link(Actor.clock(), cast.lin, at=timezone.now())
    answer = client.post(f"/accounts/link/{token}/")
    assert answer["Location"].startswith("/accounts/2fa/authenticate/")
    assert client.get("/today/").status_code == 302


def test_a_session_from_a_link_is_listed_and_ended_with_the_others(cast: Cast) -> None:
    here, there = Client(), Client()
    for browser in (here, there):
        token = give_link(Actor.clock(), cast.lin, at=timezone.now())
        browser.post(f"/accounts/link/{token}/")
    here.post("/accounts/sessions/")
    assert here.get("/today/").status_code == 200
    assert there.get("/today/").status_code == 302


def test_the_token_itself_is_not_kept(cast: Cast) -> None:
    token = give_link(Actor.clock(), cast.lin, at=timezone.now())
    assert cast.lin.sign_in_links.get().token_hash != token


def test_a_password_lets_one_in_and_a_wrong_one_does_not(client: Client, cast: Cast) -> None:
    cast.lin.set_password(GOOD)
    cast.lin.save()
    answer = client.post("/accounts/login/", {"login": "lin", "password": "wrong"})
    assert answer.status_code == 200
    client.post("/accounts/login/", {"login": "lin", "password": GOOD})
    assert client.get("/today/").status_code == 200


def test_guessing_is_slowed_down(client: Client, cast: Cast) -> None:
    cast.lin.set_password(GOOD)
    cast.lin.save()
    for _ in range(6):
        client.post("/accounts/login/", {"login": "lin", "password": "wrong"})
    client.post("/accounts/login/", {"login": "lin", "password": GOOD})
    assert client.get("/today/").status_code == 302, "even the right one must wait now"


def test_the_second_factor_is_asked_for(client: Client, cast: Cast) -> None:
    cast.lin.set_password(GOOD)
    cast.lin.save()
    secret = generate_totp_secret()
    TOTP.activate(cast.lin, secret)
    answer = client.post("/accounts/login/", {"login": "lin", "password": GOOD})
    assert answer["Location"].startswith("/accounts/2fa/authenticate/")
    assert client.get("/today/").status_code == 302
    code = f"{hotp_value(secret, int(timezone.now().timestamp()) // 30):06}"
    client.post("/accounts/2fa/authenticate/", {"code": code})
    assert client.get("/today/").status_code == 200


def test_whoever_left_cannot_come_in(client: Client, cast: Cast) -> None:
    client.force_login(cast.lin)
    User.objects.filter(pk=cast.lin.pk).update(is_active=False)
    assert client.get("/today/").status_code == 302


def test_signing_out_everywhere_ends_the_other_sessions(cast: Cast) -> None:
    cast.lin.set_password(GOOD)
    cast.lin.save()
    here, there = Client(), Client()
    for browser in (here, there):
        browser.post("/accounts/login/", {"login": "lin", "password": GOOD})
    here.post("/accounts/sessions/")
    assert here.get("/today/").status_code == 200
    assert there.get("/today/").status_code == 302


def test_the_last_administrator_stays(client: Client, cast: Cast) -> None:
    client.force_login(cast.feng)
    answer = client.post(
        f"/people/{cast.feng.pk}/",
        {"name": "冯七", "role": "account_manager", "is_active": "on"},
    )
    assert "最后一位管理员" in answer.content.decode()
    cast.feng.refresh_from_db()
    assert cast.feng.role == "administrator"


def test_a_colleague_is_invited_with_a_link(client: Client, cast: Cast) -> None:
    client.force_login(cast.feng)
    html = client.post(
        "/people/new/",
        {
            "name": "周八",
            "username": "zhou",
            "role": "account_manager",
            "teams": [cast.east.pk],
        },
    ).content.decode()
    assert "/accounts/link/" in html
    assert User.objects.get(username="zhou").teams.get() == cast.east
