"""The cast. Lin serves Hengyuan in team East; Zhao is in team West and must not see it.

Qian leads East, Sun directs all, Wu sits at the service desk, Zheng keeps the data, Feng administers.
"""

from dataclasses import dataclass
from datetime import date

import pytest
from django.core.management import call_command
from django.db import connection
from django.test import Client
from pytest_django import DjangoDbBlocker, Settings

from tests import migrated
from zhike.customers import asking, search
from zhike.customers.actions.book import CustomerDraft, open_customer
from zhike.customers.actions.contacts import ContactDraft, add_contact
from zhike.customers.actions.facts import Learned, note_fact
from zhike.customers.asking import Subject
from zhike.customers.models import Contact, Customer
from zhike.lib import workdays
from zhike.lib.workdays import Given
from zhike.trust import append_only
from zhike.trust.actor import Actor, Door
from zhike.users.models import Company, Team, User
from zhike.users.queries import actor_for
from zhike.users.rules import Role

DAY = date(2026, 11, 23)


@dataclass
class Cast:
    east: Team
    west: Team
    lin: User
    zhao: User
    qian: User
    sun: User
    wu: User
    zheng: User
    feng: User
    hengyuan: Customer
    yu: Contact

    def actor(self, user: User, *, on: date = DAY) -> Actor:
        return actor_for(user, Door.WEB, on=on)


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings: None) -> None:
    """The tables as some run before made them; the migrations walk only where there is something new in them."""
    migrated.begin_with_what_was_kept()


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> None:
    """The rate limits count in the database's cache table."""
    with django_db_blocker.unblock():
        migrated.keep()
        call_command("createcachetable", verbosity=0)
    _let_the_tests_empty_their_own_tables()


def _let_the_tests_empty_their_own_tables() -> None:
    """A test that commits is cleared away by emptying every table, the search index too; the journal's triggers step aside for that."""
    empty = connection.ops.execute_sql_flush

    def emptied(sql: list[str]) -> None:
        search.forget(Customer.objects.unscoped().values_list("pk", flat=True))
        with append_only.lifted():
            empty(sql)

    setattr(connection.ops, "execute_sql_flush", emptied)  # noqa: B010 - a bound method of this one connection


@pytest.fixture(autouse=True)
def own_folders(settings: Settings, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Every test has its own facts, uploads and plain static files."""
    home = tmp_path_factory.mktemp("home")
    settings.FACTS_DIR = home / "facts"
    settings.UPLOADS_DIR = home / "uploads"
    settings.KEYS_FILE = home / "keys.json"
    settings.ERASED_FILE = home / "erased.jsonl"
    settings.EXPORTS_DIR = home / "exports"
    settings.ANCHORS_DIR = home / "anchors"
    settings.DOCUMENTS_DIR = home / "documents"
    settings.STATIC_ROOT = home / "static"
    settings.STATIC_ROOT.mkdir()
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture(autouse=True)
def no_days_of_its_own() -> None:
    """The process begins each test counting with what is published only."""
    workdays.give(Given())


@pytest.fixture
def cast(db: None) -> Cast:
    """A small company with seven people, two teams and one customer."""
    Company.objects.create(name="恒信科技")
    east, west = Team.objects.create(name="华东"), Team.objects.create(name="华西")
    lin = _person("lin", "林一", Role.ACCOUNT_MANAGER, east)
    zhao = _person("zhao", "赵二", Role.ACCOUNT_MANAGER, west)
    qian = _person("qian", "钱三", Role.TEAM_LEAD, east)
    sun = _person("sun", "孙四", Role.DIRECTOR)
    wu = _person("wu", "吴五", Role.SERVICE_DESK)
    zheng = _person("zheng", "郑六", Role.DATA_STEWARD)
    feng = _person("feng", "冯七", Role.ADMINISTRATOR)
    mine = actor_for(lin, Door.WEB, on=DAY)
    hengyuan = open_customer(
        mine,
        CustomerDraft(
            "深圳市恒远机械有限公司", short_name="恒远机械", city="深圳", industry="机械"
        ),
        owner_id=lin.pk,
        on=DAY,
    )
    yu = add_contact(
        mine,
        hengyuan,
        ContactDraft(
            "于海",
            address_as="于总",
            title="采购总监",
            mobile="13800138000",
            birth_calendar="moon",
            birth_month=10,
            birth_day=15,
        ),
        on=DAY,
    )
    about, card = Subject(hengyuan, yu), asking.form("relationship_card")
    for key, value in (("likes", "普洱茶"), ("avoid", "前任供应商的诉讼")):
        item = next(item for item in card.items if item.key == key)
        note_fact(mine, about, card, item, value, Learned("told"), on=DAY)
    return Cast(east, west, lin, zhao, qian, sun, wu, zheng, feng, hengyuan, yu)


@pytest.fixture
def as_lin(client: Client, cast: Cast) -> Client:
    """Lin's browser, signed in."""
    client.force_login(cast.lin)
    return client


def _person(username: str, name: str, role: Role, *teams: Team) -> User:
    user = User.objects.create_user(username, name=name, role=role)
    user.teams.set(teams)
    return user
