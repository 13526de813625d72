"""A notice is written once for whom it concerns, and goes the ways he chose, outside his quiet hours."""

from datetime import datetime, time, timedelta
from typing import Protocol

from django.db import transaction
from django.utils.timezone import localtime

from zhike.care.messages.kinds import KINDS, comes
from zhike.care.messages.server import post_office
from zhike.care.models import Notice, NoticeWishes, Outgoing
from zhike.lib.words import Words, language_of
from zhike.users.models import User


class Tellable(Protocol):
    """Whom to tell what."""

    @property
    def user_id(self) -> int: ...
    @property
    def key(self) -> str: ...
    @property
    def kind(self) -> str: ...
    @property
    def words(self) -> Words: ...
    @property
    def path(self) -> str: ...
    @property
    def customer_id(self) -> int | None: ...


@transaction.atomic
def tell(told: Tellable, *, at: datetime) -> int:
    """Write the notice and put its mail and robot message in the outbox; 0 when he was told before or wants none."""
    user = User.objects.filter(pk=told.user_id, is_active=True).first()
    if user is None:
        return 0
    wishes = wishes_of(user.pk)
    in_app = comes(wishes.ways, told.kind, "app")
    notice, is_new = Notice.objects.unscoped().get_or_create(
        user=user,
        key=told.key,
        defaults={
            "kind": told.kind,
            "customer_id": told.customer_id,
            "zh": told.words.zh[:200],
            "en": told.words.en[:200],
            "path": told.path,
            "made_at": at,
            "read_at": None if in_app else at,
        },
    )
    if not is_new:
        return 0
    when = _when(wishes, at, is_urgent=KINDS[told.kind].is_urgent)
    if user.email and comes(wishes.ways, told.kind, "mail"):
        put_out(
            user,
            f"notice:{notice.pk}:mail",
            told.words,
            linked(told.words, told.path),
            at,
            when,
        )
    if wishes.robot_id and comes(wishes.ways, told.kind, "robot"):
        addressed = Words(f"{user}：{told.words.zh}", f"{user}: {told.words.en}")
        put_out(
            user, f"notice:{notice.pk}:robot", told.words, linked(addressed, told.path), at, when,
            robot_id=wishes.robot_id,
        )  # fmt: skip
    return 1


def put_out(
    user: User,
    key: str,
    title: Words,
    text: Words,
    at: datetime,
    when: datetime,
    *,
    robot_id: int | None = None,
) -> None:
    """Into the outbox in the receiver's language; the same key again changes nothing."""
    language = language_of(user.language or "zh")
    Outgoing.objects.unscoped().get_or_create(
        key=key,
        defaults={
            "way": Outgoing.Way.ROBOT if robot_id else Outgoing.Way.MAIL,
            "user": user,
            "robot_id": robot_id,
            "language": language,
            "subject": title.said_in(language)[:200],
            "text": text.said_in(language),
            "made_at": at,
            "not_before": when,
        },
    )


def linked(text: Words, path: str) -> Words:
    """The words with the address to look at, where the house knows its own."""
    site = post_office().site.rstrip("/")
    return Words(f"{text.zh}\n\n{site}{path}", f"{text.en}\n\n{site}{path}") if site else text


def wishes_of(user_id: int) -> NoticeWishes:
    """How somebody wants to be told; the house's own ways before he chose."""
    return NoticeWishes.objects.filter(pk=user_id).first() or NoticeWishes(user_id=user_id)


def _when(wishes: NoticeWishes, at: datetime, *, is_urgent: bool) -> datetime:
    """Now, or when his quiet hours end."""
    local = localtime(at)
    if (is_urgent and wishes.urgent_anyway) or not is_quiet(wishes, local.time()):
        return at
    ends = local.replace(
        hour=wishes.quiet_until.hour, minute=wishes.quiet_until.minute, second=0, microsecond=0
    )
    if ends <= local:
        ends += timedelta(days=1)
    return ends


def is_quiet(wishes: NoticeWishes, clock: time) -> bool:
    """Whether a time of day lies in somebody's quiet hours, which may pass midnight; the same hour twice is none."""
    first, last = wishes.quiet_from, wishes.quiet_until
    if first == last:
        return False
    return first <= clock < last if first < last else clock >= first or clock < last
