"""What is shown to outsiders: asked for, approved, entered into a register nobody can change."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from zhike.lib.words import Words
from zhike.trust import disclosures, levels
from zhike.trust.actor import Level, Permission
from zhike.web.guard.deciding import decided
from zhike.web.guard.forms import CorrectionForm, DisclosureForm, EntryForm
from zhike.web.http import Request
from zhike.web.rights import needs

PAGE = 100


@needs(Permission.READ_CUSTOMERS)
@require_safe
def register(request: Request) -> HttpResponse:
    """Requests still open, and the register."""
    asked = disclosures.asked_for(request.actor).filter(entries=None)[:PAGE]
    names = levels.names()
    context = {
        "asked": [
            (row, names[Level(row.level)], row.asked_by_id == request.actor.user_id)
            for row in asked
        ],
        "entries": disclosures.register(request.actor)[:PAGE],
    }
    return render(request, "guard/disclosures.html", context)


@needs(Permission.READ_CUSTOMERS)
@require_http_methods(["GET", "POST"])
def ask(request: Request) -> HttpResponse:
    """Ask to show material to an outsider."""
    form = DisclosureForm(request.POST or None, names=levels.names())
    if request.method == "POST" and form.is_valid():
        disclosures.ask(request.actor, **form.cleaned_data, at=timezone.now(), on=request.today)
        messages.success(request, str(Words("已申请，等批准。", "Asked for; it waits.")))
        return redirect("guard:disclosures")
    context = {
        "form": form,
        "title": Words("申请对外披露", "Ask to disclose"),
        "lead": Words(
            "未经批准，任何资料不得对外。批准之后还须签书面协议，才能登记为已披露。",
            "Nothing goes out without approval; and before it is entered as disclosed a written agreement must be signed.",
        ),
        "back": reverse("guard:disclosures"),
        "send": Words("申请", "Ask"),
    }
    return render(request, "guard/form.html", context)


@needs(Permission.APPROVE)
@require_POST
def decide(request: Request, request_id: int) -> HttpResponse:
    """Let it go out, or not."""
    disclosures.asked_for(request.actor).get(pk=request_id)
    return decided(
        request,
        lambda grant, why: disclosures.decide(
            request.actor, request_id, grant=grant, why=why, at=timezone.now(), on=request.today
        ),
        back=reverse("guard:home"),
    )


@needs(Permission.READ_CUSTOMERS)
@require_http_methods(["GET", "POST"])
def enter(request: Request, request_id: int) -> HttpResponse:
    """It went out: under which agreement, on which day."""
    asked = disclosures.asked_for(request.actor).get(
        pk=request_id, asked_by_id=request.actor.user_id
    )
    form = EntryForm(request.POST or None, today=request.today)
    if request.method == "POST" and form.is_valid():
        try:
            disclosures.enter(
                request.actor,
                request_id,
                agreement=form.signed(),
                disclosed_on=form.cleaned_data["disclosed_on"],
                at=timezone.now(),
                on=request.today,
            )
        except disclosures.NotApproved:
            messages.error(request, str(Words("还没有批准。", "It is not approved.")))
        except disclosures.Entered:
            messages.error(request, str(Words("已登记过。", "It is entered already.")))
        else:
            messages.success(request, str(Words("已登记。", "Entered.")))
        return redirect("guard:disclosures")
    context = {
        "form": form,
        "title": Words(
            f"登记披露：{asked.recipient}", f"Enter the disclosure: {asked.recipient}"
        ),
        "lead": Words(
            "登记之后不能改、不能删；写错了用更正登记。",
            "Once entered it can be neither changed nor deleted; a correction is another entry.",
        ),
        "back": reverse("guard:disclosures"),
        "send": Words("登记", "Enter"),
    }
    return render(request, "guard/form.html", context)


@needs(Permission.READ_CUSTOMERS)
@require_http_methods(["GET", "POST"])
def correct(request: Request, disclosure_id: int) -> HttpResponse:
    """An entry is put right by another one."""
    entry = disclosures.register(request.actor).get(pk=disclosure_id)
    initial = {
        "content": entry.content,
        "agreement": entry.agreement,
        "agreed_on": entry.agreed_on,
        "disclosed_on": entry.disclosed_on,
    }
    form = CorrectionForm(request.POST or None, today=request.today, initial=initial)
    if request.method == "POST" and form.is_valid():
        disclosures.correct(
            request.actor,
            disclosure_id,
            content=form.cleaned_data["content"],
            agreement=form.signed(),
            disclosed_on=form.cleaned_data["disclosed_on"],
            why=form.cleaned_data["why"],
            at=timezone.now(),
            on=request.today,
        )
        messages.success(request, str(Words("已登记更正。", "The correction is entered.")))
        return redirect("guard:disclosures")
    context = {
        "form": form,
        "title": Words(f"更正登记 {entry.pk}", f"Correct entry {entry.pk}"),
        "lead": Words("原来的一条留着不动。", "The first entry stays as it is."),
        "back": reverse("guard:disclosures"),
        "send": Words("登记更正", "Enter the correction"),
    }
    return render(request, "guard/form.html", context)
