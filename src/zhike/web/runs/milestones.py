"""Something happened at a customer, or will: it is noted, and what follows from it begins."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from zhike.activities import queries as activities
from zhike.activities.rules import MILESTONES
from zhike.care import milestones
from zhike.customers import queries as customers
from zhike.lib.spoken_days import day_words
from zhike.lib.words import Words
from zhike.trust.actor import Permission
from zhike.web.forms import named_people
from zhike.web.http import Request, came_from, page_or_part
from zhike.web.rights import needs
from zhike.web.runs.forms import CorrectionForm, MilestoneForm

NOTED = Words("已记下，开始了 {n} 件事。", "Noted; {n} steps have begun.")
HAS_COURSE = Words(
    "这一单后面还记着进展（交货、安装……），请先撤回那些。",
    "The course of this deal is noted too (delivery, installation …); take that back first.",
)
NOTED_ONLY = Words("已记下。", "Noted.")


@needs(Permission.LOG_TOUCHES)
@require_http_methods(["GET", "POST"])
def note(request: Request, customer_id: int) -> HttpResponse:
    """A milestone of one customer."""
    customer = customers.customer(request.actor, customer_id)
    deals = activities.deals(request.actor, customer_id)[:20]
    contacts = customers.contacts(request.actor, customer_id)
    form = MilestoneForm(
        request.POST or None,
        today=request.today,
        contacts=named_people(contacts),
        deals=[
            (d.pk, f"{d.what} · {day_words(d.happens_on, seen_on=request.today)}")
            for d in deals
        ],
        initial={
            "happens_on": request.today,
            "kind": request.GET.get("kind", ""),
            "deal": request.GET.get("deal", ""),
            "contact": request.GET.get("contact", ""),
        },
    )
    if request.method == "POST" and form.is_valid():
        said = dict(form.cleaned_data)
        said["contact_id"], said["deal_id"] = said.pop("contact"), said.pop("deal")
        _, laid = milestones.note_milestone(
            request.actor, customer_id=customer_id, on=request.today, **said
        )
        words = NOTED.format(n=len(laid)) if laid else NOTED_ONLY
        messages.success(request, str(words))
        return redirect(came_from(request, f"/customers/{customer_id}/runs/"))
    context = {"form": form, "customer": customer, "next": came_from(request, "")}
    status = 422 if request.method == "POST" else 200
    return page_or_part(request, "runs/milestone.html", context, part="sheet", status=status)


@needs(Permission.LOG_TOUCHES)
@require_http_methods(["GET", "POST"])
def one(request: Request, milestone_id: int) -> HttpResponse:
    """A milestone that was noted wrongly: put right, or taken back."""
    found = activities.milestone(request.actor, milestone_id)
    back = came_from(request, f"/customers/{found.customer_id}/runs/")
    if request.POST.get("do") == "withdraw":
        return _withdraw(request, milestone_id, back)
    contacts = customers.contacts(request.actor, found.customer_id)
    form = CorrectionForm(
        request.POST or None,
        today=request.today,
        contacts=named_people(contacts),
        initial={
            "what": found.what,
            "happens_on": found.happens_on,
            "contact": found.contact_id,
        },
    )
    if request.method == "POST" and form.is_valid():
        said = dict(form.cleaned_data)
        milestones.correct_milestone(
            request.actor,
            milestone_id,
            contact_id=said.pop("contact"),
            on=request.today,
            **said,
        )
        messages.success(
            request,
            str(Words("已更正，后面的事跟着改了。", "Put right; what follows moved along.")),
        )
        return redirect(back)
    context = {
        "form": form,
        "milestone": found,
        "kind": MILESTONES.get(found.kind),
        "next": back,
    }
    status = 422 if request.method == "POST" else 200
    return page_or_part(request, "runs/correct.html", context, part="sheet", status=status)


def _withdraw(request: Request, milestone_id: int, back: str) -> HttpResponse:
    why = request.POST.get("why", "").strip()
    if not why:
        messages.error(request, str(Words("请写一句为什么撤回。", "Say why it is taken back.")))
        return redirect("runs:correct", milestone_id)
    try:
        milestones.withdraw_milestone(request.actor, milestone_id, why=why, on=request.today)
    except milestones.HasCourse:
        messages.error(request, str(HAS_COURSE))
        return redirect("runs:correct", milestone_id)
    messages.success(request, str(Words("已撤回。", "Taken back.")))
    return redirect(back)
