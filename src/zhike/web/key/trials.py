"""New products tried by key accounts first (S3-22)."""

from datetime import timedelta
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from zhike.care import trials as care
from zhike.lib.words import Words
from zhike.trust.actor import Permission
from zhike.value.listing import RHYTHM
from zhike.value.queries import methods
from zhike.web.forms import day_input, labelled
from zhike.web.http import Request
from zhike.web.rights import needs


class TrialForm(forms.Form):
    """Which product, on which terms, how long."""

    product = forms.CharField(max_length=120)
    terms = forms.CharField(max_length=400, widget=forms.Textarea(attrs={"rows": 3}))
    begins_on = forms.DateField(widget=day_input())
    ends_on = forms.DateField(widget=day_input())

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - passed through
        super().__init__(*args, **kwargs)
        labelled(
            self,
            product=Words("什么产品", "Which product"),
            terms=Words("试销条件（价格、退货、期限）", "Terms: price, returns, time"),
            begins_on=Words("从哪天", "From"),
            ends_on=Words("到哪天", "Until"),
        )

    def clean(self) -> dict[str, Any]:
        said: dict[str, Any] = super().clean() or {}
        if (
            said.get("begins_on")
            and said.get("ends_on")
            and said["ends_on"] < said["begins_on"]
        ):
            self.add_error(
                "ends_on", str(Words("应在开始之后。", "It must come after the beginning."))
            )
        return said


@needs(Permission.LOG_TOUCHES)
@require_http_methods(["GET", "POST"])
def register(request: Request) -> HttpResponse:
    """Every trial, and a new one."""
    initial = {"begins_on": request.today, "ends_on": request.today + timedelta(days=60)}
    form = TrialForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        made = care.begin_trial(
            request.actor, care.TrialDraft(**form.cleaned_data), on=request.today
        )
        return redirect("key:trial", made.pk)
    context = {"form": form, "rows": care.trials(request.actor)[:60]}
    return render(request, "key/trials.html", context, status=422 if form.errors else 200)


@needs(Permission.LOG_TOUCHES)
@require_http_methods(["GET", "POST"])
def trial(request: Request, trial_id: int) -> HttpResponse:
    """Who takes part, what they found, what our product people answer."""
    found = care.trial(request.actor, trial_id)
    if request.method == "POST":
        return _do(request, trial_id)
    grade = request.GET.get("grade", "")
    guests = care.guests(request.actor, trial_id)
    context = {
        "trial": found,
        "guests": [(guest, care.RESULTS[guest.result]) for guest in guests],
        "results": care.RESULTS,
        "grades": [t.grade for t in methods().standards[RHYTHM].treatments],
        "grade": grade,
        "candidates": care.candidates(request.actor, trial_id, grade=grade) if grade else [],
    }
    return render(request, "key/trial.html", context)


def _do(request: Request, trial_id: int) -> HttpResponse:
    if request.POST.get("do") == "answer":
        words = request.POST.get("answer", "").strip()[:4000]
        care.answer(request.actor, trial_id, words, on=request.today)
        messages.success(request, str(Words("答复已记下。", "The answer is noted.")))
    else:
        ids = [
            int(n) for n in request.POST.getlist("customer") if n.isdecimal() and len(n) < 18
        ]
        count = care.invite(request.actor, trial_id, ids, on=request.today)
        said = Words(f"请了 {count} 家先试。", f"{count} invited to try it first.")
        messages.success(request, str(said))
    return redirect("key:trial", trial_id)


@needs(Permission.LOG_TOUCHES)
@require_POST
def guest(request: Request, trial_guest_id: int) -> HttpResponse:
    """What a customer found."""
    result = request.POST.get("result", "")
    if result not in care.RESULTS:
        raise Http404
    found = care.told(
        request.actor,
        trial_guest_id,
        result=result,
        feedback=request.POST.get("feedback", ""),
        on=request.today,
    )
    messages.success(request, str(Words("记下了。", "Noted.")))
    return redirect("key:trial", found.trial_id)
