"""A case goes its steps: each is noted as it is done, and brings with it what follows (S1-73)."""

from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import localtime

from zhike.activities.actions.tasks import plan_task
from zhike.care.actions import end_all, log_touch, resolve_case
from zhike.care.case_clocks import duties, keep_due
from zhike.care.cases.telling import ANSWERING, answered, owe_a_word
from zhike.care.cases.wording import look_through
from zhike.care.models import Run
from zhike.care.runs.stopping import take_back, take_back_laid
from zhike.lib.words import Words
from zhike.service import actions as service
from zhike.service import queries
from zhike.service.actions import Noted
from zhike.service.models import Case, Entry, Resolution
from zhike.service.rules import Step
from zhike.trust.actor import Actor
from zhike.value.queries import methods

_TALKS = (Step.LISTEN, Step.ASK, Step.RESTATE, Step.SOLVE, Step.APOLOGISE, Step.FOLLOW_UP)
# What of a step was said to the customer, and so may not hurt.
_OUTGOING = (Step.ASK, Step.RESTATE, Step.SOLVE, Step.APOLOGISE)


NOT_CONTENT = Words("客户还不满意", "they are not satisfied")


class AskAgain(ValueError):
    """A follow-up says whether they are satisfied."""


@transaction.atomic
def note_step(
    actor: Actor,
    case_id: int,
    noted: Noted,
    *,
    at: datetime,
    way: str = "call",
    anyway: bool = False,
) -> Entry:
    """Note a step or anything else of a case. `StepsMissing` where another has to come first, `Hurting` for words not to be said.

    A proposal or an apology is an answer too: its clock stops. A follow-up closes the case when they are
    satisfied and opens it again when they are not; an appointment comes on the agenda at its hour.
    """
    if noted.kind in _OUTGOING:
        look_through(noted.words, anyway=anyway)
    case = queries.going(actor, case_id)
    on = localtime(at).date()
    entry = service.note(actor, case, noted, at=at)
    if noted.kind in _TALKS:
        log_touch(
            actor,
            customer_id=case.customer_id,
            contact_id=noted.contact.pk if noted.contact else case.contact_id,
            kind=way,
            summary=noted.words,
            on=on,
        )
    if noted.kind in ANSWERING:
        service.note_first_answer(case, at=at)
    if noted.kind == Step.FOLLOW_UP:
        _follow_up(actor, case, entry, at=at)
    elif noted.kind in _TALKS and case.closed_at is None and not queries.is_resolved(case):
        answered(actor, case, entry, way=way, at=at)
    if noted.kind == Entry.Kind.APPOINTMENT and noted.at_hour:
        _appoint(actor, case, noted, at=at)
    keep_due(case)
    return entry


@transaction.atomic
def settle(actor: Actor, case_id: int, *, how: str, ours: str, at: datetime) -> Resolution:
    """They agree and are satisfied: it is settled, and within a week somebody asks again."""
    look_through(how, anyway=False)
    case = queries.case(actor, case_id)
    found = resolve_case(actor, case.pk, how=how, ours=ours, on=localtime(at).date(), at=at)
    keep_due(case)
    return found


def _follow_up(actor: Actor, case: Case, entry: Entry, *, at: datetime) -> None:
    if entry.satisfied is None:
        raise AskAgain
    on = localtime(at).date()
    for task in duties(case):
        name, _, event = (task.origin or "").partition(":")
        if name.endswith((".call_back", ".works")):
            end_all(actor, event, step=name, outcome=entry.words[:300], on=on)
    if entry.satisfied:
        service.close_case(actor, case, at=at, on=on)
    else:
        service.reopen_case(actor, case, why=entry.words, on=on)
        _run_again(actor, case, on=on)
        owe_a_word(actor, case, entry, at=at)


def _run_again(actor: Actor, case: Case, *, on: date) -> None:
    """What followed the end of a case that was none waits for its end once more."""
    ended = f"{case.kind}_resolved"
    for run in Run.objects.unscoped().filter(key=f"case:{case.pk}"):
        if run.ended_on:
            run.ended_on, run.result = None, ""
            run.save(update_fields=["ended_on", "result"])
        take_back(actor, run, {ended}, why=NOT_CONTENT, on=on)
    for book in methods().playbooks_on(ended):
        for step in () if book.keeps_runs else book.steps_on(ended):
            laid = f"{book.head.name}.{step.key}:case:{case.pk}"
            take_back_laid(actor, laid, why=NOT_CONTENT, on=on)


def _appoint(actor: Actor, case: Case, noted: Noted, *, at: datetime) -> None:
    """An hour agreed with people of the customer is on the agenda, and the case is due by then (S1-42)."""
    hour = localtime(noted.at_hour)
    task = plan_task(
        actor,
        case.customer,
        title=noted.words[:200],
        due_on=hour.date(),
        assignee_id=case.answered_by_id or actor.user_id,
        on=localtime(at).date(),
    )
    task.due_at = noted.at_hour
    task.contact = noted.contact or case.contact
    task.origin = f"appointment.{task.pk}:case:{case.pk}"
    task.save(update_fields=["due_at", "contact", "origin"])
