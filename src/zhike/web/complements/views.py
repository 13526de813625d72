"""What goes with what: the company's list, kept by whoever leads, read by everybody who serves customers (S1-71)."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from zhike.lib.words import Words
from zhike.sales import complements
from zhike.trust.actor import Permission
from zhike.web.forms import labelled
from zhike.web.http import Request
from zhike.web.rights import needs

DOUBLED = Words(
    "这两样已经在一起了，或者是同一样东西。",
    "These two stand together already, or are the same thing.",
)
NOTED = Words("记下了。", "Noted.")
GONE = Words("拿掉了。", "Taken off the list.")


class PairForm(forms.Form):
    """One product, what goes with it, and why."""

    product = forms.CharField(max_length=120, widget=forms.TextInput(attrs={"list": "sold"}))
    other = forms.CharField(max_length=120, widget=forms.TextInput(attrs={"list": "sold"}))
    why = forms.CharField(max_length=200)

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - passed through
        super().__init__(*args, **kwargs)
        labelled(
            self,
            product=Words("买了什么", "Whoever bought"),
            other=Words("还用得着什么", "can use too"),
            why=Words("为什么", "Why"),
        )


@needs(Permission.READ_CUSTOMERS)
@require_http_methods(["GET", "POST"])
def register(request: Request) -> HttpResponse:
    """The whole list; whoever leads adds to it."""
    form = PairForm(request.POST or None, initial={"product": request.GET.get("product", "")})
    if request.method == "POST" and _kept(request, form, None):
        return redirect("complements:list")
    context = {
        "form": form,
        "rows": complements.complements(request.actor),
        "sold": complements.sold(request.actor),
        "may_edit": request.actor.may(Permission.MANAGE_BOOK),
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "complements/list.html", context, status=status)


@needs(Permission.MANAGE_BOOK)
@require_http_methods(["GET", "POST"])
def one(request: Request, complement_id: int) -> HttpResponse:
    """One line, changed or taken off."""
    found = complements.complement(request.actor, complement_id)
    if request.POST.get("do") == "drop":
        complements.take_apart(request.actor, found.pk, on=request.today)
        messages.success(request, str(GONE))
        return redirect("complements:list")
    first = {"product": found.product, "other": found.other, "why": found.why}
    form = PairForm(request.POST or None, initial=first)
    if request.method == "POST" and _kept(request, form, found.pk):
        return redirect("complements:list")
    context = {"form": form, "pair": found, "sold": complements.sold(request.actor)}
    status = 422 if request.method == "POST" else 200
    return render(request, "complements/one.html", context, status=status)


def _kept(request: Request, form: PairForm, complement_id: int | None) -> bool:
    if not form.is_valid():
        return False
    try:
        complements.put_together(
            request.actor, on=request.today, complement_id=complement_id, **form.cleaned_data
        )
    except complements.Doubled:
        form.add_error("other", str(DOUBLED))
        return False
    messages.success(request, str(NOTED))
    return True
