"""What customers say of our own people: for whoever leads, and for the person concerned, who may answer (S3-26)."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from zhike.care import satisfaction as care
from zhike.trust.actor import Permission
from zhike.web.http import Request
from zhike.web.rights import needs


@needs(Permission.READ_CUSTOMERS)
@require_safe
def page(request: Request) -> HttpResponse:
    """One's own, or one's people's; the newest first, never a ranking."""
    context = {
        "rows": [
            (row, care.may_see_who(request.actor, row)) for row in care.of_people(request.actor)
        ],
        "leads": care.leads(request.actor),
    }
    return render(request, "satisfaction/people.html", context)
