"""Our own events with customers: called, guests chosen by class, answers, attendance, opinions and the answers owed."""

from datetime import timedelta
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.dateparse import parse_date
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from zhike.care import gatherings as care
from zhike.lib.words import Words
from zhike.trust.actor import Permission
from zhike.value.listing import RHYTHM
from zhike.value.queries import methods
from zhike.web.forms import day_input, labelled
from zhike.web.http import Request
from zhike.web.rights import needs

A_WEEK = timedelta(days=7)


class EventForm(forms.Form):
    """What is held, when, where, about what; afterwards its minutes."""

    title = forms.CharField(max_length=120)
    kind = forms.ChoiceField(widget=forms.RadioSelect)
    held_on = forms.DateField(widget=day_input())
    place = forms.CharField(max_length=120, required=False)
    agenda = forms.CharField(
        max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 5})
    )
    minutes = forms.CharField(
        max_length=8000, required=False, widget=forms.Textarea(attrs={"rows": 5})
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - passed through
        super().__init__(*args, **kwargs)
        labelled(
            self,
            title=Words("叫什么", "What it is called"),
            kind=Words("哪一种", "What kind"),
            held_on=Words("哪天", "Day"),
            place=Words("在哪儿", "Where"),
            agenda=Words("议程，一行一项", "Agenda, one line each"),
            minutes=Words("纪要", "Minutes"),
        )
        self.fields["kind"].choices = [(k, str(w)) for k, w in care.KINDS.items()]  # type: ignore[attr-defined]


@needs(Permission.READ_CUSTOMERS)
@require_safe
def event_list(request: Request) -> HttpResponse:
    """Our events, and what customers themselves hold."""
    rows = care.gatherings_list(request.actor)
    context = {
        "coming": [
            (r, care.KINDS[r.gathering.kind])
            for r in reversed(rows)
            if r.gathering.held_on >= request.today
        ],
        "past": [
            (r, care.KINDS[r.gathering.kind])
            for r in rows
            if r.gathering.held_on < request.today
        ],
        "theirs": care.their_events(request.actor, on=request.today),
    }
    return render(request, "caring/events.html", context)


@needs(Permission.LOG_TOUCHES)
@require_http_methods(["GET", "POST"])
def new(request: Request) -> HttpResponse:
    """An event is planned."""
    form = EventForm(request.POST or None, initial={"kind": "symposium"})
    if request.method == "POST" and form.is_valid():
        made = care.call_gathering(
            request.actor, care.GatheringDraft(**form.cleaned_data), on=request.today
        )
        messages.success(
            request, str(Words("定下了，接着请客人。", "Settled; now invite the guests."))
        )
        return redirect("caring:event", made.pk)
    return render(
        request, "caring/event_form.html", {"form": form}, status=422 if form.errors else 200
    )


@needs(Permission.LOG_TOUCHES)
@require_http_methods(["GET", "POST"])
def edit(request: Request, gathering_id: int) -> HttpResponse:
    """Its particulars and its minutes."""
    found = care.gathering(request.actor, gathering_id)
    names = ("title", "kind", "held_on", "place", "agenda", "minutes")
    initial = {name: getattr(found, name) for name in names}
    form = EventForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        draft = care.GatheringDraft(**form.cleaned_data)
        care.change_gathering(request.actor, found, draft, on=request.today)
        return redirect("caring:event", gathering_id)
    context = {"form": form, "event": found}
    return render(
        request, "caring/event_form.html", context, status=422 if form.errors else 200
    )


@needs(Permission.READ_CUSTOMERS)
@require_http_methods(["GET", "POST"])
def event(request: Request, gathering_id: int) -> HttpResponse:
    """One event: its guests, whom else to invite, what was said and what is owed for it."""
    found = care.gathering(request.actor, gathering_id)
    if request.method == "POST":
        ids = [
            int(n) for n in request.POST.getlist("customer") if n.isdecimal() and len(n) < 18
        ]
        count = care.invite(request.actor, gathering_id, ids, on=request.today)
        said = Words(f"请了 {count} 家。", f"{count} invited.")
        messages.success(request, str(said))
        return redirect("caring:event", gathering_id)
    grades = [t.grade for t in methods().standards[RHYTHM].treatments]
    grade = request.GET.get("grade", "")
    text = request.GET.get("q", "").replace("\0", "").strip()[:40]
    guests = care.guests(request.actor, gathering_id)
    context = {
        "event": found,
        "kind": care.KINDS[found.kind],
        "agenda": [line for line in found.agenda.splitlines() if line.strip()],
        "guests": [(guest, care.ANSWERS[guest.answer]) for guest in guests],
        "counts": {
            "invited": len(guests),
            "yes": sum(g.answer == "yes" for g in guests),
            "came": sum(bool(g.has_come) for g in guests),
        },
        "opinions": care.opinions(request.actor, gathering_id)[:60],
        "candidates": care.candidates(request.actor, gathering_id, grade=grade, text=text)
        if grade or text
        else [],
        "grades": grades,
        "grade": grade,
        "text": text,
        "is_held": found.held_on <= request.today,
        "answers": care.ANSWERS,
        "due": request.today + A_WEEK,
    }
    return render(request, "caring/event.html", context)


@needs(Permission.LOG_TOUCHES)
@require_POST
def guest(request: Request, guest_id: int) -> HttpResponse:
    """A guest answers, comes, or says something."""
    found = care.guest(request.actor, guest_id)
    do, said = request.POST.get("do", ""), request.POST
    if do in care.ANSWERS:
        care.answered(request.actor, guest_id, do, on=request.today)
    elif do in {"came", "missed"}:
        try:
            care.attended(request.actor, guest_id, has_come=do == "came", on=request.today)
        except care.NotHeldYet:
            messages.error(request, str(Words("活动还没办。", "It has not been held yet.")))
    elif do == "opinion":
        words = said.get("words", "").strip()[:400]
        answer, due = said.get("answer", "").strip()[:200], _day(said.get("due_on", ""))
        if not words or (answer and (due is None or due < request.today)):
            text = Words(
                "请写他说了什么；要回音的，写上哪天之前。",
                "Write what he said; where an answer is owed, by which day.",
            )
            messages.error(request, str(text))
        else:
            care.heard(
                request.actor, guest_id, words, on=request.today, answer=answer, due_on=due
            )
            noted = (
                Words(
                    "记下了，要给的回音已列为承诺。", "Noted; the answer owed is a promise now."
                )
                if answer
                else Words("记下了。", "Noted.")
            )
            messages.success(request, str(noted))
    else:
        raise Http404
    return redirect("caring:event", found.gathering_id)


def _day(text: str) -> Any:  # noqa: ANN401 - a day or nothing
    try:
        return parse_date(text)
    except ValueError:
        return None
