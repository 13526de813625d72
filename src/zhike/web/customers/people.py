"""The people of a customer in the browser: the map, where each stands, what he thinks of us, who knows whom."""

import json
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBadRequest
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from zhike.care.people import PARTS, RANKS, SIDES, people
from zhike.care.signing import plan_visits
from zhike.customers import queries
from zhike.customers.actions import relations
from zhike.customers.actions.relations import (
    ElsewhereError,
    PlaceDraft,
    ReportsInCircleError,
    TieDraft,
)
from zhike.customers.queries import Contact
from zhike.lib.words import Words
from zhike.trust.actor import Permission
from zhike.trust.policy import is_near
from zhike.users.queries import colleagues
from zhike.web.customers.drawing import picture
from zhike.web.customers.header import header
from zhike.web.customers.people_forms import TIES, PlaceForm, SpotForm, StanceForm, TieForm
from zhike.web.http import Request, page_or_part
from zhike.web.rights import needs
from zhike.web.warning import warn_of_delicate

_CIRCLE = Words("上级不能绕回到本人。", "Nobody can answer to himself.")


@needs(Permission.READ_CUSTOMERS)
@require_safe
def people_map(request: Request, customer_id: int) -> HttpResponse:
    """Who is there, who is for us, who was never met, and what to do about it (S1-19)."""
    customer = queries.customer(request.actor, customer_id)
    found = people(request.actor, customer, on=request.today)
    context = header(request, customer_id) | {
        "customer": customer,
        "tab": "people",
        "people": found,
        "picture": picture(found.cards, found.ties),
        "sides": SIDES.items(),
        "parts": PARTS.items(),
        "ranks": RANKS,
        "tie_words": TIES,
    }
    return page_or_part(request, "customers/people_map.html", context, part="map")


@needs(Permission.WRITE_CUSTOMERS)
@require_http_methods(["GET", "POST"])
def place(request: Request, customer_id: int, contact_id: int) -> HttpResponse:
    """Where somebody stands, what he thinks of us, and who he is tied to: one sheet."""
    contact = contact_at(request, customer_id, contact_id)
    others = _colleagues_of(request, contact)
    at = getattr(contact, "map_place", None)
    form = PlaceForm(
        request.POST or None,
        colleagues=others,
        initial={
            "part": at.part,
            "rank": at.rank,
            "influence": at.influence,
            "reports_to": at.reports_to_id,
        }
        if at
        else {},
    )
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        draft = PlaceDraft(said["part"], said["rank"], said["influence"], said["reports_to"])
        try:
            relations.place_person(request.actor, contact, draft, on=request.today)
        except (ReportsInCircleError, ElsewhereError):
            form.add_error("reports_to", str(_CIRCLE))
        else:
            messages.success(request, str(Words("已记下。", "Noted.")))
            return redirect("customers:people", customer_id)
    near = is_near(request.actor, contact.customer)
    other = request.GET.get("other", "")
    context = {
        "customer": contact.customer,
        "contact": contact,
        "form": form,
        "near": near,
        "stance_form": StanceForm(),
        "tie_form": TieForm(
            others=_ends(request, contact, others), initial={"other": f"c{other}"}
        ),
        "stances": queries.stances(request.actor, contact),
        "ties": queries.ties_of(request.actor, contact),
        "sides": SIDES,
        "tie_words": TIES,
        "spot": at,
        "is_tying": bool(other),
    }
    status = 422 if request.method == "POST" else 200
    return page_or_part(
        request, "customers/people_place.html", context, part="sheet", status=status
    )


@needs(Permission.WRITE_CUSTOMERS)
@require_POST
def stance(request: Request, customer_id: int, contact_id: int) -> HttpResponse:
    """An opinion on what somebody thinks of us, with its grounds."""
    contact = near_contact(request, customer_id, contact_id)
    form = StanceForm(request.POST)
    if form.is_valid():
        relations.note_stance(request.actor, contact, **form.cleaned_data, on=request.today)
        warn_of_delicate(request, form.cleaned_data["grounds"])
        messages.success(request, str(Words("已记下。", "Noted.")))
    else:
        messages.error(
            request,
            str(Words("请选态度，并写凭什么。", "Choose a stance and write its grounds.")),
        )
    return redirect("customers:people", customer_id)


@needs(Permission.WRITE_CUSTOMERS)
@require_POST
def tie(request: Request, customer_id: int, contact_id: int) -> HttpResponse:
    """A line between two persons."""
    contact = near_contact(request, customer_id, contact_id)
    others = _ends(request, contact, _colleagues_of(request, contact))
    form = TieForm(request.POST, others=others)
    if form.is_valid():
        said = form.cleaned_data
        end, pk = said["other"][:1], int(said["other"][1:])
        relations.tie_people(
            request.actor,
            contact,
            other=queries.contact(request.actor, pk) if end == "c" else None,
            colleague_id=pk if end == "u" else None,
            draft=TieDraft(said["kind"], said["closeness"], said["note"]),
            on=request.today,
        )
        messages.success(request, str(Words("已连上。", "Tied.")))
    else:
        messages.error(request, str(Words("请选和谁、什么关系。", "Choose whom and what tie.")))
    return redirect("customers:people", customer_id)


@needs(Permission.WRITE_CUSTOMERS)
@require_POST
def untie(request: Request, customer_id: int, tie_id: int) -> HttpResponse:
    """A line is taken away."""
    found = queries.tie(request.actor, customer_id, tie_id)
    near_contact(request, found.contact.customer_id, found.contact_id)
    relations.untie_people(request.actor, found, on=request.today)
    messages.success(request, str(Words("已断开。", "Untied.")))
    return redirect("customers:people", customer_id)


@needs(Permission.WRITE_CUSTOMERS)
@require_POST
def spots(request: Request, customer_id: int) -> HttpResponse:
    """Where people were put on the picture: one by form, many by the script that lets one drag; `tidy` forgets them all."""
    queries.customer(request.actor, customer_id)
    if "tidy" in request.POST:
        relations.tidy_map(request.actor, customer_id, on=request.today)
        return redirect("customers:people", customer_id)
    moved = _spots(request.POST.get("spots", ""))
    if moved is None:
        return HttpResponseBadRequest()
    relations.move_people(request.actor, customer_id, moved, on=request.today)
    if request.headers.get("X-Requested-With") == "map":
        return HttpResponse(status=204)
    return redirect("customers:people", customer_id)


def _spots(text: str) -> dict[int, tuple[int, int]] | None:
    """`{"12": [120, 80]}`, at most two hundred; None for anything else."""
    try:
        said: Any = json.loads(text)
    except ValueError:
        return None
    if not isinstance(said, dict) or len(said) > 200:
        return None
    found = {}
    for key, value in said.items():
        if not (
            key.isdecimal() and len(key) < 12 and isinstance(value, list) and len(value) == 2
        ):
            return None
        form = SpotForm({"x": str(value[0]), "y": str(value[1])})
        if not form.is_valid():
            return None
        found[int(key)] = (form.cleaned_data["x"], form.cleaned_data["y"])
    return found


def contact_at(request: Request, customer_id: int, contact_id: int) -> Contact:
    """Somebody at this very customer; not there otherwise."""
    contact = queries.contact(request.actor, contact_id)
    if contact.customer_id != customer_id:
        raise Http404
    return contact


def near_contact(request: Request, customer_id: int, contact_id: int) -> Contact:
    """The same, for writing what only those near may read; others are told nothing of it."""
    contact = contact_at(request, customer_id, contact_id)
    if not is_near(request.actor, contact.customer):
        raise Http404
    return contact


def _colleagues_of(request: Request, contact: Contact) -> list[tuple[int, str]]:
    there = queries.contacts(request.actor, contact.customer_id)
    return [(c.pk, f"{c.name} {c.title}".strip()) for c in there if c.pk != contact.pk]


def _ends(
    request: Request, contact: Contact, here: list[tuple[int, str]]
) -> list[tuple[str, object]]:
    """Whom a tie may lead to: people here, people elsewhere one sees and was asked for by name, our own colleagues."""
    named = request.POST.get("who") or request.GET.get("who") or ""
    elsewhere = queries.contacts_named(request.actor, named, but=contact.customer_id)
    ends: list[tuple[str, object]] = [
        (str(contact.customer), [(f"c{pk}", name) for pk, name in here]),
        (str(Words("我方", "Our side")), [(f"u{u.pk}", str(u)) for u in colleagues()]),
    ]
    if elsewhere:
        other = str(Words("别的客户", "Other customers"))
        ends.append((other, [(f"c{c.pk}", f"{c.name} · {c.customer}") for c in elsewhere]))
    return ends


@needs(Permission.LOG_TOUCHES)
@require_POST
def signed(request: Request, customer_id: int) -> HttpResponse:
    """A contract was signed: visits to those who opposed, were never met, or supported us (S1-19)."""
    laid = plan_visits(request.actor, customer_id, signed_on=request.today, on=request.today)
    said = Words("已安排 {n} 次拜访。", "{n} visits are planned.").format(n=len(laid))
    messages.success(request, str(said))
    return redirect("customers:people", customer_id)
