"""What lies behind several cases gets an action, an owner and a day on which somebody looks whether it came again (S1-44)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.db.models import Count, F
from django.utils.timezone import localtime

from zhike.service.models import Case, Problem
from zhike.trust import journal
from zhike.trust.actor import Actor, Permission, demand


class CheckedAlready(ValueError):
    """Somebody looked already whether it came again: what was counted then stands."""


@dataclass(frozen=True, slots=True)
class Draft:
    """What is meant to be done about a cause, by whom, and when somebody looks."""

    title: str
    cause: str
    action: str
    owner_id: int
    check_on: date
    department: str = ""


@transaction.atomic
def open_problem(actor: Actor, draft: Draft, cases: Sequence[Case], *, on: date) -> Problem:
    """The cases belong together from now on, and somebody has to do something about it."""
    demand(actor, Permission.RECEIVE_CASES)
    problem = Problem.objects.create(
        title=draft.title.strip(),
        cause=Case.Cause(draft.cause),
        department=draft.department.strip(),
        owner_id=draft.owner_id,
        action=draft.action.strip(),
        check_on=draft.check_on,
        opened_on=on,
        opened_by_id=actor.user_id,
    )
    journal.record(actor, "problem.opened", problem, on=on, title=problem.title)
    join(actor, problem, cases, on=on)
    return problem


@transaction.atomic
def join_later(actor: Actor, problem: Problem, cases: Sequence[Case], *, on: date) -> list[int]:
    """More cases turn out to be about it; those that are already, and those of another problem, stay where they are. The ids of those that joined."""
    if problem.checked_on:
        raise CheckedAlready
    new = [case for case in cases if case.problem_id is None]
    join(actor, problem, new, on=on)
    return [case.pk for case in new]


@transaction.atomic
def take_out(actor: Actor, case: Case, *, on: date) -> Problem | None:
    """A case is not about its problem after all; what was said of its cause stays. The problem it left, or None."""
    demand(actor, Permission.RECEIVE_CASES)
    problem = case.problem
    if problem is None:
        return None
    if problem.checked_on:
        raise CheckedAlready
    case.problem = None
    case.save(update_fields=["problem"])
    journal.record(
        actor,
        "case.taken_out",
        case,
        on=on,
        customer_id=case.customer_id,
        problem=problem.title,
    )
    return problem


@transaction.atomic
def join(actor: Actor, problem: Problem, cases: Sequence[Case], *, on: date) -> None:
    """These cases are about it too; a case whose cause nobody named takes the cause of the problem."""
    demand(actor, Permission.RECEIVE_CASES)
    for case in cases:
        case.problem = problem
        case.cause = case.cause or problem.cause
        case.save(update_fields=["problem", "cause"])
        journal.record(
            actor,
            "case.joined",
            case,
            on=on,
            customer_id=case.customer_id,
            problem=problem.title,
        )


def came_again(problem: Problem, *, on: date) -> int:
    """Complaints and grumbles that came in after the day of the action, of the same cause and, where one is named, the same department.

    Of all customers, whoever asks: a number, and no case is shown by it.
    """
    rows = Case.objects.unscoped().present().unhappy().filter(cause=problem.cause)
    if problem.department:
        rows = rows.filter(department=problem.department)
    received = rows.filter(merged_into=None).values_list("received_at", flat=True)
    return sum(problem.opened_on < localtime(at).date() <= on for at in received)


@transaction.atomic
def check_problem(actor: Actor, problem: Problem, *, result: str, on: date) -> int:
    """The day has come: how often it came again, and what is thought of the action."""
    demand(actor, Permission.RECEIVE_CASES)
    if problem.checked_on:
        raise CheckedAlready
    problem.checked_on, problem.result = on, result.strip()
    problem.again = came_again(problem, on=on)
    problem.save(update_fields=["checked_on", "result", "again"])
    journal.record(
        actor, "problem.checked", problem, on=on, title=problem.title, again=problem.again
    )
    return problem.again


def problems(actor: Actor) -> list[Problem]:
    """Those one may see, the ones still to be checked first, with how many cases of all customers each joins (`joined`)."""
    rows = Problem.objects.visible_to(actor).select_related("owner")
    return list(
        rows.annotate(joined=Count("cases")).order_by(
            F("checked_on").asc(nulls_first=True), "check_on", "pk"
        )
    )


def open_problems(actor: Actor) -> list[Problem]:
    """Those one may see that nobody has checked yet, the next to check first."""
    rows = Problem.objects.visible_to(actor).filter(checked_on=None)
    return list(rows.order_by("check_on", "pk"))


def problem(actor: Actor, problem_id: int) -> Problem:
    """One of them."""
    return (
        Problem.objects.visible_to(actor)
        .select_related("owner", "opened_by")
        .get(pk=problem_id)
    )


def joined(found: Problem) -> int:
    """How many cases of all customers on the books belong to it."""
    return Case.objects.unscoped().present().filter(problem=found).count()


def cases_of(actor: Actor, found: Problem) -> list[Case]:
    """The cases behind it that one may see, the newest first."""
    rows = Case.objects.visible_to(actor).filter(problem=found)
    return list(rows.select_related("customer", "resolution").order_by("-received_at", "-pk"))
