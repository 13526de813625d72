"""What the sample company decided of its customers' classes: set by hand, due to be looked at again, and one to be shrunk that waits for approval."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta

from zhike.activities.actions.tasks import plan_task
from zhike.care.models import DevelopmentPlan, DevelopmentStep
from zhike.customers.actions.classes import make_scheme
from zhike.customers.actions.moving import Choice, decide_class
from zhike.customers.models import Customer
from zhike.customers.queries import MAIN_SCHEME
from zhike.methods.library import library
from zhike.sample.staff import DIRECTOR
from zhike.sample.writing import Account
from zhike.trust.actor import Door
from zhike.users.models import User
from zhike.users.queries import actor_for

# Which of one's own customers, scheme, class, decided so many days ago, looked at again so many days later, and why.
_DECIDED = (
    (4, "customer_rank", "key_customer", 200, 180, "年初谈定全年框架，先按重点照看"),
    (9, "customer_rank", "potential_customer", 130, 182, "新厂明年投产，用量看涨"),
    (13, "customer_rank", "key_customer", 95, 90, "集团里最早用我们的一家"),
    (17, "direction", "develop", 60, 180, "换了采购主管，愿意试新品"),
    (20, "direction", "maintain", 60, 180, "用量稳定，各方面都够"),
    (23, "direction", "shrink", 3, 180, "三年没有新需求，每次都要垫款"),
    (11, "account_kind", "strategic", 75, 365, "总部今年把我们列入战略供应商"),
    (26, "client_type", "quality", 150, 120, "懂行，说话算数"),
)  # fmt: skip
# A development plan of so many days ago: what is done about which criterion, and until when from today.
_PLANNED = (
    ("attitude", "请采购主管来看样板线，讲清我们的账期规矩", 12),
    ("information", "约好每月初交一次排产计划，我们按它备货", 25),
)
_GROWING, _MADE, _RETEST, _THEN = 28, 70, 110, 6_800
_HOUR = time(3, tzinfo=UTC)


def write_decisions(accounts: Sequence[Account], staff: Sequence[User], day: date) -> None:
    """Each account manager decided a few; the director made a classification that is due itself."""
    made = day - timedelta(days=400)
    make_scheme(
        actor_for(staff[DIRECTOR], Door.WEB, on=made),
        name="payment_habit",
        title=("付款习惯", "Payment habit"),
        classes=[("prompt", "爽快", "Prompt"), ("slow", "要催", "Slow")],
        smart=[
            "只分付款爽快和要催两类", "看近 12 个月晚付几次", "按期付就能改过来", "账期一样，人人一样", "每季看一次",
        ],
        review_months=12,
        on=made,
    )  # fmt: skip
    for person in staff:
        mine = [account.customer for account in accounts if account.owner == person]
        if len(mine) > _GROWING:
            _plan(person, mine[_GROWING], day)
        for place, scheme, key, ago, later, why in _DECIDED:
            if place < len(mine):
                on = day - timedelta(days=ago)
                decide_class(
                    actor_for(person, Door.WEB, on=on),
                    mine[place],
                    Choice(scheme, key, why, on + timedelta(days=later)),
                    at=datetime.combine(on, _HOUR),
                    on=on,
                )


def _plan(person: User, customer: Customer, day: date) -> None:
    """A plan written when the customer stood at B; the score of then is the sample's own."""
    actor, card = actor_for(person, Door.WEB, on=day), library().scorecards[MAIN_SCHEME]
    plan = DevelopmentPlan.objects.create(
        customer=customer, card=MAIN_SCHEME, signature=card.head.signature, grade_then="B",
        points_then=_THEN, goal=card.bands[0].grade, goal_points=card.bands[0].at_least,
        retest_on=day + timedelta(days=_RETEST), made_by=person, made_on=day - timedelta(days=_MADE),
    )  # fmt: skip
    criteria = {each.key: each for each in card.criteria}
    for key, action, days in _PLANNED:
        if key in criteria:
            best = criteria[key].weight * 100
            task = plan_task(
                actor, customer, title=action, due_on=day + timedelta(days=days),
                assignee_id=person.pk, on=day - timedelta(days=_MADE),
            )  # fmt: skip
            DevelopmentStep.objects.create(
                plan=plan, criterion=key, action=action, task=task, value_then=50, value_to=100,
                title={"zh": criteria[key].title.zh, "en": criteria[key].title.en},
                points_then=best // 2, points_best=best,
            )  # fmt: skip
