"""The classes a customer is in, and the classifications a company makes up itself."""

from datetime import date

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from zhike.care.owing import owed
from zhike.care.stages import NoReviewDay, put_into_class
from zhike.customers import classes as queries
from zhike.customers.actions import moving
from zhike.customers.actions.classes import LONGEST, NeedsApproval, make_scheme, retire_scheme
from zhike.customers.actions.moving import Choice, decide_class
from zhike.customers.queries import customer
from zhike.lib.words import Words
from zhike.trust.actor import Permission
from zhike.web.forms import labelled
from zhike.web.http import Request
from zhike.web.rights import needs

SMART = ("specific", "measurable", "attainable", "reasonable", "timed")


class SchemeForm(forms.Form):
    """A classification: its name in both languages, and a class a line: key, Chinese, English."""

    name = forms.SlugField(max_length=40)
    title_zh = forms.CharField(max_length=60)
    title_en = forms.CharField(max_length=60)
    classes = forms.CharField(max_length=2000, widget=forms.Textarea(attrs={"rows": 5}))
    specific = forms.CharField(max_length=200)
    measurable = forms.CharField(max_length=200)
    attainable = forms.CharField(max_length=200)
    reasonable = forms.CharField(max_length=200)
    timed = forms.CharField(max_length=200)
    review_months = forms.IntegerField(min_value=1, max_value=LONGEST, initial=12)

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # passed through
        labelled(
            self,
            name=Words("短名（小写字母）", "Short name (small letters)"),
            title_zh=Words("中文名称", "Name in Chinese"),
            title_en=Words("英文名称", "Name in English"),
            classes=Words("每行一类：键, 中文, 英文", "A class a line: key, Chinese, English"),
            specific=Words("明确：分的是什么", "Specific: what it tells apart"),
            measurable=Words(
                "可衡量：凭什么数字或事实", "Measurable: by which figures or facts"
            ),
            attainable=Words("做得到：客户怎么能升上去", "Attainable: how a customer can rise"),
            reasonable=Words("合理：为什么公平", "Reasonable: why it is fair"),
            timed=Words("有时限：多久看一次", "Timed: how often customers are looked at"),
            review_months=Words(
                "这套分类几个月后自己也要复看",
                "Months until the classification itself is looked at anew",
            ),
        )

    def clean_name(self) -> str:
        name: str = self.cleaned_data["name"]
        if any(name == scheme.name for scheme in queries.schemes()):
            raise forms.ValidationError(
                str(Words("已有这个名字的分类。", "There is a classification of this name."))
            )
        return name

    def clean_classes(self) -> list[tuple[str, str, str]]:
        found = []
        for line in self.cleaned_data["classes"].splitlines():
            parts = [part.strip() for part in line.replace("，", ",").split(",")]
            if not any(parts):
                continue
            if len(parts) != 3 or not all(parts) or len(parts[0]) > 24:
                raise forms.ValidationError(
                    str(
                        Words(
                            "每行写三样，用逗号隔开，例如：vip, 贵宾, VIP",
                            "Three things a line, separated by commas: vip, 贵宾, VIP",
                        )
                    )
                )
            found.append((parts[0], parts[1], parts[2]))
        if len({key for key, _, _ in found}) != len(found) or len(found) < 2:
            raise forms.ValidationError(
                str(Words("至少两类，键不能重复。", "At least two classes, each key once."))
            )
        return found


@needs(Permission.WRITE_CUSTOMERS)
@require_POST
def classify(request: Request, customer_id: int, scheme: str) -> HttpResponse:
    """Somebody says which class the customer is in, and why."""
    found = customer(request.actor, customer_id)
    chosen = queries.scheme(scheme)
    key, why = request.POST.get("class", ""), request.POST.get("why", "").strip()[:200]
    if key and key not in {each.key for each in chosen.classes}:
        messages.error(request, str(Words("请从列出的类别里选。", "Choose a class listed.")))
    elif key and not why:
        messages.error(request, str(Words("请写一句理由。", "Give a reason.")))
    else:
        try:
            put_into_class(
                request.actor,
                found.pk,
                scheme,
                key,
                why=why,
                on=request.today,
                review_on=_day(request),
            )
        except NeedsApproval:
            _ask(request, found.pk, scheme, key, why)
        except NoReviewDay:
            said = Words(
                "这一类要定一个以后再看的日子。", "This class needs a later day to look again."
            )
            messages.error(request, str(said))
        else:
            messages.success(request, str(Words("已归类。", "Classified.")))
    return redirect(reverse("customers:file", args=[found.pk]) + "#classes")


def _ask(request: Request, customer_id: int, scheme: str, key: str, why: str) -> None:
    """Another has to agree to this class."""
    day = _day(request)
    if day is None:
        later = Words(
            "这一类要定一个以后再看的日子。", "This class needs a later day to look again."
        )
        messages.error(request, str(later))
        return
    try:
        choice = Choice(
            scheme, key, why, day, owed(request.actor, customer_id, on=request.today)
        )
        decide_class(
            request.actor,
            customer(request.actor, customer_id),
            choice,
            at=timezone.now(),
            on=request.today,
        )
    except moving.NoReviewDay:
        later = Words(
            "这一类要定一个以后再看的日子。", "This class needs a later day to look again."
        )
        messages.error(request, str(later))
    except moving.AlreadyAsked:
        waits = Words(
            "这一类已经有人申请，在等批准。",
            "This was asked for already and waits for approval.",
        )
        messages.error(request, str(waits))
    else:
        asked = Words(
            "已提交；这一类要另一位同事批准。",
            "Asked for; a colleague must approve this class.",
        )
        messages.success(request, str(asked))


def _day(request: Request) -> date | None:
    try:
        return date.fromisoformat(request.POST.get("review_on", ""))
    except ValueError:
        return None


@needs(Permission.READ_CUSTOMERS)
@require_safe
def schemes(request: Request) -> HttpResponse:
    """Every classification in use, and the ones given up."""
    return _page(request, SchemeForm())


@needs(Permission.MANAGE_BOOK)
@require_http_methods(["POST"])
def make(request: Request) -> HttpResponse:
    """A classification of the company's own."""
    form = SchemeForm(request.POST)
    if not form.is_valid():
        return _page(request, form, status=422)
    said = form.cleaned_data
    make_scheme(
        request.actor,
        name=said["name"],
        title=(said["title_zh"], said["title_en"]),
        classes=said["classes"],
        smart=[said[name] for name in SMART],
        review_months=said["review_months"],
        on=request.today,
    )
    messages.success(request, str(Words("已建立分类。", "The classification is made.")))
    return redirect("facts:schemes")


@needs(Permission.MANAGE_BOOK)
@require_POST
def retire(request: Request, scheme_id: int) -> HttpResponse:
    """A classification is given up; its history stays."""
    retire_scheme(request.actor, queries.own_scheme(scheme_id), on=request.today)
    messages.success(request, str(Words("已停用。", "No longer used.")))
    return redirect("facts:schemes")


def _page(request: Request, form: SchemeForm, *, status: int = 200) -> HttpResponse:
    own = {row.name: row for row in queries.own_schemes() if row.retired_on is None}
    context = {
        "schemes": [(scheme, own.get(scheme.name)) for scheme in queries.schemes()],
        "form": form,
    }
    return render(request, "facts/schemes.html", context, status=status)
