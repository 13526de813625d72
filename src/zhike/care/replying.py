"""Answers within measure: a letter is answered in writing, what is beyond one's authority is asked about, who has to wait is told (S4-15 to S4-18)."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import localtime

from zhike.activities.actions import milestones
from zhike.activities.models import Task, Touch
from zhike.care.actions import end_all, log_touch, resolve_case
from zhike.care.milestones import start_milestone
from zhike.care.starting import Start, start_playbooks
from zhike.customers import queries as customers
from zhike.lib.words import Words
from zhike.service import leaves, offerings
from zhike.service import queries as service
from zhike.service.actions import CauseMissing, NoOtherWay, name_cause
from zhike.service.models import Case, Leave, Offering, Resolution, Waiting
from zhike.service.querysets import CaseQuerySet
from zhike.trust.actor import Actor, Permission, demand
from zhike.users import queries as users

DECIDED = {
    True: Words("同意了", "granted"),
    False: Words("没有同意", "refused"),
}


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer: in which way it was given, its words, and where it is a no, the other way and the service waited for; of a complaint the cause."""

    kind: str
    how: str
    manner: str = "answered"
    alternative: str = ""
    offering: str = ""
    cause: str = ""


@transaction.atomic
def reply(actor: Actor, case_id: int, said: Reply, *, on: date) -> Resolution:
    """A case is answered. A letter only in writing: `NotInWriting` else; a service we lack puts the customer on its list.

    A complaint that gets a no is told its cause at once (S0-09): `CauseMissing` else, since nobody may ask again.
    """
    case = service.case(actor, case_id)
    if case.kind == Case.Kind.LETTER and said.kind != Touch.Kind.LETTER:
        raise NotInWriting
    is_no = said.manner != Resolution.Manner.ANSWERED
    if is_no and case.has_path and not (said.cause or case.cause):
        raise CauseMissing
    if said.cause and case.has_path:
        name_cause(actor, case, said.cause, department=case.department, on=on)
    contact_id = case.contact_id
    if said.manner == Resolution.Manner.NOT_OFFERED:
        if not said.offering.strip():
            raise NoOtherWay
        offerings.wait_for(
            actor,
            case.customer,
            service=said.offering,
            alternative=said.alternative,
            on=on,
            contact=case.contact,
            case=case,
        )
    resolution = resolve_case(
        actor,
        case_id,
        how=said.how,
        on=on,
        manner=said.manner,
        alternative=said.alternative,
    )
    log_touch(
        actor,
        customer_id=case.customer_id,
        contact_id=contact_id,
        kind=said.kind,
        summary=said.how,
        on=on,
    )
    return resolution


class NotInWriting(ValueError):
    """A letter is answered by a letter (S4-15)."""


@transaction.atomic
def ask_leave(
    actor: Actor,
    case_id: int,
    *,
    matter: str,
    what: str,
    amount: int | None,
    at: datetime,
) -> Leave:
    """Ask the superior before answering: he has a clock, and the customer hears meanwhile that it is being asked about.

    `leaves.Within` when the authority table says that nobody has to be asked.
    """
    case = service.case(actor, case_id)
    at = localtime(at)
    asking = users.person(actor.user_id or 0)
    if asking and leaves.is_within(asking.role, matter, amount):
        raise leaves.Within
    leave = leaves.ask_leave(
        actor, case, matter=matter, what=what, amount=amount, at=at, on=at.date()
    )
    who = str(asking or "")
    start = Start(
        "leave_asked",
        f"leave:{leave.pk}",
        at,
        {
            "who": Words(who, who),
            "what": Words(leave.what, leave.what),
            "summary": Words(case.summary, case.summary),
        },
        case.customer,
        contact=case.contact,
        assignee_id=actor.user_id,
    )
    start_playbooks(actor, start, on=at.date())
    return leave


@transaction.atomic
def decide_leave(
    actor: Actor, leave_id: int, *, grant: bool, why: str, at: datetime, on: date
) -> Leave:
    """The superior decides: the answer may be given now."""
    leave = leaves.decide_leave(actor, leave_id, grant=grant, why=why, at=at, on=on)
    outcome = why or str(DECIDED[grant])
    end_all(actor, f"leave:{leave.pk}", outcome=outcome, on=on, result=Task.Result.SETTLED)
    return leave


@transaction.atomic
def wait_for(
    actor: Actor,
    *,
    customer_id: int,
    service_name: str,
    alternative: str,
    on: date,
    contact_id: int | None = None,
) -> Waiting:
    """A customer waits for a service we do not have yet, and knows another way meanwhile."""
    if not alternative.strip():
        raise NoOtherWay
    customer = customers.customer(actor, customer_id)
    people = customers.contacts(actor, customer_id)
    contact = people.get(pk=contact_id) if contact_id else None
    return offerings.wait_for(
        actor, customer, service=service_name, alternative=alternative, on=on, contact=contact
    )


@transaction.atomic
def open_service(actor: Actor, offering_id: int, *, on: date) -> tuple[Offering, int]:
    """The service is there: everybody who waits is told, one milestone for each (S4-17); how many."""
    demand(actor, Permission.MANAGE_BOOK)
    offering = offerings.open_offering(actor, offering_id, on=on)
    rows = list(
        Waiting.objects.unscoped()
        .present()
        .open()
        .filter(offering=offering)
        .select_related("customer", "contact")
    )
    for row in rows:
        milestone = milestones.note_milestone(
            actor,
            row.customer,
            kind="service_opened",
            what=offering.name,
            happens_on=on,
            on=on,
            contact=row.contact,
            origin=f"waiting:{row.pk}",
        )
        start_milestone(actor, milestone, on=on)
    Waiting.objects.unscoped().filter(pk__in=[row.pk for row in rows]).update(told_on=on)
    return offering, len(rows)


def waiting_cases(actor: Actor) -> CaseQuerySet:
    """Every case one sees that waits for an answer, the oldest first."""
    rows = Case.objects.visible_to(actor).open().select_related("customer", "answered_by")
    return rows.order_by("received_at", "pk")


def clock_of(actor: Actor, case: Case) -> list[Task]:
    """By when a case has to be answered: its open tasks, the tightest first (S4-15)."""
    rows = Task.objects.visible_to(actor).open().filter(origin__endswith=f":case:{case.pk}")
    return list(rows.order_by("due_on", "due_at", "pk"))
