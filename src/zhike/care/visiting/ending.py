"""A visit is over: what was said and agreed is written down once, and what follows from it begins (S4-09 to S4-12)."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import localtime

from zhike.activities.actions import tasks, touches, visits
from zhike.activities.models import Promise, Touch, Visit, VisitOutcome
from zhike.activities.visits import TOUCH_OF
from zhike.care.actions import end_all, log_touch, make_promise
from zhike.care.messages.kinds import KINDS
from zhike.care.messages.noticing import Told
from zhike.care.messages.telling import tell
from zhike.care.starting import start_playbooks
from zhike.care.visiting.planning import start_of
from zhike.care.visiting.queries import visit
from zhike.customers import queries as customers
from zhike.lib.words import Words
from zhike.trust.actor import Actor
from zhike.users import queries as users
from zhike.users.models import User

THEIRS = Words("问一声：{what}", "Ask how it stands: {what}")
SHARED = Words("结果告诉了：{names}", "The result was shared with {names}")


class Unagreed(ValueError):
    """A visit ends with a next step of both sides, or says why there is none (S4-11)."""


class Unrepaired(ValueError):
    """A customer who was dissatisfied is told what will be put right, and by when (S4-09)."""


@dataclass(frozen=True, slots=True)
class Ending:
    """What came of a visit. `ours` with `ours_due_on` is a promise, `theirs` with its day is asked after; `told` are colleagues."""

    said: str
    ended_at: datetime
    points: Sequence[tuple[str, bool]] = ()
    behaviour: str = ""
    ours: str = ""
    ours_due_on: date | None = None
    theirs: str = ""
    theirs_due_on: date | None = None
    none_why: str = ""
    repair: str = ""
    repair_due_on: date | None = None
    told: Collection[int] = field(default_factory=tuple)


@transaction.atomic
def finish(actor: Actor, visit_id: int, ending: Ending, *, on: date) -> VisitOutcome:
    """The visit is written down: a touch, the promises, whom it was told; after a formal one the clock of the thanks begins."""
    _check(ending)
    made = visit(actor, visit_id)
    people = [guest.contact_id for guest in made.guests.order_by("pk")]
    day = localtime(ending.ended_at).date()
    touch = log_touch(
        actor,
        customer_id=made.customer_id,
        contact_id=people[0] if people else None,
        kind=TOUCH_OF[made.manner],
        summary=ending.said,
        on=day,
        written_on=on,
        promise=ending.ours,
        promise_due_on=ending.ours_due_on,
    )
    repair = _repair(actor, made, ending, people, on=on)
    told = _share(actor, made, ending.told, at=ending.ended_at, on=on)
    outcome = visits.end_visit(
        actor,
        made,
        ended_at=ending.ended_at,
        touch=touch,
        points=ending.points,
        behaviour=ending.behaviour,
        ours=Promise.objects.visible_to(actor).filter(touch=touch).first(),
        repair=repair,
        theirs=ending.theirs,
        none_why=ending.none_why,
        told=told,
        on=on,
    )
    _ask_after(actor, made, ending, on=on)
    end_all(actor, f"visit:{made.pk}", outcome=ending.said, on=on, touch=touch)
    if made.is_formal:
        over = replace(
            start_of(made, "formal_visit_over", on=on), at=localtime(ending.ended_at)
        )
        start_playbooks(actor, over, on=on)
    return outcome


def _check(ending: Ending) -> None:
    both = ending.ours and ending.ours_due_on and ending.theirs
    if not both and not ending.none_why:
        raise Unagreed
    if ending.behaviour == VisitOutcome.Behaviour.DISSATISFIED and not (
        ending.repair and ending.repair_due_on
    ):
        raise Unrepaired


def _repair(
    actor: Actor, made: Visit, ending: Ending, people: Sequence[int], *, on: date
) -> Promise | None:
    if not (ending.repair and ending.repair_due_on):
        return None
    return make_promise(
        actor,
        customer_id=made.customer_id,
        contact_id=people[0] if people else None,
        what=ending.repair,
        due_on=ending.repair_due_on,
        on=on,
        made_in="visit",
    )


def _ask_after(actor: Actor, made: Visit, ending: Ending, *, on: date) -> None:
    """What they said they would do is asked after on its day."""
    if not (ending.theirs and ending.theirs_due_on):
        return
    title = THEIRS.format(what=ending.theirs)
    tasks.plan_task(
        actor,
        made.customer,
        title=title.zh[:200],
        title_en=title.en[:200],
        due_on=ending.theirs_due_on,
        assignee_id=made.by_id,
        on=on,
    )


def _share(
    actor: Actor, made: Visit, told: Collection[int], *, at: datetime, on: date
) -> list[int]:
    """Colleagues who may see the customer are told; the timeline says who."""
    people = [
        person
        for person in users.colleagues().filter(pk__in=told)
        if _sees(person, actor, made.customer_id, on)
    ]
    if not people:
        return []
    names = "、".join(str(person) for person in people)
    said = SHARED.format(names=Words(names, ", ".join(str(person) for person in people)))
    touches.log_touch(
        actor, made.customer, kind=Touch.Kind.NOTE, summary=str(said), on=on, contact=None
    )
    who = str(users.person(actor.user_id or 0) or "")
    for person in people:
        tell(
            Told(
                person.pk,
                f"visit:{made.pk}:{person.pk}",
                "shared",
                KINDS["shared"].words.format(who=Words(who, who)),
                f"/visits/{made.pk}/",
                made.customer_id,
            ),
            at=at,
        )
    return [person.pk for person in people]


def _sees(person: User, actor: Actor, customer_id: int, on: date) -> bool:
    theirs = users.actor_for(person, actor.door, on=on)
    return customers.customers(theirs).filter(pk=customer_id).exists()
