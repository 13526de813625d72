"""Notices for our own people, read off the journal after a cursor; the same event again tells nobody anything new.

The cursor stays a minute behind, so that an event committed late is still met; what is read twice has the same key.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils.timezone import localtime

from zhike.activities.models import Feedback, Promise, Task
from zhike.care.messages.kinds import KINDS
from zhike.care.messages.telling import tell
from zhike.care.models import Letter, ReadMark
from zhike.customers.models import Customer, Handover
from zhike.lib.words import Words
from zhike.trust.actor import Permission, Scope
from zhike.trust.models import Event
from zhike.users.models import User
from zhike.users.rules import PERMISSIONS, SCOPES, Role

READER = "notices"
_BATCH = 2000
_BEHIND = timedelta(minutes=1)
_WEEK = timedelta(days=7)
_ASKED = (
    "export.asked", "loan.asked", "disclosure.asked", "enquiry.proposed", "person.asked",
    "leave.asked", "class.asked",
)  # fmt: skip
_HEARD = (
    "task.handed_over", "task.escalated", "customer.assigned", "letter.stuck", "feedback.raised",
    "feedback.answered", "class.decided", *_ASKED,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Told:
    """Whom to tell what, about whose customer, and where to look; the key makes it once."""

    user_id: int
    key: str
    kind: str
    words: Words
    path: str
    customer_id: int | None = None


def notice_what_happened(at: datetime) -> int:
    """Read the events since the cursor, and once a day the promises that are overdue; how many notices are new."""
    mark, is_new = ReadMark.objects.get_or_create(reader=READER)
    if is_new:
        # Who begins today is not told of the years before.
        newest = Event.objects.unscoped().filter(recorded_at__lt=at - _BEHIND).order_by("-pk")
        mark.event_id = newest.values_list("pk", flat=True).first() or 0
    told = 0
    events = list(
        Event.objects.unscoped()
        .filter(pk__gt=mark.event_id)
        .select_related("user")
        .order_by("pk")[:_BATCH]
    )
    for event in events:
        if event.kind in _HEARD:
            told += sum(tell(each, at=at) for each in _of(event))
    settled = [event.pk for event in events if event.recorded_at < at - _BEHIND]
    today = localtime(at).date()
    if mark.day != today:
        since = today - _WEEK if is_new else date.min
        told += sum(tell(each, at=at) for each in _overdue(since, today))
    if settled or mark.day != today or is_new:
        mark.event_id = max(settled, default=mark.event_id)
        mark.day = today
        mark.save()
    return told


def _of(event: Event) -> Iterator[Told]:
    if event.kind in _ASKED:
        yield from _approvals(event)
    elif event.kind == "customer.assigned":
        yield from _handover(event)
    elif event.kind == "class.decided":
        yield from _class(event)
    elif event.kind == "letter.stuck":
        yield from _stuck(event)
    elif event.kind.startswith("feedback."):
        yield from _feedback(event)
    else:
        yield from _task(event)


def _task(event: Event) -> Iterator[Told]:
    """A colleague's task came to somebody, or one that is late; those that came along with a customer are told as one."""
    task = Task.objects.unscoped().filter(pk=_id(event), ended_on=None).first()
    if task is None or task.assignee_id is None or task.assignee_id == event.user_id:
        return
    came_along = Handover.objects.unscoped().filter(
        customer_id=task.customer_id or 0,
        after_id=task.assignee_id,
        handed_on=event.happened_on,
    )
    kind = "escalation" if event.kind == "task.escalated" else "task"
    if kind == "task" and came_along.exists():
        return
    yield Told(
        task.assignee_id,
        f"event:{event.pk}",
        kind,
        _words(kind, event),
        f"/today/?open={task.pk}",
        task.customer_id,
    )


def _handover(event: Event) -> Iterator[Told]:
    """However many customers come from one colleague on one day, it is said once."""
    customer = Customer.objects.unscoped().filter(pk=event.customer_id or 0).first()
    if customer is None or customer.owner_id in {None, event.user_id}:
        return
    yield Told(
        customer.owner_id or 0,
        f"handed:{event.user_id}:{event.happened_on}",
        "customer",
        _words("customer", event),
        f"/customers/{customer.pk}/pack/",
        customer.pk,
    )


def _class(event: Event) -> Iterator[Told]:
    """A class was decided: whoever looks after the customer is told, unless he decided it himself (S2-08)."""
    customer = Customer.objects.unscoped().filter(pk=event.customer_id or 0).first()
    if customer is None or customer.owner_id in {None, event.user_id}:
        return
    yield Told(
        customer.owner_id or 0,
        f"event:{event.pk}",
        "class",
        _words("class", event),
        f"/customers/{customer.pk}/file/#classes",
        customer.pk,
    )


def _approvals(event: Event) -> Iterator[Told]:
    """Those who may decide: not whoever asks; of his team, or of all."""
    teams = _teams(event)
    for person in User.objects.filter(is_active=True).prefetch_related("teams"):
        role = Role(person.role)
        if person.pk == event.user_id or Permission.APPROVE not in PERMISSIONS[role]:
            continue
        if SCOPES[role] is Scope.ALL or teams & {team.pk for team in person.teams.all()}:
            yield Told(
                person.pk, f"event:{event.pk}", "approval", _words("approval", event), "/guard/"
            )


def _teams(event: Event) -> set[int]:
    """Whose lead decides: the asker's; for a loan or a class, that of the customer."""
    if event.kind in ("loan.asked", "class.asked") and event.customer_id:
        team = (
            Customer.objects.unscoped()
            .filter(pk=event.customer_id)
            .values_list("team_id", flat=True)
        )
        return {pk for pk in team if pk}
    return set(event.user.teams.values_list("pk", flat=True)) if event.user else set()


def _stuck(event: Event) -> Iterator[Told]:
    letter = Letter.objects.unscoped().filter(pk=_id(event)).first()
    if letter:
        yield Told(
            letter.author_id,
            f"event:{event.pk}",
            "delivery",
            KINDS["delivery"].words,
            f"/letters/{letter.pk}/",
            letter.customer_id,
        )


def _feedback(event: Event) -> Iterator[Told]:
    """Whoever receives what was brought in is told, and whoever brought it in is told of the answer (S1-31)."""
    item = Feedback.objects.unscoped().filter(pk=_id(event)).first()
    if item is None:
        return
    is_answer = event.kind == "feedback.answered"
    receiver = item.raised_by_id if is_answer else item.receiver_id
    if receiver is None or receiver == event.user_id:
        return
    kind = "answer" if is_answer else "feedback"
    yield Told(
        receiver, f"event:{event.pk}", kind, _words(kind, event), f"/feedback/{item.pk}/", item.customer_id
    )  # fmt: skip


def _overdue(since: date, today: date) -> Iterator[Told]:
    late = (
        Promise.objects.unscoped()
        .open()
        .filter(due_on__gte=since, due_on__lt=today, customer__trashed_at=None)
    )
    rows = late.values_list("pk", "customer_id", "customer__owner_id", "made_by_id")
    for pk, customer_id, owner_id, made_by_id in rows:
        receiver = owner_id or made_by_id
        if receiver:
            yield Told(
                receiver,
                f"promise:{pk}",
                "promise",
                KINDS["promise"].words,
                f"/customers/{customer_id}/",
                customer_id,
            )


def _words(kind: str, event: Event) -> Words:
    who = str(event.user) if event.user else ""
    return KINDS[kind].words.format(who=Words(who or "知客", who or "Zhike"))


def _id(event: Event) -> int:
    return int(event.subject.rpartition(":")[2])
