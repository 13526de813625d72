"""Competitors at a customer: who waits, who supplies, who is gone (S1-21)."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_POST

from zhike.activities import queries as activities
from zhike.care import rivals as care
from zhike.customers import queries as customers
from zhike.lib.words import Words
from zhike.trust.actor import Permission
from zhike.web.http import Request, came_from, page_or_part
from zhike.web.rights import needs
from zhike.web.runs.forms import RivalForm


@needs(Permission.LOG_TOUCHES)
@require_http_methods(["GET", "POST"])
def note(request: Request, customer_id: int) -> HttpResponse:
    """A competitor at this customer."""
    customer = customers.customer(request.actor, customer_id)
    back = came_from(request, f"/customers/{customer_id}/runs/")
    form = RivalForm(request.POST or None, initial={"state": "waiting"})
    if request.method == "POST" and form.is_valid():
        care.note_rival(
            request.actor, customer_id=customer_id, on=request.today, **form.cleaned_data
        )
        messages.success(request, str(Words("记下了。", "Noted.")))
        return redirect(back)
    known = activities.competitors(request.actor).values_list("name", flat=True)
    context = {"form": form, "customer": customer, "known": known[:100], "next": back}
    status = 422 if request.method == "POST" else 200
    return page_or_part(request, "runs/rival.html", context, part="sheet", status=status)


@needs(Permission.LOG_TOUCHES)
@require_POST
def change(request: Request, rival_id: int) -> HttpResponse:
    """It stands otherwise with him now, for a reason."""
    found = care.rival(request.actor, rival_id)
    state, why = request.POST.get("state", ""), request.POST.get("why", "").strip()
    if state not in care.STATES:
        raise Http404
    if why:
        care.change_rival(request.actor, rival_id, state=state, why=why, on=request.today)
        messages.success(request, str(Words("记下了。", "Noted.")))
    else:
        messages.error(request, str(Words("请写一句理由。", "Give a reason.")))
    return redirect("runs:of_customer", found.customer_id)
