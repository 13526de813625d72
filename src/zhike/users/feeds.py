"""Somebody's calendar at a secret address: made, replaced and taken back by himself; ends with his password and his seat."""

import secrets
from dataclasses import asdict, dataclass
from datetime import datetime
from hashlib import sha256

from django.db import transaction
from django.utils.crypto import constant_time_compare

from zhike.trust import journal
from zhike.trust.actor import Actor
from zhike.users.models import CalendarFeed as CalendarFeed
from zhike.users.models import User


@dataclass(frozen=True, slots=True)
class Chosen:
    """What a calendar holds; names leave the house only where its owner says so."""

    shows_names: bool = False
    has_tasks: bool = True
    has_promises: bool = True
    has_birthdays: bool = False
    has_festivals: bool = False


def feed_of(user: User) -> CalendarFeed | None:
    """Somebody's calendar, or None."""
    feed = CalendarFeed.objects.filter(user=user).first()
    return feed if feed and _is_alive(feed, user) else None


def feed_at(token: str) -> CalendarFeed | None:
    """The calendar at an address; None when there is none, or its owner left or has another password since."""
    feed = (
        CalendarFeed.objects.filter(token_hash=_hashed(token), user__is_active=True)
        .select_related("user")
        .first()
    )
    return feed if feed and _is_alive(feed, feed.user) else None


@transaction.atomic
def open_feed(actor: Actor, user: User, chosen: Chosen, *, at: datetime) -> str:
    """A new address of 256 bits, said once, for nobody but oneself; the one before it is dead."""
    _own(actor, user.pk)
    token = secrets.token_urlsafe(32)
    feed, _ = CalendarFeed.objects.update_or_create(
        user=user,
        defaults={
            "token_hash": _hashed(token),
            "password_digest": user.get_session_auth_hash(),
            "made_at": at,
            **asdict(chosen),
        },
    )
    journal.record(actor, "feed.opened", feed, on=at.date(), **asdict(chosen))
    return token


@transaction.atomic
def choose(actor: Actor, feed: CalendarFeed, chosen: Chosen, *, at: datetime) -> None:
    """Another choice of what the calendar holds, at the same address."""
    _own(actor, feed.user_id)
    for name, value in asdict(chosen).items():
        setattr(feed, name, value)
    feed.save(update_fields=list(asdict(chosen)))
    journal.record(actor, "feed.chosen", feed, on=at.date(), **asdict(chosen))


@transaction.atomic
def close_feed(actor: Actor, feed: CalendarFeed, *, at: datetime) -> None:
    """The address is dead from now on."""
    _own(actor, feed.user_id)
    journal.record(actor, "feed.closed", feed, on=at.date(), user=feed.user_id)
    feed.delete()


class NotOwn(PermissionError):
    """A calendar is opened, changed and closed by its owner only."""


def _own(actor: Actor, user_id: int) -> None:
    if actor.user_id != user_id:
        raise NotOwn


def _is_alive(feed: CalendarFeed, user: User) -> bool:
    return constant_time_compare(feed.password_digest, user.get_session_auth_hash())


def _hashed(token: str) -> str:
    return sha256(token.encode()).hexdigest()
