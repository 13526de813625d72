"""In whose name an import runs: a person with the rights he has today, or the house itself."""

from dataclasses import replace
from datetime import date

from zhike.lib.words import Words
from zhike.trust.actor import Actor, Door
from zhike.users import queries as users

_NOBODY = Words(
    "没有叫 {name} 的在职用户，请写登录名。",
    "Nobody active signs in as {name}; please give a sign-in name.",
)


class Nobody(ValueError):
    """There is no such person; `words` says so."""

    def __init__(self, name: str) -> None:
        self.words = _NOBODY.format(name=name)
        super().__init__(str(self.words))


def the_house() -> Actor:
    """The command line of the machine itself: sees every customer, through the door for files."""
    return replace(Actor.clock(), door=Door.EXCHANGE)


def actor_named(username: str | None, *, on: date) -> Actor:
    """Somebody by sign-in name, or the house itself; `Nobody` for a name nobody has."""
    if username is None:
        return the_house()
    return users.actor_for(user_named(username), Door.EXCHANGE, on=on)


def user_named(username: str) -> users.User:
    """Somebody by sign-in name; `Nobody` for a name nobody has."""
    found = users.by_username(username)
    if found is None:
        raise Nobody(username)
    return found
