"""What is done about people: they join, change seats, leave, deputise and get a way in."""

import secrets
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from hashlib import sha256

from django.db import transaction

from zhike.trust import journal, loans
from zhike.trust.actor import Actor, Permission, demand
from zhike.trust.requests import asker
from zhike.users.models import CalendarFeed, Company, Departure, Deputy, SignInLink, Team, User
from zhike.users.rules import Role

LINK_LIVES = timedelta(hours=24)


class AlreadyFounded(ValueError):
    """A company exists already; the first visit is over."""


@transaction.atomic
def found_company(
    actor: Actor,
    *,
    company: str,
    name: str,
    username: str,
    password: str,
    language: str,
    on: date,
    currency: str = "CNY",
    is_sample: bool = False,
) -> User:
    """The first visit: the company and its first person, an administrator."""
    if Company.objects.exists():
        raise AlreadyFounded(company)
    house = Company.objects.create(name=company, currency=currency, is_sample=is_sample)
    user = User(username=username, name=name, role=Role.ADMINISTRATOR, language=language)
    user.set_password(password)
    user.save()
    journal.record(actor, "company.founded", house, on=on, name=company)
    return user


@transaction.atomic
def aim_at_defects(actor: Actor, *, promise_defects: int, on: date) -> Company:
    """How many of a million promises may fail at most, as the company's aim (S3-04)."""
    demand(actor, Permission.MANAGE_BOOK)
    house = Company.objects.select_for_update().order_by("pk")[:1].get()
    house.promise_defects = promise_defects
    house.save(update_fields=["promise_defects"])
    journal.record(actor, "company.aimed", house, on=on, promise_defects=promise_defects)
    return house


@transaction.atomic
def invite_person(
    actor: Actor,
    *,
    username: str,
    name: str,
    role: Role,
    team_ids: Collection[int],
    on: date,
    title: str = "",
    language: str = "",
    email: str = "",
) -> User:
    """Somebody joins; he has no password until he follows a one-time link and sets one."""
    demand(actor, Permission.MANAGE_PEOPLE)
    user = User(
        username=username, name=name, role=role, title=title, language=language, email=email
    )
    user.set_unusable_password()
    user.save()
    user.teams.set(team_ids)
    journal.record(actor, "person.invited", user, on=on, name=name, role=role)
    return user


@transaction.atomic
def change_person(
    actor: Actor,
    user: User,
    *,
    name: str,
    role: Role,
    title: str,
    team_ids: Collection[int],
    is_active: bool,
    on: date,
) -> User:
    """Somebody gets another seat, another team, or leaves; the last administrator cannot."""
    demand(actor, Permission.MANAGE_PEOPLE)
    if not (is_active and role == Role.ADMINISTRATOR):
        _keep_an_administrator_besides(user)
    if role != user.role or not is_active:
        CalendarFeed.objects.filter(user=user).delete()
    user.name, user.role, user.title, user.is_active = name, role, title, is_active
    user.save(update_fields=["name", "role", "title", "is_active"])
    user.teams.set(team_ids)
    journal.record(actor, "person.changed", user, on=on, role=role, active=is_active)
    return user


@transaction.atomic
def change_own_mail(actor: Actor, user: User, *, email: str, on: date) -> User:
    """Where somebody wants his notices and the answers to his letters; it opens no door."""
    if user.email != email:
        user.email = email
        user.save(update_fields=["email"])
        journal.record(actor, "person.mail_changed", user, on=on)
    return user


class LastAdministrator(ValueError):
    """The company would be left without an administrator."""


class OwnDeparture(ValueError):
    """Nobody sees himself off."""


@dataclass(frozen=True, slots=True)
class Farewell:
    """What was settled when somebody left: the day his duty of silence ends, the paper it stands in, and what was looked through."""

    obligation_until: date
    agreement: str
    exports_seen: int
    customers_left: int
    note: str = ""


@transaction.atomic
def leave(actor: Actor, user: User, farewell: Farewell, *, at: datetime, on: date) -> Departure:
    """Somebody leaves: from this moment no session, password, link, calendar address, deputyship or loan of his works any more (S4-30).

    Sessions carry a digest of the password: a new one nobody knows ends them all, even should he come back.
    """
    demand(actor, Permission.MANAGE_PEOPLE)
    if user.pk == actor.user_id:
        raise OwnDeparture
    _keep_an_administrator_besides(user)
    user.is_active = False
    user.set_unusable_password()
    user.save(update_fields=["is_active", "password"])
    user.sign_in_links.all().delete()
    CalendarFeed.objects.filter(user=user).delete()
    Deputy.objects.filter(deputy=user, until_on__gte=on).delete()
    loans.end_all_of(actor, user.pk, at=at, on=on)
    departure, _ = Departure.objects.update_or_create(
        user=user,
        defaults={
            "left_on": on,
            "obligation_until": farewell.obligation_until,
            "agreement": farewell.agreement,
            "exports_seen": farewell.exports_seen,
            "customers_left": farewell.customers_left,
            "note": farewell.note,
            "seen_off_by_id": asker(actor),
        },
    )
    journal.record(
        actor,
        "person.left",
        user,
        on=on,
        obligation_until=str(farewell.obligation_until),
        exports_seen=farewell.exports_seen,
        customers_left=farewell.customers_left,
    )
    return departure


def _keep_an_administrator_besides(user: User) -> None:
    others = User.objects.filter(role=Role.ADMINISTRATOR, is_active=True).exclude(pk=user.pk)
    if user.role == Role.ADMINISTRATOR and not others.exists():
        raise LastAdministrator


@transaction.atomic
def open_team(actor: Actor, *, name: str, on: date) -> Team:
    """A new team."""
    demand(actor, Permission.MANAGE_PEOPLE)
    team = Team.objects.create(name=name)
    journal.record(actor, "team.opened", team, on=on, name=name)
    return team


@transaction.atomic
def appoint_deputy(
    actor: Actor, *, absent_id: int, deputy_id: int, from_on: date, until_on: date, on: date
) -> Deputy:
    """Somebody looks after an absent colleague's customers between two days, both included."""
    if actor.user_id != absent_id:
        demand(actor, Permission.MANAGE_PEOPLE)
    deputy = Deputy.objects.create(
        absent_id=absent_id, deputy_id=deputy_id, from_on=from_on, until_on=until_on
    )
    journal.record(
        actor, "deputy.appointed", deputy, on=on, from_on=str(from_on), until_on=str(until_on)
    )
    return deputy


@transaction.atomic
def speak(actor: Actor, user: User, *, language: str, on: date) -> User:
    """Somebody chooses the language he is spoken to in: zh-hans or en."""
    user.language = language
    user.save(update_fields=["language"])
    journal.record(actor, "person.spoke", user, on=on, language=language)
    return user


@transaction.atomic
def give_link(actor: Actor, user: User, *, at: datetime) -> str:
    """A one-time sign-in token of 256 bits, good for a day; earlier unused ones die."""
    if actor.user_id != user.pk:
        demand(actor, Permission.MANAGE_PEOPLE)
    user.sign_in_links.filter(used_at=None).delete()
    token = secrets.token_urlsafe(32)
    link = SignInLink.objects.create(
        user=user, token_hash=_hashed(token), expires_at=at + LINK_LIVES
    )
    journal.record(actor, "link.given", link, on=at.date(), user=user.pk)
    return token


@transaction.atomic
def use_link(actor: Actor, token: str, *, at: datetime) -> User | None:
    """The user a token lets in, once; None for a used, old or unknown one."""
    claimed = SignInLink.objects.filter(
        token_hash=_hashed(token), used_at=None, expires_at__gt=at, user__is_active=True
    ).update(used_at=at)
    if not claimed:
        return None
    link = SignInLink.objects.select_related("user").get(token_hash=_hashed(token))
    journal.record(actor, "link.used", link, on=at.date(), user=link.user_id)
    return link.user


def _hashed(token: str) -> str:
    return sha256(token.encode()).hexdigest()
