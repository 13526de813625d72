"""Visitors come to us: how they are received, and who sits where (S4-39, S4-41)."""

from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localtime
from django.views.decorators.http import require_http_methods

from zhike.activities.visits import GRADES
from zhike.care.visiting import queries, receiving
from zhike.lib.words import Words
from zhike.trust.actor import Permission
from zhike.users.queries import colleagues
from zhike.value.queries import methods
from zhike.web.http import Request
from zhike.web.rights import needs
from zhike.web.visits.forms import ReceptionForm


@dataclass(frozen=True, slots=True)
class Sides:
    """Who sits facing the door, and who across."""

    guests: list[receiving.Seat]
    ours: list[receiving.Seat]


@needs(Permission.LOG_TOUCHES)
@require_http_methods(["GET", "POST"])
def reception(request: Request, visit_id: int) -> HttpResponse:
    """The plan of a reception and the list of seats, to be printed."""
    visit = queries.visit(request.actor, visit_id)
    plan = getattr(visit, "reception", None)
    people = [(u.pk, str(u)) for u in colleagues()]
    initial = {
        "grade": plan.grade if plan else "plain",
        "met_by": plan.met_by_id if plan else None,
        "room": plan.room if plan else "",
        "vehicle": plan.vehicle if plan else "",
        "note": plan.note if plan else "",
    }
    form = ReceptionForm(request.POST or None, colleagues=people, initial=initial)
    if request.method == "POST" and form.is_valid():
        said = dict(form.cleaned_data)
        said["met_by_id"] = said.pop("met_by")
        receiving.plan_reception(request.actor, visit_id, on=request.today, **said)
        messages.success(request, str(Words("接待安排好了。", "The reception is arranged.")))
        return redirect("visits:reception", visit_id)
    seats = receiving.seats(visit)
    cards = methods().cards
    context = {
        "visit": visit,
        "at": localtime(visit.starts_at),
        "form": form,
        "plan": plan,
        "grade": GRADES[plan.grade] if plan else None,
        "sides": Sides(*seats),
        "cards": [
            cards["reception_welcome"],
            cards["reception_leading"],
            cards["reception_seating"],
        ],
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "visits/reception.html", context, status=status)
