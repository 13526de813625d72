"""The four satisfactions over the book: the lowest first, how many answered, what they said, and who needs us most."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from zhike.care import satisfaction as care
from zhike.care import surveys
from zhike.methods.questionnaires import DIMENSIONS, OCCASIONS
from zhike.trust.actor import Permission
from zhike.web.http import Request
from zhike.web.rights import needs

_OF_US = [key for key in OCCASIONS if key != "people"]


@needs(Permission.READ_CUSTOMERS)
@require_safe
def page(request: Request) -> HttpResponse:
    """All customers one sees, or those of one colleague; narrowed to one of the four, or to the champions."""
    owners = care.owners(request.actor)
    asked = request.GET.get("who", "")
    owner_id = next((pk for pk, _ in owners if str(pk) == asked), None)
    only = request.GET.get("only", "")
    only = only if only in DIMENSIONS or only == "champion" else ""
    book = care.book(request.actor, _OF_US, owner_id=owner_id, on=request.today)
    context = {
        "book": book,
        "occasions": [
            (OCCASIONS[key], numbers) for key, numbers in book.by_occasion if numbers.asked
        ],
        "rows": [
            (row, DIMENSIONS[key], value)
            for row, key, value in care.lowest_first(
                request.actor, owner_id=owner_id, only=only
            )
        ],
        "said": [
            (row, surveys.title_of(row))
            for row in care.words_said(request.actor, owner_id=owner_id)
        ],
        "owners": owners,
        "owner_id": owner_id,
        "only": only,
        "rule": surveys.rule(),
        "dimensions": DIMENSIONS,
    }
    return render(request, "satisfaction/book.html", context)
