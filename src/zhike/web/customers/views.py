"""The customer book in the browser: the list, one customer, and what is written about it."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from zhike.care import queries as care
from zhike.care.handover import hand_over
from zhike.care.handover import pack as hand_over_pack
from zhike.care.matching import fitting
from zhike.care.owed import owed
from zhike.care.people import people
from zhike.care.runs import queries as runs
from zhike.care.satisfaction import four
from zhike.customers import classes, desk, facts, history, queries, sheets
from zhike.customers import marks as held
from zhike.customers.actions import book, marks, ratings
from zhike.customers.actions.uses import note_use
from zhike.customers.doubles import Typed, lookalikes
from zhike.customers.rules import KINDS, PLACES
from zhike.lib.currency import sign_of
from zhike.lib.words import Words
from zhike.sales import queries as sales
from zhike.sales.complements import suggested
from zhike.service import queries as service
from zhike.trust.actor import Permission
from zhike.trust.policy import Channel, is_near
from zhike.users.queries import person
from zhike.users.staffing import too_junior
from zhike.value import queries as value
from zhike.web.cases.words import KINDS as CASE_KINDS
from zhike.web.customers import conflicts, palette, referrals, timeline
from zhike.web.customers.forms import CustomerForm, OwnerForm, RatingForm, criteria
from zhike.web.customers.groups import group_card
from zhike.web.customers.header import header
from zhike.web.customers.listing import listing
from zhike.web.customers.people_forms import RESULTS
from zhike.web.http import Request, page_or_part
from zhike.web.rights import needs


@needs(Permission.READ_CUSTOMERS)
@require_safe
def customer_list(request: Request) -> HttpResponse:
    """The customers one may see: searched, narrowed, sorted, a page at a time; it opens with the view one chose."""
    own = desk.desk(request.actor)
    if own.opens_with and not request.GET:
        return redirect("customers:view", own.opens_with)
    return _list(request, listing(request, None, own))


@needs(Permission.READ_CUSTOMERS)
@require_safe
def view(request: Request, view_id: int) -> HttpResponse:
    """The list as a saved view asks for it."""
    own = desk.desk(request.actor)
    found = next((v for v in own.views if v.pk == view_id), None)
    return _list(request, listing(request, found or desk.view(request.actor, view_id), own))


def _list(request: Request, context: dict[str, object]) -> HttpResponse:
    part = "builder" if request.htmx.target == "builder" else "found"
    return page_or_part(request, "customers/list.html", context, part=part)


@needs(Permission.READ_CUSTOMERS)
@require_safe
def find(request: Request) -> HttpResponse:
    """The answers under the search box: customers, people, and things to do; favourites and the latest when it is empty."""
    text = request.GET.get("q", "").replace("\0", "").strip()[:80]
    is_command = text.startswith((">", "＞"))
    context = {
        "text": text,
        "hits": queries.find(request.actor, text) if text and not is_command else [],
        "actions": palette.actions(request.actor, text.lstrip(">＞")),
        "recent": [] if text else desk.recent(request.actor),
        "favourites": [] if text else desk.favourites(request.actor, limit=6),
    }
    return render(request, "customers/found.html", context)


@needs(Permission.READ_CUSTOMERS)
@require_safe
def customer(request: Request, customer_id: int) -> HttpResponse:
    """One customer: who he is, what he is worth, what happened, what comes next; one that was merged is found at the winner."""
    try:
        found = queries.customer(request.actor, customer_id)
    except queries.Customer.DoesNotExist:
        winner = history.now_at(request.actor, customer_id)
        if winner is None:
            raise
        return redirect("customers:customer", winner)
    only = request.GET.get("only", "")
    before = request.GET.get("before", "")
    marks.saw(request.actor, found.pk, at=timezone.now())
    context = header(request, customer_id) | {
        "customer": found,
        "tab": "timeline",
        "people": people(request.actor, found, on=request.today),
        "entries": timeline.entries(
            found.pk,
            merged=history.merged_into(found.pk),
            only=only,
            before=int(before) if before.isdecimal() and len(before) < 18 else None,
            sign=sign_of(request.company.currency),
        ),
        "only": only,
        "groups": timeline.GROUPS,
        "open_cases": service.open_cases(request.actor, customer_id)[:6],
        "case_kinds": CASE_KINDS,
        "next_steps": care.next_steps(request.actor, customer_id),
        "ways": runs.runs(request.actor, customer_id, is_open=True)[:6],
        "months": sales.months(request.actor, customer_id, until=request.today),
        "owed": owed(request.actor, found, on=request.today)[:4],
        "four": four(request.actor, customer_id, on=request.today),
        "complements": suggested(request.actor, customer_id, on=request.today)[:4],
    }
    return page_or_part(request, "customers/customer.html", context, part="entries")


@needs(Permission.READ_CUSTOMERS)
@require_safe
def file(request: Request, customer_id: int) -> HttpResponse:
    """The file: what is known of the customer, the people, the ratings, and how the score came about."""
    subject = facts.subject(request.actor, customer_id)
    found = subject.customer
    group = queries.group_of(request.actor, found)
    context = (
        header(request, customer_id)
        | group_card(request, group)
        | {
            "customer": found,
            "tab": "file",
            "near": is_near(request.actor, found),
            "forms": facts.file_of(
                request.actor, subject, Channel.PAGE, on=request.today
            ).forms,
            "classes": classes.held_by(request.actor, customer_id),
            "sheets": sheets.sheets(request.actor, customer_id)[:12],
            "kind": KINDS.get(found.kind),
            "people": people(request.actor, found, on=request.today),
            "referrals": referrals.circle(request, customer_id),
            "results": RESULTS.items(),
            "places": PLACES,
            "ratings": [
                (words, queries.ratings(request.actor, customer_id).get(key))
                for key, words in criteria().items()
            ],
            "rating_form": RatingForm(),
            "moves": queries.moves(request.actor, customer_id),
            "lists": list(held.lists_of(request.actor, customer_id)),
        }
    )
    return render(request, "customers/file.html", context)


@needs(Permission.READ_CUSTOMERS)
@require_safe
def orders(request: Request, customer_id: int) -> HttpResponse:
    """What the customer bought and paid."""
    context = header(request, customer_id) | {
        "customer": queries.customer(request.actor, customer_id),
        "tab": "orders",
        "orders": sales.orders(request.actor, customer_id)[:100],
        "payments": sales.payments(request.actor, customer_id)[:50],
        "months": sales.months(request.actor, customer_id, until=request.today),
    }
    return render(request, "customers/orders.html", context)


@needs(Permission.READ_CUSTOMERS)
@require_safe
def brief(request: Request, customer_id: int) -> HttpResponse:
    """A look before meeting somebody: on one page, on one sheet of paper."""
    contact = request.GET.get("contact", "")
    found = care.brief(
        request.actor,
        customer_id,
        int(contact) if contact.isdecimal() else None,
        on=request.today,
    )
    note_use(found.used, on=request.today)
    return page_or_part(request, "customers/brief.html", {"brief": found}, part="card")


@needs(Permission.WRITE_CUSTOMERS)
@require_http_methods(["GET", "POST"])
def open_customer(request: Request) -> HttpResponse:
    """A new customer; his account manager is whoever writes him down."""
    form = CustomerForm(request.POST or None, initial={"name": request.GET.get("name", "")})
    if request.method == "POST" and form.is_valid() and _is_unique(request, form, None):
        made = book.open_customer(
            request.actor, form.draft(), owner_id=request.actor.user_id, on=request.today
        )
        messages.success(request, str(Words("已建档。", "The customer is on the books.")))
        return redirect("customers:customer", made.pk)
    return render(request, "customers/edit.html", {"form": form})


@needs(Permission.WRITE_CUSTOMERS)
@require_http_methods(["GET", "POST"])
def change_customer(request: Request, customer_id: int) -> HttpResponse:
    """What is known of a customer is written anew; the former values stay in the journal."""
    found = queries.customer(request.actor, customer_id)
    now = {f: getattr(found, f) for f in _FIELDS}
    form = CustomerForm(request.POST or None, initial=now)
    conflicts.remember(form, now, request.POST)
    if (
        request.method == "POST"
        and form.is_valid()
        and _is_unique(request, form, found.pk)
        and conflicts.settle(form, now, request.POST, timeline.FIELDS)
    ):
        book.change_customer(request.actor, found, form.draft(), on=request.today)
        messages.success(request, str(Words("已保存。", "Saved.")))
        return redirect("customers:file", found.pk)
    return render(request, "customers/edit.html", {"form": form, "customer": found})


@needs(Permission.ASSIGN_CUSTOMERS)
@require_http_methods(["GET", "POST"])
def assign(request: Request, customer_id: int) -> HttpResponse:
    """Another account manager looks after the customer from now on."""
    found = queries.customer(request.actor, customer_id)
    fits = fitting(request.actor, found.pk, on=request.today)
    people = [(fit.person.pk, fit.label) for fit in fits]
    form = OwnerForm(request.POST or None, people=people, initial={"owner_id": found.owner_id})
    if request.method == "POST" and form.is_valid():
        classes_held = queries.classes_of(request.actor, found.pk)
        hand_over(request.actor, found.pk, on=request.today, **form.cleaned_data)
        said = Words(
            "已移交；未了的事和交接包已转给接手的人。",
            "Handed over; open work and the pack went along.",
        )
        messages.success(request, str(said))
        junior = too_junior(person(form.cleaned_data["owner_id"] or 0), classes_held)
        if junior:
            messages.warning(request, str(junior))
        still_seen = queries.customers(request.actor).filter(pk=found.pk).exists()
        return (
            redirect("customers:pack", found.pk) if still_seen else redirect("customers:list")
        )
    best = [fit for fit in fits if fit.reasons][:5]
    context = {"form": form, "customer": found, "best": best}
    return render(request, "customers/assign.html", context)


@needs(Permission.READ_CUSTOMERS)
@require_safe
def card(request: Request, customer_id: int, kind: str) -> HttpResponse:
    """The data card or the management card, on one sheet of paper (S1-66)."""
    subject = facts.subject(request.actor, customer_id)
    answers = facts.file_of(request.actor, subject, Channel.PRINT, on=request.today)
    context = {
        "customer": subject.customer,
        "kind": kind,
        "forms": [filled for filled in answers.forms if filled.answered],
        "pack": hand_over_pack(request.actor, customer_id, on=request.today),
        "standing": queries.standing(request.actor, customer_id),
        "treatment": care.treatment(request.actor, customer_id),
        "figures": value.measures(request.actor, customer_id),
        "classes": classes.held_by(request.actor, customer_id),
    }
    note_use(answers.used, on=request.today)
    return render(request, "customers/card.html", context)


@needs(Permission.READ_CUSTOMERS)
@require_safe
def find_brief(request: Request) -> HttpResponse:
    """A brief by name, sound, initials or phone: one answer opens at once, several are listed (S1-45, S1-50)."""
    text = request.GET.get("q", "").replace("\0", "").strip()[:80]
    hits = queries.find(request.actor, text) if text else []
    if len(hits) == 1:
        return redirect("customers:brief", hits[0].customer_id)
    return render(request, "customers/find_brief.html", {"hits": hits, "text": text})


@needs(Permission.READ_CUSTOMERS)
@require_safe
def pack(request: Request, customer_id: int) -> HttpResponse:
    """What whoever takes the customer over must know, on one page."""
    found = hand_over_pack(request.actor, customer_id, on=request.today)
    return render(request, "customers/pack.html", {"pack": found, "customer": found.customer})


@needs(Permission.LOG_TOUCHES)
@require_http_methods(["POST"])
def pack_read(request: Request, customer_id: int) -> HttpResponse:
    """The new account manager has read it."""
    handover = queries.handover(request.actor, queries.customer(request.actor, customer_id).pk)
    if handover:
        book.read_pack(request.actor, handover, on=request.today)
        messages.success(request, str(Words("好，接手了。", "Good: it is yours now.")))
    return redirect("customers:pack", customer_id)


@needs(Permission.WRITE_CUSTOMERS)
@require_http_methods(["POST"])
def rate(request: Request, customer_id: int) -> HttpResponse:
    """An opinion with grounds; it counts from tonight."""
    found = queries.customer(request.actor, customer_id)
    form = RatingForm(request.POST)
    if form.is_valid():
        ratings.rate_customer(request.actor, found, **form.cleaned_data, on=request.today)
        messages.success(
            request, str(Words("已记下，今晚重新评分。", "Noted; the score follows tonight."))
        )
    else:
        messages.error(
            request,
            str(Words("请选评价并写一句依据。", "Choose a rating and write its grounds.")),
        )
    return redirect("customers:file", found.pk)


_FIELDS = tuple(CustomerForm.base_fields)


def _is_unique(request: Request, form: CustomerForm, own_id: int | None) -> bool:
    """Whether number and credit code are free; a likely double is let through on a second, deliberate save."""
    draft = form.draft()
    for field, holder in queries.holders(draft.number, draft.credit_code).items():
        if holder != own_id:
            form.add_error(
                field,
                str(
                    Words(
                        "另一位客户已用这个值，请核对。",
                        "Another customer has this value; please compare.",
                    )
                ),
            )
    if own_id is None and not form.errors and "sure" not in request.POST:
        typed = Typed(draft.name, draft.phone, draft.credit_code or "")
        doubles = [one for one in lookalikes(request.actor, typed) if one.is_likely]
        if doubles:
            vars(form)["doubles"] = doubles
            return False
    return not form.errors
