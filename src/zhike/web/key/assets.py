"""What is placed at accounts: the register, placing, checking, taking back or selling (S2-23)."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from zhike.care.accounts import assets as care
from zhike.care.accounts import programmes
from zhike.customers import queries as customers
from zhike.lib.words import Words
from zhike.methods.support import TERMS
from zhike.trust.actor import Permission
from zhike.web.http import Request
from zhike.web.key.forms import AssetForm, CheckForm
from zhike.web.rights import needs

SHOWN = 100
_NARROWED = ("there", "due", *care.STATES)


@needs(Permission.READ_CUSTOMERS)
@require_safe
def register(request: Request) -> HttpResponse:
    """Everything that stands at accounts one sees."""
    state, offer = request.GET.get("state", "there"), request.GET.get("offer", "")
    state = state if state in _NARROWED else ""
    rows = care.assets_of(request.actor, state=state, offer=offer, on=request.today)
    context = {
        "rows": [(row, care.STATES[row.state], TERMS[row.terms]) for row in rows[:SHOWN]],
        "state": state,
        "offer": offer,
        "states": care.STATES,
        "offers": care.catalogue().offers,
        "sums": care.sums(request.actor, on=request.today),
        "note": care.catalogue().head.note,
    }
    return render(request, "key/assets.html", context)


@needs(Permission.LOG_TOUCHES)
@require_http_methods(["GET", "POST"])
def new(request: Request, customer_id: int) -> HttpResponse:
    """A thing is placed."""
    customer = customers.customer(request.actor, customer_id)
    offers = care.offers(request.actor, customer)
    form = AssetForm(
        request.POST or None,
        offers=[(each.key, str(each.title)) for each, _ in offers],
        may_except=request.actor.may(Permission.ASSIGN_CUSTOMERS),
        today=request.today,
        initial={"placed_on": request.today, "offer": request.GET.get("offer", "")},
    )
    within = _programme(request, customer_id)
    if request.method == "POST" and form.is_valid():
        made = _place(request, customer_id, form, within)
        if made:
            messages.success(request, str(Words("已登记。", "On the register.")))
            return redirect("key:asset", made)
    context = {"form": form, "customer": customer, "offers": offers, "terms": TERMS}
    return render(request, "key/asset_form.html", context, status=422 if form.errors else 200)


def _place(
    request: Request, customer_id: int, form: AssetForm, programme_id: int | None
) -> int | None:
    said = dict(form.cleaned_data)
    is_free = said.pop("is_free")
    try:
        made = care.place(
            request.actor,
            customer_id,
            care.AssetDraft(**said),
            is_free=is_free,
            on=request.today,
            programme_id=programme_id,
        )
    except care.NotEntitled as refused:
        title = refused.offer.title
        words = Words(
            f"按等级，这位客户不享受“{title.zh}”。要破例，请主管登记并写明理由。",
            f"By its class this customer is not entitled to “{title.en}”. A lead may place it all the same, with the reason.",
        )
        form.add_error("offer", str(words))
    except care.NotTheCompany:
        words = Words(
            "只放在企业和商户，不给个人和公家单位。",
            "With businesses only; not with persons or public bodies.",
        )
        form.add_error(None, str(words))
    except care.Forbidden as never:
        form.add_error(
            "what",
            str(Words(f"不放这类东西：“{never.word}”。", f"Never placed: “{never.word}”.")),
        )
    except care.OtherTerms:
        form.add_error(
            "terms",
            str(Words("这一项没有这种条件。", "This offer is not made on these terms.")),
        )
    except care.Tied:
        words = Words(
            "以只进我们的货为条件的不能放。确实没有，请勾上。",
            "Nothing is placed on condition to buy from us alone. If there is none, please tick.",
        )
        form.add_error("is_free", str(words))
    except care.ElsewhereAlready:
        words = Words(
            "这个编号已经放在一处客户那里。",
            "A thing of this serial stands at a customer already.",
        )
        form.add_error("serial", str(words))
    else:
        return made.pk
    return None


@needs(Permission.READ_CUSTOMERS)
@require_http_methods(["GET", "POST"])
def asset(request: Request, asset_id: int) -> HttpResponse:
    """One thing: its terms, how it was found, and where it goes."""
    found = care.asset(request.actor, asset_id)
    do = request.POST.get("do", "")
    form = CheckForm(
        request.POST if do == "check" else None,
        today=request.today,
        initial={"found": "used", "checked_on": request.today},
    )
    if request.method == "POST" and do in {"returned", "sold"}:
        _leave(request, asset_id, do)
        return redirect("key:asset", asset_id)
    if request.method == "POST" and do != "check":
        raise Http404
    if form.is_valid():
        try:
            care.check(request.actor, asset_id, **form.cleaned_data, on=request.today)
        except care.NoLongerThere:
            messages.error(request, str(_GONE))
        else:
            messages.success(
                request,
                str(Words("看过了，下一次的日子排好了。", "Checked; the next day is set.")),
            )
        return redirect("key:asset", asset_id)
    offer = care.catalogue().offer(found.offer)
    context = {
        "asset": found,
        "offer": offer.title if offer else found.offer,
        "state": care.STATES[found.state],
        "terms": TERMS[found.terms],
        "checks": [
            (row, care.FOUND[row.found]) for row in care.checks(request.actor, asset_id)[:60]
        ],
        "form": form,
    }
    return render(request, "key/asset.html", context, status=422 if form.errors else 200)


_GONE = Words("已经收回或归客户了。", "It was given back, or is theirs already.")


def _leave(request: Request, asset_id: int, how: str) -> None:
    try:
        care.leave(request.actor, asset_id, how=how, left_on=request.today, on=request.today)
    except care.NoLongerThere:
        messages.error(request, str(_GONE))
    else:
        messages.success(request, str(Words("记下了。", "Noted.")))


def _programme(request: Request, customer_id: int) -> int | None:
    """The programme it belongs to, when one of this customer is named."""
    asked = request.GET.get("programme", "")
    if not (asked.isdecimal() and len(asked) < 18):
        return None
    found = programmes.programme(request.actor, int(asked))
    return found.pk if found.customer_id == customer_id else None
