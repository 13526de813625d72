"""The people of the measured company; its functions are run inside a home (`benchmarks.inside`)."""

import json
from secrets import token_urlsafe

from django.utils.timezone import localdate

from benchmarks.book import OWNERS
from benchmarks.sessions import session_of
from zhike.serving.prepare import prepare
from zhike.serving.terminal import say_both
from zhike.trust.actor import Actor
from zhike.users.actions import found_company, invite_person, open_team
from zhike.users.models import User
from zhike.users.rules import Role


def found() -> None:
    """A home ready to serve, and a company with a director and twenty account managers."""
    prepare(say_both)
    clock, today = Actor.clock(), localdate()
    found_company(
        clock,
        company="恒信",
        name="总监",
        username="director",
        password=token_urlsafe(),
        language="",
        on=today,
    )
    team = open_team(clock, name="一组", on=today)
    for number, name in enumerate(OWNERS, 1):
        invite_person(
            clock,
            username=f"manager{number}",
            name=name,
            role=Role.ACCOUNT_MANAGER,
            team_ids=[team.pk],
            on=today,
        )


def sessions() -> None:
    """Print the keys of sessions for the two who ask for pages, as JSON."""
    director = User.objects.get(username="director")
    manager = User.objects.get(username="manager1")
    print(json.dumps({"director": session_of(director), "manager": session_of(manager)}))
