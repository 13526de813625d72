"""Development plans: of one customer, and all of them with their re-tests (S2-15)."""

from datetime import date, timedelta

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from zhike.care import developing
from zhike.care.developing import (
    Act,
    AlreadyPlanned,
    DevelopmentStep,
    Gap,
    NotGraded,
    NothingToPlan,
    make_plan,
)
from zhike.customers import moving, queries
from zhike.lib.months import months_after
from zhike.lib.words import Words
from zhike.methods.measures import spoken
from zhike.methods.scorecards import Criterion, Lift
from zhike.trust.actor import Permission
from zhike.value.queries import methods
from zhike.web.customers.header import header
from zhike.web.http import Request
from zhike.web.paging import Order, page_of
from zhike.web.rights import needs
from zhike.web.value.asked import cut_of
from zhike.web.value.book import page

_WRONG = Words(
    "至少写一项要做的事和它的日子，复测的日子要在以后。",
    "Write at least one action with its day; the re-test must lie ahead.",
)


@needs(Permission.READ_CUSTOMERS)
@require_safe
def register(request: Request) -> HttpResponse:
    """Every plan with the score then and now; the next re-test leads."""
    chosen = cut_of(request.GET)
    rows = developing.plans(request.actor).filter(**chosen.within("customer__"))
    state = request.GET.get("state", "")
    rows = rows.exclude(retested_on=None) if state == "done" else rows.open()
    order = Order("retested_on", falls=True) if state == "done" else Order("retest_on")
    found = page_of(rows, order, request.GET.get("after", ""))
    now = moving.standings_of(
        request.actor, {row.card for row in found.rows}, [row.customer_id for row in found.rows]
    )
    context = page(request, chosen) | {
        "plans": [(row, now.get(row.customer_id)) for row in found.rows],
        "state": state,
        "after": found.after,
    }
    return render(request, "value/development.html", context)


@needs(Permission.READ_CUSTOMERS)
@require_http_methods(["GET", "POST"])
def customer(request: Request, customer_id: int) -> HttpResponse:
    """The gap per criterion, the plan that runs, and those before."""
    found = queries.customer(request.actor, customer_id)
    gap = developing.gap(request.actor, customer_id)
    status = 200
    if request.method == "POST":
        try:
            make_plan(
                request.actor,
                found,
                _acts(request, gap),
                retest_on=_day(request.POST.get("retest_on", "")) or request.today,
                on=request.today,
            )
        except NothingToPlan:
            messages.error(request, str(_WRONG))
            status = 422
        except AlreadyPlanned:
            runs = Words("已有一份规划在走，先复测。", "A plan is running; re-test it first.")
            messages.error(request, str(runs))
            status = 422
        except NotGraded:
            none = Words("没有差距可补，或者还没有分数。", "There is no gap, or no score yet.")
            messages.error(request, str(none))
            status = 422
        else:
            made = Words("已写下，每件事都成了待办。", "Written; every action is a task now.")
            messages.success(request, str(made))
            return redirect("value:develop", customer_id)
    plans = list(
        developing.plans(request.actor)
        .filter(customer_id=customer_id)
        .order_by("-made_on", "-pk")[:10]
    )
    steps = developing.steps_of(request.actor, plans)
    standing = queries.standing(request.actor, customer_id)
    context = header(request, customer_id) | {
        "customer": found,
        "tab": "value",
        "gap": gap,
        "lifts": [_lift(lift, request) for lift in gap.lifts] if gap else [],
        "plans": [
            (row, [(step, *_values(step)) for step in steps.get(row.pk, [])]) for row in plans
        ],
        "runs": any(row.retested_on is None for row in plans),
        "standing": standing,
        "retest": months_after(request.today, 6),
        "tomorrow": request.today + timedelta(days=1),
        "said": request.POST,
    }
    return render(request, "value/develop.html", context, status=status)


@needs(Permission.LOG_TOUCHES)
@require_POST
def retest(request: Request, plan_id: int) -> HttpResponse:
    """The score of today beside the one of then; the plan ends."""
    plan = developing.retest(
        request.actor, plan_id, outcome=request.POST.get("outcome", ""), on=request.today
    )
    messages.success(request, str(Words("已复测。", "Re-tested.")))
    return redirect("value:develop", plan.customer_id)


def _acts(request: Request, gap: Gap | None) -> list[Act]:
    """What was written beside each criterion; a line without words is no action."""
    found = []
    for lift in gap.lifts if gap else ():
        key = lift.criterion.key
        action = request.POST.get(f"action_{key}", "").strip()[:120]
        if action:
            day = _day(request.POST.get(f"due_{key}", ""))
            if day is None:
                raise NothingToPlan
            found.append(Act(key, action, day))
    return found


def _day(said: str) -> date | None:
    try:
        return date.fromisoformat(said)
    except ValueError:
        return None


def _lift(lift: Lift, request: Request) -> dict[str, object]:
    key, best = lift.criterion.key, lift.criterion.weight * 100
    return {
        "key": key,
        "title": lift.criterion.title,
        "got": best - lift.room,
        "best": best,
        "room": lift.room,
        "now": _said(lift.criterion, lift.now),
        "to": _said(lift.criterion, lift.to),
        "action": request.POST.get(f"action_{key}", ""),
        "due": request.POST.get(f"due_{key}", ""),
    }


def _values(step: DevelopmentStep) -> tuple[str | Words, str | Words]:
    card = methods().scorecards.get(step.plan.card)
    criterion = (
        next((c for c in card.criteria if c.key == step.criterion), None) if card else None
    )
    return _said(criterion, step.value_then), _said(criterion, step.value_to)


def _said(criterion: Criterion | None, value: int | None) -> str | Words:
    if value is None:
        return Words("未评", "not rated")
    if criterion is None or criterion.is_rating:
        return str(value)
    return spoken(criterion.measure, value)
