"""A changed method tried on the past, beside the one in use, before anybody has to live with it."""

from datetime import timedelta

from django import forms
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from zhike.care.trial import AS_NOW, Trial, last_quarter, tried
from zhike.care.usage import quiet_under
from zhike.customers import queries as customers
from zhike.lib.words import Words
from zhike.methods.library import Key, method
from zhike.methods.playbooks import Playbook
from zhike.methods.reading import MethodError
from zhike.methods.schemes import Scheme
from zhike.methods.scorecards import Scorecard
from zhike.methods.standards import Standard
from zhike.trust.actor import Permission
from zhike.users.editions import queries
from zhike.users.editions.in_use import in_use
from zhike.users.queries import called
from zhike.value.trying import can_be_tried
from zhike.web.forms import day_input, labelled
from zhike.web.http import Request
from zhike.web.methods.judging import judged
from zhike.web.methods.shown import opened, page_of
from zhike.web.rights import needs

LONGEST = timedelta(days=366)


class PeriodForm(forms.Form):
    """From which day to which a method is tried; a year at most."""

    first = forms.DateField(widget=day_input())
    last = forms.DateField(widget=day_input())

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # passed through
        labelled(self, first=Words("从哪天", "From"), last=Words("到哪天", "To"))

    def clean(self) -> dict[str, object]:
        said: dict[str, object] = super().clean() or {}
        first, last = self.cleaned_data.get("first"), self.cleaned_data.get("last")
        if first and last and not timedelta(0) <= last - first <= LONGEST:
            wrong = Words("请选一段不超过一年的日子。", "Choose a period of a year at most.")
            raise forms.ValidationError(str(wrong))
        return said


@needs(Permission.SWITCH_METHODS)
@require_safe
def trial(request: Request, shelf: str, method: str) -> HttpResponse:
    """What the method in use and the draft would have made of the last quarter, or of a chosen period."""
    key = (shelf, method)
    context = page_of(request, key, "trial")
    used = in_use().library.shelf(shelf)[method]
    changed = _drafted(request, key)
    first, last = last_quarter(request.today)
    form = PeriodForm(request.GET or None, initial={"first": first, "last": last})
    if request.GET and form.is_valid():
        first, last = form.cleaned_data["first"], form.cleaned_data["last"]
    context |= {"form": form, "first": first, "last": last, "changed": changed is not None}
    if isinstance(used, Playbook):
        now = tried(request.actor, used, first=first, last=last)
        then = (
            tried(request.actor, changed, first=first, last=last)
            if isinstance(changed, Playbook)
            else None
        )
        newest = changed if isinstance(changed, Playbook) else used
        context |= {
            "now": now,
            "then": then,
            "steps": _steps(used, newest, now, then),
            "owners": _owners(now, then),
            "examples": _examples(request, newest, then or now),
            "as_now": AS_NOW,
        }
    elif isinstance(used, Standard):
        here = quiet_under(request.actor, used, request.today)
        there = (
            quiet_under(request.actor, changed, request.today)
            if isinstance(changed, Standard)
            else None
        )
        context |= {
            "grades": [
                (t.grade, here.get(t.grade, 0), there.get(t.grade, 0) if there else None)
                for t in used.treatments
            ],
            "quiet_now": sum(here.values()),
            "quiet_then": sum(there.values()) if there is not None else None,
        }
    elif isinstance(used, Scorecard | Scheme) and can_be_tried(used):
        draft = changed if isinstance(changed, Scorecard | Scheme) else None
        context |= judged(request, used, draft)
    return render(request, "methods/trial.html", context)


def _drafted(request: Request, key: Key) -> object:
    """The method as the draft has it; None without one, or where it cannot be read."""
    draft = queries.draft(request.actor, key)
    try:
        return method(*key, draft.text) if draft else None
    except MethodError:
        return None


def _steps(
    used: Playbook, changed: Playbook, now: Trial, then: Trial | None
) -> list[tuple[Words, int, int | None]]:
    titles = {s.key: s.title for s in (*used.steps, *changed.steps)}
    return [
        (opened(title), now.by_step[key], then.by_step[key] if then else None)
        for key, title in titles.items()
    ]


def _owners(now: Trial, then: Trial | None) -> list[tuple[str, int, int | None]]:
    """The ten with most, by name; those without an account manager last."""
    from_ids = (then or now).by_owner.most_common(10)
    names = called([pk for pk, _ in from_ids if pk])
    return [
        (names.get(pk or 0, "–"), now.by_owner[pk], then.by_owner[pk] if then else None)
        for pk, _ in from_ids
    ]


def _examples(
    request: Request, book: Playbook, trial: Trial
) -> list[tuple[object, Words, object]]:
    """The first tasks, with the customer where the reader may see him."""
    shown = trial.shown[:12]
    ids = {pk for _, _, pk in shown if pk}
    seen = customers.names(request.actor, ids)
    titles = {step.key: step.title for step in book.steps}
    return [
        (on, opened(titles[key]), (pk, seen[pk]) if pk in seen else None)
        for on, key, pk in shown
    ]
