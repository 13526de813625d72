"""A lead's view: is attention where the value is, and does the book hang on a few?"""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from zhike.lib.spoken_days import years_before
from zhike.methods.effort import EFFORT
from zhike.trust.actor import Permission
from zhike.value.pictures import attention
from zhike.value.queries import methods
from zhike.web.http import Request
from zhike.web.rights import needs
from zhike.web.value.asked import behind, cut_of
from zhike.web.value.book import NOBODY, page
from zhike.web.value.schemes import graded


@needs(Permission.READ_CUSTOMERS)
@require_safe
def effort(request: Request) -> HttpResponse:
    """Effort against value by class, whom it falls on too much and too little, and the risk of concentration."""
    chosen = cut_of(request.GET)
    scheme = graded(chosen.scheme)
    since = years_before(request.today, 1)
    rows = attention.attention(request.actor, chosen, since=since, order=scheme.order)
    field = "grade" if chosen.scheme == "evaluation" else f"grade.{chosen.scheme}"
    context = page(request, chosen) | {
        "rows": [
            (
                row,
                scheme.titles.get(row.key, NOBODY),
                behind(chosen, [(field, "is", row.key) if row.key else (field, "empty", "")]),
            )
            for row in rows
        ],
        "most": max((max(r.revenue_share, r.cost_share) for r in rows), default=0) or 1,
        "is_noted": any(row.cost for row in rows),
        "scheme_title": scheme.title,
        "tolerance": methods().effort[EFFORT].tolerance,
        "dear": attention.dear(request.actor, chosen),
        "neglected": attention.neglected(request.actor, chosen),
        "concentration": attention.concentration(request.actor, chosen),
    }
    return render(request, "value/effort.html", context)
