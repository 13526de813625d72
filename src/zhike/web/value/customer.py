"""One customer's value: what he brings and costs, why, what would lift him, and what is noted of his worth."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from zhike.care import keeping
from zhike.customers import queries, sheets
from zhike.customers.opinions import opinions_of
from zhike.customers.queries import MAIN_SCHEME
from zhike.lib.words import Words
from zhike.sales.actions import worth as actions
from zhike.sales.contracts import contracts_of
from zhike.sales.worth import worth
from zhike.trust.actor import Permission
from zhike.value import explaining, forecasts
from zhike.value import queries as value
from zhike.value.keeping import leaving, protection
from zhike.web.customers.header import header
from zhike.web.http import Request
from zhike.web.rights import needs
from zhike.web.value.forms import SpillForm, TermsForm, WalletForm
from zhike.web.value.reasons import REASONS

ORDER = ("overall_value", "current_value", "potential_value", "loyalty", "live")


@needs(Permission.READ_CUSTOMERS)
@require_safe
def page(request: Request, customer_id: int) -> HttpResponse:
    """Every point with its grounds, and the figures behind them."""
    return _page(request, customer_id)


@needs(Permission.WRITE_CUSTOMERS)
@require_http_methods(["GET", "POST"])
def wallet(request: Request, customer_id: int) -> HttpResponse:
    """What he spends in a year in all."""
    form = WalletForm(request.POST or None, initial={"year": request.today.year})
    if request.method == "POST" and form.is_valid():
        actions.note_wallet(request.actor, customer_id, **form.cleaned_data, on=request.today)
        return _noted(request, customer_id)
    title = Words("他一年总共花多少", "His whole yearly spending")
    return _form(request, customer_id, form, title)


@needs(Permission.WRITE_CUSTOMERS)
@require_http_methods(["GET", "POST"])
def terms(request: Request, customer_id: int) -> HttpResponse:
    """How long he may take to pay."""
    form = TermsForm(request.POST or None, initial={"granted_on": request.today})
    if request.method == "POST" and form.is_valid():
        actions.grant_terms(request.actor, customer_id, **form.cleaned_data, on=request.today)
        return _noted(request, customer_id)
    return _form(request, customer_id, form, Words("约定付款期限", "Agree credit terms"))


@needs(Permission.WRITE_CUSTOMERS)
@require_http_methods(["GET", "POST"])
def spill(request: Request, customer_id: int) -> HttpResponse:
    """Whom he leads to us."""
    form = SpillForm(request.POST or None, initial={"since": request.today})
    if request.method == "POST" and form.is_valid():
        data = dict(form.cleaned_data)
        led = queries.named(request.actor, data.pop("led"))
        if led is None:
            words = Words(
                "没有找到唯一一家叫这个名称或编号的客户，请写全称。",
                "No single customer has this name or number; write it in full.",
            )
            form.add_error("led", str(words))
        elif problem := _noting(request, customer_id, led.pk, data):
            form.add_error(None, str(problem))
        else:
            return _noted(request, customer_id)
    return _form(request, customer_id, form, Words("他带动的客户", "A customer he leads"))


def _noting(
    request: Request, customer_id: int, led_id: int, data: dict[str, object]
) -> Words | None:
    try:
        actions.note_spill(
            request.actor, customer_id, led_id=led_id, **data, on=request.today  # type: ignore[arg-type]  # as the form cleaned it
        )  # fmt: skip
    except actions.LeadsHimself:
        return Words("不能是他自己，请写另一家。", "Not himself; name another customer.")
    except actions.TooMuchSpill as much:
        return Words(
            f"这家的收入已归功于别人，最多还能给 {much.left}%。",
            f"Others are owed the rest of it: at most {much.left}% is left.",
        )
    return None


@needs(Permission.WRITE_CUSTOMERS)
@require_POST
def end_spill(request: Request, customer_id: int, spill_id: int) -> HttpResponse:
    """He no longer leads that customer."""
    queries.customer(request.actor, customer_id)
    actions.end_spill(request.actor, spill_id, on=request.today)
    return redirect("value:customer", customer_id)


def _noted(request: Request, customer_id: int) -> HttpResponse:
    messages.success(
        request, str(Words("已记下，今晚起算。", "Noted; it counts from tonight."))
    )
    return redirect("value:customer", customer_id)


def _form(request: Request, customer_id: int, form: object, title: Words) -> HttpResponse:
    found = queries.customer(request.actor, customer_id)
    context = {"customer": found, "form": form, "title": title}
    status = 422 if request.method == "POST" else 200
    return render(request, "value/form.html", context, status=status)


def _page(request: Request, customer_id: int) -> HttpResponse:
    found = queries.customer(request.actor, customer_id)
    head = header(request, customer_id)
    cards = explaining.explained(request.actor, customer_id)
    standing = queries.standing(request.actor, customer_id)
    grade = standing.grade if standing else ""
    context = head | {
        "customer": found,
        "tab": "value",
        "cards": [cards[name] for name in ORDER if name in cards],
        "opinions": opinions_of(request.actor, customer_id),
        "lifts": explaining.lifts_of(request.actor, customer_id, MAIN_SCHEME, grade),
        "gap": next((p for p in (standing.because if standing else []) if p.get("key") == "next"), None),
        "forecast": forecasts.forecast_of(request.actor, customer_id),
        "fit": forecasts.fit_of_last_night(),
        "renewal": forecasts.renewal_of(request.actor, customer_id, as_of=request.today),
        "run_id": keeping.under_way(request.actor, [customer_id]).get(customer_id, 0),
        "contracts": contracts_of(request.actor, customer_id),
        "departures": [
            (each, REASONS[each.reason])
            for each in leaving.departures_of(request.actor, customer_id)
        ],
        "plan": sheets.sheets(request.actor, customer_id, protection.FORM).first(),
        "worth": worth(request.actor, customer_id, on=request.today),
        "night": value.last_night(),
    }  # fmt: skip
    return render(request, "value/customer.html", context)
