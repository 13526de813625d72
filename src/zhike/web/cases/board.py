"""The board of cases by the urgency of their clocks; how fast each lane is."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from zhike.care.case_lanes import green_channel
from zhike.care.cases import board as cases
from zhike.trust.actor import Permission
from zhike.users import queries as users
from zhike.web.cases.words import KINDS, SHOWS, STEPS
from zhike.web.http import Request
from zhike.web.paging import Order, page_of
from zhike.web.rights import needs


@needs(Permission.RECEIVE_CASES)
@require_safe
def board(request: Request) -> HttpResponse:
    """Everything somebody still owes something, the most urgent first."""
    wanted = _wanted(request)
    now = timezone.now()
    rows = cases.board(request.actor, wanted, now=now)
    found = page_of(rows, Order("due_at"), request.GET.get("after", ""))
    context = {
        "rows": cases.lines(found.rows),
        "after": found.after,
        "wanted": wanted,
        "shows": SHOWS,
        "counts": cases.counts(request.actor, wanted, now=now),
        "most": cases.MOST,
        "kinds": KINDS,
        "steps": STEPS,
        "lanes": green_channel().titles,
        "people": users.seen_colleagues(request.actor),
        "teams": users.teams(),
        "now": now,
    }
    return render(request, "cases/board.html", context)


@needs(Permission.RECEIVE_CASES)
@require_safe
def lanes(request: Request) -> HttpResponse:
    """The lanes of the green channel, beside the ordinary ones."""
    context = {
        "speeds": cases.speeds(request.actor, now=timezone.now()),
        "rule": green_channel(),
    }
    return render(request, "cases/lanes.html", context)


def _wanted(request: Request) -> cases.Wanted:
    said = request.GET
    show, kind, lane = said.get("show", ""), said.get("kind", ""), said.get("lane", "")
    return cases.Wanted(
        show if show in cases.SHOWS else "all",
        kind if kind in KINDS else "",
        lane if lane == "green" or lane in green_channel().titles else "",
        _number(said.get("person", "")),
        _number(said.get("team", "")),
    )


def _number(text: str) -> int | None:
    return int(text) if text.isdecimal() and len(text) < 12 else None
