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
    """A home ready to serve, and a company with a director, twenty account managers, and one with few customers."""
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
    people = {f"manager{number}": name for number, name in enumerate(OWNERS, 1)}
    for username, name in (people | {"few": "小许"}).items():
        invite_person(
            clock,
            username=username,
            name=name,
            role=Role.ACCOUNT_MANAGER,
            team_ids=[team.pk],
            on=today,
        )


def sessions() -> None:
    """Print the keys of sessions for those who ask for pages, as JSON."""
    who = {"director": "director", "manager": "manager1", "few": "few"}
    people = {seat: User.objects.filter(username=name).first() for seat, name in who.items()}
    print(json.dumps({seat: session_of(user) for seat, user in people.items() if user}))
