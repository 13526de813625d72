"""One customer: the four bars with the lowest first, his own words, the signs, and how we stand before him."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from zhike.care import expecting, surveys
from zhike.care import satisfaction as care
from zhike.care.expecting import KINDS, MET
from zhike.care.keeping_content import duties
from zhike.care.satisfaction import ABOUT, SIGNS
from zhike.customers import queries
from zhike.lib.words import Words
from zhike.sales.complements import suggested
from zhike.trust.actor import Permission
from zhike.web.customers.header import header
from zhike.web.http import Request
from zhike.web.rights import needs
from zhike.web.satisfaction.expecting_forms import ExplainForm
from zhike.web.satisfaction.forms import PositionForm, RateForm, SignForm

NOTED = Words("记下了。", "Noted.")
TALK = Words(
    "记下了，会提醒主管先和同事谈谈。",
    "Noted; the lead is asked to talk with the colleague first.",
)


@needs(Permission.READ_CUSTOMERS)
@require_safe
def page(request: Request, customer_id: int) -> HttpResponse:
    """Everything on how satisfied he is."""
    return _page(request, customer_id)


def _page(
    request: Request,
    customer_id: int,
    *,
    rate_form: RateForm | None = None,
    sign_form: SignForm | None = None,
    position_form: PositionForm | None = None,
    explain_form: ExplainForm | None = None,
) -> HttpResponse:
    found = queries.customer(request.actor, customer_id)
    is_wrong = bool(rate_form or sign_form or position_form or explain_form)
    asked = care.asked_of(request.actor, customer_id)
    four = care.four(request.actor, customer_id, on=request.today)
    causes = expecting.causes_found(request.actor, customer_id)
    lacks = list(suggested(request.actor, customer_id, on=request.today)[:4])
    is_low = any(bar.is_low for bar in four.bars if bar.key == "value")
    context = header(request, customer_id) | {
        "customer": found,
        "tab": "satisfaction",
        "four": four,
        "line": surveys.rule().line,
        "asked": [(row, surveys.title_of(row)) for row in asked],
        "raters": [
            (row, care.dimension_of(row))
            for row in care.raters(request.actor, customer_id, on=request.today)
        ],
        "signals": [
            (row, SIGNS[row.kind]) for row in care.signals(request.actor, customer_id)[:10]
        ],
        "positions": care.positions(request.actor, customer_id),
        "polls": [(row, ABOUT[row.about]) for row in care.polls_of(request.actor, customer_id)],
        "expectations": [
            (row, KINDS[row.kind], MET[row.met] if row.met else None)
            for row in expecting.of_customer(request.actor, customer_id)
        ],
        "begun": expecting.begun_unasked(request.actor, customer_id, on=request.today),
        "causes_found": causes,
        "wants_cause": expecting.wants_cause(asked, causes, is_low=is_low),
        "explain_form": explain_form or ExplainForm(),
        "duties": duties(
            request.actor, customer_id, asked=asked, lacks=len(lacks), on=request.today
        ),
        "complements": lacks,
        "rate_form": rate_form or RateForm(),
        "sign_form": sign_form or SignForm(),
        "position_form": position_form or PositionForm(),
    }
    return render(
        request, "satisfaction/customer.html", context, status=422 if is_wrong else 200
    )


@needs(Permission.WRITE_CUSTOMERS)
@require_POST
def rate(request: Request, customer_id: int) -> HttpResponse:
    """What one of us thinks of each of the four."""
    form = RateForm(request.POST)
    if form.is_valid() and form.values:
        care.rate_four(
            request.actor,
            customer_id,
            form.values,
            why=form.cleaned_data["why"],
            on=request.today,
        )
        messages.success(request, str(NOTED))
        return redirect("satisfaction:customer", customer_id)
    if form.is_valid():
        form.add_error(None, str(Words("至少评一种。", "Rate at least one of them.")))
    return _page(request, customer_id, rate_form=form)


@needs(Permission.LOG_TOUCHES)
@require_POST
def sign(request: Request, customer_id: int) -> HttpResponse:
    """A sign that one of our people is not liked."""
    form = SignForm(request.POST)
    if form.is_valid():
        care.note_sign(request.actor, customer_id, on=request.today, **form.cleaned_data)
        messages.success(request, str(TALK))
        return redirect("satisfaction:customer", customer_id)
    return _page(request, customer_id, sign_form=form)


@needs(Permission.MANAGE_BOOK)
@require_POST
def settle(request: Request, signal_id: int) -> HttpResponse:
    """It was talked over."""
    outcome = request.POST.get("outcome", "").replace("\0", "").strip()[:300]
    found = care.settle_sign(request.actor, signal_id, outcome=outcome, on=request.today)
    messages.success(request, str(NOTED))
    return redirect("satisfaction:customer", found.customer_id)


@needs(Permission.LOG_TOUCHES)
@require_POST
def position(request: Request, customer_id: int) -> HttpResponse:
    """How one finds that we stand before him."""
    form = PositionForm(request.POST)
    if form.is_valid():
        try:
            care.check_position(
                request.actor, customer_id, on=request.today, **form.cleaned_data
            )
        except care.Nothing:
            form.add_error(None, str(Words("至少选一种。", "Choose at least one.")))
        else:
            messages.success(request, str(NOTED))
            return redirect("satisfaction:customer", customer_id)
    return _page(request, customer_id, position_form=form)


@needs(Permission.LOG_TOUCHES)
@require_POST
def explain(request: Request, customer_id: int) -> HttpResponse:
    """Which of the three causes it is that the value is low."""
    form = ExplainForm(request.POST)
    if form.is_valid():
        expecting.explain(request.actor, customer_id, on=request.today, **form.cleaned_data)
        messages.success(request, str(NOTED))
        return redirect("satisfaction:customer", customer_id)
    return _page(request, customer_id, explain_form=form)
