"""Services over the whole book: how far they are given, what is on the list, where effort goes, what one is there for."""

from itertools import groupby
from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from zhike.care import coverage as covering
from zhike.care import effort as spending
from zhike.care.coverage import Chosen, Covered
from zhike.care.owed import channel_words, class_words
from zhike.lib.words import Words
from zhike.methods.effort import EFFORT, SIDES
from zhike.methods.services import CATEGORIES, CHARACTERS, LEVELS
from zhike.trust.actor import Permission
from zhike.users.queries import teams
from zhike.users.staffing import post_of, staffing
from zhike.value.queries import methods
from zhike.web.http import Request
from zhike.web.paging import Order, page_of
from zhike.web.rights import Open, needs

STATES = {
    "owed": Words("应得", "Owed"),
    "given": Words("已做到", "Given"),
    "overdue": Words("逾期", "Overdue"),
}


@needs(Permission.READ_CUSTOMERS)
@require_safe
def coverage(request: Request) -> HttpResponse:
    """By class and service: owed, given in time, overdue."""
    chosen = _chosen(request)
    rows = covering.coverage(request.actor, chosen, on=request.today)
    sections = [(by, lines, _sum(lines)) for by, lines in _by_class(rows)]
    context = {
        "sections": sections,
        "chosen": chosen,
        "links": _links(chosen),
        "teams": list(teams()),
        "channels": staffing().channels,
        "total": _sum(rows),
        "levels": LEVELS,
        "characters": CHARACTERS,
    }
    return render(request, "services/coverage.html", context)


@needs(Permission.READ_CUSTOMERS)
@require_safe
def behind(request: Request) -> HttpResponse:
    """The customers behind a number."""
    catalogue, _, service = request.GET.get("service", "").partition(".")
    line = covering.line_of(catalogue, service, request.GET.get("by", ""))
    state = request.GET.get("state", "overdue")
    if line is None or state not in STATES:
        return redirect("services:coverage")
    rows = covering.customers_of(request.actor, line, _chosen(request), state, on=request.today)
    page = page_of(rows, Order("customer__pinyin"), request.GET.get("after", ""))
    last = covering.last_given(request.actor, line, [row.customer_id for row in page.rows])
    context = {
        "line": line,
        "by": class_words(line.entitlement.scheme, line.entitlement.grade),
        "state": state,
        "states": STATES,
        "rows": [(row, last.get(row.customer_id)) for row in page.rows],
        "after": page.after,
    }
    return render(request, "services/behind.html", context)


@needs(Permission.READ_CUSTOMERS)
@require_safe
def catalogue(request: Request) -> HttpResponse:
    """The services, how and by when they are given, and which class is owed which."""
    found = []
    for each in methods().services.values():
        owed = [(class_words(e.scheme, e.grade), e) for e in each.entitlements]
        listed = [
            (
                service,
                CATEGORIES[service.category],
                CHARACTERS[service.character],
                LEVELS[service.level],
                [channel_words(key) for key in service.channels],
                [e.times.get(service.key) for _, e in owed],
            )
            for service in each.services
        ]
        found.append((each, owed, listed))
    return render(request, "services/catalogue.html", {"catalogues": found})


@needs(Permission.READ_CUSTOMERS)
@require_safe
def effort(request: Request) -> HttpResponse:
    """Effort and cost by class against what the class brings (S2-04)."""
    rows = spending.by_class(request.actor, on=request.today)
    most = max((max(row.revenue, 0) for row in rows), default=0) or 1
    rule = methods().effort[EFFORT]
    dearest = max((row.cost for row in rows), default=0) or 1
    context = {
        "rows": [
            (row, max(0, row.revenue) * 100 // most, row.cost * 100 // dearest) for row in rows
        ],
        "sides": SIDES,
        "mixes": rule.mixes,
        "rule": rule,
    }
    return render(request, "services/effort.html", context)


@needs(Open.SIGNED_IN)
@require_safe
def duties(request: Request) -> HttpResponse:
    """What one is there for in one's grade, and how one goes about it (S3-15)."""
    staff = staffing()
    channel = staff.channel(request.user.channel) if request.user.channel else None
    context = {
        "mine": post_of(request.user),
        "channel": channel,
        "posts": staff.posts,
        "note": staff.head.note,
        "wants": [(class_words(w.scheme, w.grade), w) for w in staff.wants],
        "ranks": {
            "ordinary": Words("普通", "ordinary"),
            "middle": Words("中级", "middle"),
            "senior": Words("高级", "senior"),
        },
    }
    return render(request, "services/duties.html", context)


def _chosen(request: Request) -> Chosen:
    team = request.GET.get("team", "")
    channel = request.GET.get("channel", "")
    return Chosen(
        team_id=int(team) if team.isdecimal() and len(team) < 10 else None,
        channel=channel if channel in {c.key for c in staffing().channels} else "",
    )


def _links(chosen: Chosen) -> str:
    """What the links below a number carry on."""
    carried = {"team": chosen.team_id, "channel": chosen.channel}
    return urlencode({name: value for name, value in carried.items() if value})


def _by_class(rows: list[Covered]) -> list[tuple[Words, list[Covered]]]:
    grouped = [list(lines) for _, lines in groupby(rows, key=lambda row: str(row.by))]
    return [(lines[0].by, lines) for lines in grouped]


def _sum(rows: list[Covered]) -> dict[str, int]:
    owed = sum(row.owed for row in rows)
    given = sum(row.given for row in rows)
    return {
        "owed": owed,
        "given": given,
        "overdue": sum(row.overdue for row in rows),
        "percent": given * 100 // owed if owed else 0,
    }
