"""What was given for nothing, and what was granted out of a budget."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from zhike.activities.actions import giving
from zhike.activities.rules import PITFALLS, SUPPORT
from zhike.care import effort as spending
from zhike.trust.actor import Permission
from zhike.web.guard.deciding import decided
from zhike.web.http import Request
from zhike.web.rights import needs

PAGE = 100


@needs(Permission.READ_CUSTOMERS)
@require_safe
def free_work(request: Request) -> HttpResponse:
    """Free work and its cost per account, the costliest first (S0-10)."""
    rows = spending.free_work(request.actor, on=request.today, limit=PAGE)
    context = {
        "rows": rows,
        "cost": sum(row.cost for row in rows),
        "times": sum(row.times for row in rows),
        "billable": sum(row.billable for row in rows),
        "outside": sum(row.out_of_scope for row in rows),
        "waiting": list(
            spending.asked_extras(request.actor).decidable_by(request.actor)[:PAGE]
        ),
        "pitfalls": PITFALLS.values(),
    }
    return render(request, "services/extras.html", context)


@needs(Permission.APPROVE)
@require_POST
def decide_extra(request: Request, extra_id: int) -> HttpResponse:
    """May a benefit to a person be given?"""
    spending.asked_extras(request.actor).get(pk=extra_id)
    return decided(
        request,
        lambda grant, why: giving.decide_extra(
            request.actor,
            extra_id,
            grant=grant,
            why=why,
            at=timezone.now(),
            on=request.today,
        ),
        back=reverse("services:extras"),
    )


@needs(Permission.READ_CUSTOMERS)
@require_safe
def support(request: Request) -> HttpResponse:
    """The budgets of the year by class, and what went out of them (S2-14, S3-27)."""
    context = {
        "budgets": spending.budgets(year=request.today.year),
        "grants": [(row, SUPPORT[row.kind]) for row in spending.grants(request.actor)[:PAGE]],
        "year": request.today.year,
    }
    return render(request, "services/support.html", context)
