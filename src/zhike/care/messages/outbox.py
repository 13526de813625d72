"""The outbox: what waits leaves once. A row is claimed before anything is said to a server, and marked before the words are.

Killed before the mark, it was not sent and goes again; killed after it, nobody can know, and the row says so.
"""

import logging
import secrets
import smtplib
from collections.abc import Callable
from datetime import date, datetime, time, timedelta

from django.db import transaction
from django.db.models import F
from django.utils.timezone import get_current_timezone, localtime, make_aware

from zhike.care.messages import robots
from zhike.care.messages.composing import BadAddress, composed, message_id
from zhike.care.messages.gate import in_the_way
from zhike.care.messages.letters import NoSuchDocument
from zhike.care.messages.rules import Weight, pause_after
from zhike.care.messages.sending import was_given
from zhike.care.messages.server import Server, hours, mail_server
from zhike.care.models import Letter, Notice, Outgoing
from zhike.care.models.messages import OutgoingQuerySet
from zhike.trust import journal
from zhike.trust.actor import Actor, Door
from zhike.users import queries as users

log = logging.getLogger(__name__)

_BATCH = 20
_STRANDED = timedelta(minutes=5)
_NO_SERVER = timedelta(minutes=5)
_REST = timedelta(minutes=1)
_TEMPORARY = range(400, 500)


def deliver_waiting(clock: Callable[[], datetime]) -> int:
    """Send what is due; how many rows were taken in hand."""
    free_the_stranded(clock())
    due = Outgoing.objects.unscoped().filter(
        state=Outgoing.State.WAITING, not_before__lte=clock()
    )
    count = 0
    for pk in list(due.order_by("not_before", "pk").values_list("pk", flat=True)[:_BATCH]):
        if claim := _claimed(pk, clock()):
            row = Outgoing.objects.unscoped().select_related(
                "letter__customer", "letter__contact", "letter__author", "letter__task", "user", "robot"
            ).get(pk=pk)  # fmt: skip
            _deliver(row, claim, clock)
            count += 1
    return count


def free_the_stranded(at: datetime) -> int:
    """What a worker took and left: before the mark it goes again, after it nobody knows whether it went."""
    left = Outgoing.objects.unscoped().filter(
        state=Outgoing.State.SENDING, claimed_at__lt=at - _STRANDED
    )
    again = left.filter(handed_at=None).update(
        state=Outgoing.State.WAITING, claim="", claimed_at=None, not_before=at
    )
    lost = list(left.exclude(handed_at=None).select_related("letter"))
    for row in lost:
        _end(row, row.claim, Outgoing.State.UNKNOWN, at, "killed")
    return again + len(lost)


def forget(as_of: date) -> int:
    """Empty the words of what ended a week ago and was not sent, and drop what is half a year old; letters stay with their customers."""
    week, half_a_year = (_day(as_of - timedelta(days=days)) for days in (7, 183))
    ours = Outgoing.objects.unscoped().filter(letter=None)
    emptied = ours.filter(ended_at__lt=week).exclude(text="").update(text="")
    dropped, _ = ours.filter(ended_at__lt=half_a_year).delete()
    read, _ = Notice.objects.unscoped().filter(read_at__lt=half_a_year).delete()
    return emptied + dropped + read


def _day(day: date) -> datetime:
    return make_aware(datetime.combine(day, time()), get_current_timezone())


def _claimed(pk: int, at: datetime) -> str:
    claim = secrets.token_hex(8)
    mine = Outgoing.objects.unscoped().filter(
        pk=pk, state=Outgoing.State.WAITING, not_before__lte=at
    )
    taken = mine.update(
        state=Outgoing.State.SENDING, claim=claim, claimed_at=at, tries=F("tries") + 1
    )
    return claim if taken else ""


def _deliver(row: Outgoing, claim: str, clock: Callable[[], datetime]) -> None:
    if row.letter and not _may_go(row, claim, clock()):
        return
    if row.way == Outgoing.Way.ROBOT:
        _tell(row, claim, clock)
        return
    server = mail_server()
    if server is None:
        _later(row, claim, clock() + _NO_SERVER, "no_server", "", is_a_try=False)
        return
    _mail(row, claim, server, clock)


def _may_go(row: Outgoing, claim: str, at: datetime) -> bool:
    """The gate once more: what changed since somebody pressed the button counts."""
    if row.letter is None:
        return False
    author = row.letter.author
    actor = users.actor_for(author, Door.CLOCK, on=localtime(at).date())
    if not author.is_active:
        _end(row, claim, Outgoing.State.HELD, at, "left")
        return False
    if not Letter.objects.visible_to(actor).filter(pk=row.letter.pk).exists():
        _end(row, claim, Outgoing.State.HELD, at, "unseen")
        return False
    try:
        against = in_the_way(actor, row.letter, now=localtime(at))
    except NoSuchDocument:
        _end(row, claim, Outgoing.State.HELD, at, "document")
        return False
    stops = [o for o in against if o.weight is Weight.STOP]
    if stops:
        _end(row, claim, Outgoing.State.HELD, at, stops[0].code)
        return False
    if any(o.weight is Weight.LATER for o in against):
        _later(row, claim, hours().next_morning(localtime(at)), "hours", "", is_a_try=False)
        return False
    return True


def _mail(row: Outgoing, claim: str, server: Server, clock: Callable[[], datetime]) -> None:
    to = row.letter.to if row.letter else row.user.email if row.user else ""
    if not row.message_id:
        row.message_id = message_id(server)
        _mine(row, claim).update(message_id=row.message_id)
    try:
        address, words = composed(row, server, to)
    except (BadAddress, ValueError):
        _end(row, claim, Outgoing.State.FAILED, clock(), "address")
        return
    handed = False
    backend = server.backend()
    try:
        backend.open()
        line = backend.connection
        if line is None:
            raise OSError(server)
        line.ehlo_or_helo_if_needed()
        _agreed(*line.mail(server.from_address))
        _agreed(*line.rcpt(address))
        if not _mine(row, claim).update(handed_at=clock()):
            return
        handed = True
        _agreed(*line.data(words))
    except smtplib.SMTPResponseException as error:
        _refused(row, claim, error, clock())
    except (OSError, smtplib.SMTPException) as error:
        if handed:
            _end(row, claim, Outgoing.State.UNKNOWN, clock(), "cut_off", _plain(error))
        else:
            _again(row, claim, clock(), "unreachable", _plain(error))
            _rest(clock())
    else:
        _sent(row, claim, clock())
    finally:
        _hang_up(backend.close)


def _rest(at: datetime) -> None:
    """A server that does not answer one letter is left alone for a while: the others wait, and lose no try."""
    due = Outgoing.objects.unscoped().filter(
        way=Outgoing.Way.MAIL, state=Outgoing.State.WAITING, not_before__lte=at
    )
    due.update(not_before=at + _REST)


def _agreed(code: int, answer: bytes) -> None:
    if not 200 <= code < 300:
        raise smtplib.SMTPResponseException(code, answer)


def _hang_up(close: Callable[[], None]) -> None:
    try:
        close()
    except (OSError, smtplib.SMTPException):
        log.info("The mail server went away without a word.")


def _refused(
    row: Outgoing, claim: str, error: smtplib.SMTPResponseException, at: datetime
) -> None:
    """The server answered no: its number says whether for now or for good; either way nothing was sent."""
    said = _plain(error)
    if isinstance(error, smtplib.SMTPAuthenticationError):
        _again(row, claim, at, "password", said)
        _rest(at)
    elif error.smtp_code in _TEMPORARY:
        _again(row, claim, at, "busy", said)
    else:
        _end(row, claim, Outgoing.State.FAILED, at, "refused", said)


def _plain(error: Exception) -> str:
    if isinstance(error, smtplib.SMTPResponseException):
        said = error.smtp_error
        text = said.decode("utf-8", "replace") if isinstance(said, bytes) else str(said)
        return f"{error.smtp_code} {text}"[:300]
    return str(error)[:300]


def _tell(row: Outgoing, claim: str, clock: Callable[[], datetime]) -> None:
    if row.robot is None or not row.robot.is_on:
        _end(row, claim, Outgoing.State.FAILED, clock(), "no_robot")
        return
    if not _mine(row, claim).update(handed_at=clock()):
        return
    if robots.tell(row.robot, row.subject, row.text):
        _sent(row, claim, clock())
    else:
        _again(row, claim, clock(), "robot")


@transaction.atomic
def _sent(row: Outgoing, claim: str, at: datetime) -> None:
    gone = _mine(row, claim).update(
        state=Outgoing.State.SENT, ended_at=at, problem="", detail="", text=""
    )
    if gone and row.letter:
        on = localtime(at).date()
        was_given(users.actor_for(row.letter.author, Door.CLOCK, on=on), row.letter, on=on)


def _again(row: Outgoing, claim: str, at: datetime, problem: str, detail: str = "") -> None:
    pause = pause_after(row.tries)
    if pause is None:
        _end(row, claim, Outgoing.State.FAILED, at, problem, detail)
    else:
        _later(row, claim, at + pause, problem, detail, is_a_try=True)


def _later(
    row: Outgoing, claim: str, when: datetime, problem: str, detail: str, *, is_a_try: bool
) -> None:
    _mine(row, claim).update(
        state=Outgoing.State.WAITING,
        not_before=when,
        claim="",
        claimed_at=None,
        handed_at=None,
        problem=problem,
        detail=detail,
        tries=row.tries if is_a_try else row.tries - 1,
    )


@transaction.atomic
def _end(
    row: Outgoing,
    claim: str,
    state: Outgoing.State,
    at: datetime,
    problem: str,
    detail: str = "",
) -> None:
    ended = _mine(row, claim).update(
        state=state, ended_at=at, problem=problem, detail=detail[:300]
    )
    if ended and row.letter:
        journal.record(
            Actor.clock(),
            "letter.stuck",
            row.letter,
            on=localtime(at).date(),
            customer_id=row.letter.customer_id,
            state=state,
            problem=problem,
        )


def _mine(row: Outgoing, claim: str) -> OutgoingQuerySet:
    return Outgoing.objects.unscoped().filter(
        pk=row.pk, claim=claim, state=Outgoing.State.SENDING
    )
