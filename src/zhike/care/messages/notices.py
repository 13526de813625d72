"""What somebody was told, what he has read, and how he wants to be told."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time

from django.db import transaction

from zhike.care.messages.kinds import KINDS, WAYS
from zhike.care.messages.telling import wishes_of
from zhike.care.models import Notice
from zhike.care.models import NoticeWishes as NoticeWishes
from zhike.customers import queries as customers
from zhike.lib.words import Words
from zhike.trust import journal
from zhike.trust.actor import Actor
from zhike.trust.requests import asker

SHOWN = 100


@dataclass(frozen=True, slots=True)
class Shown:
    """A notice as its receiver reads it; the customer only while he may see it."""

    notice: Notice
    title: Words
    words: Words
    customer: str


def unread(actor: Actor) -> int:
    """How many notices somebody has not read."""
    return Notice.objects.visible_to(actor).filter(read_at=None).count()


def notices(actor: Actor) -> list[Shown]:
    """The newest notices of somebody."""
    rows = list(Notice.objects.visible_to(actor).order_by("-made_at", "-pk")[:SHOWN])
    names = customers.names(actor, {row.customer_id for row in rows if row.customer_id})
    return [
        Shown(
            row,
            KINDS[row.kind].title if row.kind in KINDS else Words("通知", "Notice"),
            Words(row.zh, row.en),
            names.get(row.customer_id or 0, ""),
        )
        for row in rows
    ]


def open_notice(actor: Actor, notice_id: int, *, at: datetime) -> str:
    """Where a notice leads; from now on it is read."""
    notice = Notice.objects.visible_to(actor).get(pk=notice_id)
    Notice.objects.visible_to(actor).filter(pk=notice.pk, read_at=None).update(read_at=at)
    return notice.path


def read_all(actor: Actor, *, at: datetime) -> int:
    """Everything is read."""
    return Notice.objects.visible_to(actor).filter(read_at=None).update(read_at=at)


@dataclass(frozen=True, slots=True)
class WishesDraft:
    """How somebody wants to be told."""

    ways: Mapping[str, bool]
    robot_id: int | None
    quiet_from: time
    quiet_until: time
    urgent_anyway: bool
    digest_at: time
    digest_by_mail: bool
    digest_by_robot: bool
    digest_on_rest_days: bool


@transaction.atomic
def wish(actor: Actor, draft: WishesDraft, *, on: date) -> NoticeWishes:
    """Somebody chooses his own ways."""
    wishes = wishes_of(asker(actor))
    known = {f"{kind}.{way}" for kind in KINDS for way in WAYS}
    wishes.ways = {key: is_on for key, is_on in draft.ways.items() if key in known}
    wishes.robot_id = draft.robot_id
    wishes.quiet_from, wishes.quiet_until = draft.quiet_from, draft.quiet_until
    wishes.urgent_anyway = draft.urgent_anyway
    wishes.digest_at = draft.digest_at
    wishes.digest_by_mail = draft.digest_by_mail
    wishes.digest_by_robot = draft.digest_by_robot
    wishes.digest_on_rest_days = draft.digest_on_rest_days
    wishes.save()
    journal.record(actor, "notices.wished", wishes, on=on)
    return wishes
