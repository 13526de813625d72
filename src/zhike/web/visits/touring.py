"""A tour: choose a place, see who there is due, put them into a day in an order (S2-37)."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from zhike.activities.visits import STATES
from zhike.care.visiting import queries, tours
from zhike.care.visiting.queries import Due
from zhike.lib.words import Words
from zhike.lib.workdays import add_workdays
from zhike.trust.actor import Permission
from zhike.web.http import Request
from zhike.web.rights import needs
from zhike.web.visits.forms import TourForm

NOBODY = Words("请至少选一家。", "Choose at least one.")


@needs(Permission.LOG_TOUCHES)
@require_http_methods(["GET", "POST"])
def plan(request: Request) -> HttpResponse:
    """Who is there, who is due, and in which order they are seen."""
    place = (request.POST.get("place") or request.GET.get("place") or "").replace("\0", "")
    place = place.strip()[:80]
    found = queries.there(request.actor, place, on=request.today) if place else []
    form = TourForm(
        request.POST or None,
        today=request.today,
        initial={
            "place": place,
            "on": add_workdays(request.today, 3),
            "at": "09:30",
            "minutes": 45,
        },
    )
    if request.method == "POST" and form.is_valid():
        chosen = _in_order(request, found)
        if chosen:
            said = form.cleaned_data
            tour = tours.plan_tour(
                request.actor,
                chosen,
                place=said["place"],
                tour_on=said["on"],
                first_at=said["at"],
                minutes=said["minutes"],
                repeat=said["repeat"],
                on=request.today,
            )
            messages.success(request, str(Words("路线排好了。", "The tour is laid out.")))
            return redirect("visits:tour", tour.pk)
        form.add_error(None, str(NOBODY))
    context = {
        "form": form,
        "place": place,
        "found": found,
        "ticked": set(request.POST.getlist("stop")),
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "visits/plan_tour.html", context, status=status)


@needs(Permission.LOG_TOUCHES)
@require_safe
def tour(request: Request, tour_id: int) -> HttpResponse:
    """The day's list of stops."""
    found, visits = tours.tour(request.actor, tour_id)
    context = {"tour": found, "visits": visits, "states": STATES}
    return render(request, "visits/tour.html", context)


def _in_order(request: Request, found: list[Due]) -> list[int]:
    """Those ticked, by the numbers beside them; without numbers as they stand."""
    ticked = set(request.POST.getlist("stop"))
    chosen = [due.customer.pk for due in found if str(due.customer.pk) in ticked]

    def number(pk: int) -> int:
        said = request.POST.get(f"order_{pk}", "")
        return int(said) if said.isdecimal() and len(said) < 4 else 999

    return sorted(chosen, key=number)
