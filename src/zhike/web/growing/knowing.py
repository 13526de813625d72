"""Which industries and fields a colleague knows, in his own word and in that of whoever leads him (S0-17)."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from zhike.care import matching
from zhike.lib.words import Words
from zhike.users import knowing, queries
from zhike.web.growing.forms import KnowsForm
from zhike.web.http import Request
from zhike.web.rights import Open, needs


@needs(Open.SIGNED_IN)
@require_http_methods(["GET", "POST"])
def page(request: Request, user_id: int) -> HttpResponse:
    """What he knows; he himself and his lead say more, and see who said what."""
    person = queries.person(user_id)
    if person is None or not person.is_active:
        raise Http404
    may_speak = knowing.may_speak_of(request.actor, person)
    bound = request.POST or None
    if bound and bound.get("do") == "take_back" and bound.get("said", "").isdecimal():
        knowing.take_back(request.actor, int(bound["said"]), on=request.today)
        return redirect("growing:knows", person.pk)
    form = KnowsForm(bound)
    if bound and form.is_valid():
        knowing.say_knows(request.actor, person, on=request.today, **form.cleaned_data)
        messages.success(request, str(Words("记下了。", "Noted.")))
        return redirect("growing:knows", person.pk)
    known = knowing.known([person.pk])
    context = {
        "person": person,
        "is_me": person.pk == request.user.pk,
        "may_speak": may_speak,
        "known": [
            (
                each,
                knowing.KINDS[each.kind],
                knowing.LEVELS[each.level],
                knowing.LEVELS[each.own.level] if each.own else None,
                knowing.LEVELS[each.led.level] if each.led else None,
            )
            for each in known
        ],
        "form": form,
        "subjects": matching.subjects(request.actor),
        "led_by_me": matching.people_led(request.actor),
    }
    status = 422 if form.is_bound else 200
    return render(request, "growing/knows.html", context, status=status)
