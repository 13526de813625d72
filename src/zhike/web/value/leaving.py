"""Who may leave, who left and why, who may come back: and the first step taken from here."""

from collections.abc import Sized
from datetime import date
from typing import Protocol

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from zhike.care import keeping
from zhike.lib.words import Words
from zhike.trust.actor import Actor, Permission
from zhike.value import forecasts
from zhike.value.keeping import economics, leaving
from zhike.web.http import Request
from zhike.web.rights import needs
from zhike.web.value import book
from zhike.web.value.asked import cut_of
from zhike.web.value.reasons import REASONS
from zhike.web.value.warned import lines, warned

MOST = 50
UNDER_WAY = Words(
    "已经有人在做了，这里是进度。", "Somebody is at it already; here is where it stands."
)
BEGUN = Words("已开始，第一步在今日待办里。", "Begun; the first step is among what is to do.")
NONE = Words(
    "这套步骤没有启用，到“方法库”看看。",
    "This playbook is not in use; look at it under Methods.",
)


@needs(Permission.READ_CUSTOMERS)
@require_safe
def page(request: Request) -> HttpResponse:
    """The dearest loss first; then who left, why, and who may come back."""
    chosen, actor = cut_of(request.GET), request.actor
    within = chosen.within("customer__")
    lost = forecasts.probably_lost(actor, at_most=MOST, within=within)
    gone = leaving.may_return(actor, chosen)
    runs = keeping.under_way(actor, [each.customer_id for each in gone])
    reasons = leaving.reasons(actor, chosen, on=request.today)
    context = book.page(request, chosen) | {
        "warned": warned(actor, chosen, at_most=MOST),
        "lost": lines(actor, lost),
        "gone": [(each, REASONS[each.reason], runs.get(each.customer_id, 0)) for each in gone],
        "departures": [
            (each, REASONS[each.reason]) for each in leaving.departures(actor, chosen)
        ],
        "reasons": [(each, REASONS[each.key]) for each in reasons],
        "left_in_all": sum(each.customers for each in reasons),
        "economy": economics.economics(actor, chosen, on=request.today),
        "fit": forecasts.fit_of_last_night(),
    }
    return render(request, "value/leaving.html", context)


@needs(Permission.LOG_TOUCHES)
@require_POST
def keep(request: Request, customer_id: int) -> HttpResponse:
    """Begin to keep a customer who may leave."""
    return _begin(request, customer_id, keeping.start_keeping)


@needs(Permission.LOG_TOUCHES)
@require_POST
def win_back(request: Request, customer_id: int) -> HttpResponse:
    """Begin to win back a customer who left."""
    return _begin(request, customer_id, keeping.start_winning_back)


class Begins(Protocol):
    """Lays the first step; says what was laid."""

    def __call__(self, actor: Actor, customer_id: int, *, on: date) -> Sized: ...


def _begin(request: Request, customer_id: int, begin: Begins) -> HttpResponse:
    try:
        laid = begin(request.actor, customer_id, on=request.today)
    except keeping.AlreadyUnderWay as run:
        messages.info(request, str(UNDER_WAY))
        return redirect("runs:run", run.run_id)
    run_id = keeping.under_way(request.actor, [customer_id]).get(customer_id)
    if not laid or run_id is None:
        messages.warning(request, str(NONE))
        return redirect("value:customer", customer_id)
    messages.success(request, str(BEGUN))
    return redirect("runs:run", run_id)
