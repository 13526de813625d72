"""A short field of a customer, changed where it stands; without scripts a small page of its own."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from zhike.customers import queries
from zhike.customers.actions.cells import Overtaken, change_field
from zhike.customers.queries import Customer
from zhike.customers.rules import SHORT_FIELDS, Clash, as_text
from zhike.lib.currency import sign_of
from zhike.lib.phones import normalised_phone
from zhike.lib.words import Words
from zhike.trust.actor import Permission
from zhike.web.customers.columns import COLUMNS, Page
from zhike.web.http import Request, came_from, wants_part
from zhike.web.rights import needs

_COLUMN_OF = {column.edits: column for column in COLUMNS.values() if column.edits}


@needs(Permission.WRITE_CUSTOMERS)
@require_http_methods(["GET", "POST"])
def cell(request: Request, customer_id: int, field: str) -> HttpResponse:
    """The box for one field; saved with Enter, left with Escape. What somebody else wrote meanwhile is shown, not overwritten."""
    customer = queries.customer(request.actor, customer_id)
    if field not in SHORT_FIELDS:
        raise LookupError(field)
    if request.method == "GET":
        if "as" in request.GET:
            return _shown(request, customer, field)
        return _asked(request, customer, field)
    value = _written(request, field)
    try:
        saved = change_field(
            request.actor,
            customer.pk,
            field,
            value,
            seen=request.POST.get("seen", ""),
            on=request.today,
        )
    except Overtaken as error:
        return _asked(request, customer, field, clash=error.clashes[0])
    if wants_part(request):
        saved.refresh_from_db()
        return _shown(request, queries.customer(request.actor, customer_id), field)
    return redirect(came_from(request, reverse("customers:file", args=(customer.pk,))))


def _written(request: Request, field: str) -> str | bool:
    text = request.POST.get("value", "").replace("\0", "").strip()[: SHORT_FIELDS[field]]
    if field == "is_key":
        return text in {"1", "on", "True"}
    return normalised_phone(text) or text if field == "phone" else text


def _shown(request: Request, customer: Customer, field: str) -> HttpResponse:
    page = Page.of(request.actor, request.today, sign_of(request.company.currency))
    return HttpResponse(_COLUMN_OF[field].draw(customer, page))


def _asked(
    request: Request, customer: Customer, field: str, *, clash: Clash | None = None
) -> HttpResponse:
    now = as_text(getattr(customer, field))
    context = {
        "customer": customer,
        "field": field,
        "label": _COLUMN_OF[field].words,
        "value": clash.wanted if clash else now,
        "seen": now,
        "clash": clash,
        "is_flag": field == "is_key",
        "longest": SHORT_FIELDS[field],
        "next": came_from(request, ""),
        "yes": Words("是", "Yes"),
        "is_part": wants_part(request),
    }
    wanted = "customers/cell.html#box" if wants_part(request) else "customers/cell.html"
    return render(
        request, wanted, context, status=409 if clash and not wants_part(request) else 200
    )
