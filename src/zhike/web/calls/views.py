"""Whoever rings is known in one screen; what becomes of the call is a slip (S4-36 to S4-38)."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from zhike.care import calling
from zhike.lib.words import Words
from zhike.trust.actor import Permission
from zhike.users.queries import colleagues
from zhike.value.queries import methods
from zhike.web.calls.forms import KINDS, SlipForm
from zhike.web.http import Request, came_from, page_or_part
from zhike.web.rights import needs
from zhike.web.touches.views import chosen_customer

CARDS = ("phone_answering", "phone_situations", "phone_visitors")
DONE = {
    "message": Words("留言交给他了。", "The message is his now."),
    "handed_on": Words("转给他了，来龙去脉都在。", "It is handed on, with its context."),
    "ring_back": Words("到点会提醒回电。", "You will be reminded to ring back on the minute."),
    "lead": Words("记下了，也许是新客户。", "Noted; a new customer, perhaps."),
}


@needs(Permission.RECEIVE_CASES)
@require_safe
def calls(request: Request) -> HttpResponse:
    """The field for whoever rings, the slips, and the calls to make."""
    context = {
        "slips": calling.slips(request.actor),
        "kinds": KINDS,
        "backs": calling.call_backs(request.actor)[:60],
        "cards": [methods().cards[name] for name in CARDS],
    }
    return render(request, "calls/list.html", context)


@needs(Permission.RECEIVE_CASES)
@require_safe
def incoming(request: Request) -> HttpResponse:
    """Somebody rings: who it is, how to greet him, what is open."""
    customer, hits = chosen_customer(request)
    person = request.GET.get("contact", "")
    contact_id = int(person) if person.isdecimal() and len(person) < 12 else None
    who = request.GET.get("who", "").replace("\0", "").strip()[:80]
    if customer and contact_id is None:
        contact_id = next((hit.contact_id for hit in hits if hit.contact_id), None)
    caller = calling.caller(request.actor, customer.pk, contact_id) if customer else None
    context = {
        "caller": caller,
        "hits": hits if customer is None else [],
        "who": who,
        "form": _form(request),
        "card": methods().cards["phone_answering"],
    }
    return page_or_part(request, "calls/in.html", context, part="caller")


@needs(Permission.RECEIVE_CASES)
@require_http_methods(["GET", "POST"])
def slip(request: Request) -> HttpResponse:
    """What becomes of a call."""
    customer, _ = chosen_customer(request)
    form = _form(request)
    person = request.POST.get("contact", "")
    if request.method == "POST" and form.is_valid():
        draft = form.draft()
        calling.take_call(
            request.actor,
            draft,
            at=timezone.now(),
            customer_id=customer.pk if customer else None,
            contact_id=int(person) if person.isdecimal() and len(person) < 12 else None,
        )
        messages.success(request, str(DONE[draft.kind]))
        return redirect(came_from(request, "/calls/"))
    context = {"form": form, "customer": customer, "next": came_from(request, "")}
    status = 422 if request.method == "POST" else 200
    return page_or_part(request, "calls/slip.html", context, part="sheet", status=status)


def _form(request: Request) -> SlipForm:
    return SlipForm(
        request.POST or None,
        colleagues=[(u.pk, str(u)) for u in colleagues()],
        initial={
            "for_user": request.user.pk,
            "kind": request.GET.get("kind", "message"),
            "ring_on": request.today,
            "caller": request.GET.get("caller", "")[:120],
            "number": request.GET.get("number", "")[:40],
        },
    )
