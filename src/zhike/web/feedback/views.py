"""What is heard at customers, for our product people: raised in a line, looked at, answered, taken back (S1-31)."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from zhike.care import feedback as care
from zhike.care.feedback import Heard, Wanted
from zhike.customers import queries as customers
from zhike.lib.words import Words
from zhike.trust.actor import Permission
from zhike.users import queries as users
from zhike.web.customers.choosing import chosen
from zhike.web.feedback.forms import FeedbackForm
from zhike.web.forms import named_people
from zhike.web.http import Request, came_from, page_or_part
from zhike.web.rights import needs

SENT = Words("交给{who}了，有答复会告诉您。", "{who} has it; you will hear of the answer.")
PER_PAGE = 40


@needs(Permission.READ_CUSTOMERS)
@require_safe
def register(request: Request) -> HttpResponse:
    """Everything one may see, narrowed by kind, state, product and whose it is; counts by kind and product."""
    asked = {
        name: request.GET.get(name, "").replace("\0", "")[:120]
        for name in ("kind", "state", "product", "whose")
    }
    if asked["kind"] not in care.KINDS:
        asked["kind"] = ""
    if asked["state"] not in care.STATES:
        asked["state"] = ""
    page = Paginator(care.register(request.actor, Wanted(**asked)), PER_PAGE).get_page(
        request.GET.get("page")
    )
    rows = list(page.object_list)
    names = customers.names(request.actor, {row.customer_id for row in rows if row.customer_id})
    kinds, products = care.counts(request.actor)
    context = {
        "rows": [
            (row, care.KINDS[row.kind], care.STATES[row.state], names.get(row.customer_id or 0))
            for row in rows
        ],
        "page": page,
        "asked": asked,
        "kinds": care.KINDS,
        "states": {key: words for key, (words, _) in care.STATES.items()},
        "by_kind": [(words, kinds.get(key, 0)) for key, words in care.KINDS.items()],
        "products": products,
        "receivers": care.receivers(request.actor),
        "colleagues": users.colleagues() if request.actor.may(Permission.MANAGE_BOOK) else (),
    }
    return render(request, "feedback/register.html", context)


@needs(Permission.LOG_TOUCHES)
@require_http_methods(["GET", "POST"])
def new(request: Request) -> HttpResponse:
    """Something was heard: at a customer, on a visit, over a deal, or from nobody in particular."""
    meant = chosen(request)
    people = (
        named_people(customers.contacts(request.actor, meant.customer.pk))
        if meant.customer
        else []
    )
    form = FeedbackForm(
        request.POST or None,
        people=people,
        initial={"kind": request.GET.get("kind") or "need"},
    )
    is_unclear = bool(meant.who) and meant.customer is None
    if request.method == "POST" and form.is_valid() and not is_unclear:
        said = dict(form.cleaned_data)
        made = care.raise_feedback(
            request.actor,
            Heard(
                customer_id=meant.customer.pk if meant.customer else None,
                contact_id=said.pop("contact"),
                visit_id=_number(request, "visit"),
                deal_id=_number(request, "deal"),
                **said,
            ),
            on=request.today,
        )
        who = str(made.receiver or "–")
        messages.success(request, str(SENT.format(who=Words(who, who))))
        return redirect(came_from(request, f"/feedback/{made.pk}/"))
    context = {
        "form": form,
        "customer": meant.customer,
        "hits": meant.hits,
        "who": meant.who,
        "is_missing": request.method == "POST" and is_unclear,
        "visit": _number(request, "visit"),
        "deal": _number(request, "deal"),
        "next": came_from(request, ""),
    }
    status = 422 if request.method == "POST" else 200
    return page_or_part(request, "feedback/new.html", context, part="sheet", status=status)


@needs(Permission.READ_CUSTOMERS)
@require_http_methods(["GET", "POST"])
def one(request: Request, feedback_id: int) -> HttpResponse:
    """One item: what was heard, how far it is, the answer."""
    if request.method == "POST":
        return _do(request, feedback_id)
    found = care.item(request.actor, feedback_id)
    context = {
        "item": found,
        "kind": care.KINDS[found.kind],
        "state": care.STATES[found.state],
        "customer": care.customer_of(request.actor, found),
        "may_answer": care.may_answer(request.actor, found),
        "may_finish": care.may_finish(request.actor, found),
    }
    return render(request, "feedback/item.html", context)


def _do(request: Request, feedback_id: int) -> HttpResponse:
    words = request.POST.get("answer", "").strip()[:4000]
    match request.POST.get("do"):
        case "look":
            care.look_at(request.actor, feedback_id, on=request.today)
        case "answer" if words:
            care.answer(request.actor, feedback_id, words, on=request.today)
            said = Words(
                "答复记下了，带回它的人会收到。", "Answered; whoever brought it in will hear."
            )
            messages.success(request, str(said))
        case "answer":
            messages.error(request, str(Words("请写答复。", "Write the answer.")))
        case "done":
            care.finish(request.actor, feedback_id, on=request.today)
            messages.success(request, str(Words("了结了。", "Done.")))
        case _:
            care.item(request.actor, feedback_id)
    return redirect("feedback:item", feedback_id)


@needs(Permission.MANAGE_BOOK)
@require_POST
def receiver(request: Request) -> HttpResponse:
    """Somebody receives one kind from now on."""
    kind, user_id = request.POST.get("kind", ""), _number(request, "user")
    person = users.colleagues().filter(pk=user_id or 0).first()
    if kind in care.KINDS and person:
        care.name_receiver(request.actor, kind, person.pk, on=request.today)
        messages.success(request, str(Words("定下了。", "Settled.")))
    return redirect("feedback:register")


def _number(request: Request, name: str) -> int | None:
    said = (request.POST or request.GET).get(name, "")
    return int(said) if said.isdecimal() and len(said) < 12 else None
