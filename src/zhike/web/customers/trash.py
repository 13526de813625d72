"""The trash in the browser: customers are put into it, seen in it, and taken out again."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.html import format_html
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from zhike.customers import history, queries
from zhike.customers.actions import trash as actions
from zhike.customers.rules import TRASH_KEPT
from zhike.lib.words import Words
from zhike.trust.actor import Permission
from zhike.web.http import Request
from zhike.web.rights import needs

_SHOWN = 200


@needs(Permission.TRASH_CUSTOMERS)
@require_safe
def contents(request: Request) -> HttpResponse:
    """What lies in the trash, who put it there, and until when it can be taken out."""
    rows = [
        (row, row.trashed_at + TRASH_KEPT)
        for row in history.in_trash(request.actor)[:_SHOWN]
        if row.trashed_at
    ]
    return render(request, "customers/trash.html", {"rows": rows, "days": TRASH_KEPT.days})


@needs(Permission.TRASH_CUSTOMERS)
@require_http_methods(["GET", "POST"])
def put(request: Request, customer_id: int) -> HttpResponse:
    """A customer goes to the trash; nothing about it is lost for thirty days."""
    customer = queries.customer(request.actor, customer_id)
    if request.method == "POST":
        actions.trash_customer(request.actor, customer, at=timezone.now(), on=request.today)
        said = Words("{name} 已放进回收站。", "{name} is in the trash.").format(
            name=customer.name
        )
        messages.success(request, str(said))
        return redirect("customers:trash")
    return render(
        request, "customers/trash_one.html", {"customer": customer, "days": TRASH_KEPT.days}
    )


@needs(Permission.TRASH_CUSTOMERS)
@require_POST
def restore(request: Request, trashed_id: int) -> HttpResponse:
    """A customer comes back with everything about it."""
    customer = actions.restore_customer(request.actor, trashed_id, on=request.today)
    said = Words("{name} 已恢复。", "{name} is back.").format(name=customer.name)
    messages.success(request, format_html("{}", said))
    return redirect("customers:customer", customer.pk)
