"""The calendar: a month, a week or what comes next, by sun and moon."""

from calendar import Calendar
from datetime import date, timedelta

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from zhike.trust.actor import Permission
from zhike.web.calendar.showing import Day, Whose, span, unannounced, whose
from zhike.web.http import Request
from zhike.web.rights import needs

YEARS = range(1901, 2100)
AHEAD = timedelta(days=29)
_DAY = timedelta(days=1)
_WEEK = timedelta(days=7)


@needs(Permission.READ_CUSTOMERS)
@require_safe
def month(request: Request, year: int | None = None, number: int | None = None) -> HttpResponse:
    """One month, and the list of the day chosen in it; weeks begin on Monday."""
    asked = _asked(request, "day")
    year, number = year or request.today.year, number or request.today.month
    if year not in YEARS or not 1 <= number <= 12:
        raise Http404
    shown, grid = whose(request), list(Calendar().itermonthdates(year, number))
    days = span(request, shown, grid[0], grid[-1], month=number)
    first = date(year, number, 1)
    wanted = asked or (request.today if request.today in grid else first)
    chosen = next((day for day in days if day.day == wanted), days[first.weekday()])
    context = _around(request, "month", shown, days) | {
        "first": first,
        "chosen": chosen,
        "before": first - _DAY,
        "after": (first + timedelta(days=32)).replace(day=1),
        "on": chosen.day,
    }
    return render(request, "calendar/month.html", context)


@needs(Permission.READ_CUSTOMERS)
@require_safe
def week(request: Request) -> HttpResponse:
    """The week of a day, seven days side by side."""
    on = _asked(request, "on") or request.today
    monday = on - timedelta(days=on.weekday())
    shown = whose(request)
    days = span(request, shown, monday, monday + 6 * _DAY)
    context = _around(request, "week", shown, days) | {
        "on": on,
        "before": monday - _WEEK,
        "after": monday + _WEEK,
    }
    return render(request, "calendar/week.html", context)


@needs(Permission.READ_CUSTOMERS)
@require_safe
def agenda(request: Request) -> HttpResponse:
    """What comes in the thirty days from a day, one after the other; days without anything are left out."""
    on = _asked(request, "on") or request.today
    shown = whose(request)
    days = span(request, shown, on, on + AHEAD)
    context = _around(request, "agenda", shown, days) | {
        "on": on,
        "before": on - AHEAD - _DAY,
        "after": on + AHEAD + _DAY,
        "full": [day for day in days if day.entries or day.names or day.mark or day.term],
    }
    return render(request, "calendar/agenda.html", context)


def _around(request: Request, view: str, shown: Whose, days: list[Day]) -> dict[str, object]:
    return {
        "view": view,
        "days": days,
        "whose": shown,
        "keep": f"&whose={shown.asked}" if shown.asked else "",
        "unannounced": unannounced(days[0].day, days[-1].day),
        "here": request.get_full_path(),
    }


def _asked(request: Request, name: str) -> date | None:
    """A day out of the query; nonsense and what the moon's tables do not reach is no page."""
    text = request.GET.get(name, "")
    if not text:
        return None
    try:
        day = date.fromisoformat(text)
    except ValueError:
        raise Http404 from None
    if day.year not in YEARS:
        raise Http404
    return day
