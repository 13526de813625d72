"""Where the playbooks of a customer are, why each step exists, and what comes next."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from zhike.activities import queries as activities
from zhike.activities.rules import MILESTONES
from zhike.care import rivals
from zhike.care.runs import queries as runs
from zhike.care.runs.stopping import GateShut, stop_run
from zhike.customers import queries as customers
from zhike.lib.words import Words
from zhike.trust.actor import Permission
from zhike.web.customers.header import header
from zhike.web.http import Request
from zhike.web.rights import needs
from zhike.web.runs.forms import StopForm

SHUT = Words(
    "还不能结束，这些步骤要先做完，或写明原因划去：{steps}",
    "Not yet: these steps must be done first, or struck off with a reason: {steps}",
)
STATES = {
    "waiting": (Words("未到", "to come"), ""),
    "held": (Words("先等等", "held"), "warn"),
    "open": (Words("该做", "to do"), "info"),
    "done": (Words("做了", "done"), "good"),
    "waived": (Words("划去", "waived"), ""),
    "left_out": (Words("不用", "left out"), ""),
}


@needs(Permission.READ_CUSTOMERS)
@require_safe
def of_customer(request: Request, customer_id: int) -> HttpResponse:
    """What is under way with a customer, what ended, and the milestones behind it."""
    context = header(request, customer_id) | {
        "customer": customers.customer(request.actor, customer_id),
        "tab": "runs",
        "open_ways": runs.runs(request.actor, customer_id, is_open=True),
        "ended_ways": runs.runs(request.actor, customer_id, is_open=False),
        "milestones": activities.milestones(request.actor, customer_id)[:30],
        "kinds": MILESTONES,
        "rivals": [
            (each, rivals.STATES[each.state])
            for each in rivals.rivals_of(request.actor, customer_id)
        ],
        "rival_states": rivals.STATES,
        "states": STATES,
    }
    return render(request, "runs/of_customer.html", context)


@needs(Permission.READ_CUSTOMERS)
@require_safe
def run(request: Request, run_id: int) -> HttpResponse:
    """One run, step by step."""
    way = runs.run(request.actor, run_id)
    context = header(request, way.run.customer_id) | {
        "customer": way.run.customer,
        "tab": "runs",
        "way": way,
        "states": STATES,
        "stop_form": StopForm(),
    }
    return render(request, "runs/run.html", context)


@needs(Permission.LOG_TOUCHES)
@require_POST
def stop(request: Request, run_id: int) -> HttpResponse:
    """A run ends with a reason, unless a step that must not be skipped stands in the way."""
    way = runs.run(request.actor, run_id)
    form = StopForm(request.POST)
    if not form.is_valid():
        messages.error(request, str(Words("请写一句为什么。", "Please say why.")))
        return redirect("runs:run", run_id)
    try:
        stop_run(request.actor, run_id, why=form.cleaned_data["why"], on=request.today)
    except GateShut as shut:
        named = Words(
            "；".join(title.zh for title in shut.titles),
            "; ".join(title.en for title in shut.titles),
        )
        messages.error(request, str(SHUT.format(steps=named)))
        return redirect("runs:run", run_id)
    messages.success(request, str(Words("已结束，原因记下了。", "Ended; the reason is noted.")))
    return redirect("runs:of_customer", way.run.customer_id)
