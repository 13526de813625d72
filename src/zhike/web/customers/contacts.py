"""People at a customer, in the browser: the card, and writing it anew."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from zhike.activities import queries as activities
from zhike.activities.visits import LADDER_NAMES
from zhike.care import calling
from zhike.care.entitlement import entitled
from zhike.care.people import PARTS, RANKS, SIDES, TONES, WISHES
from zhike.care.relating import rungs
from zhike.customers import doubles, queries
from zhike.customers.actions import contacts, reach
from zhike.customers.actions.reach import MAIN, PointDraft
from zhike.lib.words import Words
from zhike.trust.actor import Permission
from zhike.trust.policy import is_near
from zhike.web.customers import conflicts
from zhike.web.customers.forms import ContactForm
from zhike.web.customers.people import contact_at
from zhike.web.customers.people_forms import (
    KINDS,
    SITUATIONS,
    TIES,
    NamesForm,
    PointForm,
    WishForm,
)
from zhike.web.customers.timeline import PERSON_FIELDS
from zhike.web.http import Request
from zhike.web.rights import needs
from zhike.web.warning import warn_of_delicate


@needs(Permission.READ_CUSTOMERS)
@require_safe
def card(request: Request, customer_id: int, contact_id: int) -> HttpResponse:
    """Everything about somebody this reader may know: how to greet and reach him, what he asked for, where he stands."""
    contact = contact_at(request, customer_id, contact_id)
    near = is_near(request.actor, contact.customer)
    called = queries.also_called(request.actor, contact)
    at = getattr(contact, "map_place", None)
    context = {
        "customer": contact.customer,
        "contact": contact,
        "near": near,
        "ways": queries.ways(request.actor, contact),
        "kinds": KINDS,
        "main_kinds": MAIN,
        "called": [(SITUATIONS[key], words) for key, words in called.items()],
        "wishes": queries.wishes(request.actor, [contact.pk]).get(contact.pk, []),
        "wish_words": WISHES,
        "stances": queries.stances(request.actor, contact),
        "sides": SIDES,
        "tones": TONES,
        "ties": queries.ties_of(request.actor, contact),
        "tie_words": TIES,
        "part": PARTS.get(at.part) if at else None,
        "rank": RANKS.get(at.rank) if at else None,
        "influence": at.influence if at else None,
        "heard": activities.heard_from(request.actor, customer_id).get(contact.pk),
        "groups": queries.group_ties(request.actor, contact),
        "rungs": rungs(request.actor, contact) if near else [],
        "ladders": LADDER_NAMES,
        "hours": calling.hours_of(request.actor, contact) if near else None,
        "entitled": entitled(request.actor, contact),
        "point_form": PointForm(),
        "wish_form": WishForm(),
        "names_form": NamesForm(held=called, near=near),
    }
    return render(request, "customers/contact_card.html", context)


@needs(Permission.WRITE_CUSTOMERS)
@require_http_methods(["GET", "POST"])
def add(request: Request, customer_id: int) -> HttpResponse:
    """Somebody new at a customer; one who seems to be there already is asked about once."""
    customer = queries.customer(request.actor, customer_id)
    form = ContactForm(request.POST or None)
    found: list[doubles.Namesake] = []
    if request.method == "POST" and form.is_valid():
        found = _here_already(request, form, customer.pk)
        if not found or request.POST.get("sure") == "1":
            contacts.add_contact(request.actor, customer, form.draft(), on=request.today)
            warn_of_delicate(request, form.cleaned_data.get("note", ""))
            messages.success(request, str(Words("已记下这位联系人。", "The person is noted.")))
            return redirect("customers:file", customer.pk)
    context = {"form": form, "customer": customer, "namesakes": found, "asks": bool(found)}
    return render(request, "customers/contact.html", context)


@needs(Permission.WRITE_CUSTOMERS)
@require_http_methods(["GET", "POST"])
def change(request: Request, customer_id: int, contact_id: int) -> HttpResponse:
    """What is known of somebody is written anew: what one may not read stays, what somebody else wrote meanwhile is asked about."""
    contact = contact_at(request, customer_id, contact_id)
    near = is_near(request.actor, contact.customer)
    form = ContactForm(
        request.POST or None,
        contact=contact,
        near=near,
        initial={f: getattr(contact, f) for f in ContactForm.base_fields},
    )
    now = {f: getattr(contact, f) for f in form.fields}
    conflicts.remember(form, now, request.POST)
    if (
        request.method == "POST"
        and form.is_valid()
        and conflicts.settle(form, now, request.POST, PERSON_FIELDS)
    ):
        contacts.change_contact(request.actor, contact, form.draft(), on=request.today)
        warn_of_delicate(request, form.cleaned_data.get("note", ""))
        messages.success(request, str(Words("已保存。", "Saved.")))
        return redirect("customers:contact", customer_id, contact_id)
    others = queries.contacts(request.actor, customer_id).exclude(pk=contact.pk)
    context = {
        "form": form,
        "customer": contact.customer,
        "contact": contact,
        "near": near,
        "others": list(others[:20]),
    }
    return render(request, "customers/contact.html", context)


@needs(Permission.WRITE_CUSTOMERS)
@require_POST
def add_point(request: Request, customer_id: int, contact_id: int) -> HttpResponse:
    """One more way to reach somebody."""
    contact = contact_at(request, customer_id, contact_id)
    form = PointForm(request.POST)
    if form.is_valid():
        reach.add_point(
            request.actor, contact, PointDraft(**form.cleaned_data), on=request.today
        )
        messages.success(request, str(Words("已加上。", "Added.")))
    else:
        messages.error(request, str(Words("请写号码或地址。", "Write the number or address.")))
    return redirect("customers:contact", customer_id, contact_id)


@needs(Permission.WRITE_CUSTOMERS)
@require_POST
def settle_point(
    request: Request, customer_id: int, contact_id: int, point_id: int
) -> HttpResponse:
    """Make a number the main one, set it aside, use it again, or drop it."""
    contact_at(request, customer_id, contact_id)
    point = queries.point(request.actor, contact_id, point_id)
    actor, on = request.actor, request.today
    match request.POST.get("do"):
        case "main" if point.kind in MAIN and len(point.value) <= MAIN[point.kind]:
            reach.make_main(actor, point, on=on)
        case "aside" | "again" as what:
            draft = PointDraft(point.kind, point.value, point.label, what == "aside")
            reach.add_point(actor, point.contact, draft, on=on)
        case "drop":
            reach.drop_point(actor, point, on=on)
        case _:
            messages.error(request, str(Words("没有这种做法。", "There is no such step.")))
    return redirect("customers:contact", customer_id, contact_id)


@needs(Permission.WRITE_CUSTOMERS)
@require_POST
def set_main_aside(request: Request, customer_id: int, contact_id: int) -> HttpResponse:
    """The main number of a kind must not be used any more."""
    contact = contact_at(request, customer_id, contact_id)
    kind = request.POST.get("kind", "")
    if kind in MAIN and getattr(contact, kind):
        reach.set_aside(request.actor, contact, kind=kind, on=request.today)
    return redirect("customers:contact", customer_id, contact_id)


@needs(Permission.WRITE_CUSTOMERS)
@require_POST
def names(request: Request, customer_id: int, contact_id: int) -> HttpResponse:
    """How somebody is called in each situation."""
    contact = contact_at(request, customer_id, contact_id)
    near = is_near(request.actor, contact.customer)
    form = NamesForm(request.POST, held={}, near=near)
    if form.is_valid():
        reach.call_also(request.actor, contact, form.cleaned_data, on=request.today)
        messages.success(request, str(Words("已保存。", "Saved.")))
    return redirect("customers:contact", customer_id, contact_id)


@needs(Permission.WRITE_CUSTOMERS)
@require_POST
def add_wish(request: Request, customer_id: int, contact_id: int) -> HttpResponse:
    """Somebody asked us not to reach him in some way."""
    contact = contact_at(request, customer_id, contact_id)
    form = WishForm(request.POST)
    if form.is_valid():
        reach.respect_wish(request.actor, contact, **form.cleaned_data, on=request.today)
        messages.success(
            request, str(Words("已记下，处处都会提醒。", "Noted; it is shown everywhere."))
        )
    else:
        messages.error(request, str(Words("请写他怎么说的。", "Write what he said.")))
    return redirect("customers:contact", customer_id, contact_id)


@needs(Permission.WRITE_CUSTOMERS)
@require_POST
def lift_wish(
    request: Request, customer_id: int, contact_id: int, wish_id: int
) -> HttpResponse:
    """He may be reached in this way again."""
    contact_at(request, customer_id, contact_id)
    wish = queries.wish(request.actor, contact_id, wish_id)
    reach.lift_wish(request.actor, wish, on=request.today)
    return redirect("customers:contact", customer_id, contact_id)


def _here_already(
    request: Request, form: ContactForm, customer_id: int
) -> list[doubles.Namesake]:
    found = doubles.namesakes(
        request.actor,
        name=form.cleaned_data["name"],
        mobile=form.cleaned_data["mobile"],
        customer_id=customer_id,
    )
    return [one for one in found if one.is_here]
