"""One customer: what he is owed and was given, where our effort went, what he got beyond it."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from zhike.activities.actions.giving import (
    ExtraDraft,
    NotTheCompany,
    NotYet,
    OverBudget,
    Refused,
)
from zhike.activities.rules import BEFORE, FELT, PITFALLS, SUPPORT
from zhike.care import effort as spending
from zhike.care import giving
from zhike.care.owed import channel_words, owed, service_words
from zhike.customers import queries
from zhike.lib.currency import sign_of
from zhike.lib.money import format_money
from zhike.lib.words import Words
from zhike.methods.services import CATEGORIES, CHARACTERS, LEVELS
from zhike.trust.actor import Permission
from zhike.users.staffing import too_junior
from zhike.web.customers.header import header
from zhike.web.http import Request, came_from
from zhike.web.rights import needs
from zhike.web.services.forms import EffortForm, ExtraForm, GiveForm, SupportForm

_NOT_YET = Words("还没到的日子不能记。", "A day still to come cannot be noted.")


@needs(Permission.READ_CUSTOMERS)
@require_safe
def page(request: Request, customer_id: int) -> HttpResponse:
    """What is owed and given; the effort against its mix; extras and support."""
    return _page(request, customer_id, EffortForm(initial={"spent_on": request.today}))


def _page(
    request: Request, customer_id: int, form: EffortForm, *, status: int = 200
) -> HttpResponse:
    found = queries.customer(request.actor, customer_id)
    people = list(queries.contacts(request.actor, customer_id)[:100])
    contact = _asked(request, people)
    context = header(request, customer_id) | {
        "customer": found,
        "tab": "services",
        "people": people,
        "contact": contact,
        "owed": owed(request.actor, found, on=request.today, contact=contact),
        "categories": CATEGORIES,
        "characters": CHARACTERS,
        "levels": LEVELS,
        "junior": too_junior(found.owner, queries.classes_of(request.actor, customer_id)),
        "deliveries": [
            (row, service_words(row.service), channel_words(row.channel))
            for row in spending.deliveries(request.actor, customer_id)[:20]
        ],
        "effect": spending.effect(request.actor, customer_id, on=request.today),
        "efforts": spending.efforts(request.actor, customer_id)[:5],
        "effort_form": form,
        "extras": [
            (
                row,
                FELT[row.felt],
                BEFORE[row.before],
                [PITFALLS[k] for k in row.pitfalls if k in PITFALLS],
            )
            for row in spending.extras(request.actor, customer_id)[:10]
        ],
        "grants": [
            (row, SUPPORT[row.kind]) for row in spending.grants(request.actor, customer_id)[:10]
        ],
    }
    return render(request, "services/customer.html", context, status=status)


@needs(Permission.LOG_TOUCHES)
@require_POST
def give(request: Request, customer_id: int) -> HttpResponse:
    """A service was given: one click."""
    back = came_from(request, reverse("services:customer", args=[customer_id]))
    form = GiveForm(request.POST)
    queries.customer(request.actor, customer_id)
    if not form.is_valid():
        messages.error(request, str(Words("请选服务和日期。", "Choose a service and a day.")))
        return redirect(back)
    said = form.cleaned_data
    try:
        delivery = giving.deliver_service(
            request.actor,
            customer_id,
            said["service"],
            delivered_on=said["delivered_on"],
            on=request.today,
            channel=said["channel"],
            proof=said["proof"],
            contact_id=said["contact_id"],
            asked_on=said["asked_on"],
        )
    except giving.NoProof:
        messages.error(
            request,
            str(
                Words(
                    "这项服务要留凭据：写一句谁在场、做了什么。",
                    "This service needs proof: a line on who was there and what was done.",
                )
            ),
        )
    except giving.UnknownService:
        messages.error(request, str(Words("没有这项服务。", "There is no such service.")))
    except queries.Contact.DoesNotExist:
        messages.error(request, str(Words("没有这位联系人。", "There is no such person.")))
    except NotYet:
        messages.error(request, str(_NOT_YET))
    else:
        title = service_words(delivery.service)
        messages.success(request, str(Words(f"已记下：{title.zh}。", f"Noted: {title.en}.")))
    return redirect(back)


@needs(Permission.LOG_TOUCHES)
@require_POST
def note_effort(request: Request, customer_id: int) -> HttpResponse:
    """Time or money spent, and what for."""
    form = EffortForm(request.POST)
    if form.is_valid():
        try:
            giving.note_effort(
                request.actor, customer_id, **form.cleaned_data, on=request.today
            )
        except NotYet:
            form.add_error("spent_on", str(_NOT_YET))
        else:
            messages.success(request, str(Words("已记下。", "Noted.")))
            return redirect("services:customer", customer_id)
    return _page(request, customer_id, form, status=422)


@needs(Permission.LOG_TOUCHES)
@require_http_methods(["GET", "POST"])
def extra(request: Request, customer_id: int) -> HttpResponse:
    """Something beyond what was agreed, with the six questions one asks oneself."""
    found = queries.customer(request.actor, customer_id)
    people = [(c.pk, c.name) for c in queries.contacts(request.actor, customer_id)[:100]]
    form = ExtraForm(request.POST or None, people=people, initial={"given_on": request.today})
    if request.method == "POST" and form.is_valid():
        said = dict(form.cleaned_data)
        contact_id, given_on = said.pop("contact_id"), said.pop("given_on")
        said["pitfalls"] = tuple(said["pitfalls"])
        try:
            row = giving.give_extra(
                request.actor,
                customer_id,
                ExtraDraft(**said),
                given_on=given_on,
                at=timezone.now(),
                on=request.today,
                contact_id=contact_id,
            )
        except NotYet:
            form.add_error("given_on", str(_NOT_YET))
        except Refused:
            form.add_error(
                "pitfalls",
                str(
                    Words(
                        "政府客户的个人不能收任何好处，这一笔不能给，也没有记下。",
                        "Nobody in a public body may be given a benefit: this cannot be given, and was not kept.",
                    )
                ),
            )
        else:
            _said_of(request, row.needs_approval, row.is_billable or row.is_out_of_scope)
            return redirect("services:customer", customer_id)
    return render(request, "services/extra.html", {"form": form, "customer": found})


def _said_of(request: Request, waits: bool, flagged: bool) -> None:
    if waits:
        messages.warning(
            request,
            str(
                Words(
                    "好处落在个人：已送主管批准，批准之前不要给。",
                    "It benefits a person: sent for approval; do not give it before.",
                )
            ),
        )
    elif flagged:
        messages.warning(
            request,
            str(
                Words(
                    "已记下并标出：属收费或范围外的工作，下次先谈清楚再做。",
                    "Noted and flagged: billable or out of scope; next time agree on it first.",
                )
            ),
        )
    else:
        messages.success(request, str(Words("已记下。", "Noted.")))


@needs(Permission.APPROVE)
@require_http_methods(["GET", "POST"])
def support(request: Request, customer_id: int) -> HttpResponse:
    """Support or a reward to the customer's company, within the budget of its class."""
    found = queries.customer(request.actor, customer_id)
    form = SupportForm(request.POST or None, initial={"account": found.name})
    if request.method == "POST" and form.is_valid():
        try:
            giving.grant_support(
                request.actor, customer_id, **form.cleaned_data, on=request.today
            )
        except NotTheCompany:
            form.add_error(
                "account",
                str(
                    Words(
                        "只能付到这家客户单位自己的账户，户名要与客户名称一致。",
                        "Only to this customer’s own company account, in its exact name.",
                    )
                ),
            )
        except OverBudget as over:
            left = format_money(over.left, symbol=sign_of(request.company.currency))
            form.add_error(
                "amount",
                str(
                    Words(
                        f"超出这一等级今年的预算，还剩 {left}。",
                        f"More than the class has left this year: {left}.",
                    )
                ),
            )
        except giving.Ungraded:
            form.add_error(
                "amount",
                str(
                    Words(
                        "这位客户还没有评级，或这一级没有预算。",
                        "This customer has no class yet, or its class no budget.",
                    )
                ),
            )
        else:
            messages.success(request, str(Words("已记下。", "Noted.")))
            return redirect("services:customer", customer_id)
    return render(request, "services/grant.html", {"form": form, "customer": found})


def _asked(request: Request, people: list[queries.Contact]) -> queries.Contact | None:
    wanted = request.GET.get("contact", "")
    return next((c for c in people if str(c.pk) == wanted), None)
