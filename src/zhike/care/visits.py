"""A visit is planned with a purpose, and recorded afterwards: what was said, what is fact, what we think, what we promised."""

from collections.abc import Mapping, Sequence
from datetime import date

from django.db import transaction

from zhike.activities.actions import tasks
from zhike.activities.models import Touch
from zhike.care.actions import log_touch
from zhike.customers import asking
from zhike.customers.actions.filling import Typed, Unfilled, open_sheet
from zhike.customers.answers import Unfit, value_of
from zhike.customers.asking import Subject
from zhike.customers.models import Sheet
from zhike.lib.words import Words
from zhike.trust.actor import Actor

PLAN, RECORD = "visit_plan", "visit_record"


@transaction.atomic
def plan_visit(
    actor: Actor, subject: Subject, typed: Typed, *, visit_on: date, on: date
) -> Sheet:
    """A visit is planned once it has a purpose (S4-06); the day and the purpose go on the agenda."""
    form = asking.form(PLAN)
    sheet = open_sheet(
        actor, subject, form, typed, about_on=visit_on, on=on, stage=form.stages[0]
    )
    purpose = _said(typed, "purpose")
    title = Words(f"拜访：{purpose}", f"Visit: {purpose}")
    tasks.plan_task(
        actor,
        subject.customer,
        title=title.zh[:200],
        title_en=title.en[:200],
        due_on=visit_on,
        assignee_id=actor.user_id,
        on=on,
    )
    return sheet


@transaction.atomic
def record_visit(
    actor: Actor,
    subject: Subject,
    typed: Typed,
    *,
    visited_on: date,
    on: date,
    with_people: Sequence[int] = (),
) -> Sheet:
    """A visit is written down: it is a touch, its promise is kept track of, its request has somebody who answers (S4-13)."""
    promised, due = _said(typed, "promise.what"), _due(typed)
    form = asking.form(RECORD)
    sheet = open_sheet(
        actor,
        subject,
        form,
        typed,
        about_on=visited_on,
        on=on,
        stage=form.stages[0],
        with_people=with_people,
    )
    log_touch(
        actor,
        customer_id=subject.customer.pk,
        contact_id=subject.contact.pk if subject.contact else None,
        kind=Touch.Kind.VISIT,
        summary=_said(typed, "said"),
        on=visited_on,
        written_on=on,
        promise=promised,
        promise_due_on=due,
    )
    return sheet


def _due(typed: Typed) -> date | None:
    """By when the promise is to be kept; a promise without a day, or a day without a promise, is refused."""
    leaves = {leaf.key: leaf for leaf in asking.form(RECORD).leaves}
    errors: dict[str, Words] = {}
    try:
        day = value_of(leaves["promise.due_on"], typed.get("promise.due_on", ""))
    except Unfit as error:
        errors["promise.due_on"] = error.words
        raise Unfilled(errors) from error
    if bool(day) != bool(_said(typed, "promise.what")):
        at = "promise.what" if day else "promise.due_on"
        errors[at] = Words("承诺要写清什么事、哪天前。", "A promise says what, and by when.")
        raise Unfilled(errors)
    return date.fromisoformat(str(day)) if day else None


def _said(typed: Mapping[str, str | list[str]], key: str) -> str:
    value = typed.get(key, "")
    return value.strip() if isinstance(value, str) else ""
