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
from zhike.trust.actor import Actor, Door
from zhike.users import queries as users

_NAMED = 5  # customers named in the task; the others are counted
_LONGEST = 400
_MORE = Words("还有 {n} 位客户", "{n} customers more")
_UNSEEN = Words("另有 {n} 件您看不到", "{n} cases you do not see")
_NO_CASE = Words("还没有个案", "no case yet")


@transaction.atomic
def open_problem(
    actor: Actor, draft: problems.Draft, case_ids: Sequence[int], *, on: date
) -> Problem:
    """Join the cases one may see and lay the check of the action on its owner's day."""
    cases = list(queries.any_cases(actor).filter(pk__in=case_ids).order_by("pk"))
    found = problems.open_problem(actor, draft, cases, on=on)
    _lay_check(actor, found, on=on)
    return found


@transaction.atomic
def join(actor: Actor, problem_id: int, case_ids: Sequence[int], *, on: date) -> list[int]:
    """More cases one may see belong to it; the task of the check names their customers. The ids of those that joined."""
    found = problems.problem(actor, problem_id)
    cases = list(queries.any_cases(actor).filter(pk__in=case_ids).order_by("pk"))
    joined = problems.join_later(actor, found, cases, on=on)
    _lay_check(actor, found, on=on)
    return joined


@transaction.atomic
def take_out(actor: Actor, case_id: int, *, on: date) -> Problem | None:
    """A case is not about its problem after all; the task of the check names those that still are."""
    left = problems.take_out(actor, queries.any_case(actor, case_id), on=on)
    if left:
        _lay_check(actor, left, on=on)
    return left


def _lay_check(actor: Actor, found: Problem, *, on: date) -> None:
    """The task of the check, laid once and worded anew as cases come and go: the problem, its customers, its improvement."""
    who = _customers(found, on=on)
    look = TaskDraft(
        origin=f"problem.check:problem:{found.pk}",
        kind=Task.Kind.OTHER,
        title=Words(
            f"看看还有没有：{found.title}", f"See whether it came again: {found.title}"
        ),
        why=Words(
            f"{who.zh}；改进措施：{found.action}"[:_LONGEST],
            f"{who.en}; the improvement: {found.action}"[:_LONGEST],
        ),
        due_on=found.check_on,
        due_at=None,
        customer_id=None,
        contact_id=None,
        assignee_id=found.owner_id,
        weight=0,
        method="",
    )
    lay_tasks(actor, [look], on=on)


def _customers(found: Problem, *, on: date) -> Words:
    """Whose cases they are, as far as the owner may see them; the others are only counted."""
    owner = users.actor_for(found.owner, Door.CLOCK, on=on)
    seen = problems.cases_of(owner, found)
    names = list(dict.fromkeys(str(case.customer) for case in seen))
    shown = names[:_NAMED]
    said = [Words("、".join(shown), ", ".join(shown))] if shown else []
    if len(names) > _NAMED:
        said.append(_MORE.format(n=len(names) - _NAMED))
    if unseen := problems.joined(found) - len(seen):
        said.append(_UNSEEN.format(n=unseen))
    told = said or [_NO_CASE]
    return Words("，".join(each.zh for each in told), ", ".join(each.en for each in told))


@transaction.atomic
def check_problem(actor: Actor, problem_id: int, *, result: str, on: date) -> int:
    """How many cases came after the action; the task of the check ends with it."""
    found = problems.problem(actor, problem_id)
    again = problems.check_problem(actor, found, result=result, on=on)
    end_all(actor, f"problem:{found.pk}", outcome=found.result, on=on)
    return again
