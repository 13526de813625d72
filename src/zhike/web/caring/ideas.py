"""The eight ways of keeping in touch, the log of ideas, and news for whom it may serve (S1-72)."""

from datetime import timedelta
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from zhike.care import ideas as care
from zhike.care import library
from zhike.customers import queries as customers
from zhike.lib.words import Words
from zhike.trust.actor import Permission
from zhike.web.forms import MoneyField, day_input, labelled
from zhike.web.http import Request, came_from
from zhike.web.rights import needs

SHOWN = 60
LATER = timedelta(days=21)


class IdeaForm(forms.Form):
    """What we thought of, for whom, when to ask about it."""

    kind = forms.ChoiceField(widget=forms.RadioSelect)
    what = forms.CharField(max_length=200)
    contact_id = forms.TypedChoiceField(coerce=int, required=False, empty_value=None)
    worth = MoneyField(max_length=20, required=False)
    ask_on = forms.DateField(widget=day_input())

    def __init__(self, *args: Any, people: list[tuple[int, str]], **kwargs: Any) -> None:  # noqa: ANN401 - passed through
        super().__init__(*args, **kwargs)
        labelled(
            self,
            kind=Words("哪一类", "What kind"),
            what=Words("什么主意", "The idea"),
            contact_id=Words("说给谁听", "Told to whom"),
            worth=Words("估计一年值多少", "Worth a year, by estimate"),
            ask_on=Words("哪天问结果", "Ask about it on"),
        )
        self.fields["kind"].choices = [(k, str(w)) for k, w in care.KINDS.items()]  # type: ignore[attr-defined]
        self.fields["contact_id"].choices = [("", "–"), *people]  # type: ignore[attr-defined]


class ClippingForm(forms.Form):
    """What was read, where, and what it is about."""

    title = forms.CharField(max_length=120)
    where = forms.CharField(max_length=60)
    topics = forms.CharField(max_length=80)

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - passed through
        super().__init__(*args, **kwargs)
        labelled(
            self,
            title=Words("题目", "Its title"),
            where=Words("出处（报刊、日期）", "Where it appeared, and when"),
            topics=Words(
                "讲的是什么（几个词，用空格隔开）", "What it is about, in a few words"
            ),
        )


@needs(Permission.READ_CUSTOMERS)
@require_safe
def ways(request: Request) -> HttpResponse:
    """Each of the eight: what brings it up, how often it was done, whom it is due for."""
    found = library.ways(request.actor, on=request.today)
    context = {
        "ways": found,
        "shelf": library.shelf("ways"),
        "tally": care.tally(request.actor, on=request.today),
    }
    return render(request, "caring/ways.html", context)


@needs(Permission.READ_CUSTOMERS)
@require_safe
def register(request: Request) -> HttpResponse:
    """Every idea and what came of it."""
    kind, show = request.GET.get("kind", ""), request.GET.get("show", "open")
    rows = care.all_ideas(request.actor)
    rows = rows.filter(kind=kind) if kind in care.KINDS else rows
    rows = rows.open() if show == "open" else rows
    context = {
        "ideas": [
            (row, care.KINDS[row.kind], care.RESULTS.get(row.result)) for row in rows[:SHOWN]
        ],
        "tally": care.tally(request.actor, on=request.today),
        "kinds": care.KINDS,
        "results": care.RESULTS,
        "kind": kind,
        "show": show,
    }
    return render(request, "caring/ideas.html", context)


@needs(Permission.LOG_TOUCHES)
@require_http_methods(["GET", "POST"])
def new(request: Request, customer_id: int) -> HttpResponse:
    """An idea for this customer."""
    customer = customers.customer(request.actor, customer_id)
    people = [(c.pk, c.name) for c in customers.contacts(request.actor, customer_id)[:100]]
    kind = request.GET.get("kind", "saving")
    form = IdeaForm(
        request.POST or None,
        people=people,
        initial={
            "ask_on": request.today + LATER,
            "kind": kind,
            "what": request.GET.get("what", ""),
        },
    )
    if request.method == "POST" and form.is_valid():
        care.offer_idea(request.actor, customer_id, **form.cleaned_data, on=request.today)
        said = Words("记下了，到时候提醒您问结果。", "Noted; you will be reminded to ask.")
        messages.success(request, str(said))
        return redirect(came_from(request, f"/customers/{customer_id}/care/"))
    context = {"form": form, "customer": customer, "next": came_from(request, "")}
    return render(request, "caring/idea_form.html", context, status=422 if form.errors else 200)


@needs(Permission.LOG_TOUCHES)
@require_POST
def settle(request: Request, idea_id: int) -> HttpResponse:
    """What came of an idea."""
    care.all_ideas(request.actor).get(pk=idea_id)
    result = request.POST.get("result", "")
    if result in care.RESULTS:
        outcome = request.POST.get("outcome", "").strip()[:200]
        care.settle_idea(
            request.actor, idea_id, result=result, outcome=outcome, on=request.today
        )
        messages.success(request, str(Words("记下了。", "Noted.")))
    else:
        messages.error(request, str(Words("请选结果。", "Choose what came of it.")))
    return redirect(came_from(request, "/care/ideas/"))


@needs(Permission.LOG_TOUCHES)
@require_http_methods(["GET", "POST"])
def clippings(request: Request) -> HttpResponse:
    """Something was read: whom may it serve?"""
    said = request.POST or request.GET
    form = ClippingForm(said if said.get("topics") else None)
    matches: list[care.Match] = []
    if form.is_bound and form.is_valid():
        title, where, topics = (form.cleaned_data[k] for k in ("title", "where", "topics"))
        ids = [int(n) for n in said.getlist("contact") if n.isdecimal() and len(n) < 18]
        if request.method == "POST" and ids:
            count = care.pass_on(
                request.actor, ids, what=f"《{title}》（{where}）", on=request.today
            )
            words = Words(
                f"给 {count} 位排上了：两个工作日内附一句话寄去。",
                f"Laid out for {count}: send it with a line within two working days.",
            )
            messages.success(request, str(words))
            return redirect("caring:clippings")
        matches = care.readers(request.actor, topics)
    context = {"form": form, "matches": matches, "is_asked": form.is_bound}
    return render(request, "caring/clippings.html", context)
