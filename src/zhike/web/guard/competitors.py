"""Competitors: what is known from lawful sources, and when their people were met."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from zhike.activities import queries
from zhike.activities.actions import competitors as actions
from zhike.activities.actions.competitors import Meeting
from zhike.activities.rules import SOURCES, UNLAWFUL
from zhike.care import rivals
from zhike.lib.words import Words
from zhike.trust.actor import Permission
from zhike.value.queries import methods
from zhike.web.guard.forms import CompetitorForm, MetForm, NoteForm
from zhike.web.http import Request
from zhike.web.rights import needs

_WARNING = Words(
    "已记下。里面有“{words}”这样的说法：对同行只说事实、不贬低（S4-35），可以再斟酌一条。",
    "Noted. It says “{words}”: of competitors only facts, nothing belittling (S4-35); another note may put it better.",
)


@needs(Permission.READ_CUSTOMERS)
@require_http_methods(["GET", "POST"])
def known(request: Request) -> HttpResponse:
    """Every competitor; for the steward also what was refused or went wrong."""
    form = CompetitorForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        made = actions.name_competitor(
            request.actor, name=form.cleaned_data["name"], on=request.today
        )
        return redirect("guard:competitor", made.pk)
    may_read = request.actor.may(Permission.READ_REGISTERS)
    context = {
        "form": form,
        "rows": queries.competitors(request.actor),
        "flagged": queries.flagged(request.actor) if may_read else [],
    }
    return render(request, "guard/competitors.html", context)


@needs(Permission.READ_CUSTOMERS)
@require_safe
def one(request: Request, competitor_id: int) -> HttpResponse:
    """What is known, from where; and whom of theirs we met."""
    found, notes, met = queries.competitor(request.actor, competitor_id)
    context = {
        "competitor": found,
        "notes": [(note, SOURCES[note.source_type]) for note in notes[:100]],
        "met": met[:100],
        "places": [
            (each, rivals.STATES[each.state])
            for each in rivals.rivals_at(request.actor, competitor_id)[:100]
        ],
        "card": methods().cards["competitor_contact"],
    }
    return render(request, "guard/competitor.html", context)


@needs(Permission.LOG_TOUCHES)
@require_http_methods(["GET", "POST"])
def note(request: Request, competitor_id: int) -> HttpResponse:
    """Something learnt, with its lawful source."""
    found, _, _ = queries.competitor(request.actor, competitor_id)
    form = NoteForm(request.POST or None)
    status = 200
    if request.method == "POST" and form.is_valid():
        kept = actions.note_competitor(
            request.actor, found, **form.cleaned_data, on=request.today
        )
        if kept:
            _say(request, kept.what)
            return redirect("guard:competitor", found.pk)
        form.add_error("source_type", str(UNLAWFUL))
        status = 422
    context = {
        "form": form,
        "title": Words(f"记一条：{found}", f"A note on {found}"),
        "lead": Words(
            "只记合法、正当得来的：公开资料、对方不加限制地披露过的、客户合法告知的、市场调查。",
            "Only what came lawfully and fairly: public material, what they disclosed without restriction, what a customer lawfully told, research.",
        ),
        "back": reverse("guard:competitor", args=[found.pk]),
        "send": Words("记下", "Note it"),
    }
    return render(request, "guard/form.html", context, status=status)


@needs(Permission.LOG_TOUCHES)
@require_http_methods(["GET", "POST"])
def met(request: Request, competitor_id: int) -> HttpResponse:
    """Their people were met; was anything said that must not be?"""
    found, _, _ = queries.competitor(request.actor, competitor_id)
    card = methods().cards["competitor_contact"]
    form = MetForm(request.POST or None, card=card, initial={"met_on": request.today})
    if request.method == "POST" and form.is_valid():
        meeting = Meeting(**form.said())
        actions.meet_competitor(request.actor, found, meeting, on=request.today)
        _say(request, meeting.summary)
        return redirect("guard:competitor", found.pk)
    context = {
        "form": form,
        "title": Words(f"见过 {found} 的人", f"Met people of {found}"),
        "lead": Words(
            "禁谈：" + "、".join(w.zh for w in card.avoid),
            "Not to be spoken of: " + ", ".join(w.en for w in card.avoid),
        ),
        "back": reverse("guard:competitor", args=[found.pk]),
        "send": Words("记下", "Note it"),
    }
    return render(request, "guard/form.html", context)


def _say(request: Request, text: str) -> None:
    """Noted; with a warning where a word belittles. It never stops anybody."""
    offences = methods().cards["fair_comment"].offences(text)
    if offences:
        messages.warning(request, str(_WARNING.format(words=", ".join(offences))))
    else:
        messages.success(request, str(Words("已记下。", "Noted.")))
