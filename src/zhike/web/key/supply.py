"""Goods that run short: who bought them, by class and value, and how much each gets (S3-20)."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from zhike.care import supply as care
from zhike.lib.words import Words
from zhike.trust.actor import Permission
from zhike.web.forms import day_input, labelled
from zhike.web.http import Request
from zhike.web.rights import needs


class ShortageForm(forms.Form):
    """What runs short, how much there is, until when."""

    product = forms.CharField(max_length=120)
    quantity = forms.IntegerField(min_value=1, max_value=10_000_000)
    unit = forms.CharField(max_length=12, required=False)
    until = forms.DateField(widget=day_input(), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - passed through
        super().__init__(*args, **kwargs)
        labelled(
            self,
            product=Words("什么货（按订单里的叫法）", "Which goods, as orders call them"),
            quantity=Words("手上有多少", "How much there is"),
            unit=Words("单位", "Unit"),
            until=Words("大约缺到哪天", "Short until about"),
        )


@needs(Permission.LOG_TOUCHES)
@require_http_methods(["GET", "POST"])
def register(request: Request) -> HttpResponse:
    """What runs short."""
    form = ShortageForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        made = care.note_shortage(request.actor, **form.cleaned_data, on=request.today)
        return redirect("key:shortage", made.pk)
    context = {"form": form, "rows": care.shortages(request.actor)[:60]}
    return render(request, "key/supply.html", context, status=422 if form.errors else 200)


@needs(Permission.LOG_TOUCHES)
@require_http_methods(["GET", "POST"])
def shortage(request: Request, shortage_id: int) -> HttpResponse:
    """The list to share out by; the sum is checked."""
    found = care.shortage(request.actor, shortage_id)
    typed: dict[int, int] = {}
    if request.method == "POST":
        if request.POST.get("do") == "end":
            care.end_shortage(request.actor, shortage_id, on=request.today)
            return redirect("key:supply")
        typed = _typed(request)
        try:
            count = care.allot(request.actor, shortage_id, typed, on=request.today)
        except care.TooMuch as much:
            said = Words(
                f"多分了 {much.over}{found.unit}，没有保存，请减下来。",
                f"{much.over} {found.unit} too much: nothing was kept, please take some off.",
            )
            messages.error(request, str(said))
        else:
            words = Words(
                f"分好了 {count} 家，今天就告诉他们。",
                f"Shared out among {count}; tell them today.",
            )
            messages.success(request, str(words))
            return redirect("key:shortage", shortage_id)
    claims = care.claims(request.actor, found, on=request.today)
    rows = [
        (
            claim,
            typed.get(
                claim.customer.pk,
                claim.quantity if claim.quantity is not None else claim.proposed,
            ),
        )
        for claim in claims
    ]
    context = {
        "shortage": found,
        "rows": rows,
        "sum": sum(quantity for _, quantity in rows),
        "is_saved": any(claim.quantity is not None for claim in claims),
    }
    return render(request, "key/shortage.html", context, status=422 if typed else 200)


def _typed(request: Request) -> dict[int, int]:
    """`share_12=40` → {12: 40}; what is no number counts as nothing."""
    found = {}
    for name in request.POST:
        value = request.POST.get(name, "")
        pk = name.removeprefix("share_")
        if name.startswith("share_") and pk.isdecimal() and len(pk) < 18:
            found[int(pk)] = int(value) if value.isdecimal() and len(value) < 10 else 0
    return found
