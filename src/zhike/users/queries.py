"""Who works here, and what an actor is made of."""

from collections.abc import Iterable
from datetime import date

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db.models import Q, QuerySet
from django.utils.crypto import salted_hmac

from zhike.trust import loans
from zhike.trust.actor import Actor, Door, Level, Permission, Scope, demand
from zhike.users.models import Company, Departure, Deputy, Team
from zhike.users.models import User as User
from zhike.users.rules import PERMISSIONS, SCOPES, Role


def actor_for(user: User, door: Door, *, on: date) -> Actor:
    """The actor a signed-in user is today: his role's reach, plus those he deputises for and what he borrowed."""
    role = Role(user.role)
    absent = Deputy.objects.filter(deputy=user, from_on__lte=on, until_on__gte=on)
    return Actor(
        user_id=user.pk,
        stands_for=frozenset({user.pk, *absent.values_list("absent_id", flat=True)}),
        team_ids=frozenset(user.teams.values_list("pk", flat=True))
        if SCOPES[role] is Scope.TEAM
        else frozenset(),
        scope=SCOPES[role],
        permissions=PERMISSIONS[role],
        clearance=Level.INTERNAL,
        door=door,
        borrowed=loans.running(user.pk, on=on),
    )


def company() -> Company | None:
    """The company, or None before the first visit has founded it."""
    return Company.objects.order_by("pk").first()


def setup_key() -> str:
    """What a first visit from another machine must bring; the server prints it where only its owner reads."""
    return salted_hmac("zhike.setup", "first visit", algorithm="sha256").hexdigest()[:32]


def superior_of(user_id: int | None) -> int | None:
    """Who leads a person's team; the director where nobody does, or where he leads it himself."""
    leads = User.objects.filter(
        is_active=True, role=Role.TEAM_LEAD, teams__members__pk=user_id or 0
    )
    found = leads.exclude(pk=user_id or 0).order_by("pk").values_list("pk", flat=True).first()
    return found or executive()


def executive() -> int | None:
    """A head of the company: its director, the first of several."""
    heads = User.objects.filter(is_active=True, role=Role.DIRECTOR)
    return heads.order_by("pk").values_list("pk", flat=True).first()


def executives() -> QuerySet[User]:
    """The heads of the company."""
    return User.objects.filter(is_active=True, role=Role.DIRECTOR).order_by("pk")


def at_the_service_desk() -> int | None:
    """Who sits at the service desk, the first of several."""
    desk = User.objects.filter(is_active=True, role=Role.SERVICE_DESK)
    return desk.order_by("pk").values_list("pk", flat=True).first()


def people() -> QuerySet[User]:
    """Everybody, those still working here first."""
    return User.objects.prefetch_related("teams").order_by("-is_active", "name", "pk")


def colleagues() -> QuerySet[User]:
    """Those who can be given a task or a customer."""
    return User.objects.filter(is_active=True).order_by("name", "pk")


def seen_colleagues(actor: Actor) -> QuerySet[User]:
    """Those whose days one may look at: whom one stands in for, one's teams, or everybody."""
    if actor.sees_everything:
        return colleagues()
    seen = Q(pk__in=actor.stands_for) | Q(teams__in=actor.team_ids)
    return colleagues().filter(seen).distinct()


def teams() -> QuerySet[Team]:
    return Team.objects.order_by("name")


def person(user_id: int) -> User | None:
    return User.objects.filter(pk=user_id).first()


def by_username(username: str) -> User | None:
    """The active user of this sign-in name, whatever its capitals."""
    return User.objects.filter(username__iexact=username, is_active=True).first()


def password_problems(password: str, *, username: str, name: str) -> list[str]:
    """Why this password would be a poor one for somebody of these names; empty when it is good."""
    try:
        validate_password(password, User(username=username, name=name))
    except ValidationError as error:
        return list(error.messages)
    return []


def called(user_ids: Iterable[int]) -> dict[int, str]:
    """The names of these people, by id."""
    rows = User.objects.filter(pk__in=list(user_ids))
    return {row.pk: str(row) for row in rows}


def held(user_id: int) -> User:
    """A person whose row nobody else may hold until the transaction ends: what is counted per person is counted once."""
    return User.objects.select_for_update().get(pk=user_id)


def names() -> dict[str, int]:
    """Names and sign-in names of the people here, lower case, to their ids; for importers."""
    found: dict[str, int] = {}
    for pk, name, username in User.objects.order_by("-pk").values_list(
        "pk", "name", "username"
    ):
        found[name.strip().lower()] = pk
        found[username.lower()] = pk
    return found


def deputies(user_id: int, *, on: date) -> QuerySet[Deputy]:
    """Who stands in for somebody, today or later."""
    rows = Deputy.objects.filter(absent_id=user_id, until_on__gte=on)
    return rows.select_related("deputy").order_by("from_on")


def departures(actor: Actor) -> QuerySet[Departure]:
    """Those who left, whose obligation runs longest first (S4-30)."""
    demand(actor, Permission.MANAGE_PEOPLE)
    return Departure.objects.select_related("user", "seen_off_by").order_by(
        "-obligation_until", "-pk"
    )


def departure(actor: Actor, user_id: int) -> Departure | None:
    """How somebody left, or None while he is here."""
    return departures(actor).filter(user_id=user_id).first()
