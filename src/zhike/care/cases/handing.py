"""A case is handed on, paused, merged; its tasks go with it."""

from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import localtime

from zhike.care.actions import Unseen, end_all
from zhike.care.case_clocks import duties, hold, keep_due, start_again, stop
from zhike.care.starting import Start, start_playbooks
from zhike.customers import queries as customers
from zhike.lib.words import Words
from zhike.service import handing, merging, queries
from zhike.service.models import Case, Pause, Transfer
from zhike.trust.actor import Actor
from zhike.users import queries as users
from zhike.users.models import User


@transaction.atomic
def hand(actor: Actor, case_id: int, *, to_id: int, why: str, at: datetime) -> Transfer:
    """Ask a colleague to take a case; `Unseen` when he cannot see the customer. It stays where it is until he accepts (S2-18)."""
    case = queries.going(actor, case_id)
    _seen_by(actor, case, to_id, on=localtime(at).date())
    asked = handing.hand(actor, case, to_id=to_id, why=why, at=at)
    who = users.person(actor.user_id or 0)
    start = Start(
        "case_handed",
        f"transfer:{asked.pk}:case:{case.pk}",
        localtime(at),
        {
            "who": Words(str(who or ""), str(who or "")),
            "why": Words(asked.why, asked.why),
            "summary": Words(case.summary, case.summary),
        },
        case.customer,
        contact=case.contact,
        assignee_id=to_id,
    )
    start_playbooks(actor, start, on=localtime(at).date())
    keep_due(case)
    return asked


@transaction.atomic
def answer_transfer(
    actor: Actor, transfer_id: int, *, accept: bool, answer: str, at: datetime
) -> Transfer:
    """Accept a case, and its open tasks with it, or say why not. Whoever was asked first stays accountable."""
    asked = queries.transfers(actor).filter(settled_at=None).get(pk=transfer_id)
    case = queries.going(actor, asked.case_id)
    handing.settle_transfer(actor, asked, accept=accept, answer=answer, at=at)
    on = localtime(at).date()
    outcome = answer or asked.why
    end_all(actor, f"transfer:{asked.pk}:case:{case.pk}", outcome=outcome, on=on)
    if accept:
        for task in duties(case):
            if task.assignee_id == case.answered_by_id:
                task.assignee_id = asked.to_id
                task.save(update_fields=["assignee"])
    keep_due(case)
    return asked


@transaction.atomic
def send_visited(actor: Actor, case_id: int, *, visited_id: int, at: datetime) -> Case:
    """The customer is away from home: a colleague there helps, the home manager arranges it and notes the result (S3-30)."""
    case = queries.case(actor, case_id)
    on = localtime(at).date()
    _seen_by(actor, case, visited_id, on=on)
    handing.visit(actor, case, visited_id=visited_id, on=on)
    home = str(case.customer.owner or case.first_asked or "")
    start = Start(
        "case_off_site",
        f"visited:{visited_id}:case:{case.pk}",
        localtime(at),
        {
            "who": Words(home, home),
            "place": Words(case.site or "外地", case.site or "another place"),
            "summary": Words(case.summary, case.summary),
        },
        case.customer,
        contact=case.contact,
        assignee_id=case.customer.owner_id or case.answered_by_id,
        starter_id=visited_id,
    )
    start_playbooks(actor, start, on=on)
    keep_due(case)
    return case


@transaction.atomic
def wait_for_customer(
    actor: Actor, case_id: int, *, why: str, ask_again_on: date, at: datetime
) -> Pause:
    """We wait for the customer: the clocks stand still until he answers; on that day he is asked again."""
    case = queries.case(actor, case_id)
    row = handing.pause(actor, case, why=why, ask_again_on=ask_again_on, at=at, held=stop(case))
    hold(case, until=ask_again_on)
    keep_due(case)
    return row


@transaction.atomic
def go_on(actor: Actor, case_id: int, *, at: datetime) -> Pause:
    """The customer answered: every clock goes on with the working time it had left."""
    case = queries.case(actor, case_id)
    row = handing.resume(actor, case, at=at)
    start_again(case, row, at=at)
    keep_due(case)
    return row


@transaction.atomic
def merge(actor: Actor, case_id: int, into_id: int, *, at: datetime) -> Case:
    """Two cases are about the same thing: one goes on; what the other laid ends with it."""
    case, into = queries.case(actor, case_id), queries.case(actor, into_id)
    on = localtime(at).date()
    merging.merge(actor, case, into, at=at, on=on)
    end_all(actor, f"case:{case.pk}", outcome=f"#{into.pk}", on=on)
    keep_due(into)
    return into


@transaction.atomic
def part(actor: Actor, case_id: int, *, at: datetime) -> Case:
    """They were two after all."""
    case = queries.any_case(actor, case_id)
    into = merging.part(actor, case, on=localtime(at).date())
    keep_due(case)
    keep_due(into)
    return case


def _seen_by(actor: Actor, case: Case, user_id: int, *, on: date) -> User:
    """The colleague, who must be able to see the customer; `Unseen` else."""
    person = users.person(user_id)
    if person is None:
        raise Unseen
    sees = customers.customers(users.actor_for(person, actor.door, on=on))
    if not sees.filter(pk=case.customer_id).exists():
        raise Unseen
    return person
