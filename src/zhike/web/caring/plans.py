"""Care plans: by class over the whole book, and for one customer (S1-70); what we found of his products (S0-35)."""

from datetime import timedelta
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from zhike.care import feedback, gifts, ideas, informing
from zhike.care import plans as care
from zhike.customers import queries as customers
from zhike.lib.words import Words
from zhike.methods.seasons import WAYS
from zhike.trust.actor import Permission
from zhike.web.customers.header import header
from zhike.web.forms import day_input, labelled
from zhike.web.http import Request, came_from
from zhike.web.rights import needs


class LineForm(forms.Form):
    """What this customer gets: what, how, how often, by whom, and when we look at it again."""

    key = forms.CharField(max_length=40, required=False, widget=forms.HiddenInput)
    title = forms.CharField(max_length=80)
    content = forms.CharField(max_length=200, required=False)
    means = forms.ChoiceField()
    every = forms.IntegerField(min_value=7, max_value=730)
    carer = forms.ChoiceField()
    review_on = forms.DateField(widget=day_input())
    is_off = forms.BooleanField(required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - passed through
        super().__init__(*args, **kwargs)
        labelled(
            self,
            title=Words("做什么", "What"),
            content=Words("内容", "Content"),
            means=Words("方式", "By which means"),
            every=Words("几天一次", "Every … days"),
            carer=Words("谁来做", "By whom"),
            review_on=Words("哪天再看这样合不合适", "Look at it again on"),
            is_off=Words("这位客户不做这一项", "Not for this customer"),
        )
        self.fields["means"].choices = [(k, str(w)) for k, w in WAYS.items()]  # type: ignore[attr-defined]
        self.fields["carer"].choices = [(k, str(w)) for k, w in care.CARERS.items()]  # type: ignore[attr-defined]


class ObservationForm(forms.Form):
    """Which product we used ourselves, whose it is, and what we found."""

    whose = forms.ChoiceField(widget=forms.RadioSelect)
    product = forms.CharField(max_length=120)
    maker = forms.CharField(max_length=120, required=False)
    good = forms.CharField(
        max_length=400, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
    weak = forms.CharField(
        max_length=400, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
    used_on = forms.DateField(widget=day_input())

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - passed through
        super().__init__(*args, **kwargs)
        labelled(
            self,
            whose=Words("谁的产品", "Whose product"),
            product=Words("产品", "Product"),
            maker=Words("厂家（对手的才写）", "Maker, when a rival’s"),
            good=Words("好在哪里", "What is good"),
            weak=Words("弱在哪里", "What is weak"),
            used_on=Words("哪天用的", "Used on"),
        )
        self.fields["whose"].choices = [(k, str(w)) for k, w in WHOSE.items()]  # type: ignore[attr-defined]
        self.fields["weak"].help_text = str(
            Words(
                "只写自己用过的事实；别家客户告诉我们的不写。",
                "Only facts of our own use; nothing another customer told us.",
            )
        )

    def clean(self) -> dict[str, Any]:
        said: dict[str, Any] = super().clean() or {}
        if not said.get("good") and not said.get("weak"):
            self.add_error("good", str(Words("写一句用下来怎样。", "Say how it was to use.")))
        return said


WHOSE = {
    "theirs": Words("客户自己的", "The customer’s own"),
    "rival": Words("客户对手的", "A rival’s of his"),
}


@needs(Permission.READ_CUSTOMERS)
@require_safe
def overview(request: Request) -> HttpResponse:
    """The plan by class, how far it is carried out, what is overdue, what to look at again."""
    rows = care.progress(request.actor, on=request.today)
    context = {
        "rows": [(row, WAYS[row.act.means], care.CARERS[row.act.carer]) for row in rows],
        "plan": care.plan(),
        "late": care.late(request.actor, on=request.today),
        "reviews": care.to_review(request.actor, on=request.today),
    }
    return render(request, "caring/plan.html", context)


@needs(Permission.READ_CUSTOMERS)
@require_http_methods(["GET", "POST"])
def customer(request: Request, customer_id: int) -> HttpResponse:
    """One customer's plan, the ideas we offered, the gifts, and what we found of his products."""
    found = customers.customer(request.actor, customer_id)
    lines = care.lines(request.actor, found)
    asked = request.GET.get("line", "")
    line = next((each for each in lines if each.key == asked), None)
    form = LineForm(request.POST or None, initial=_initial(request, line))
    if request.method == "POST" and form.is_valid():
        said = dict(form.cleaned_data)
        key = said.pop("key")
        known = {each.key for each in lines}
        care.agree(
            request.actor,
            customer_id,
            key if key in known else "",
            care.Agreed(**said),
            on=request.today,
        )
        messages.success(request, str(Words("计划已改。", "The plan is changed.")))
        return redirect("caring:customer", customer_id)
    context = header(request, customer_id) | {
        "customer": found,
        "tab": "care",
        "lines": [(each, WAYS.get(each.means, ""), care.CARERS[each.carer]) for each in lines],
        "form": form,
        "is_open": bool(form.errors or asked),
        "line": line,
        "ideas": [
            (row, ideas.KINDS[row.kind], ideas.RESULTS.get(row.result))
            for row in ideas.all_ideas(request.actor, customer_id)[:6]
        ],
        "gifts": [
            (row, gifts.STATES[row.state])
            for row in gifts.register(request.actor, customer_id)[:6]
        ],
        "observations": [
            (row, WHOSE[row.whose])
            for row in ideas.observations(request.actor, customer_id)[:6]
        ],
        "results": ideas.RESULTS,
        "notices": informing.notices_to(request.actor, customer_id)[:6],
        "feedback": [
            (row, feedback.STATES[row.state])
            for row in feedback.of_customer(request.actor, customer_id)[:6]
        ],
    }
    status = 422 if form.errors else 200
    return render(request, "caring/customer.html", context, status=status)


def _initial(request: Request, line: care.Line | None) -> dict[str, Any]:
    review = request.today + timedelta(days=care.plan().review_days)
    if line is None:
        return {"every": 90, "review_on": review, "carer": "owner", "means": "call"}
    return {
        "key": line.key, "title": str(line.title), "content": str(line.content), "means": line.means,
        "every": line.every, "carer": line.carer, "is_off": line.is_off, "review_on": review,
    }  # fmt: skip


@needs(Permission.LOG_TOUCHES)
@require_http_methods(["GET", "POST"])
def observe(request: Request, customer_id: int) -> HttpResponse:
    """What we found when we used a product of his, or of a rival of his; or that he was told."""
    found = customers.customer(request.actor, customer_id)
    share = request.POST.get("share", "")
    if request.method == "POST" and share.isdecimal() and len(share) < 18:
        ideas.observations(request.actor, customer_id).get(pk=int(share))
        ideas.share_observation(request.actor, int(share), on=request.today)
        messages.success(
            request, str(Words("记下了：已告诉客户。", "Noted: the customer was told."))
        )
        return redirect("caring:customer", customer_id)
    form = ObservationForm(
        request.POST or None, initial={"used_on": request.today, "whose": "theirs"}
    )
    if request.method == "POST" and form.is_valid():
        ideas.note_observation(
            request.actor, customer_id, ideas.Found(**form.cleaned_data), on=request.today
        )
        messages.success(request, str(Words("记下了。", "Noted.")))
        return redirect(came_from(request, f"/customers/{customer_id}/care/"))
    context = {"form": form, "customer": found}
    return render(
        request, "caring/observation_form.html", context, status=422 if form.errors else 200
    )
