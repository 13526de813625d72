"""One session of guidance: held with who was there, moved, called off, looked at again (S2-22)."""

from datetime import date

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.dateparse import parse_date
from django.views.decorators.http import require_http_methods

from zhike.care.accounts import sessions as care
from zhike.customers import queries as customers
from zhike.lib.words import Words
from zhike.methods.guidance import MEANS
from zhike.trust.actor import Permission
from zhike.web.forms import named_people
from zhike.web.http import Request
from zhike.web.key.forms import HoldForm
from zhike.web.rights import needs

_OVER = Words("这一次已经做过或取消了。", "It was held or called off already.")
_WORDS = Words("请写一句。", "Please write a line.")
_DAY = Words("请选今天或以后的日子。", "Choose today or a later day.")


@needs(Permission.LOG_TOUCHES)
@require_http_methods(["GET", "POST"])
def session(request: Request, session_id: int) -> HttpResponse:
    """What was taught to whom, and what changed."""
    found = care.session(request.actor, session_id)
    people = named_people(customers.contacts(request.actor, found.customer_id)[:60])
    initial = {"held_on": min(request.today, found.planned_on), "taught": found.what}
    is_held = request.POST.get("do") == "hold"
    form = HoldForm(
        request.POST if is_held else None, people=people, today=request.today, initial=initial
    )
    if request.method == "POST" and not is_held:
        _do(request, session_id)
        return redirect("key:session", session_id)
    if is_held and form.is_valid():
        try:
            care.hold(request.actor, session_id, **form.cleaned_data, on=request.today)
        except care.Over:
            messages.error(request, str(_OVER))
        else:
            said = Words("记下了，两周后回去看看。", "Noted; look again in two weeks.")
            messages.success(request, str(said))
        return redirect("key:programme", found.programme_id)
    learners = care.learners_of(request.actor, found.programme_id)
    context = {
        "session": found,
        "form": form,
        "means": MEANS.get(found.means, found.means),
        "topic": care.topics().get(found.topic, found.topic),
        "learners": learners.get(session_id, []),
    }
    return render(request, "key/session.html", context, status=422 if form.errors else 200)


def _do(request: Request, session_id: int) -> None:
    do, words = request.POST.get("do", ""), request.POST.get("words", "").strip()[:2000]
    if do not in {"look", "cancel", "move"}:
        raise Http404
    day = _day(request.POST.get("to", "")) if do == "move" else None
    if do == "move" and (day is None or day < request.today):
        messages.error(request, str(_DAY))
        return
    if do != "move" and not words:
        messages.error(request, str(_WORDS))
        return
    try:
        if do == "look":
            care.look(request.actor, session_id, words, on=request.today)
        elif day is None:
            care.cancel(request.actor, session_id, why=words[:200], on=request.today)
        else:
            care.move(request.actor, session_id, to=day, on=request.today)
    except (care.Over, care.NotHeldYet):
        messages.error(request, str(_OVER))
    else:
        messages.success(request, str(Words("记下了。", "Noted.")))


def _day(text: str) -> date | None:
    try:
        return parse_date(text)
    except ValueError:
        return None
