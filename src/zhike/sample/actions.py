"""The sample company is built, and thrown away."""

import secrets
import shutil
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.core.management.color import no_style
from django.db import connection, transaction
from django.utils.timezone import localtime

from zhike.care.actions import plan_step, receive_case
from zhike.customers import search
from zhike.customers.models import Customer
from zhike.lib.words import Words
from zhike.sample import book, cases, writing
from zhike.sample.accounts import write_accounts
from zhike.sample.answers import write_answers
from zhike.sample.cared import write_care
from zhike.sample.complaints import write_complaints
from zhike.sample.course import follow_the_course
from zhike.sample.decided import write_decisions
from zhike.sample.expected import write_expectations
from zhike.sample.firms import firms
from zhike.sample.given import write_given
from zhike.sample.grown import write_growth
from zhike.sample.guarded import write_guard
from zhike.sample.informed import write_information
from zhike.sample.letters import write_letters
from zhike.sample.methods import change_the_methods
from zhike.sample.persons import persons
from zhike.sample.proposed import write_proposals
from zhike.sample.purchases import purchases
from zhike.sample.relations import draw_relations
from zhike.sample.satisfied import write_satisfaction
from zhike.sample.staff import (
    ACCOUNT_MANAGER,
    ADMINISTRATOR,
    COMPANY,
    DIRECTOR,
    SERVICE_DESK,
    STAFF,
    TEAMS,
)
from zhike.sample.talk import Talker
from zhike.sample.visiting import write_visits
from zhike.sample.worth import write_worth
from zhike.trust import anchors, append_only
from zhike.trust.actor import Actor, Door, Permission, demand
from zhike.trust.models import Lease
from zhike.users.actions import found_company, invite_person, open_team
from zhike.users.days import CompanyDay, DayDraft, set_days
from zhike.users.models import User
from zhike.users.queries import actor_for, company

CUSTOMERS = 500
# Steps somebody planned himself: at which of the account manager's customers, what, and due in how many days.
_PLANNED = (
    (3, "准备季度回顾的资料", 1),
    (8, "约新厂区现场勘测", 2),
    (11, "核对框架合同的数量", 4),
)

type Say = Callable[[Words], None]


class NoSample(ValueError):
    """There is no sample company here: what is here is somebody's own and stays."""


@transaction.atomic
def build_sample(actor: Actor, *, now: datetime, say: Say, customers: int = CUSTOMERS) -> None:
    """Found the sample company as it is at this moment: whole or not at all."""
    day = localtime(now).date()
    say(Words("正在编样例公司：人员与客户 …", "Making up the sample: people and customers …"))
    staff = _hire(actor, now)
    made_up = firms(day, customers)
    people = [persons(firm, day) for firm in made_up]
    accounts = writing.write_customers(actor, made_up, people, staff)
    writing.write_ratings(actor, accounts, day)
    write_answers(actor, accounts, people, day)
    say(Words("正在编三年的订单与回款 …", "Making up three years of orders and payments …"))
    writing.write_purchases(actor, accounts, [purchases(firm, day) for firm in made_up], day)
    say(Words("正在编拜访、电话与承诺 …", "Making up visits, calls and promises …"))
    talker = Talker()
    said = [talker.talks(firm, there, day) for firm, there in zip(made_up, people, strict=True)]
    writing.write_talks(actor, accounts, said)
    writing.write_cases(actor, accounts, cases.settled_cases(made_up, day), staff[SERVICE_DESK])
    _open_the_day(accounts, staff, now)
    write_guard(accounts, staff, now)
    write_letters(accounts, staff, now)
    write_given(accounts, staff, now)
    follow_the_course(accounts, staff, day)
    write_care(accounts, staff, now)
    write_visits(accounts, staff, now)
    write_complaints(accounts, staff, now)
    write_information(accounts, staff, now)
    write_accounts(accounts, staff, now)
    book.keep_the_book(accounts, staff, day)
    write_worth(accounts, staff, day)
    write_decisions(accounts, staff, day)
    write_satisfaction(accounts, staff, now)
    write_expectations(accounts, staff, day)
    write_growth(staff, day)
    write_proposals(accounts, staff, day)
    change_the_methods(staff[DIRECTOR], day)
    _keep_days(staff[DIRECTOR], day)


@transaction.atomic
def discard(actor: Actor) -> None:
    """Empty every table of a sample company, the journal too, so that the first visit begins again."""
    demand(actor, Permission.DISCARD_SAMPLE)
    house = company()
    if house is None or not house.is_sample:
        raise NoSample
    search.forget(Customer.everyone.unscoped().values_list("pk", flat=True))
    tables = [
        model._meta.db_table
        for model in apps.get_models(include_auto_created=True)
        if model._meta.managed and model._meta.app_label not in _KEPT and model is not Lease
    ]
    with append_only.lifted():
        connection.ops.execute_sql_flush(connection.ops.sql_flush(no_style(), tables))
    transaction.on_commit(_forget_files)


# What Django itself wrote at the first start.
_KEPT = {"contenttypes", "auth"}


def _forget_files() -> None:
    for folder in (
        settings.FACTS_DIR,
        settings.UPLOADS_DIR,
        settings.EXPORTS_DIR,
        settings.DOCUMENTS_DIR,
    ):
        shutil.rmtree(Path(folder), ignore_errors=True)
    anchors.begin_anew("sample.discarded", datetime.now(UTC))


def _hire(actor: Actor, now: datetime) -> list[User]:
    """The twelve of the company; nobody knows a password, everybody comes in by a link."""
    day = localtime(now).date()
    found_company(
        actor,
        company=COMPANY,
        name=ADMINISTRATOR.name,
        username=ADMINISTRATOR.username,
        password=secrets.token_urlsafe(32),
        language="",
        on=day,
        is_sample=True,
    )
    teams = [open_team(actor, name=name, on=day) for name in TEAMS]
    return [
        invite_person(
            actor,
            username=person.username,
            name=person.name,
            role=person.role,
            team_ids=[] if person.team is None else [teams[person.team].pk],
            on=day,
            title=person.title,
            language=person.language,
        )
        for person in STAFF
    ]


def _keep_days(director: User, day: date) -> None:
    """The company gives the last day of the year off, for its own celebration."""
    given = DayDraft(date(day.year, 12, 31), works=False, why="公司年会，放假一天")
    actor = actor_for(director, Door.WEB, on=day)
    set_days(actor, [given], source=CompanyDay.Source.COMPANY, on=day)


def _open_the_day(accounts: list[writing.Account], staff: list[User], now: datetime) -> None:
    """What came in lately and what the account manager planned herself."""
    at = localtime(now)
    hers = [account for account in accounts if account.owner == staff[ACCOUNT_MANAGER]]
    desk = actor_for(staff[SERVICE_DESK], Door.WEB, on=at.date())
    for place, kind, which, days in cases.OPEN:
        if place < len(hers):
            received = at - timedelta(days=days, minutes=50)
            received = (
                max(received, received.replace(hour=0, minute=5)) if days == 0 else received
            )
            receive_case(
                desk,
                customer_id=hers[place].customer.pk,
                contact_id=hers[place].contacts[0].pk,
                kind=kind,
                summary=cases.summary(kind, which),
                at=received,
            )
    manager = actor_for(staff[ACCOUNT_MANAGER], Door.WEB, on=at.date())
    draw_relations(manager, hers, at.date())
    for place, title, days in _PLANNED:
        if place < len(hers):
            plan_step(
                manager,
                customer_id=hers[place].customer.pk,
                title=title,
                due_on=at.date() + timedelta(days=days),
                on=at.date(),
            )
