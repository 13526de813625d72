"""Proposals: written, reviewed by a colleague, released, judged by the customer; colleagues and customer beside each other (S0-18)."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from zhike.customers import queries as customers
from zhike.lib.words import Words
from zhike.sales import proposals
from zhike.sales.proposals import NotReviewed, OwnWork, Proposal, TooEarly
from zhike.trust.actor import Permission
from zhike.web.customers.header import header
from zhike.web.forms import named_people
from zhike.web.http import Request
from zhike.web.proposals.forms import JudgeForm, ProposalForm
from zhike.web.rights import needs

NOTED = Words("记下了。", "Noted.")
REFUSED: dict[type[ValueError], Words] = {
    OwnWork: Words("自己写的，请同事来评。", "You wrote it yourself: ask a colleague."),
    NotReviewed: Words(
        "还没有同事评过，先评再交。", "No colleague has reviewed it: review first."
    ),
    TooEarly: Words(
        "顺序不对：交出去以前同事评，交出去以后听客户的。",
        "Not in this order: colleagues before it goes out, the customer after.",
    ),
}
SHOWN = 50


@needs(Permission.LOG_TOUCHES)
@require_http_methods(["GET", "POST"])
def of_customer(request: Request, customer_id: int) -> HttpResponse:
    """What was proposed to a customer, and a form for the next one."""
    found = customers.customer(request.actor, customer_id)
    form = ProposalForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        made = proposals.write_proposal(
            request.actor, customer_id, on=request.today, **form.cleaned_data
        )
        return redirect("proposals:one", made.pk)
    context = header(request, customer_id) | {
        "customer": found,
        "tab": "satisfaction",
        "form": form,
        "rows": proposals.proposals(request.actor, customer_id)[:SHOWN],
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "proposals/list.html", context, status=status)


@needs(Permission.LOG_TOUCHES)
@require_http_methods(["GET", "POST"])
def one(request: Request, proposal_id: int) -> HttpResponse:
    """One proposal: the six criteria as colleagues and the customer see them, the weakest first."""
    found = proposals.proposal(request.actor, proposal_id)
    people = (
        named_people(customers.contacts(request.actor, found.customer_id))
        if found.released_on
        else None
    )
    bound = request.POST if request.POST.get("do") in {"review", "client"} else None
    form = JudgeForm(bound, rule=proposals.rule(), people=people)
    if request.method == "POST":
        try:
            if _done(request, found, form):
                messages.success(request, str(NOTED))
                return redirect("proposals:one", found.pk)
        except (OwnWork, NotReviewed, TooEarly) as refused:
            messages.error(request, str(REFUSED[type(refused)]))
            return redirect("proposals:one", found.pk)
    seen = proposals.views(request.actor, found)
    context = {
        "proposal": found,
        "sides": [
            (side, proposals.level_words(side.peers), proposals.level_words(side.client))
            for side in proposals.sides(seen)
        ],
        "line": proposals.rule().line,
        "views": seen,
        "is_mine": found.written_by_id == request.actor.user_id,
        "is_reviewed": any(view.side == "peer" for view in seen),
        "form": form,
    }
    return render(request, "proposals/one.html", context, status=422 if form.errors else 200)


def _done(request: Request, found: Proposal, form: JudgeForm) -> bool:
    """Whether what was posted is done; False where something is missing."""
    if request.POST.get("do") == "release":
        proposals.release(request.actor, found.pk, on=request.today)
        return True
    if not form.is_bound or not form.is_valid():
        return False
    words = form.cleaned_data["words"]
    if request.POST.get("do") == "review":
        proposals.review(request.actor, found.pk, form.marks, words=words, on=request.today)
    else:
        proposals.note_client_view(
            request.actor, found.pk, form.marks, words=words, on=request.today,
            contact_id=form.cleaned_data.get("contact_id"),
        )  # fmt: skip
    return True
