"""The account manager's letters in the sample company: a draft, one that waits for the morning, one that came back, one brought by hand."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.utils.timezone import localtime

from zhike.care.messages.letters import Edit, edit_letter, fill_anew, write_letter
from zhike.care.messages.sending import Refused, gave_by_hand, send_letter
from zhike.care.models import Letter, Outgoing
from zhike.customers.models import Contact
from zhike.sample.staff import ACCOUNT_MANAGER
from zhike.sample.writing import Account
from zhike.trust.actor import Actor, Door
from zhike.users.models import User
from zhike.users.queries import actor_for

_TALKED = "年度供货计划和新厂区的安装时间"


def write_letters(accounts: Sequence[Account], staff: Sequence[User], now: datetime) -> None:
    """Four letters to her first customers with somebody to write to."""
    at = localtime(now)
    manager = actor_for(staff[ACCOUNT_MANAGER], Door.WEB, on=at.date())
    people = [
        account.contacts[0]
        for account in accounts
        if account.owner == staff[ACCOUNT_MANAGER] and account.contacts[0].email
    ]
    if len(people) < 6:
        return
    _write(manager, people[2], "visit_thanks", {"talked": _TALKED, "promise": ""}, at)
    waiting = _write(
        manager,
        people[3],
        "delivery_thanks",
        {"product": "液压泵", "arrived": "前天", "ordered": ""},
        at,
    )
    stuck = _write(
        manager,
        people[4],
        "progress_note",
        {
            "matter": "二期方案",
            "done": "图纸改完两版，报价核过",
            "next": "带样件去贵厂试装",
            "when": "下周五",
        },
        at,
    )
    by_hand = _write(manager, people[5], "long_unseen", {"memory": "在贵厂吃的那碗面"}, at)
    _send(manager, waiting, now)
    if _send(manager, stuck, now):
        Outgoing.objects.unscoped().filter(letter=stuck).update(
            state=Outgoing.State.FAILED,
            ended_at=now,
            tries=1,
            problem="refused",
            detail="550 5.1.1 no such user",
        )
    gave_by_hand(manager, by_hand.pk, at=now, on=at.date())


def _write(
    manager: Actor, person: Contact, document: str, values: dict[str, str], at: datetime
) -> Letter:
    on, written = at.date(), at - timedelta(hours=2)
    made = write_letter(
        manager,
        contact_id=person.pk,
        document_name=document,
        language="zh",
        at=written,
        on=on,
    )
    return fill_anew(manager, made.pk, values, language="zh", at=written, on=on)


def _send(manager: Actor, letter: Letter, now: datetime) -> bool:
    """Into the outbox for the next working morning; what is in the way stays a draft."""
    edit = Edit(letter.subject, letter.body, letter.to, {})
    edit_letter(manager, letter.pk, edit, at=now)
    try:
        send_letter(manager, letter.pk, now=now, next_morning=True, confirmed=True)
    except Refused:
        return False
    return True
