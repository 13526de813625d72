"""What a customer expected at the start, beside what he got; and why the value to him fell short (S0-22)."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from zhike.care import expecting as care
from zhike.care import surveys
from zhike.care.expecting import KINDS, MET
from zhike.customers import queries
from zhike.lib.words import Words
from zhike.methods.questionnaires import Asks
from zhike.service import expectations
from zhike.trust.actor import Permission
from zhike.web.forms import named_people
from zhike.web.http import Request
from zhike.web.rights import needs
from zhike.web.satisfaction.expecting_forms import CompareForm, ExpectForm
from zhike.web.satisfaction.scales import answer_words

NOTED = Words("记下了，到日子再来对。", "Noted; it comes back on its day to be compared.")
COMPARED = Words("对过了，记下了。", "Compared and noted.")
TWICE = Words("已经对过了，记下的不再改。", "It was compared before; what was noted stays.")


@needs(Permission.LOG_TOUCHES)
@require_http_methods(["GET", "POST"])
def new(request: Request, customer_id: int) -> HttpResponse:
    """What he expects of a project, a delivery or a contract; `?contract=` or `?deal=` says of which."""
    customer = queries.customer(request.actor, customer_id)
    begun = _begun(request, customer_id)
    first: dict[str, object] = {}
    if begun:
        kind = "contract" if begun.kind == "contract" else "project"
        first = {"kind": kind, "about": begun.title}
    people = named_people(queries.contacts(request.actor, customer_id))
    form = ExpectForm(request.POST or None, people=people, initial=first)
    if request.method == "POST" and form.is_valid():
        wish = form.wish(
            contract_id=begun.pk if begun and begun.kind == "contract" else None,
            deal_id=begun.pk if begun and begun.kind == "deal" else None,
        )
        care.expect(request.actor, customer_id, wish, on=request.today)
        messages.success(request, str(NOTED))
        return redirect("satisfaction:customer", customer_id)
    context = {"customer": customer, "form": form, "days": surveys.rule().compare_days}
    status = 422 if request.method == "POST" else 200
    return render(request, "satisfaction/expect.html", context, status=status)


def _begun(request: Request, customer_id: int) -> care.Begun | None:
    asked = {(kind, request.GET.get(kind, "")) for kind in ("contract", "deal")}
    found = care.begun_unasked(request.actor, customer_id, on=request.today)
    return next((each for each in found if (each.kind, str(each.pk)) in asked), None)


@needs(Permission.LOG_TOUCHES)
@require_http_methods(["GET", "POST"])
def one(request: Request, expectation_id: int) -> HttpResponse:
    """What he expected beside what he answered since, and what came of it."""
    found = expectations.expectation(request.actor, expectation_id)
    form = CompareForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            care.compare(request.actor, found.pk, on=request.today, **form.cleaned_data)
        except care.ComparedAlready:
            messages.error(request, str(TWICE))
        else:
            messages.success(request, str(COMPARED))
        return redirect("satisfaction:expectation", found.pk)
    status = 422 if request.method == "POST" else 200
    context = _beside(request, found) | {"form": form}
    return render(request, "satisfaction/expectation.html", context, status=status)


def _beside(request: Request, found: expectations.Expectation) -> dict[str, Any]:
    answered, answers = care.answers_since(request.actor, found)
    asked = surveys.questionnaire_of(answered) if answered else None
    kept = {answer.item: answer for answer in answers}
    said = [
        (item.says, answer_words(item, answer.number, answer.causes))
        for item in (asked.items if asked else ())
        if (item.dimension == "value" or item.asks is Asks.CAUSES)
        and (answer := kept.get(item.key))
    ]
    causes = care.causes_found(request.actor, found.customer_id)
    return {
        "expectation": found,
        "kind": KINDS[found.kind],
        "met": MET[found.met] if found.met else None,
        "answered": answered,
        "said": said,
        "cause": next((pair for pair in causes if pair[0].expectation_id == found.pk), None),
    }
