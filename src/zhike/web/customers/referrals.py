"""Referrals in the browser: who brought us where, what came of it, and whether he was thanked."""

from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from zhike.care import referring
from zhike.customers import queries
from zhike.customers.actions import referrals
from zhike.customers.queries import Customer, Referral
from zhike.lib.words import Words
from zhike.trust.actor import Permission
from zhike.web.customers.choosing import chosen
from zhike.web.customers.people_forms import RESULTS, ReferralForm, ThanksForm
from zhike.web.forms import named_people
from zhike.web.http import Request, page_or_part
from zhike.web.rights import needs


@dataclass(frozen=True, slots=True)
class Told:
    """A referral as this page tells it; the other customer stays unnamed for whoever may not see it."""

    referral: Referral
    is_ours: bool
    other: Customer | None
    owner: str
    result: Words


def circle(request: Request, customer_id: int) -> list[Told]:
    """Everybody this customer brought us to, and whoever brought us here (S1-18)."""
    rows = queries.referrals(request.actor, customer_id)
    others = {r.customer_id if r.referrer_id == customer_id else r.referrer_id for r in rows}
    seen = queries.seen(request.actor, sorted(others))
    told = []
    for each in rows:
        is_ours = each.referrer_id == customer_id
        other = each.customer if is_ours else each.referrer
        shown = other if other.pk in seen else None
        told.append(
            Told(each, is_ours, shown, str(other.owner or ""), RESULTS[str(each.result)])
        )
    return told


@needs(Permission.READ_CUSTOMERS)
@require_safe
def referrers(request: Request) -> HttpResponse:
    """Who brought us most, ranked by what came of it."""
    return render(
        request, "customers/referrers.html", {"rows": queries.referrers(request.actor)}
    )


@needs(Permission.WRITE_CUSTOMERS)
@require_http_methods(["GET", "POST"])
def add(request: Request, customer_id: int) -> HttpResponse:
    """This customer brought us to another one."""
    referrer = queries.customer(request.actor, customer_id)
    meant = chosen(request, but=customer_id)
    people = named_people(queries.contacts(request.actor, customer_id))
    form = ReferralForm(
        request.POST or None, contacts=people, initial={"referred_on": request.today}
    )
    if request.method == "POST" and form.is_valid() and meant.customer:
        said = form.cleaned_data
        referring.note_referral(
            request.actor,
            referrer_id=referrer.pk,
            customer_id=meant.customer.pk,
            contact_id=said["contact"],
            referred_on=said["referred_on"],
            note=said["note"],
            on=request.today,
        )
        messages.success(
            request,
            str(Words("已记下；道谢排进了待办。", "Noted; thanking him is on the list.")),
        )
        return redirect("customers:file", customer_id)
    context = {
        "owner": referrer,
        "form": form,
        "customer": meant.customer,
        "hits": meant.hits,
        "who": meant.who,
        "is_missing": meant.is_missing,
    }
    status = 422 if request.method == "POST" else 200
    return page_or_part(
        request, "customers/referral.html", context, part="sheet", status=status
    )


@needs(Permission.WRITE_CUSTOMERS)
@require_POST
def settle(request: Request, customer_id: int, referral_id: int) -> HttpResponse:
    """What came of it."""
    found = queries.referral(request.actor, customer_id, referral_id)
    result = request.POST.get("result", "")
    if result in RESULTS:
        referrals.settle_referral(request.actor, found, result=result, on=request.today)
    return redirect("customers:file", customer_id)


@needs(Permission.LOG_TOUCHES)
@require_http_methods(["GET", "POST"])
def thank(request: Request, customer_id: int, referral_id: int) -> HttpResponse:
    """How he was thanked; it is a touch with him too."""
    found = queries.referral(request.actor, customer_id, referral_id)
    referrer = queries.customer(request.actor, found.referrer_id)
    form = ThanksForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        referring.thank_referrer(
            request.actor, customer_id, referral_id, **form.cleaned_data, on=request.today
        )
        messages.success(request, str(Words("已记下道谢。", "The thanks are noted.")))
        return redirect("customers:file", customer_id)
    context = {"form": form, "customer": referrer, "referral": found, "at": customer_id}
    status = 422 if request.method == "POST" else 200
    return page_or_part(request, "customers/thank.html", context, part="sheet", status=status)
