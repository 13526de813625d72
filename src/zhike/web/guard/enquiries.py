"""Outsiders' questions: noted, answered with approval, kept."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from zhike.lib.words import Words
from zhike.trust import enquiries
from zhike.trust.actor import Permission
from zhike.web.guard.deciding import decided
from zhike.web.guard.forms import AnswerForm, EnquiryForm
from zhike.web.http import Request
from zhike.web.rights import needs

STATES = {
    "open": (Words("待拟答复", "to be answered"), "warn"),
    "waiting": (Words("待批准", "waits for approval"), "warn"),
    "refused": (Words("答复退回", "answer sent back"), "bad"),
    "approved": (Words("可以答复", "may be answered"), "good"),
    "answered": (Words("已答复", "answered"), ""),
}
PAGE = 100


@needs(Permission.READ_CUSTOMERS)
@require_safe
def register(request: Request) -> HttpResponse:
    """Enquiries in hand, those to approve; all for whoever reads the registers."""
    rows = enquiries.enquiries(request.actor)[:PAGE]
    context = {
        "rows": [(row, enquiries.ASKERS[row.asker_type], STATES[row.state]) for row in rows]
    }
    return render(request, "guard/enquiries.html", context)


@needs(Permission.READ_CUSTOMERS)
@require_http_methods(["GET", "POST"])
def receive(request: Request) -> HttpResponse:
    """Who asked what."""
    form = EnquiryForm(request.POST or None, initial={"received_on": request.today})
    if request.method == "POST" and form.is_valid():
        enquiry = enquiries.receive(
            request.actor, **form.cleaned_data, at=timezone.now(), on=request.today
        )
        return redirect("guard:enquiry", enquiry.pk)
    context = {
        "form": form,
        "title": Words("记下外部询问", "Note an outside enquiry"),
        "lead": Words(
            "先记下谁问、问什么；下一步会显示该怎么答，答复须经批准。",
            "Note who asks and what; the rule for such askers comes next, and the answer needs approval.",
        ),
        "back": reverse("guard:enquiries"),
        "send": Words("记下", "Note it"),
    }
    return render(request, "guard/form.html", context)


@needs(Permission.READ_CUSTOMERS)
@require_http_methods(["GET", "POST"])
def one(request: Request, enquiry_id: int) -> HttpResponse:
    """The question, the rule, the answer as proposed and approved."""
    enquiry = enquiries.enquiries(request.actor).get(pk=enquiry_id)
    is_mine = enquiry.asked_by_id == request.actor.user_id
    form = AnswerForm(request.POST or None, initial={"answer": enquiry.answer})
    if request.method == "POST" and is_mine and form.is_valid():
        enquiries.propose(
            request.actor,
            enquiry_id,
            answer=form.cleaned_data["answer"],
            at=timezone.now(),
            on=request.today,
        )
        messages.success(
            request, str(Words("已提交，等批准。", "Proposed; it waits for approval."))
        )
        return redirect("guard:enquiry", enquiry_id)
    context = {
        "enquiry": enquiry,
        "asker": enquiries.ASKERS[enquiry.asker_type],
        "rule": enquiries.RULES[enquiry.asker_type],
        "state": STATES[enquiry.state],
        "form": form if is_mine and enquiry.state in {"open", "refused"} else None,
        "is_mine": is_mine,
        "may_decide": enquiries.enquiries(request.actor)
        .decidable_by(request.actor)
        .filter(pk=enquiry.pk),
    }
    return render(request, "guard/enquiry.html", context)


@needs(Permission.APPROVE)
@require_POST
def decide(request: Request, enquiry_id: int) -> HttpResponse:
    """Let the answer go out, or send it back."""
    enquiries.enquiries(request.actor).get(pk=enquiry_id)
    return decided(
        request,
        lambda grant, why: enquiries.decide(
            request.actor, enquiry_id, grant=grant, why=why, at=timezone.now(), on=request.today
        ),
        back=reverse("guard:home"),
    )


@needs(Permission.READ_CUSTOMERS)
@require_POST
def answered(request: Request, enquiry_id: int) -> HttpResponse:
    """The approved answer was given."""
    try:
        enquiries.answer(request.actor, enquiry_id, on=request.today)
    except enquiries.NotApproved:
        messages.error(request, str(Words("答复还没有批准。", "The answer is not approved.")))
    return redirect("guard:enquiry", enquiry_id)
