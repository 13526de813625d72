"""The export register: files asked for, approved, fetched."""

import json
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from zhike.exchange.out import actions
from zhike.exchange.out.actions import CannotLeave, Order
from zhike.exchange.out.allowance import outlook
from zhike.exchange.out.columns import COLUMNS, OFFERED, What, chosen
from zhike.exchange.out.queries import exports
from zhike.exchange.out.rules import ALONE
from zhike.exchange.out.sources import wanted
from zhike.lib.words import Words, spoken
from zhike.trust import levels
from zhike.trust.actor import Level, Permission
from zhike.web.customers.asked import address_of
from zhike.web.customers.listing import asked_at
from zhike.web.files import file_answer
from zhike.web.guard.deciding import decided
from zhike.web.guard.forms import ExportForm
from zhike.web.http import Request
from zhike.web.rights import needs

STATES = {
    "waiting": (Words("待批准", "waits for approval"), "warn"),
    "queued": (Words("正在写", "being written"), "info"),
    "ready": (Words("可以取", "ready"), "good"),
    "taken": (Words("已取走", "fetched"), ""),
    "refused": (Words("未批准", "refused"), "bad"),
    "expired": (Words("已过期", "expired"), ""),
    "ended": (Words("已终止", "ended"), ""),
    "failed": (Words("没有成功", "failed"), "bad"),
}
OF_ONE = (What.CONTACTS, What.TOUCHES, What.PROMISES, What.CASES)
PAGE = 100


@needs(Permission.READ_CUSTOMERS)
@require_safe
def register(request: Request) -> HttpResponse:
    """One's own files; all of them for whoever reads the registers."""
    rows = exports(request.actor)[:PAGE]
    context = {"rows": [(row, What(row.what).words, STATES[row.state]) for row in rows]}
    return render(request, "guard/exports.html", context)


@needs(Permission.TAKE_FILES)
@require_http_methods(["GET", "POST"])
def ask(request: Request) -> HttpResponse:
    """What is to leave, for which purpose; the list's own query comes along in the address."""
    query = request.GET.copy()
    asked = query.pop("what", ["customers"])[-1]
    what = What(asked) if asked in set(OFFERED) else What.CUSTOMERS
    query.pop("after", None)
    address = _address(request, query)
    found = outlook(request.actor, what, address, at=timezone.now())
    form = ExportForm(request.POST or None, what=what)
    if request.method == "POST" and form.is_valid():
        order = Order(
            what,
            address,
            tuple(form.cleaned_data.get("columns", ())),
            form.cleaned_data["file_type"],
            form.purpose(),
            spoken(),
        )
        try:
            export = actions.ask(request.actor, order, at=timezone.now())
        except CannotLeave as error:
            messages.error(request, str(error.words))
        else:
            return redirect("guard:export", export.pk)
    context = {
        "form": form,
        "what": what,
        "kinds": _kinds(what, query),
        "found": found,
        "alone": ALONE,
        "waits": found.needs_approval(is_personal=False),
        "personal": [c.words for c in COLUMNS[what] if c.is_personal],
    }
    return render(request, "guard/ask_export.html", context)


@needs(Permission.READ_CUSTOMERS)
@require_safe
def one(request: Request, export_id: int) -> HttpResponse:
    """One line of the register; asks again by itself while the file is being written."""
    export = exports(request.actor).get(pk=export_id)
    what = What(export.what)
    context = {
        "export": export,
        "what": what.words,
        "state": STATES[export.state],
        "columns": [column.words for column in chosen(what, export.columns)],
        "level": Level(export.level),
        "level_name": levels.names()[Level(export.level)],
        "is_mine": export.asked_by_id == request.actor.user_id,
        "may_decide": exports(request.actor).decidable_by(request.actor).filter(pk=export.pk),
        "narrowed": _narrowed(QueryDict(export.address)),
    }
    return render(request, "guard/export.html", context)


@needs(Permission.TAKE_FILES)
@require_POST
def take(request: Request, export_id: int) -> HttpResponseBase:
    """The file itself, once; the register says so before the first byte."""
    try:
        path, name = actions.take(request.actor, export_id, at=timezone.now())
    except CannotLeave as error:
        messages.error(request, str(error.words))
        return redirect("guard:export", export_id)
    return file_answer(path, name)


@needs(Permission.APPROVE)
@require_POST
def decide(request: Request, export_id: int) -> HttpResponse:
    """Let a file leave, or not."""
    exports(request.actor).get(pk=export_id)
    return decided(
        request,
        lambda grant, why: actions.decide(
            request.actor, export_id, grant=grant, why=why, at=timezone.now()
        ),
        back=reverse("guard:home"),
    )


def _kinds(asked: What, query: QueryDict) -> list[tuple[What, str]]:
    """The kinds of files for this list, each with its address; the register of cases has a query of its own."""
    offered = OF_ONE if "customer" in query else OFFERED
    found = []
    for what in offered:
        keeps = "customer" in query or (what is What.CASES) == (asked is What.CASES)
        address = query.copy() if keeps else QueryDict(mutable=True)
        address["what"] = what
        found.append((what, f"?{address.urlencode()}"))
    return found


def _address(request: Request, query: QueryDict) -> str:
    """The query a file is made from; the place of a list is told as what that list asks for."""
    asked = asked_at(request, query.get("place", ""))
    if "place" not in query or asked is None:
        return query.urlencode()
    told = json.dumps(asked.wanted.as_data(), ensure_ascii=False, separators=(",", ":"))
    return urlencode({"wanted": told, "sort": asked.sort})


def _narrowed(query: QueryDict) -> list[tuple[str, str]]:
    """What the list was narrowed to, as its address said it."""
    if "wanted" in query:
        return address_of(wanted(query))
    return [(key, str(value)) for key, value in query.items() if value]
