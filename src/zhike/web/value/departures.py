"""That a customer left, and that he came back."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from zhike.customers import queries
from zhike.lib.words import Words
from zhike.sales.actions import worth as actions
from zhike.trust.actor import Permission
from zhike.value.keeping.leaving import departure
from zhike.web.http import Request
from zhike.web.rights import needs
from zhike.web.value.contract_forms import BackForm, DepartureForm

STILL_GONE = Words("已经登记过流失，还没有回来。", "Already noted as gone, and not back yet.")
BACKWARDS = Words("回来的日子不能早于离开的日子。", "Nobody comes back before leaving.")


@needs(Permission.LOG_TOUCHES)
@require_http_methods(["GET", "POST"])
def note(request: Request, customer_id: int) -> HttpResponse:
    """When, why and to whom (S2-42)."""
    form = DepartureForm(request.POST or None, initial={"left_on": request.today})
    if request.method == "POST" and form.is_valid():
        try:
            actions.note_departure(
                request.actor, customer_id, **form.cleaned_data, on=request.today
            )
        except actions.StillGone:
            form.add_error(None, str(STILL_GONE))
        else:
            messages.success(request, str(Words("已登记。", "Noted.")))
            return redirect("value:customer", customer_id)
    return _page(request, customer_id, form, Words("登记流失", "Note that he left"))


@needs(Permission.LOG_TOUCHES)
@require_http_methods(["GET", "POST"])
def back(request: Request, departure_id: int) -> HttpResponse:
    """He buys from us again."""
    found = departure(request.actor, departure_id)
    form = BackForm(request.POST or None, initial={"back_on": request.today})
    if request.method == "POST" and form.is_valid():
        if form.cleaned_data["back_on"] < found.left_on:
            form.add_error("back_on", str(BACKWARDS))
        else:
            actions.note_return(request.actor, found.pk, **form.cleaned_data, on=request.today)
            messages.success(request, str(Words("欢迎回来，已记下。", "Welcome back; noted.")))
            return redirect("value:customer", found.customer_id)
    return _page(request, found.customer_id, form, Words("他回来了", "He is back"))


def _page(
    request: Request, customer_id: int, form: DepartureForm | BackForm, title: Words
) -> HttpResponse:
    context = {
        "customer": queries.customer(request.actor, customer_id),
        "form": form,
        "title": title,
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "value/form.html", context, status=status)
