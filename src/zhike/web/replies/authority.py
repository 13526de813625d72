"""The authority table: who may settle what alone, up to which amount (S4-16)."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from zhike.lib.words import Words
from zhike.service import leaves
from zhike.trust.actor import Permission, demand
from zhike.users.rules import NAMES, Role
from zhike.web.http import Request
from zhike.web.replies.forms import LimitForm
from zhike.web.rights import needs


@needs(Permission.READ_CUSTOMERS)
@require_http_methods(["GET", "POST"])
def table(request: Request) -> HttpResponse:
    """The table everybody may read and the director changes."""
    form = LimitForm(request.POST or None)
    if request.method == "POST":
        demand(request.actor, Permission.SWITCH_METHODS)
        if form.is_valid():
            said = dict(form.cleaned_data)
            said["amount"] = said["amount"] or None
            leaves.set_limit(request.actor, on=request.today, **said)
            messages.success(request, str(Words("已写进权限表。", "It stands in the table.")))
            return redirect("replies:authority")
    rows = [(row, NAMES[Role(row.role)]) for row in leaves.limits()]
    context = {
        "rows": rows,
        "form": form,
        "may_change": request.actor.may(Permission.SWITCH_METHODS),
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "replies/authority.html", context, status=status)


@needs(Permission.SWITCH_METHODS)
@require_POST
def drop(request: Request, limit_id: int) -> HttpResponse:
    """A line goes."""
    get_object_or_404(leaves.limits(), pk=limit_id)
    leaves.drop_limit(request.actor, limit_id, on=request.today)
    messages.success(request, str(Words("已删掉。", "Dropped.")))
    return redirect("replies:authority")
