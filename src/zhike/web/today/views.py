"""Today: what has a clock, who should hear from us, whose day it is; each line with its reason."""

from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from zhike.care import queries as care
from zhike.care.agenda import Agenda, Line
from zhike.lib.moon import moon_day, next_solar_term
from zhike.lib.workdays import is_workday
from zhike.trust.actor import Permission
from zhike.web.guard import waiting
from zhike.web.http import Request, page_or_part
from zhike.web.rights import needs


@needs(Permission.READ_CUSTOMERS)
@require_safe
def today(request: Request) -> HttpResponse:
    """My own agenda."""
    return _page(request, "mine")


@needs(Permission.READ_CUSTOMERS)
@require_safe
def team(request: Request) -> HttpResponse:
    """The agenda of all whose customers I see."""
    return _page(request, "team")


def _page(request: Request, whose: care.Whose) -> HttpResponse:
    agenda = care.agenda(request.actor, now=timezone.localtime(), whose=whose)
    line = _open_line(request, agenda)
    term, days = next_solar_term(request.today)
    context = {
        "agenda": agenda,
        "whose": whose,
        "waiting": waiting.count(request.actor),
        "open_line": line,
        "brief": care.brief(request.actor, line.customer_id, line.contact_id, on=request.today)
        if line and line.customer_id
        else None,
        "moon": moon_day(request.today).words,
        "term": term,
        "term_days": days,
        "is_workday": is_workday(request.today),
    }
    return page_or_part(request, "today/today.html", context, part="agenda")


def _open_line(request: Request, agenda: Agenda) -> Line | None:
    """The line whose briefing stands beside the list: the one asked for, else the first."""
    wanted = request.GET.get("open", "")
    lines = [line for section in agenda.sections for line in section.lines if line.customer_id]
    chosen = [line for line in lines if str(line.task_id) == wanted]
    return next(iter(chosen or lines), None)
