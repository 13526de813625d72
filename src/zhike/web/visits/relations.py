"""Somebody moves on a ladder: the rung, the day, and what shows it (S2-12, S4-05)."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from zhike.activities.visits import LADDER_NAMES, LADDERS
from zhike.care import relating
from zhike.lib.words import Words
from zhike.trust.actor import Permission
from zhike.web.customers.people import contact_at
from zhike.web.http import Request, came_from, page_or_part
from zhike.web.rights import needs
from zhike.web.visits.forms import StageForm


@needs(Permission.LOG_TOUCHES)
@require_http_methods(["GET", "POST"])
def move(request: Request, customer_id: int, contact_id: int, ladder: str) -> HttpResponse:
    """Where he stands now, and how we know."""
    if ladder not in LADDERS:
        raise Http404
    contact = contact_at(request, customer_id, contact_id)
    rung = next(r for r in relating.rungs(request.actor, contact) if r.ladder == ladder)
    form = StageForm(request.POST or None, ladder=ladder, initial={"stage": rung.stage})
    if request.method == "POST" and form.is_valid():
        relating.move(
            request.actor, contact_id, ladder=ladder, on=request.today, **form.cleaned_data
        )
        messages.success(request, str(Words("已记下。", "Noted.")))
        return redirect(came_from(request, f"/customers/{customer_id}/contacts/{contact_id}/"))
    context = {
        "form": form,
        "contact": contact,
        "customer": contact.customer,
        "ladder": ladder,
        "title": LADDER_NAMES[ladder],
        "stages": LADDERS[ladder],
        "moves": [m for m in relating.moves(request.actor, contact) if m.ladder == ladder],
        "next": came_from(request, ""),
    }
    status = 422 if request.method == "POST" else 200
    return page_or_part(request, "visits/stage.html", context, part="sheet", status=status)
