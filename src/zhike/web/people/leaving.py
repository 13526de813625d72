"""Somebody leaves: what is looked through before, and who still owes silence after (S4-30)."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from zhike.customers import queries as customers
from zhike.exchange.out.columns import What
from zhike.exchange.out.leaving import see_off
from zhike.exchange.out.queries import of_person
from zhike.lib.words import Words
from zhike.trust.actor import Permission
from zhike.users import queries
from zhike.users.actions import Farewell, LastAdministrator, OwnDeparture
from zhike.web.guard.exports import STATES
from zhike.web.guard.forms import FarewellForm
from zhike.web.http import Request
from zhike.web.rights import needs

_LAST = Words(
    "这是最后一位管理员。请先让另一位同事成为管理员。",
    "This is the last administrator. Make a colleague one first.",
)
_OWN = Words(
    "不能给自己办离职，请另一位同事来办。", "Nobody sees himself off; a colleague must."
)
SHOWN = 50


@needs(Permission.MANAGE_PEOPLE)
@require_http_methods(["GET", "POST"])
def leave(request: Request, user_id: int) -> HttpResponse:
    """His customers and his exports are looked through, then access ends at once."""
    user = queries.person(user_id)
    if user is None or not user.is_active:
        raise Http404
    his = customers.customers(request.actor).filter(owner_id=user_id).order_by("pinyin", "pk")
    taken = of_person(request.actor, user_id)
    count, exports = his.count(), taken.count()
    form = FarewellForm(request.POST or None, today=request.today)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        farewell = Farewell(
            said["obligation_until"], said["agreement"], exports, count, said["note"]
        )
        try:
            see_off(request.actor, user, farewell, at=timezone.now(), on=request.today)
        except LastAdministrator:
            form.add_error(None, str(_LAST))
        except OwnDeparture:
            form.add_error(None, str(_OWN))
        else:
            messages.success(
                request,
                str(
                    Words(
                        f"{user} 已不能登录；{count} 位客户待移交。",
                        f"{user} can no longer sign in; {count} customers are to be handed over.",
                    )
                ),
            )
            return redirect("people:left")
    context = {
        "person": user,
        "form": form,
        "customers": his[:SHOWN],
        "customers_count": count,
        "exports": [(row, What(row.what).words, STATES[row.state]) for row in taken[:SHOWN]],
        "exports_count": exports,
    }
    return render(request, "people/leave.html", context)


@needs(Permission.MANAGE_PEOPLE)
@require_safe
def left(request: Request) -> HttpResponse:
    """Those who left, and whose duty of silence still runs."""
    rows = [
        (row, row.obligation_until >= request.today)
        for row in queries.departures(request.actor)
    ]
    return render(request, "people/left.html", {"rows": rows})
