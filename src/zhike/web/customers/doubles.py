"""Doubles in the browser: warned of while typing, listed in pairs, merged side by side, parted again."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from zhike.customers import doubles, history, queries
from zhike.customers.actions import merging
from zhike.customers.actions.doubles import not_the_same
from zhike.customers.doubles import Typed
from zhike.customers.pointing import counts_at
from zhike.customers.queries import Customer
from zhike.customers.rules import WRITTEN, as_text
from zhike.lib.words import Words
from zhike.trust.actor import Permission
from zhike.trust.policy import Channel, is_near, shown
from zhike.web.customers.forms import readable_phone
from zhike.web.customers.timeline import FIELDS, PERSON_FIELDS
from zhike.web.http import Request
from zhike.web.rights import needs

_SHOWN = 100
KINDS = {"organisation": Words("单位", "Organisation"), "person": Words("个人", "Person")}


@dataclass(frozen=True, slots=True)
class Choice:
    """A field of two rows side by side, and whether the loser's is proposed because the winner has none."""

    field: str
    words: Words
    winner: str
    loser: str
    takes_loser: bool

    @property
    def differs(self) -> bool:
        return self.winner != self.loser


@needs(Permission.WRITE_CUSTOMERS)
@require_safe
def lookalikes(request: Request) -> HttpResponse:
    """A warning while a customer is typed: it may be on the books already."""
    said = {
        key: request.GET.get(key, "").replace("\0", "")[:200]
        for key in ("name", "phone", "credit_code")
    }
    own = request.GET.get("own", "")
    typed = Typed(
        name=said["name"],
        phone=readable_phone(said["phone"]),
        credit_code=said["credit_code"].strip().upper(),
        own_id=int(own) if own.isdecimal() and len(own) < 18 else None,
    )
    found = doubles.lookalikes(request.actor, typed)
    return render(request, "customers/lookalikes.html", {"lookalikes": found})


@needs(Permission.WRITE_CUSTOMERS)
@require_safe
def namesakes(request: Request, customer_id: int) -> HttpResponse:
    """A warning while a person is typed: the same one, or somebody called alike."""
    customer = queries.customer(request.actor, customer_id)
    own = request.GET.get("own", "")
    found = doubles.namesakes(
        request.actor,
        name=request.GET.get("name", "").replace("\0", "")[:80],
        mobile=readable_phone(request.GET.get("mobile", "").replace("\0", "")[:40]),
        customer_id=customer.pk,
        own_id=int(own) if own.isdecimal() and len(own) < 18 else None,
    )
    return render(request, "customers/namesakes.html", {"namesakes": found})


@needs(Permission.MERGE_CUSTOMERS)
@require_safe
def pairs(request: Request) -> HttpResponse:
    """Customers that are probably one, the likeliest first (S1-45, S2-27)."""
    rows = list(doubles.pairs(request.actor)[:_SHOWN])
    seen = doubles.seen_among(
        request.actor, {pk for row in rows for pk in (row.one_id, row.other_id)}
    )
    told = [
        (
            row,
            row.one_id in seen,
            row.other_id in seen,
            [doubles.REASONS[r] for r in row.reasons],
        )
        for row in rows
    ]
    context = {"pairs": told, "merges": list(history.merges(request.actor)[:30])}
    return render(request, "customers/doubles.html", context)


@needs(Permission.MERGE_CUSTOMERS)
@require_POST
def apart(request: Request, pair_id: int) -> HttpResponse:
    """Two customers that look alike are two."""
    not_the_same(request.actor, doubles.pair(request.actor, pair_id), on=request.today)
    messages.success(
        request,
        str(Words("记住了，不再提示这两位。", "Noted; these two are not brought up again.")),
    )
    return redirect("customers:doubles")


@needs(Permission.MERGE_CUSTOMERS)
@require_http_methods(["GET", "POST"])
def merge(request: Request, customer_id: int, loser_id: int) -> HttpResponse:
    """Two customers side by side: what is kept, what moves; then they are one (ux 40, 41)."""
    winner = queries.customer(request.actor, customer_id)
    loser = queries.customer(request.actor, loser_id)
    if winner.pk == loser.pk:
        raise Customer.DoesNotExist
    if request.method == "POST":
        taken = [name for name in (*WRITTEN, "owner") if request.POST.get(name) == "loser"]
        made = merging.merge_customers(
            request.actor,
            winner.pk,
            loser.pk,
            from_loser=taken,
            at=timezone.now(),
            on=request.today,
        )
        _tell(request, made.pk, Words("已合并。", "Merged."))
        return redirect("customers:customer", winner.pk)
    context = {
        "winner": winner,
        "loser": loser,
        "choices": _choices(winner, loser),
        "moves": counts_at(request.actor, loser.pk),
    }
    return render(request, "customers/merge.html", context)


@needs(Permission.MERGE_CUSTOMERS)
@require_http_methods(["GET", "POST"])
def merge_people(
    request: Request, customer_id: int, contact_id: int, lost_id: int
) -> HttpResponse:
    """Two people of one customer side by side; then they are one."""
    customer = queries.customer(request.actor, customer_id)
    kept, lost = (
        queries.contact(request.actor, contact_id),
        queries.contact(request.actor, lost_id),
    )
    if {kept.customer_id, lost.customer_id} != {customer.pk} or kept.pk == lost.pk:
        raise Customer.DoesNotExist
    if request.method == "POST":
        names = (*merging.CONTACT_WRITTEN, "birthday")
        taken = [name for name in names if request.POST.get(name) == "loser"]
        made = merging.merge_contacts(
            request.actor,
            kept.pk,
            lost.pk,
            from_lost=taken,
            at=timezone.now(),
            on=request.today,
        )
        _tell(request, made.pk, Words("已合并。", "Merged."))
        return redirect("customers:file", customer.pk)
    near = is_near(request.actor, customer)
    choices = [
        Choice(
            name,
            PERSON_FIELDS[name],
            as_text(shown(kept, name, Channel.PAGE, near=near)),
            as_text(shown(lost, name, Channel.PAGE, near=near)),
            not getattr(kept, name) and bool(getattr(lost, name)),
        )
        for name in merging.CONTACT_WRITTEN
    ]
    choices.append(
        Choice(
            "birthday",
            Words("生日", "Birthday"),
            as_text(kept.birth_day and "✓"),
            as_text(lost.birth_day and "✓"),
            not kept.birth_day and bool(lost.birth_day),
        )
    )
    context = {
        "winner": kept,
        "loser": lost,
        "customer": customer,
        "choices": choices,
        "moves": [],
    }
    return render(request, "customers/merge.html", context)


@needs(Permission.MERGE_CUSTOMERS)
@require_POST
def part(request: Request, merge_id: int) -> HttpResponse:
    """A merge is undone: both are there again (ux 42)."""
    found = history.merge(request.actor, merge_id)
    try:
        merging.undo_merge(request.actor, found, on=request.today)
    except merging.CannotPart:
        words = Words(
            "现在不能撤销：它之后又被合并、放进回收站，或已撤销过。",
            "It cannot be undone now: the customer was merged again, is in the trash, or it was undone already.",
        )
        messages.error(request, str(words))
        return redirect("customers:doubles")
    messages.success(
        request, str(Words("已拆开，和合并前一样。", "Parted; both are as they were."))
    )
    return redirect("customers:customer", found.loser_id)


def _choices(winner: Customer, loser: Customer) -> Sequence[Choice]:
    found = [
        Choice(
            name,
            FIELDS[name],
            _said(getattr(winner, name)),
            _said(getattr(loser, name)),
            not getattr(winner, name) and bool(getattr(loser, name)),
        )
        for name in WRITTEN
    ]
    owners = [as_text(row.owner) for row in (winner, loser)]
    return [
        *found,
        Choice("owner", Words("主管人", "account manager"), owners[0], owners[1], False),
    ]


def _said(value: object) -> str:
    if isinstance(value, bool):
        return str(Words("是", "yes") if value else Words("否", "no"))
    return str(KINDS[value]) if isinstance(value, str) and value in KINDS else as_text(value)


def _tell(request: Request, merge_id: int, said: Words) -> None:
    back = reverse("customers:part", args=(merge_id,))
    link = format_html(
        '<a class="link" href="{}" hx-post="{}" hx-target="body">{}</a>',
        reverse("customers:doubles"), back, Words("撤销", "Undo"),
    )  # fmt: skip
    messages.success(request, format_html("{} {}", said, link))
