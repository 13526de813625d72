"""The sample company: alive on any day, the same from the same seed, thrown away whole."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from itertools import pairwise

import pytest
from django.apps import apps
from django.db import connection
from django.test import Client
from django.utils.timezone import get_current_timezone, make_aware

from tests.conftest import Cast
from zhike.activities.models import Promise, Touch
from zhike.care.queries import agenda
from zhike.customers import search
from zhike.customers.models import Contact, Customer
from zhike.lib.words import Words
from zhike.nightly import run_night
from zhike.sales.models import Order
from zhike.sample.actions import NoSample, build_sample, discard
from zhike.sample.firms import firms
from zhike.sample.persons import persons
from zhike.sample.purchases import purchases
from zhike.sample.stock import stock
from zhike.sample.talk import Talker
from zhike.trust.actor import Actor, Door, Forbidden
from zhike.trust.models import Event
from zhike.users.models import Company, Team, User
from zhike.users.queries import actor_for
from zhike.users.rules import Role

SIZE = 90
LEAP_DAY, NEW_YEAR, SPRING_FESTIVAL = date(2028, 2, 29), date(2027, 1, 1), date(2027, 2, 6)
ORDINARY = date(2026, 11, 23)


def morning(day: date) -> datetime:
    return make_aware(datetime.combine(day, time(8, 30)), get_current_timezone())


def build(day: date, customers: int = SIZE) -> None:
    build_sample(Actor.clock(), now=morning(day), say=_nothing, customers=customers)


def _nothing(_words: Words) -> None:
    return


@pytest.mark.django_db
@pytest.mark.parametrize("day", [ORDINARY, LEAP_DAY, NEW_YEAR, SPRING_FESTIVAL])
def test_on_any_day_the_account_managers_agenda_is_rich(day: date) -> None:
    build(day)
    run_night(day, say=lambda _line: None)
    manager = User.objects.get(username="zhangxiao")
    seen = agenda(actor_for(manager, Door.WEB, on=day), now=morning(day), whose="mine")

    clocked, contact, dates = seen.sections
    kinds = {line.kind for line in clocked.lines}
    assert {"reply", "promise"} <= kinds
    assert any(line.late for line in clocked.lines if line.kind == "promise")
    assert {"contact", "rhythm"} <= {line.kind for line in contact.lines}
    whys = [line.why for line in dates.lines if line.kind == "birthday"]
    assert any("农历" in why.zh for why in whys)
    assert any("公历" in why.zh for why in whys)
    assert all(
        line.why.zh and line.why.en for section in seen.sections for line in section.lines
    )


@pytest.mark.django_db
@pytest.mark.parametrize("day", [ORDINARY, SPRING_FESTIVAL])
def test_nothing_has_happened_in_the_future(day: date) -> None:
    build(day)
    assert not Touch.objects.filter(touched_on__gt=day).exists()
    assert not Order.objects.filter(ordered_on__gt=day).exists()
    assert not Promise.objects.filter(settled_on__gt=day).exists()
    assert not Event.objects.filter(happened_on__gt=day).exists()


@pytest.mark.django_db
def test_twelve_people_work_in_three_teams_and_nobody_has_a_password() -> None:
    build(ORDINARY, customers=20)
    people = User.objects.all()
    assert len(people) == 12
    assert {user.role for user in people} == {role.value for role in Role}
    assert [team.members.exists() for team in Team.objects.all()] == [True, True, True]
    assert not any(user.has_usable_password() for user in people.exclude(role="administrator"))


@pytest.mark.django_db
def test_every_customer_has_a_timeline_and_can_be_found() -> None:
    build(ORDINARY)
    kinds = set(Event.objects.values_list("kind", flat=True))
    assert {
        "customer.opened", "contact.added", "customer.rated", "order.recorded", "touch.logged",
        "promise.given", "promise.settled", "case.received", "case.resolved",
    } <= kinds  # fmt: skip
    customer = Customer.objects.order_by("pk")[3]
    assert customer in search.matching(Customer.objects.unscoped(), customer.short_name[:2])
    assert Event.objects.filter(customer_id=customer.pk).count() > 10


@pytest.mark.row("S0-31")
@pytest.mark.django_db
def test_birthdays_are_told_by_sun_and_moon_and_one_in_a_leap_month() -> None:
    build(ORDINARY)
    assert Contact.objects.filter(birth_calendar="moon", birth_leap=True).exists()
    assert Contact.objects.filter(birth_calendar="moon", birth_year=None).exists()
    assert Contact.objects.filter(birth_calendar="sun", birth_month__isnull=False).exists()


def test_the_same_seed_makes_the_same_company() -> None:
    def made() -> list[object]:
        talker = Talker()
        return [
            (firm, people, purchases(firm, ORDINARY), talker.talks(firm, people, ORDINARY))
            for firm in firms(ORDINARY, 40)
            for people in [persons(firm, ORDINARY)]
        ]

    assert made() == made()


def test_customers_grow_decline_and_leave() -> None:
    company = firms(ORDINARY, 300)
    bought = [purchases(firm, ORDINARY) for firm in company]
    year = timedelta(days=365)

    def revenue(path: str, until: date) -> int:
        return sum(
            purchase.amount
            for firm in company
            if firm.path == path
            for purchase in bought[firm.place]
            if until - year < purchase.on <= until
        )

    growth = {
        path: revenue(path, ORDINARY) / revenue(path, ORDINARY - year)
        for path in ("growing", "declining", "lost")
    }
    assert growth["growing"] > 1.15
    assert growth["declining"] < 0.8
    assert growth["lost"] < 0.6


def test_neighbouring_entries_do_not_read_alike() -> None:
    talker = Talker()
    for firm in firms(ORDINARY, 80):
        talks = talker.talks(firm, persons(firm, ORDINARY), ORDINARY)
        assert all(a.summary != b.summary for a, b in pairwise(talks))
        assert all("{" not in talk.summary for talk in talks)


def test_no_customer_trades_in_tobacco_and_no_two_share_a_name() -> None:
    assert not any("烟" in line for line in _lines(stock("trades")))
    names = [firm.name for firm in firms(ORDINARY, 500)]
    assert len(set(names)) == 500


@pytest.mark.django_db
def test_the_sample_is_thrown_away_whole_and_the_first_visit_begins(client: Client) -> None:
    build(ORDINARY, customers=20)
    run_night(ORDINARY, say=lambda _line: None)
    director = User.objects.get(role=Role.DIRECTOR)
    connection.check_constraints()  # the test is one transaction; outside it the build has ended

    discard(actor_for(director, Door.WEB, on=ORDINARY))

    left = {
        model._meta.label
        for model in apps.get_models()
        if model._meta.app_label not in {"contenttypes", "auth"}
        and model._default_manager.exists()
    }
    assert left == set()
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM customers_grams")
            assert cursor.fetchone() == (0,)
    assert client.get("/", follow=True).redirect_chain[-1][0] == "/setup/"


@pytest.mark.django_db
def test_a_real_company_is_never_thrown_away(cast: Cast) -> None:
    with pytest.raises(NoSample):
        discard(cast.actor(cast.sun))
    assert Company.objects.exists()
    assert Customer.objects.exists()


@pytest.mark.django_db
def test_an_account_manager_cannot_throw_the_sample_away() -> None:
    build(ORDINARY, customers=20)
    manager = User.objects.get(username="zhangxiao")
    with pytest.raises(Forbidden):
        discard(actor_for(manager, Door.WEB, on=ORDINARY))
    assert Company.objects.exists()


def _lines(branch: object) -> Iterator[str]:
    if isinstance(branch, str):
        yield branch
    elif isinstance(branch, dict):
        for twig in branch.values():
            yield from _lines(twig)
    elif isinstance(branch, list):
        for twig in branch:
            yield from _lines(twig)
