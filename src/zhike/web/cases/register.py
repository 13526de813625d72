"""The register of cases: what they are about at a glance, and behind every number its list (S1-43)."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta
from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from zhike.care.cases.loyalty import ENOUGH, counted_on, loyalty
from zhike.lib.words import Words
from zhike.service import register as service
from zhike.service.problems import problems
from zhike.service.register import NOTHING, Asked
from zhike.trust.actor import Permission
from zhike.web.cases.words import CAUSES, GROUPS, KINDS, STATES
from zhike.web.http import Request
from zhike.web.paging import Order, page_of
from zhike.web.rights import needs

_DAY = timedelta(days=1)
_MOST = 12
_UNSAID = Words("没有写", "Not said")
UNHAPPY = Words("投诉和抱怨", "Complaints and grumbles")


@dataclass(frozen=True, slots=True)
class Line:
    """A number with its bar; `changes` leads to its list."""

    title: object
    count: int
    width: int
    key: str
    until: str = ""


@dataclass(frozen=True, slots=True)
class Department:
    """What is said about a department: how many of each cause."""

    title: object
    key: str
    count: int
    causes: list[tuple[str, int]]


@needs(Permission.RECEIVE_CASES)
@require_safe
def page(request: Request) -> HttpResponse:
    """The cases of a period, counted and listed."""
    asked = service.asked_of(request.GET, on=request.today)
    found = service.register(request.actor, asked, on=request.today)
    rows = service.listed(request.actor, asked).select_related("customer", "resolution")
    listed = page_of(rows, Order("received_at", falls=True), request.GET.get("after", ""))
    context = {
        "asked": asked,
        "file": urlencode({"what": "cases", **service.told(asked)}),
        "register": found,
        "causes": [_line(found.causes, key, CAUSES.get(key, _UNSAID)) for key in (*CAUSES, "")],
        "departments": _departments(found),
        "products": [
            _line(found.products, key, key or _UNSAID) for key in _top(found.products)
        ],
        "months": _months(found.months, asked),
        "rows": listed.rows,
        "after": listed.after,
        "cause_words": CAUSES,
        "kinds": {"unhappy": UNHAPPY} | {key: words for key, (words, _) in KINDS.items()},
        "kind_chips": KINDS,
        "states": STATES,
        "nothing": NOTHING,
        "problems": problems(request.actor),
        "loyalty": [(each, GROUPS[each.group]) for each in loyalty(request.actor)],
        "counted_on": counted_on(),
        "enough": ENOUGH,
    }
    return render(request, "cases/register.html", context)


def _line(counts: Counter[str], key: str, title: object) -> Line:
    most = max(counts.values(), default=0)
    return Line(title, counts[key], _width(counts[key], most), key or NOTHING)


def _width(count: int, most: int) -> int:
    return count * 100 // most if most else 0


def _top(counts: Counter[str]) -> list[str]:
    return sorted(counts, key=lambda key: (-counts[key], key))[:_MOST]


def _departments(found: service.Register) -> list[Department]:
    return [
        Department(
            key or _UNSAID,
            key or NOTHING,
            found.departments[key],
            [(cause or NOTHING, found.crossed[key, cause]) for cause in (*CAUSES, "")],
        )
        for key in _top(found.departments)
    ]


def _months(counts: Counter[date], asked: Asked) -> list[Line]:
    most = max(counts.values(), default=0)
    return [
        Line(
            month,
            counts[month],
            _width(counts[month], most),
            f"{max(month, asked.since):%Y-%m-%d}",
            f"{min((month + timedelta(days=32)).replace(day=1) - _DAY, asked.until):%Y-%m-%d}",
        )
        for month in sorted(counts, reverse=True)
    ]
