"""Who has how much before him, what is overdue, and which standings hear from us in time."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from zhike.care import load as care
from zhike.trust.actor import Permission
from zhike.users import queries as users
from zhike.web.http import Request
from zhike.web.rights import needs

SHOWN = 100


@needs(Permission.READ_CUSTOMERS)
@require_safe
def load(request: Request) -> HttpResponse:
    """Everybody whose tasks one sees, and the coverage by standing."""
    context = {
        "loads": care.loads(request.actor, today=request.today),
        "coverage": care.coverage(request.actor, as_of=request.today),
    }
    return render(request, "team/load.html", context)


@needs(Permission.READ_CUSTOMERS)
@require_safe
def person(request: Request, user_id: int) -> HttpResponse:
    """What one person has not done in time, and whom of his customers he does not hear from."""
    whose = users.person(user_id)
    loads = care.loads(request.actor, today=request.today)
    mine = next((each for each in loads if each.user_id == user_id), None)
    if whose is None:
        raise Http404
    late = care.overdue(request.actor, today=request.today, assignee_id=user_id)
    context = {
        "whose": whose,
        "load": mine,
        "late": list(late[:SHOWN]),
        "coverage": care.coverage(request.actor, as_of=request.today, owner_id=user_id),
    }
    return render(request, "team/person.html", context)
