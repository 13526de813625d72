"""A person sends a letter, takes it back, tries again, or says what became of it. Nothing goes to a customer without this."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import localtime

from zhike.activities.models import Task, Touch
from zhike.care.actions import finish_with, log_touch
from zhike.care.messages import letters
from zhike.care.messages.gate import in_the_way
from zhike.care.messages.letters import GoneAlready
from zhike.care.messages.rules import Obstacle, Weight
from zhike.care.messages.server import hours
from zhike.care.models import Letter, Outgoing
from zhike.lib.words import Words
from zhike.trust import journal
from zhike.trust.actor import Actor, Permission, demand


class Refused(ValueError):
    """The letter may not go like this; `obstacles` say why and what to do."""

    def __init__(self, obstacles: Sequence[Obstacle]) -> None:
        super().__init__(", ".join(o.code for o in obstacles))
        self.obstacles = tuple(obstacles)


class TooLate(ValueError):
    """It is being sent, or was."""


@transaction.atomic
def send_letter(
    actor: Actor,
    letter_id: int,
    *,
    now: datetime,
    confirmed: bool = False,
    next_morning: bool = False,
) -> Outgoing:
    """Into the outbox, to leave now or on the next working morning; `Refused` says what is in the way."""
    demand(actor, Permission.LOG_TOUCHES)
    found = _own(actor, letter_id)
    local = localtime(now)
    when = hours().next_morning(local) if next_morning else now
    against = in_the_way(actor, found, now=localtime(when))
    if confirmed:
        against = [o for o in against if o.weight is not Weight.CONFIRM]
    if against:
        raise Refused(against)
    _give(found, Letter.Given.MAIL, localtime(when).date())
    outgoing, _ = Outgoing.objects.unscoped().update_or_create(
        key=f"letter:{found.pk}",
        defaults={
            "way": Outgoing.Way.MAIL,
            "letter": found,
            "language": found.language,
            "state": Outgoing.State.WAITING,
            "not_before": when,
            "tries": 0,
            "claim": "",
            "claimed_at": None,
            "handed_at": None,
            "ended_at": None,
            "problem": "",
            "detail": "",
        },
        create_defaults={
            "way": Outgoing.Way.MAIL,
            "letter": found,
            "language": found.language,
            "made_at": now,
            "not_before": when,
        },
    )
    _record(actor, "letter.sent_off", found, local.date())
    return outgoing


@transaction.atomic
def take_back(actor: Actor, letter_id: int, *, at: datetime) -> Letter:
    """A letter that waits, or stayed behind, is a draft again; `TooLate` once it is on its way."""
    found = _own(actor, letter_id)
    free = (Outgoing.State.WAITING, Outgoing.State.FAILED, Outgoing.State.HELD)
    taken = (
        Outgoing.objects.unscoped()
        .filter(letter=found, state__in=free)
        .update(state=Outgoing.State.WITHDRAWN, ended_at=at)
    )
    if not taken:
        raise TooLate
    found.given, found.given_on, found.changed_at = "", None, at
    found.save(update_fields=["given", "given_on", "changed_at"])
    _record(actor, "letter.taken_back", found, localtime(at).date())
    return found


@transaction.atomic
def send_again(
    actor: Actor, letter_id: int, *, now: datetime, confirmed: bool = False
) -> Outgoing:
    """Try once more what failed, was held, or nobody knows the fate of; the same gate, the same message number."""
    found = _own(actor, letter_id)
    again = (Outgoing.State.FAILED, Outgoing.State.HELD, Outgoing.State.UNKNOWN)
    freed = (
        Outgoing.objects.unscoped()
        .filter(letter=found, state__in=again)
        .update(state=Outgoing.State.WITHDRAWN, ended_at=now)
    )
    if not freed:
        raise TooLate
    found.given, found.given_on = "", None
    found.save(update_fields=["given", "given_on"])
    return send_letter(actor, letter_id, now=now, confirmed=confirmed)


@transaction.atomic
def it_arrived(actor: Actor, letter_id: int, *, at: datetime, on: date) -> Letter:
    """Somebody found out that a letter of unknown fate did arrive."""
    found = _own(actor, letter_id)
    settled = (
        Outgoing.objects.unscoped()
        .filter(letter=found, state=Outgoing.State.UNKNOWN)
        .update(state=Outgoing.State.SENT, ended_at=at)
    )
    if not settled:
        raise TooLate
    was_given(actor, found, on=on)
    return found


@transaction.atomic
def gave_by_hand(actor: Actor, letter_id: int, *, at: datetime, on: date) -> Letter:
    """The writer posted it, brought it or sent it by his own phone: that is a touch like any other."""
    demand(actor, Permission.LOG_TOUCHES)
    found = _own(actor, letter_id)
    _give(found, Letter.Given.HAND, on)
    found.changed_at = at
    found.save(update_fields=["changed_at"])
    was_given(actor, found, on=on)
    return found


def was_given(actor: Actor, found: Letter, *, on: date) -> Touch:
    """A letter has left: that is a touch; the task it came from stays for its owner to finish."""
    title = letters.document(found.document).head.title
    touch = log_touch(
        actor,
        customer_id=found.customer_id,
        contact_id=found.contact_id,
        kind=Touch.Kind.LETTER,
        summary=_heading(title, found.subject),
        on=on,
        besides=found.task if found.task and found.task.ended_on is None else None,
    )
    found.touch, found.given_on = touch, on
    found.save(update_fields=["touch", "given_on"])
    _record(actor, "letter.given", found, on)
    return touch


@transaction.atomic
def finish_task_of(actor: Actor, letter_id: int, *, on: date) -> Task:
    """The task is done with the letter it asked for; its touch is already written."""
    found = _own(actor, letter_id)
    if found.touch is None or found.task is None or found.task.ended_on:
        raise TooLate
    return finish_with(actor, found.task.pk, found.touch, on=on)


def _heading(title: Words, subject: str) -> str:
    return f"{title.zh}：{subject}"


def _own(actor: Actor, letter_id: int) -> Letter:
    return letters.letters(actor).get(pk=letter_id, author_id__in=actor.stands_for)


def _give(found: Letter, how: Letter.Given, on: date) -> None:
    """Whoever gives it first gives it; a second click finds it gone."""
    mine = Letter.objects.unscoped().filter(pk=found.pk, given="")
    if not mine.update(given=how, given_on=on):
        raise GoneAlready
    found.given, found.given_on = how, on


def _record(actor: Actor, kind: str, found: Letter, on: date) -> None:
    journal.record(
        actor, kind, found, on=on, customer_id=found.customer_id, document=found.document
    )
