"""Cases that wait for an answer; the page on which one is answered, with its clock and its letters."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from zhike.care import replying
from zhike.care.replying import Reply
from zhike.lib.words import Words
from zhike.service import leaves
from zhike.service import queries as service
from zhike.service.actions import StillAsked
from zhike.service.rules import StepsMissing
from zhike.trust.actor import Permission
from zhike.value.queries import methods
from zhike.web.cases.words import KINDS as CASE_KINDS
from zhike.web.cases.words import missing
from zhike.web.guard.deciding import decided
from zhike.web.http import Request, came_from, page_or_part
from zhike.web.replies.forms import LETTERS, LeaveForm, ReplyForm
from zhike.web.rights import needs

STILL = Words(
    "还在请示，等有了答复再回客户。",
    "It is still being asked about; answer when it is decided.",
)
WITHIN = Words(
    "这在您的权限之内，不用请示。", "This is within your authority; nobody has to be asked."
)
SHOWN = 100


@needs(Permission.RECEIVE_CASES)
@require_safe
def open_cases(request: Request) -> HttpResponse:
    """Everything that waits for an answer, the oldest first."""
    rows = replying.waiting_cases(request.actor)[:SHOWN]
    return render(request, "replies/list.html", {"rows": rows, "kinds": CASE_KINDS})


@needs(Permission.RECEIVE_CASES)
@require_http_methods(["GET", "POST"])
def reply(request: Request, case_id: int) -> HttpResponse:
    """One answer: the clock, what was asked of a superior, the letters that fit."""
    case = service.case(request.actor, case_id)
    first = "letter" if case.kind == "letter" else "call"
    form = ReplyForm(request.POST or None, case=case, initial={"kind": first})
    if request.method == "POST" and form.is_valid():
        try:
            replying.reply(request.actor, case_id, Reply(**form.cleaned_data), on=request.today)
        except StillAsked:
            form.add_error(None, str(STILL))
        except StepsMissing as error:
            form.add_error(None, str(missing(error)))
        else:
            messages.success(request, str(Words("已答复。", "Answered.")))
            return redirect(came_from(request, f"/customers/{case.customer_id}/"))
    shelf = methods().documents
    context = {
        "form": form,
        "case": case,
        "kind": CASE_KINDS[case.kind],
        "tasks": replying.clock_of(request.actor, case),
        "leaves": leaves.leaves(request.actor).filter(case=case).order_by("-asked_at"),
        "letters": [
            (name, shelf[name].head.title)
            for name in ("holding_reply", *LETTERS.values())
            if name in shelf
        ],
        "card": methods().cards["reply_manner"],
        "leave_form": LeaveForm(),
        "next": came_from(request, ""),
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "replies/reply.html", context, status=status)


@needs(Permission.RECEIVE_CASES)
@require_http_methods(["GET", "POST"])
def ask_leave(request: Request, case_id: int) -> HttpResponse:
    """Ask before answering."""
    case = service.case(request.actor, case_id)
    form = LeaveForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        said = dict(form.cleaned_data)
        said["amount"] = said["amount"] or None
        try:
            replying.ask_leave(request.actor, case_id, at=timezone.now(), **said)
        except leaves.Within:
            messages.info(request, str(WITHIN))
        else:
            asked = Words("已请示；先给客户回一句。", "Asked; tell the customer meanwhile.")
            messages.success(request, str(asked))
        return redirect("replies:reply", case_id)
    context = {"form": form, "case": case}
    status = 422 if request.method == "POST" else 200
    return page_or_part(request, "replies/leave.html", context, part="sheet", status=status)


@needs(Permission.APPROVE)
@require_POST
def decide_leave(request: Request, leave_id: int) -> HttpResponse:
    """Yes or no to what somebody asked."""
    leaves.leaves(request.actor).get(pk=leave_id)
    return decided(
        request,
        lambda grant, why: replying.decide_leave(
            request.actor, leave_id, grant=grant, why=why, at=timezone.now(), on=request.today
        ),
        back="/guard/",
    )
