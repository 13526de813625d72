"""Visits by the heads of the company: rhythm by class, who calls on whom, what is due (S3-24)."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from zhike.care import executives as care
from zhike.customers import queries as customers
from zhike.lib.words import Words
from zhike.trust.actor import Permission
from zhike.users.queries import executives
from zhike.web.http import Request, came_from
from zhike.web.rights import needs


@needs(Permission.READ_CUSTOMERS)
@require_safe
def overview(request: Request) -> HttpResponse:
    """Who has not been called on for too long, and who is next."""
    show = "all" if request.GET.get("show") == "all" else "due"
    total, due = care.count(request.actor, on=request.today)
    context = {
        "rows": care.visits(request.actor, on=request.today, only_due=show == "due"),
        "show": show,
        "total": total,
        "due": due,
        "rule": care.rule(),
        "rhythm": list(care.rule().every.items()),
        "heads": list(executives()),
    }
    return render(request, "key/visits.html", context)


@needs(Permission.ASSIGN_CUSTOMERS)
@require_POST
def sponsor(request: Request, customer_id: int) -> HttpResponse:
    """A head of the company looks after the relationship at the top."""
    customers.customer(request.actor, customer_id)
    chosen = request.POST.get("user", "")
    try:
        care.assign_sponsor(
            request.actor,
            customer_id,
            user_id=int(chosen) if chosen.isdecimal() and len(chosen) < 18 else 0,
            on=request.today,
        )
    except care.NoHead:
        messages.error(
            request, str(Words("请选一位公司领导。", "Choose a head of the company."))
        )
    else:
        messages.success(request, str(Words("已定下由谁拜访。", "It is settled who calls.")))
    return redirect(came_from(request, "/key/visits/"))
