"""The customer book in the browser: the list, one customer, and what is written about it."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from zhike.care import queries as care
from zhike.care.people import people
from zhike.customers import queries
from zhike.customers.actions import book, ratings
from zhike.customers.rules import KINDS, PLACES
from zhike.lib.currency import sign_of
from zhike.lib.words import Words
from zhike.sales import queries as sales
from zhike.trust.actor import Permission
from zhike.users.queries import colleagues
from zhike.web.customers import referrals, timeline
from zhike.web.customers.forms import CRITERIA, CustomerForm, OwnerForm, RatingForm
from zhike.web.customers.groups import group_card
from zhike.web.customers.header import header
from zhike.web.customers.listing import listing
from zhike.web.customers.people_forms import RESULTS
from zhike.web.http import Request, page_or_part
from zhike.web.rights import needs


@needs(Permission.READ_CUSTOMERS)
@require_safe
def customer_list(request: Request) -> HttpResponse:
    """The customers one may see: searched, narrowed, sorted, a page at a time."""
    return page_or_part(request, "customers/list.html", listing(request), part="found")


@needs(Permission.READ_CUSTOMERS)
@require_safe
def find(request: Request) -> HttpResponse:
    """The answers under the search box."""
    text = request.GET.get("q", "").replace("\0", "").strip()[:80]
    hits = queries.find(request.actor, text) if text else []
    return render(request, "customers/found.html", {"hits": hits, "text": text})


@needs(Permission.READ_CUSTOMERS)
@require_safe
def customer(request: Request, customer_id: int) -> HttpResponse:
    """One customer: who he is, what he is worth, what happened, what comes next."""
    found = queries.customer(request.actor, customer_id)
    only = request.GET.get("only", "")
    before = request.GET.get("before", "")
    context = header(request, customer_id) | {
        "customer": found,
        "tab": "timeline",
        "people": people(request.actor, found, on=request.today),
        "entries": timeline.entries(
            found.pk,
            only=only,
            before=int(before) if before.isdecimal() else None,
            sign=sign_of(request.company.currency),
        ),
        "only": only,
        "groups": timeline.GROUPS,
        "next_steps": care.next_steps(request.actor, customer_id),
        "months": sales.months(request.actor, customer_id, until=request.today),
    }
    return page_or_part(request, "customers/customer.html", context, part="entries")


@needs(Permission.READ_CUSTOMERS)
@require_safe
def file(request: Request, customer_id: int) -> HttpResponse:
    """The file: what is known of the customer, the people, the ratings, and how the score came about."""
    found = queries.customer(request.actor, customer_id)
    group = queries.group_of(request.actor, found)
    context = (
        header(request, customer_id)
        | group_card(request, group)
        | {
            "customer": found,
            "tab": "file",
            "kind": KINDS.get(found.kind),
            "people": people(request.actor, found, on=request.today),
            "referrals": referrals.circle(request, customer_id),
            "results": RESULTS.items(),
            "places": PLACES,
            "ratings": [
                (words, queries.ratings(request.actor, customer_id).get(key))
                for key, words in CRITERIA.items()
            ],
            "rating_form": RatingForm(),
            "moves": queries.moves(request.actor, customer_id),
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
    form = CustomerForm(request.POST or None, initial={f: getattr(found, f) for f in _FIELDS})
    if request.method == "POST" and form.is_valid() and _is_unique(request, form, found.pk):
        book.change_customer(request.actor, found, form.draft(), on=request.today)
        messages.success(request, str(Words("已保存。", "Saved.")))
        return redirect("customers:file", found.pk)
    return render(request, "customers/edit.html", {"form": form, "customer": found})


@needs(Permission.WRITE_CUSTOMERS)
@require_safe
def lookalikes(request: Request) -> HttpResponse:
    """A warning under the name while it is typed: this customer may be on the books already."""
    found = queries.lookalikes(request.actor, name=request.GET.get("name", ""))
    return render(request, "customers/lookalikes.html", {"lookalikes": found})


@needs(Permission.ASSIGN_CUSTOMERS)
@require_http_methods(["GET", "POST"])
def assign(request: Request, customer_id: int) -> HttpResponse:
    """Another account manager looks after the customer from now on."""
    found = queries.customer(request.actor, customer_id)
    people = [(u.pk, str(u)) for u in colleagues()]
    form = OwnerForm(request.POST or None, people=people, initial={"owner": found.owner_id})
    if request.method == "POST" and form.is_valid():
        book.assign_customer(
            request.actor, found, owner_id=form.cleaned_data["owner"], on=request.today
        )
        messages.success(request, str(Words("已移交。", "Handed over.")))
        return redirect("customers:customer", found.pk)
    return render(request, "customers/assign.html", {"form": form, "customer": found})


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
        doubles = queries.lookalikes(request.actor, name=draft.name)
        if doubles:
            vars(form)["doubles"] = doubles
            return False
    return not form.errors
