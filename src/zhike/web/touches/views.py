"""What happened with a customer is written down, from any page, in one line or a small sheet."""

from datetime import timedelta

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from zhike.care import actions as care
from zhike.care.case_lanes import green_channel
from zhike.care.people import WISHES
from zhike.customers import queries as customers
from zhike.customers.queries import Customer
from zhike.lib.words import Words
from zhike.service import queries as service
from zhike.service.rules import StepsMissing
from zhike.trust.actor import Permission
from zhike.users import queries as users
from zhike.web.cases.words import missing
from zhike.web.forms import named_people
from zhike.web.http import Request, came_from, page_or_part
from zhike.web.rights import needs
from zhike.web.touches.forms import CaseForm, PlanForm, ResolveForm, TouchForm
from zhike.web.warning import warn_of_contempt, warn_of_delicate

A_FEW_DAYS = timedelta(days=3)
TAKEN = {
    "complaint": Words("已受理，今天答复。", "Taken down; an answer is due today."),
    "grumble": Words("听到了，今天回应。", "Heard; an answer is due today."),
    "fault": Words("已受理报障。", "The fault is taken down."),
    "request": Words(
        "已受理，两个工作日内答复。", "Taken down; an answer is due in two working days."
    ),
    "question": Words(
        "记下了，两个工作日内答复。", "Noted; an answer is due in two working days."
    ),
    "letter": Words(
        "已登记来函，两个工作日内书面答复。",
        "The letter is noted; a written answer is due in two working days.",
    ),
}


@needs(Permission.LOG_TOUCHES)
@require_http_methods(["GET", "POST"])
def log(request: Request) -> HttpResponse:
    """+ 记一笔: what was said, with whom, what was promised and what comes next."""
    customer, hits = chosen_customer(request)
    form = TouchForm(
        request.POST or None,
        today=request.today,
        contacts=_people(request, customer),
        initial={
            "on": request.today,
            "kind": request.GET.get("kind", "call"),
            "contact": request.GET.get("contact", ""),
            "next_due_on": None,
        },
    )
    if request.method == "POST" and form.is_valid() and customer:
        said = dict(form.cleaned_data)
        said["contact_id"] = said.pop("contact")
        care.log_touch(request.actor, customer_id=customer.pk, written_on=request.today, **said)
        messages.success(
            request, str(Words("已记下：{name}", "Logged: {name}").format(name=customer))
        )
        warn_of_delicate(request, said["summary"], said["promise"], said["next_title"])
        warn_of_contempt(request, said["summary"])
        return redirect(came_from(request, f"/customers/{customer.pk}/"))
    return _sheet(request, "touches/log.html", form, customer, hits)


@needs(Permission.READ_CUSTOMERS)
@require_safe
def pick(request: Request) -> HttpResponse:
    """The customers a typed name may mean, to choose one of."""
    text = request.GET.get("who", "").replace("\0", "").strip()[:80]
    hits = customers.find(request.actor, text, limit=6) if text else []
    return render(request, "touches/pick.html", {"hits": hits, "text": text})


@needs(Permission.RECEIVE_CASES)
@require_http_methods(["GET", "POST"])
def receive_case(request: Request) -> HttpResponse:
    """A case is taken down in under a minute; its page, where the steps go on, comes next (S1-37, S2-17)."""
    customer, hits = chosen_customer(request)
    form = CaseForm(
        request.POST or None,
        contacts=_people(request, customer),
        people=[(p.pk, str(p)) for p in users.colleagues() if p.pk != request.actor.user_id],
        lanes=dict(green_channel().titles),
        initial={"kind": request.GET.get("kind") or "complaint"},
    )
    if request.method == "POST" and form.is_valid() and customer:
        case = care.receive_case(
            request.actor, customer_id=customer.pk, at=timezone.now(), **form.taken()
        )
        warn_of_contempt(request, case.words)
        warn_of_delicate(request, case.words)
        messages.success(request, str(TAKEN[case.kind]))
        return redirect("cases:case", case.pk)
    return _sheet(request, "touches/case.html", form, customer, hits)


@needs(Permission.RECEIVE_CASES)
@require_http_methods(["GET", "POST"])
def resolve_case(request: Request, case_id: int) -> HttpResponse:
    """How a complaint was answered; ends its tasks."""
    case = service.case(request.actor, case_id)
    form = ResolveForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and _resolved(request, case_id, form):
        warn_of_contempt(request, *form.cleaned_data.values())
        messages.success(request, str(Words("已了结。", "Settled.")))
        return redirect(came_from(request, f"/customers/{case.customer_id}/"))
    context = {"form": form, "case": case, "next": came_from(request, "")}
    status = 422 if request.method == "POST" else 200
    return page_or_part(request, "touches/resolve.html", context, part="sheet", status=status)


def _resolved(request: Request, case_id: int, form: ResolveForm) -> bool:
    """Whether it could be settled; else the form says which steps come first."""
    try:
        care.resolve_case(request.actor, case_id, **form.cleaned_data, on=request.today)
    except StepsMissing as error:
        form.add_error(None, str(missing(error)))
        return False
    return True


@needs(Permission.LOG_TOUCHES)
@require_http_methods(["GET", "POST"])
def plan(request: Request) -> HttpResponse:
    """Something to do for a customer on a day."""
    customer, hits = chosen_customer(request)
    form = PlanForm(
        request.POST or None,
        initial={
            "due_on": request.GET.get("due") or request.today + A_FEW_DAYS,
            "title": request.GET.get("title", "")[:200],
        },
    )
    if request.method == "POST" and form.is_valid() and customer:
        care.plan_step(
            request.actor, customer_id=customer.pk, on=request.today, **form.cleaned_data
        )
        messages.success(request, str(Words("已安排。", "Planned.")))
        return redirect(came_from(request, f"/customers/{customer.pk}/"))
    return _sheet(request, "touches/plan.html", form, customer, hits)


def chosen_customer(request: Request) -> tuple[Customer | None, list[customers.Hit]]:
    """The customer meant: by id, or by a name only one customer answers to; else those to choose from."""
    said = request.POST or request.GET
    picked = said.get("customer", "")
    if picked.isdecimal() and len(picked) < 12:
        return customers.customer(request.actor, int(picked)), []
    who = said.get("who", "").replace("\0", "").strip()[:80]
    hits = customers.find(request.actor, who, limit=6) if who else []
    if len(hits) == 1:
        return customers.customer(request.actor, hits[0].customer_id), hits
    return None, hits


def _people(request: Request, customer: Customer | None) -> list[tuple[int, str]]:
    if customer is None:
        return []
    return named_people(customers.contacts(request.actor, customer.pk))


def _wishes(request: Request, customer: Customer | None) -> list[tuple[str, list[Words]]]:
    """Who at the customer asked not to be reached in some way: (name, ways)."""
    if customer is None:
        return []
    people = {c.pk: c.greeting for c in customers.contacts(request.actor, customer.pk)}
    held = customers.wishes(request.actor, list(people))
    return [
        (name, [WISHES[wish.way] for wish in held[pk]])
        for pk, name in people.items()
        if pk in held
    ]


def _sheet(
    request: Request,
    template: str,
    form: TouchForm | CaseForm | PlanForm,
    customer: Customer | None,
    hits: list[customers.Hit],
) -> HttpResponse:
    context = {
        "form": form,
        "customer": customer,
        "hits": hits,
        "who": request.POST.get("who", request.GET.get("who", "")),
        "is_missing": request.method == "POST" and customer is None,
        "wishes": _wishes(request, customer),
        "next": came_from(request, ""),
    }
    status = 422 if request.method == "POST" else 200
    return page_or_part(request, template, context, part="sheet", status=status)
