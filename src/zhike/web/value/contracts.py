"""Contracts on a customer's value page: signed, renewed, ended early."""

from datetime import timedelta

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from zhike.care import contracts as actions
from zhike.customers import queries
from zhike.lib.spoken_days import years_before
from zhike.lib.words import Words
from zhike.sales.actions.contracts import Signed
from zhike.sales.contracts import contract as one
from zhike.trust.actor import Permission
from zhike.web.http import Request
from zhike.web.rights import needs
from zhike.web.value.contract_forms import ContractForm, EndForm

TAKEN = Words("这个合同号已经有了，请核对。", "Another contract bears this number; look again.")
A_DAY = timedelta(days=1)
BACKWARDS = Words("结束日不能早于开始日。", "It cannot end before it begins.")


@needs(Permission.WRITE_CUSTOMERS)
@require_http_methods(["GET", "POST"])
def sign(request: Request, customer_id: int) -> HttpResponse:
    """A new contract."""
    first = {"signed_on": request.today, "starts_on": request.today}
    form = ContractForm(request.POST or None, initial=first)
    return _signed(request, customer_id, form, None, Words("记一份合同", "Note a contract"))


@needs(Permission.WRITE_CUSTOMERS)
@require_http_methods(["GET", "POST"])
def renew(request: Request, contract_id: int) -> HttpResponse:
    """The next contract after this one: it begins the day after, for as many years and users."""
    before = one(request.actor, contract_id)
    starts = before.ends_on + A_DAY
    years = max(1, round((before.ends_on - before.starts_on).days / 365))
    first = {
        "title": before.title,
        "signed_on": request.today,
        "starts_on": starts,
        "ends_on": years_before(starts, -years) - A_DAY,
        "users": before.users,
        "is_sticky": before.is_sticky,
    }
    form = ContractForm(request.POST or None, initial=first)
    title = Words(f"续签 {before.number}", f"Renew {before.number}")
    return _signed(request, before.customer_id, form, before.pk, title)


@needs(Permission.WRITE_CUSTOMERS)
@require_http_methods(["GET", "POST"])
def end(request: Request, contract_id: int) -> HttpResponse:
    """It ends before its day."""
    found = one(request.actor, contract_id)
    form = EndForm(request.POST or None, initial={"ended_on": request.today})
    if request.method == "POST" and form.is_valid():
        try:
            actions.end_contract(request.actor, found.pk, **form.cleaned_data, on=request.today)
        except actions.Backwards:
            form.add_error("ended_on", str(BACKWARDS))
        else:
            return _noted(request, found.customer_id)
    title = Words(f"提前结束 {found.number}", f"End {found.number} early")
    return _page(request, found.customer_id, form, title)


def _signed(
    request: Request, customer_id: int, form: ContractForm, renews: int | None, title: Words
) -> HttpResponse:
    if request.method == "POST" and form.is_valid():
        said = dict(form.cleaned_data)
        expected = said.pop("expected")
        signed = Signed(**said, renews_id=renews)
        try:
            actions.sign_contract(
                request.actor, customer_id, signed, on=request.today, expected=expected
            )
        except actions.NumberTaken:
            form.add_error("number", str(TAKEN))
        except actions.Backwards:
            form.add_error("ends_on", str(BACKWARDS))
        else:
            return _noted(request, customer_id)
    return _page(request, customer_id, form, title)


def _noted(request: Request, customer_id: int) -> HttpResponse:
    messages.success(request, str(Words("已记下。", "Noted.")))
    return redirect("value:customer", customer_id)


def _page(
    request: Request, customer_id: int, form: ContractForm | EndForm, title: Words
) -> HttpResponse:
    context = {
        "customer": queries.customer(request.actor, customer_id),
        "form": form,
        "title": title,
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "value/form.html", context, status=status)
