"""Sessions of guidance: agreed, prepared, held, looked at again; each step a task, so that nothing promised is forgotten (S2-22)."""

from collections.abc import Collection
from datetime import date

from django.db import transaction
from django.db.models import QuerySet

from zhike.activities.actions import sessions
from zhike.activities.actions.sessions import NotHeldYet, Over, SessionDraft
from zhike.activities.models import Learner, Session
from zhike.care.accounts.condition import rule
from zhike.care.accounts.programmes import OtherStage, call_off, programme
from zhike.care.actions import end_all, log_touch
from zhike.care.runs.moving import move_event
from zhike.care.starting import Start, at_the_start_of, start_playbooks
from zhike.customers import queries as customers
from zhike.lib.spoken_days import day_words
from zhike.lib.words import Words
from zhike.methods.guidance import MEANS
from zhike.trust.actor import Actor

__all__ = ["NotHeldYet", "Over", "SessionDraft"]

START = "session_planned"
# Material is sent; for the others one meets.
_TOUCHES = {"material": "letter", "onsite": "visit"}


def topics() -> dict[str, Words]:
    """What can be taught."""
    return {topic.key: topic.title for topic in rule().topics}


def sessions_of(actor: Actor, programme_id: int) -> QuerySet[Session]:
    """The sessions of a programme in order, with who was there."""
    return (
        Session.objects.visible_to(actor)
        .filter(programme_id=programme_id)
        .select_related("by")
        .order_by("planned_on", "pk")
    )


def learners_of(actor: Actor, programme_id: int) -> dict[int, list[str]]:
    """Session → who was there."""
    rows = Learner.objects.visible_to(actor).filter(session__programme_id=programme_id)
    found: dict[int, list[str]] = {}
    for row in rows.select_related("contact").order_by("contact__pinyin", "pk"):
        found.setdefault(row.session_id, []).append(row.contact.name)
    return found


def session(actor: Actor, session_id: int) -> Session:
    """One of them with its programme."""
    rows = Session.objects.visible_to(actor)
    return rows.select_related("programme", "customer", "by").get(pk=session_id)


@transaction.atomic
def plan(actor: Actor, programme_id: int, draft: SessionDraft, *, on: date) -> Session:
    """Agreed with the customer; preparing it, holding it and looking again become tasks of whoever leads the programme."""
    found = programme(actor, programme_id)
    if found.is_over:
        raise OtherStage(found.stage)
    planned = sessions.plan_session(actor, found, draft, on=on)
    start_playbooks(actor, _start(planned, on), on=on)
    return planned


@transaction.atomic
def move(actor: Actor, session_id: int, *, to: date, on: date) -> Session:
    """Another day; what is counted from it moves along."""
    moved = sessions.move_session(actor, session(actor, session_id), to=to, on=on)
    start = _start(moved, on)
    move_event(actor, start.key, starts=(START,), at=start.at, values=start.values, on=on)
    return moved


@transaction.atomic
def hold(
    actor: Actor,
    session_id: int,
    *,
    held_on: date,
    taught: str,
    contact_ids: Collection[int],
    others: int,
    on: date,
) -> Session:
    """It took place: a touch with the customer, the tasks before it are done, and looking again begins."""
    found = session(actor, session_id)
    chosen = customers.contacts(actor, found.customer_id).filter(pk__in=list(contact_ids))
    people = list(chosen.order_by("pk"))
    held = sessions.hold_session(
        actor, found, held_on=held_on, taught=taught, people=people, others=others, on=on
    )
    touch = log_touch(
        actor,
        customer_id=held.customer_id,
        kind=_TOUCHES.get(held.means, "meeting"),
        summary=f"{held.what}：{held.taught}"[:400],
        on=held_on,
        written_on=on,
        contact_id=people[0].pk if people else None,
    )
    for step in ("prepare", "hold"):
        end_all(
            actor, f"session:{held.pk}", step=f"guidance_session.{step}",
            outcome=held.taught[:200] or held.what, on=on, touch=touch,
        )  # fmt: skip
    return held


@transaction.atomic
def look(actor: Actor, session_id: int, words: str, *, on: date) -> Session:
    """What has changed since; looking again is done."""
    noted = sessions.note_change(actor, session(actor, session_id), words, on=on)
    end_all(actor, f"session:{noted.pk}", outcome=words[:200], on=on)
    return noted


@transaction.atomic
def cancel(actor: Actor, session_id: int, *, why: str, on: date) -> Session:
    """It does not come about, and why."""
    off = sessions.cancel_session(actor, session(actor, session_id), why=why, on=on)
    call_off(actor, f"session:{off.pk}", why, on=on)
    return off


def _start(planned: Session, on: date) -> Start:
    goal = planned.programme.goal
    return Start(
        START,
        f"session:{planned.pk}",
        at_the_start_of(planned.planned_on),
        {
            "what": Words(planned.what, planned.what),
            "means": MEANS.get(planned.means, Words("指导", "guidance")),
            "goal": Words(goal, goal),
            "day": day_words(planned.planned_on, seen_on=on),
        },
        planned.customer,
        assignee_id=planned.programme.owner_id,
    )
