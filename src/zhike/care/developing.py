"""A potential customer is brought up to the level of key customers: gap per criterion, actions with dates, re-test (S2-15)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from zhike.activities.actions.tasks import plan_task
from zhike.care.models import DevelopmentPlan
from zhike.care.models import DevelopmentStep as DevelopmentStep
from zhike.care.querysets import DevelopmentPlanQuerySet
from zhike.customers import queries as customers
from zhike.customers.models import Customer, Standing
from zhike.customers.queries import MAIN_SCHEME
from zhike.lib.words import Words
from zhike.methods.scorecards import Lift, Scorecard
from zhike.trust import journal
from zhike.trust.actor import Actor, Permission, demand
from zhike.trust.requests import asker
from zhike.value.explaining import lifts_of
from zhike.value.queries import methods

_RETEST = Words("发展规划到了复测的日子：看看分数变了多少", "Re-test of the development plan: see how the score has changed")  # fmt: skip


class NothingToPlan(ValueError):
    """No action was chosen, or a day is not to come."""


class AlreadyPlanned(ValueError):
    """A plan is running; it is re-tested first."""


class NotGraded(LookupError):
    """The customer has no score yet, or stands at the top already."""


@dataclass(frozen=True, slots=True)
class Gap:
    """What is missing to the level of key customers: the score now, the goal, and every criterion with room, the largest first."""

    card: Scorecard
    standing: Standing
    goal: str
    goal_points: int
    lifts: tuple[Lift, ...]

    @property
    def missing(self) -> int:
        """Points to the goal, in hundredths."""
        return max(0, self.goal_points - self.standing.points)


@dataclass(frozen=True, slots=True)
class Act:
    """What is done about one criterion, until when."""

    criterion: str
    action: str
    due_on: date


def gap(actor: Actor, customer_id: int) -> Gap | None:
    """The gap to the best band of the evaluation; None without a score, or at the top."""
    card = methods().scorecards[MAIN_SCHEME]
    standing = customers.standing(actor, customer_id)
    best = card.bands[0]
    if standing is None or len(card.bands) < 2 or standing.grade == best.grade:
        return None
    lifts = lifts_of(actor, customer_id, MAIN_SCHEME, card.bands[1].grade)
    return Gap(card, standing, best.grade, best.at_least, lifts)


@transaction.atomic
def make_plan(
    actor: Actor, customer: Customer, acts: Sequence[Act], *, retest_on: date, on: date
) -> DevelopmentPlan:
    """Write the plan; each action becomes a task of the account manager, and so does the re-test."""
    demand(actor, Permission.LOG_TOUCHES)
    found = gap(actor, customer.pk)
    if found is None:
        raise NotGraded
    if not acts or retest_on <= on or any(act.due_on < on for act in acts):
        raise NothingToPlan
    Customer.objects.visible_to(actor).select_for_update().get(pk=customer.pk)
    if DevelopmentPlan.objects.visible_to(actor).open().filter(customer=customer).exists():
        raise AlreadyPlanned
    plan = DevelopmentPlan.objects.create(
        customer=customer,
        card=MAIN_SCHEME,
        signature=found.card.head.signature,
        grade_then=found.standing.grade,
        points_then=found.standing.points,
        goal=found.goal,
        goal_points=found.goal_points,
        retest_on=retest_on,
        made_by_id=asker(actor),
        made_on=on,
    )
    lifts = {lift.criterion.key: lift for lift in found.lifts}
    who = customer.owner_id or actor.user_id
    for act in acts:
        lift = lifts[act.criterion]
        best = lift.criterion.weight * 100
        task = plan_task(
            actor, customer, title=act.action, due_on=act.due_on, assignee_id=who, on=on
        )
        DevelopmentStep.objects.create(
            plan=plan,
            criterion=act.criterion,
            title={"zh": lift.criterion.title.zh, "en": lift.criterion.title.en},
            value_then=lift.now,
            value_to=lift.to,
            points_then=best - lift.room,
            points_best=best,
            action=act.action,
            task=task,
        )
    plan_task(
        actor, customer, title=_RETEST.zh, title_en=_RETEST.en, due_on=retest_on, assignee_id=who, on=on
    )  # fmt: skip
    _record(actor, "made", plan, on=on)
    return plan


@transaction.atomic
def retest(actor: Actor, plan_id: int, *, outcome: str, on: date) -> DevelopmentPlan:
    """Set the score of today beside the one of then, and say what came of it; the plan ends."""
    demand(actor, Permission.LOG_TOUCHES)
    plan: DevelopmentPlan = (
        DevelopmentPlan.objects.visible_to(actor).open().select_for_update(of=("self",)).get(pk=plan_id)
    )  # fmt: skip
    standing = customers.standing(actor, plan.customer_id, plan.card)
    if standing is None:
        raise NotGraded
    plan.grade_after, plan.points_after = standing.grade, standing.points
    plan.retested_on, plan.retested_by_id = on, asker(actor)
    plan.outcome = outcome.strip()[:200]
    plan.save()
    _record(actor, "retested", plan, on=on)
    return plan


def plans(actor: Actor) -> DevelopmentPlanQuerySet:
    """Every plan one may see: those running first, the next re-test leading."""
    rows: DevelopmentPlanQuerySet = DevelopmentPlan.objects.visible_to(actor)
    return rows.select_related("customer", "customer__owner", "made_by", "retested_by")


def steps_of(
    actor: Actor, plans: Sequence[DevelopmentPlan]
) -> dict[int, list[DevelopmentStep]]:
    """Plan id → its steps with their tasks."""
    rows = DevelopmentStep.objects.visible_to(actor).filter(plan__in=plans)
    found: dict[int, list[DevelopmentStep]] = {}
    for row in rows.select_related("task", "plan").order_by("pk"):
        found.setdefault(row.plan_id, []).append(row)
    return found


def _record(actor: Actor, what: str, plan: DevelopmentPlan, *, on: date) -> None:
    journal.record(
        actor,
        f"development.{what}",
        plan,
        on=on,
        customer_id=plan.customer_id,
        points_then=plan.points_then,
        points_after=plan.points_after or 0,
        goal=plan.goal,
    )
