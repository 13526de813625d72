"""The customer hears from us: an answer, a word that it is being worked on, how things stand (S1-37, S4-16, S4-26)."""

from datetime import datetime

from django.db import transaction
from django.utils.timezone import localtime

from zhike.care.actions import end_all, log_touch
from zhike.care.case_clocks import duties, keep_due
from zhike.care.cases.wording import look_through
from zhike.care.starting import Start, start_playbooks
from zhike.lib.spoken_days import day_words
from zhike.lib.words import Words
from zhike.service import actions as service
from zhike.service import queries
from zhike.service.actions import Noted
from zhike.service.models import Case, Entry
from zhike.trust.actor import Actor

# A complaint, a grumble or a fault is answered when somebody spoke to them; the rest by the answer itself.
# Listening and asking are no answer yet; a proposal, an apology and a word on how it stands are.
ANSWERING = (Entry.Kind.SOLVE, Entry.Kind.APOLOGISE, Entry.Kind.TOLD, Entry.Kind.HOLDING)
SPOKEN = (*Case.UNHAPPY, Case.Kind.FAULT)


@transaction.atomic
def tell(
    actor: Actor, case_id: int, noted: Noted, *, way: str, at: datetime, anyway: bool = False
) -> Entry:
    """Note what the customer was told, and how; the clock of the answer stops and the next word is due in two working days.

    `wording.Hurting` when it holds a phrase not to be said, unless it was said `anyway`.
    """
    look_through(noted.words, anyway=anyway)
    case = queries.case(actor, case_id)
    on = localtime(at).date()
    entry = service.note(actor, case, noted, at=at)
    log_touch(
        actor,
        customer_id=case.customer_id,
        contact_id=noted.contact.pk if noted.contact else case.contact_id,
        kind=way,
        summary=noted.words,
        on=on,
    )
    if case.kind in SPOKEN or noted.kind == Entry.Kind.TOLD:
        service.note_first_answer(case, at=at)
    answered(actor, case, entry, way=way, at=at)
    keep_due(case)
    return entry


def answered(actor: Actor, case: Case, entry: Entry, *, way: str, at: datetime) -> None:
    """What was said ends the tasks of answering, where it was an answer, and of a higher call; until it is settled the customer hears again."""
    is_answer = entry.kind in ANSWERING
    on = localtime(at).date()
    for task in duties(case):
        name, _, event = (task.origin or "").partition(":")
        step = name.rpartition(".")[2]
        ends = is_answer and (
            step.startswith("progress")
            or (
                case.kind in SPOKEN
                and (step.startswith("answer") or (step == "write" and way == "letter"))
            )
        )
        if step in ("lead_calls", "head_calls"):
            ends = _is_high_enough(step, entry)
        if ends:
            end_all(actor, event, step=name, outcome=entry.words[:300], on=on)
    if is_answer and case.kind in SPOKEN:
        owe_a_word(actor, case, entry, at=at)


def owe_a_word(actor: Actor, case: Case, entry: Entry, *, at: datetime) -> None:
    """From here the customer hears again within the days of the playbook (S4-26)."""
    start_playbooks(actor, _told(case, entry, at), on=localtime(at).date())


def _is_high_enough(step: str, entry: Entry) -> bool:
    high = (Entry.Level.HEAD,) if step == "head_calls" else (Entry.Level.LEAD, Entry.Level.HEAD)
    return entry.level in high


def _told(case: Case, entry: Entry, at: datetime) -> Start:
    day = localtime(at).date()
    return Start(
        "case_told",
        f"told:{entry.pk}:case:{case.pk}",
        localtime(at),
        {
            "told": day_words(day, seen_on=day),
            "summary": Words(case.summary, case.summary),
        },
        case.customer,
        contact=case.contact,
        assignee_id=case.answered_by_id,
    )
