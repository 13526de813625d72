"""A visit is planned on one screen; its hour is agreed, moved or given up in a small sheet."""

from datetime import timedelta

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.timezone import localtime
from django.views.decorators.http import require_http_methods

from zhike.activities.actions.visits import Over, TooLate, VisitDraft
from zhike.care.visiting import planning, queries
from zhike.customers import queries as customers
from zhike.lib.words import Words
from zhike.trust.actor import Permission
from zhike.users.queries import colleagues
from zhike.web.forms import named_people
from zhike.web.http import Request, came_from, page_or_part
from zhike.web.rights import needs
from zhike.web.touches.views import chosen_customer
from zhike.web.visits.forms import AgreeForm, HourForm, PlanForm, WhyForm, hour_of

LATE = Words(
    "正式拜访要至少提前一天约好；当天才约的，请写明原因。",
    "A formal visit is agreed at least a day ahead; if only on the day, please say why.",
)
GONE = Words("这次拜访已经结束了。", "This visit is over.")


@needs(Permission.LOG_TOUCHES)
@require_http_methods(["GET", "POST"])
def plan(request: Request) -> HttpResponse:
    """Why, when, how long, where, with whom."""
    customer, hits = chosen_customer(request)
    people = list(customers.contacts(request.actor, customer.pk)) if customer else []
    form = PlanForm(
        request.POST or None,
        today=request.today,
        people=named_people(people),
        colleagues=[(u.pk, str(u)) for u in colleagues().exclude(pk=request.user.pk)],
        initial={
            "on": request.today + timedelta(days=2),
            "at": "10:00",
            "minutes": 60,
            "manner": "on_site",
            "purpose": request.GET.get("purpose", "")[:200],
            "contacts": request.GET.getlist("contact"),
        },
    )
    if request.method == "POST" and form.is_valid() and customer:
        said = form.cleaned_data
        draft = VisitDraft(
            said["purpose"],
            form.starts_at,
            manner=said["manner"],
            is_formal=said["is_formal"],
            minutes=said["minutes"],
            place=said["place"],
            points=said["points"],
            colleagues=said["colleagues"],
        )
        try:
            made = planning.plan(
                request.actor,
                customer.pk,
                draft,
                on=request.today,
                contact_ids=said["contacts"],
                agreed_how=said["agreed_how"],
                agreed_at=timezone.now() if said["agreed_how"] else None,
                late_why=said["late_why"],
            )
        except TooLate:
            form.add_error("late_why", str(LATE))
        else:
            messages.success(request, str(Words("已排进日程。", "It is on the agenda.")))
            return redirect("visits:visit", made.pk)
    context = {
        "form": form,
        "customer": customer,
        "hits": hits,
        "who": request.POST.get("who", request.GET.get("who", "")),
        "is_missing": request.method == "POST" and customer is None,
        "next": came_from(request, ""),
    }
    status = 422 if request.method == "POST" else 200
    return page_or_part(request, "visits/plan.html", context, part="sheet", status=status)


@needs(Permission.LOG_TOUCHES)
@require_http_methods(["GET", "POST"])
def agree(request: Request, visit_id: int) -> HttpResponse:
    """They said yes to the hour."""
    form = AgreeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            planning.agree(request.actor, visit_id, at=timezone.now(), on=request.today, **said)
        except TooLate:
            form.add_error("late_why", str(LATE))
        except Over:
            return _over(request, visit_id)
        else:
            return _back(request, visit_id, Words("约好了。", "Agreed."))
    return _sheet(request, visit_id, form, "agree")


@needs(Permission.LOG_TOUCHES)
@require_http_methods(["GET", "POST"])
def move(request: Request, visit_id: int) -> HttpResponse:
    """Another hour."""
    made = queries.visit(request.actor, visit_id)
    form = HourForm(request.POST or None, today=request.today, initial=hour_of(made))
    if request.method == "POST" and form.is_valid():
        try:
            planning.move(request.actor, visit_id, to=form.starts_at, on=request.today)
        except Over:
            return _over(request, visit_id)
        at = localtime(form.starts_at)
        moved = Words("已改到 {at}，记得再约一次。", "Moved to {at}; agree it once more.")
        return _back(request, visit_id, moved.format(at=f"{at:%m-%d %H:%M}"))
    return _sheet(request, visit_id, form, "move")


@needs(Permission.LOG_TOUCHES)
@require_http_methods(["GET", "POST"])
def cancel(request: Request, visit_id: int) -> HttpResponse:
    """It does not come about."""
    form = WhyForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            planning.cancel(
                request.actor, visit_id, why=form.cleaned_data["why"], on=request.today
            )
        except Over:
            return _over(request, visit_id)
        return _back(
            request, visit_id, Words("已取消，原因记下了。", "Called off; the reason is noted.")
        )
    return _sheet(request, visit_id, form, "cancel")


def _sheet(
    request: Request, visit_id: int, form: AgreeForm | HourForm | WhyForm, what: str
) -> HttpResponse:
    made = queries.visit(request.actor, visit_id)
    context = {"form": form, "visit": made, "what": what, "next": came_from(request, "")}
    status = 422 if request.method == "POST" else 200
    return page_or_part(request, "visits/change.html", context, part="sheet", status=status)


def _back(request: Request, visit_id: int, said: Words) -> HttpResponse:
    messages.success(request, str(said))
    return redirect(came_from(request, f"/visits/{visit_id}/"))


def _over(request: Request, visit_id: int) -> HttpResponse:
    messages.error(request, str(GONE))
    return redirect("visits:visit", visit_id)
