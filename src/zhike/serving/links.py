"""One-time sign-in links as full addresses, for terminals."""

from datetime import datetime

from django.urls import reverse

from zhike.lib.words import Words
from zhike.sample.staff import DOORS
from zhike.serving.terminal import Say
from zhike.trust.actor import Actor
from zhike.users.actions import give_link
from zhike.users.models import User
from zhike.users.queries import by_username, company, setup_key


def link_for(user: User, *, base: str, at: datetime) -> str:
    """The address that lets this user in once, within a day."""
    return base.rstrip("/") + reverse("use_link", args=[give_link(Actor.clock(), user, at=at)])


def say_first_visit(base: str, say: Say) -> None:
    """Where there is no company yet: the address that founds it, good from any machine."""
    if company() is None:
        link = f"{base.rstrip('/')}{reverse('setup')}?key={setup_key()}"
        say(Words(f"第一次来：{link}", f"First visit: {link}"))


def say_links(*, base: str, now: datetime, say: Say) -> None:
    """Print a fresh way in for five people; each works once, within a day."""
    say(
        Words(
            "一次性登录链接（各用一次，一天内有效）：",
            "one-time sign-in links (each works once, within a day):",
        )
    )
    for username, who in DOORS:
        if user := by_username(username):
            print(f"  {who.zh} / {who.en}: {link_for(user, base=base, at=now)}", flush=True)
