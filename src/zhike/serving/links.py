"""One-time sign-in links as full addresses, for terminals."""

from datetime import datetime

from django.urls import reverse

from zhike.trust.actor import Actor
from zhike.users.actions import give_link
from zhike.users.models import User


def link_for(user: User, *, base: str, at: datetime) -> str:
    """The address that lets this user in once, within a day."""
    return base.rstrip("/") + reverse("use_link", args=[give_link(Actor.clock(), user, at=at)])
