"""The promises: what is due, what failed, and how many of a million would."""

from datetime import date, timedelta

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from zhike.activities import promises
from zhike.activities.rules import MADE_IN, PROMISE_RESULTS, headed
from zhike.care import actions as care
from zhike.customers import queries as customers
from zhike.lib.months import months_after
from zhike.lib.words import Words
from zhike.trust.actor import Permission
from zhike.users.actions import aim_at_defects
from zhike.web.forms import day_input, labelled, named_people
from zhike.web.http import Request, came_from, page_or_part
from zhike.web.rights import needs

SHOWN = 50
PERIODS = {
    "3": Words("近三个月", "Last 3 months"),
    "12": Words("近一年", "Last 12 months"),
    "36": Words("近三年", "Last 3 years"),
}


class PromiseForm(forms.Form):
    """What we told a customer, where we said it, and by when."""

    what = forms.CharField(max_length=200)
    due_on = forms.DateField(widget=day_input())
    made_in = forms.ChoiceField()
    contact = forms.TypedChoiceField(coerce=int, empty_value=None, required=False)

    def __init__(
        self, *args: object, today: date, contacts: list[tuple[int, str]], **kwargs: object
    ) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # passed through
        self.today = today
        labelled(
            self,
            what=Words("答应了什么", "What was promised"),
            due_on=Words("最迟哪天兑现", "To be kept by"),
            made_in=Words("在哪儿答应的", "Where"),
            contact=Words("答应了谁", "To whom"),
        )
        self.fields["made_in"].choices = [(k, str(headed(w))) for k, w in MADE_IN.items()]  # type: ignore[attr-defined]
        self.fields["contact"].choices = [("", "–"), *contacts]  # type: ignore[attr-defined]

    def clean_due_on(self) -> date:
        due_on: date = self.cleaned_data["due_on"]
        if not self.today <= due_on <= self.today + timedelta(days=3 * 366):
            said = Words(
                "请选今天到三年内的一天。", "Choose a day between today and three years on."
            )
            raise forms.ValidationError(str(said))
        return due_on


class AimForm(forms.Form):
    """How many of a million promises may fail."""

    promise_defects = forms.IntegerField(min_value=0, max_value=1_000_000)

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # passed through
        labelled(
            self,
            promise_defects=Words("一百万个承诺里最多几个落空", "Of a million, at most"),
        )


@needs(Permission.READ_CUSTOMERS)
@require_safe
def register(request: Request) -> HttpResponse:
    """What was promised and how it was kept, as far as one sees."""
    months = request.GET.get("months", "12")
    months = months if months in PERIODS else "12"
    first = months_after(request.today, -int(months))
    total, people = promises.kept(
        request.actor, first=first, last=request.today, today=request.today
    )
    aim = request.company.promise_defects
    context = {
        "total": total,
        "people": people,
        "failing": list(promises.failing(request.actor, today=request.today)[:SHOWN]),
        "coming": list(promises.coming(request.actor, today=request.today)[:SHOWN]),
        "months": months,
        "periods": PERIODS,
        "results": PROMISE_RESULTS,
        "made_in": MADE_IN,
        "aim_form": AimForm(initial={"promise_defects": aim}),
    }
    return render(request, "team/promises.html", context)


@needs(Permission.LOG_TOUCHES)
@require_http_methods(["GET", "POST"])
def make(request: Request) -> HttpResponse:
    """A promise made elsewhere than in a touch."""
    picked = request.POST.get("customer") or request.GET.get("customer", "")
    if not (picked.isdecimal() and len(picked) < 12):
        said = Words(
            "请先打开一位客户，再记承诺。", "Open a customer first, then note the promise."
        )
        messages.error(request, str(said))
        return redirect("customers:list")
    customer = customers.customer(request.actor, int(picked))
    contacts = customers.contacts(request.actor, customer.pk)
    form = PromiseForm(
        request.POST or None,
        today=request.today,
        contacts=named_people(contacts),
        initial={"due_on": request.today + timedelta(days=3)},
    )
    if request.method == "POST" and form.is_valid():
        told = dict(form.cleaned_data)
        told["contact_id"] = told.pop("contact")
        care.make_promise(request.actor, customer_id=customer.pk, on=request.today, **told)
        messages.success(
            request, str(Words("记下了，到期前会提醒。", "Noted; you will be reminded."))
        )
        return redirect(came_from(request, f"/customers/{customer.pk}/"))
    context = {"form": form, "customer": customer, "next": came_from(request, "")}
    status = 422 if request.method == "POST" else 200
    return page_or_part(request, "team/promise.html", context, part="sheet", status=status)


@needs(Permission.MANAGE_BOOK)
@require_POST
def aim(request: Request) -> HttpResponse:
    """The company's aim is changed."""
    form = AimForm(request.POST)
    if form.is_valid():
        aim_at_defects(request.actor, on=request.today, **form.cleaned_data)
        messages.success(request, str(Words("目标改好了。", "The aim is changed.")))
    else:
        messages.error(
            request,
            str(
                Words("请填 0 到 1000000 的整数。", "Give a whole number from 0 to 1,000,000.")
            ),
        )
    return redirect("team:promises")
