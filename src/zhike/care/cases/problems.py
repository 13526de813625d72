"""On the day of the check the owner of a problem has a task, which ends with the check (S1-44)."""

from collections.abc import Sequence
from datetime import date

from django.db import transaction

from zhike.activities.actions.laying import Draft as TaskDraft
from zhike.activities.actions.laying import lay_tasks
from zhike.activities.models import Task
from zhike.care.actions import end_all
from zhike.lib.words import Words
from zhike.service import problems, queries
from zhike.service.models import Problem
from zhike.trust.actor import Actor


@transaction.atomic
def open_problem(
    actor: Actor, draft: problems.Draft, case_ids: Sequence[int], *, on: date
) -> Problem:
    """Join the cases one may see and lay the check of the action on its owner's day."""
    cases = list(queries.any_cases(actor).filter(pk__in=case_ids).order_by("pk"))
    found = problems.open_problem(actor, draft, cases, on=on)
    look = TaskDraft(
        origin=f"problem.check:problem:{found.pk}",
        kind=Task.Kind.OTHER,
        title=Words(
            f"看看还有没有：{found.title}", f"See whether it came again: {found.title}"
        ),
        why=Words(f"改进措施：{found.action}", f"the improvement: {found.action}"),
        due_on=found.check_on,
        due_at=None,
        customer_id=None,
        contact_id=None,
        assignee_id=found.owner_id,
        weight=0,
        method="",
    )
    lay_tasks(actor, [look], on=on)
    return found


@transaction.atomic
def check_problem(actor: Actor, problem_id: int, *, result: str, on: date) -> int:
    """How many cases came after the action; the task of the check ends with it."""
    found = problems.problem(actor, problem_id)
    again = problems.check_problem(actor, found, result=result, on=on)
    end_all(actor, f"problem:{found.pk}", outcome=found.result, on=on)
    return again
