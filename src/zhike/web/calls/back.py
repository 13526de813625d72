"""A call-back: consent first, then the purpose, the questions, the closing (S3-19)."""

from datetime import timedelta

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from zhike.care import calling
from zhike.care.surveys import asked_by_call
from zhike.customers import queries as customers
from zhike.customers import reaching
from zhike.customers.queries import Contact
from zhike.customers.reaching import Reach
from zhike.lib.words import Words
from zhike.trust.actor import Permission
from zhike.value.queries import methods
from zhike.web.calls.forms import CallForm, HoursForm, LaterForm, PlanForm
from zhike.web.customers.people import contact_at
from zhike.web.forms import named_people
from zhike.web.http import Request, came_from, page_or_part
from zhike.web.rights import needs
from zhike.web.touches.views import chosen_customer

OVER = Words("这次回访已经打过了。", "This call was made already.")


@needs(Permission.LOG_TOUCHES)
@require_http_methods(["GET", "POST"])
def plan(request: Request) -> HttpResponse:
    """Whom to call, why, when."""
    customer, hits = chosen_customer(request)
    people = list(customers.contacts(request.actor, customer.pk)) if customer else []
    form = PlanForm(
        request.POST or None,
        people=named_people(people),
        initial={
            "wanted_on": request.today + timedelta(days=1),
            "contact": request.GET.get("contact", ""),
        },
    )
    if request.method == "POST" and form.is_valid() and customer:
        said = dict(form.cleaned_data)
        said["contact_id"] = said.pop("contact")
        calling.plan_call_back(request.actor, customer_id=customer.pk, on=request.today, **said)
        messages.success(request, str(Words("已排进日程。", "It is on the agenda.")))
        return redirect(came_from(request, "/calls/"))
    context = {
        "form": form,
        "customer": customer,
        "hits": hits,
        "who": request.POST.get("who", request.GET.get("who", "")),
        "is_missing": request.method == "POST" and customer is None,
        "next": came_from(request, ""),
    }
    status = 422 if request.method == "POST" else 200
    return page_or_part(request, "calls/plan.html", context, part="sheet", status=status)


@needs(Permission.LOG_TOUCHES)
@require_http_methods(["GET", "POST"])
def call(request: Request, call_id: int) -> HttpResponse:
    """The phases of the call; without consent it ends at the first."""
    found = calling.call_back(request.actor, call_id)
    if found.ended_on and request.method == "POST":
        messages.error(request, str(OVER))
        return redirect("calls:list")
    form = CallForm(request.POST if request.POST.get("consent") == "yes" else None)
    if request.POST.get("consent") == "never":
        calling.end_call_back(
            request.actor, call_id, consented=False, said="", answers=(), minutes=None,
            on=request.today,
        )  # fmt: skip
        messages.success(
            request, str(Words("尊重他，不再回访。", "Respected: no such call again."))
        )
        return redirect("calls:list")
    if form.is_bound and form.is_valid():
        said = form.cleaned_data
        calling.end_call_back(
            request.actor,
            call_id,
            consented=True,
            said=said["said"],
            answers=form.answers,
            minutes=said["minutes"],
            on=request.today,
        )
        messages.success(request, str(Words("记下了，谢谢。", "Noted.")))
        return redirect("calls:list")
    context = {
        "call": found,
        "form": form,
        "later_form": LaterForm(
            today=request.today,
            initial={"on": request.today + timedelta(days=1), "at": "10:00"},
        ),
        "ways": _numbers(request, found.contact),
        "hours": calling.hours_of(request.actor, found.contact) if found.contact else None,
        "card": methods().cards["call_back_manner"],
        "survey": asked_by_call(request.actor, call_id),
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "calls/back.html", context, status=status)


@needs(Permission.LOG_TOUCHES)
@require_http_methods(["POST"])
def later(request: Request, call_id: int) -> HttpResponse:
    """Not now: when it suits him."""
    found = calling.call_back(request.actor, call_id)
    form = LaterForm(request.POST, today=request.today)
    if found.ended_on:
        messages.error(request, str(OVER))
    elif form.is_valid():
        calling.put_off(request.actor, call_id, better_at=form.better_at, on=request.today)
        messages.success(
            request, str(Words("到时候准时打。", "You will be reminded on the minute."))
        )
    else:
        messages.error(
            request, str(Words("请写哪天、几点。", "Please give the day and the hour."))
        )
        return redirect("calls:back", call_id)
    return redirect("calls:list")


@needs(Permission.LOG_TOUCHES)
@require_http_methods(["GET", "POST"])
def hours(request: Request, customer_id: int, contact_id: int) -> HttpResponse:
    """When it suits him to be called."""
    contact = contact_at(request, customer_id, contact_id)
    held = calling.hours_of(request.actor, contact)
    initial = {
        "opens": held.opens if held else "10:00",
        "closes": held.closes if held else "11:30",
        "note": held.note if held else "",
    }
    form = HoursForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        calling.set_hours(request.actor, contact_id, on=request.today, **form.cleaned_data)
        messages.success(request, str(Words("记下了。", "Noted.")))
        return redirect(came_from(request, f"/customers/{customer_id}/contacts/{contact_id}/"))
    context = {
        "form": form,
        "contact": contact,
        "customer": contact.customer,
        "next": came_from(request, ""),
    }
    status = 422 if request.method == "POST" else 200
    return page_or_part(request, "calls/hours.html", context, part="sheet", status=status)


def _numbers(request: Request, contact: Contact | None) -> list[Reach]:
    """The numbers he can be called at."""
    if contact is None:
        return []
    ways = reaching.ways(request.actor, contact)
    return [way for way in ways if way.kind in ("mobile", "phone")]
