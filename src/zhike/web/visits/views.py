"""My visits; one visit on the way, with whom it is to and what to mind; and its end."""

from datetime import timedelta

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.timezone import localtime
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from zhike.activities.actions.visits import Over
from zhike.activities.visits import BEHAVIOURS, HOWS, MANNERS, STATES
from zhike.care import queries as care
from zhike.care.visiting import planning, queries, tours
from zhike.care.visiting.brief import guests
from zhike.care.visiting.ending import finish as finish_visit
from zhike.lib.words import Words
from zhike.trust.actor import Permission
from zhike.users.queries import colleagues
from zhike.value.queries import methods
from zhike.web.http import Request
from zhike.web.rights import needs
from zhike.web.visits.forms import ArriveForm, FinishForm
from zhike.web.visits.planning import GONE
from zhike.web.warning import warn_of_contempt, warn_of_delicate

ON_THE_WAY = (
    "visit_conduct",
    "behaviour_unwilling",
    "behaviour_dissatisfied",
    "behaviour_angry",
)
AT_OURS = ("reception_welcome", "reception_leading", "reception_seating", "meeting_conduct")
BY_PHONE = (
    "phone_answering",
    "phone_situations",
    "behaviour_unwilling",
    "behaviour_dissatisfied",
)


@needs(Permission.LOG_TOUCHES)
@require_safe
def mine(request: Request) -> HttpResponse:
    """Coming, to be written down, done."""
    context = {
        "mine": queries.mine(request.actor, now=timezone.now()),
        "tours": tours.tours(request.actor, on=request.today),
        "states": STATES,
        "manners": MANNERS,
    }
    return render(request, "visits/mine.html", context)


@needs(Permission.READ_CUSTOMERS)
@require_safe
def coverage(request: Request) -> HttpResponse:
    """Whom we have not met for too long, by grade (S2-34)."""
    context = {
        "coverage": queries.coverage(request.actor, on=request.today),
        "due": queries.overdue(request.actor, on=request.today),
        "standard": methods().standards[queries.RHYTHM],
    }
    return render(request, "visits/coverage.html", context)


@needs(Permission.READ_CUSTOMERS)
@require_safe
def visit(request: Request, visit_id: int) -> HttpResponse:
    """On the way: whom, how to address them, what not to say, what for, how long."""
    made = queries.visit(request.actor, visit_id)
    people = guests(request.actor, made, on=request.today)
    first = people[0].contact.pk if people else None
    cards = methods().cards
    names = {"at_ours": AT_OURS, "phone": BY_PHONE}.get(made.manner, ON_THE_WAY)
    context = {
        "visit": made,
        "state": STATES[made.state],
        "at": localtime(made.starts_at),
        "people": people,
        "colleagues": made.colleagues.all(),
        "manner": MANNERS[made.manner],
        "how": HOWS.get(made.agreed_how),
        "behaviour": BEHAVIOURS.get(made.outcome.behaviour) if made.state == "done" else None,
        "outcome": made.outcome if made.state == "done" else None,
        "told": made.outcome.told.all() if made.state == "done" else [],
        "brief": care.brief(request.actor, made.customer_id, first, on=request.today),
        "cards": [cards[name] for name in names],
        "reception": getattr(made, "reception", None),
    }
    return render(request, "visits/visit.html", context)


@needs(Permission.LOG_TOUCHES)
@require_POST
def arrive(request: Request, visit_id: int) -> HttpResponse:
    """I am there."""
    form = ArriveForm(request.POST)
    if form.is_valid():
        try:
            made = planning.arrive(
                request.actor,
                visit_id,
                at=timezone.now(),
                travel_minutes=form.cleaned_data["travel_minutes"],
            )
        except Over:
            messages.error(request, str(GONE))
        else:
            early = int((made.starts_at - timezone.now()).total_seconds() // 60)
            said = (
                Words("到了，提前 {n} 分钟。", "There, {n} minutes early.").format(n=early)
                if early >= 5
                else Words("到了。下次争取早到五分钟。", "There. Next time five minutes early.")
            )
            messages.success(request, str(said))
    return redirect("visits:visit", visit_id)


@needs(Permission.LOG_TOUCHES)
@require_http_methods(["GET", "POST"])
def finish(request: Request, visit_id: int) -> HttpResponse:
    """What was said, what each side does next, whom to tell."""
    made = queries.visit(request.actor, visit_id)
    if made.state in ("done", "cancelled"):
        messages.error(request, str(GONE))
        return redirect("visits:visit", visit_id)
    form = FinishForm(
        request.POST or None,
        visit=made,
        colleagues=[(u.pk, str(u)) for u in colleagues().exclude(pk=request.user.pk)],
        initial=_ended(made),
    )
    if request.method == "POST" and form.is_valid():
        ending = form.ending()
        finish_visit(request.actor, visit_id, ending, on=request.today)
        done = Words("记下了。", "Noted.")
        if made.is_formal:
            done = Words(
                "记下了；感谢函 48 小时内送出。",
                "Noted; the letter of thanks leaves within 48 hours.",
            )
        messages.success(request, str(done))
        warn_of_delicate(request, ending.said, ending.ours, ending.theirs)
        warn_of_contempt(request, ending.said)
        return redirect("visits:visit", visit_id)
    context = {"form": form, "visit": made, "at": localtime(made.starts_at)}
    status = 422 if request.method == "POST" else 200
    return render(request, "visits/finish.html", context, status=status)


def _ended(made: queries.Visit) -> dict[str, object]:
    """When it was to end, or now if that is still to come."""
    due = made.starts_at + timedelta(minutes=made.minutes)
    at = localtime(min(due, timezone.now()))
    return {"ended_on": at.date(), "ended_time": at.strftime("%H:%M")}
