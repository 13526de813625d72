"""The company's working days, a year at a glance: what is published, and what the company says otherwise."""

from collections import Counter
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from zhike.lib.moon import festivals_of
from zhike.lib.words import Words
from zhike.lib.workday_lists import DayList, read_list
from zhike.lib.workdays import (
    announced_through,
    is_announced,
    is_published_workday,
    is_workday,
)
from zhike.trust.actor import Permission
from zhike.users import days as company
from zhike.users.days import CompanyDay, DayDraft
from zhike.web.forms import day_input, labelled
from zhike.web.http import Request
from zhike.web.rights import needs

YEARS = range(2007, 2100)
SOURCES = (
    ("company", Words("本公司决定", "Our own decision")),
    ("notice", Words("国务院办公厅通知", "The State Council's notice")),
)
_WORKS = (("off", Words("休", "Off")), ("work", Words("班", "Worked")))


@dataclass(frozen=True, slots=True)
class Square:
    """A day of the year; `own` is what the company says of it, `is_against` that this contradicts what is published."""

    day: date
    is_rest: bool
    is_moved: bool
    own: CompanyDay | None
    is_against: bool
    title: str


@dataclass(frozen=True, slots=True)
class Month:
    """A month, with the empty squares before its first day and how many days are worked."""

    first: date
    before: range
    squares: tuple[Square, ...]
    worked: int


class DayForm(forms.Form):
    """One day and what it is."""

    day = forms.DateField(widget=day_input())
    what = forms.ChoiceField(choices=_WORKS)
    why = forms.CharField(max_length=200)

    def __init__(self, *args: object, year: int, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # passed through
        self.year = year
        labelled(
            self,
            day=Words("哪天", "Day"),
            what=Words("休还是班", "Off or worked"),
            why=Words("为什么", "Why"),
        )
        self.fields["day"].widget.attrs |= {"min": f"{year}-01-01", "max": f"{year}-12-31"}

    def clean_day(self) -> date:
        day: date = self.cleaned_data["day"]
        if day.year != self.year:
            raise forms.ValidationError(
                str(
                    Words("请选 {year} 年的一天。", "Choose a day of {year}.").format(
                        year=self.year
                    )
                )
            )
        return day


class PasteForm(forms.Form):
    """A list of days of one year; each line is checked before any is kept."""

    text = forms.CharField(max_length=20_000, widget=forms.Textarea(attrs={"rows": 8}))
    source = forms.ChoiceField(choices=SOURCES)

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # passed through
        labelled(
            self,
            text=Words("一行一条", "One line each"),
            source=Words("依据", "Based on"),
        )


@needs(Permission.READ_CUSTOMERS)
@require_safe
def this_year(request: Request) -> HttpResponse:
    """The year we are in."""
    return redirect("calendar:year", request.today.year)


@needs(Permission.READ_CUSTOMERS)
@require_safe
def year_page(request: Request, year: int) -> HttpResponse:
    """Twelve months: off, worked, and which source says so."""
    usual = "company" if year <= announced_through() else "notice"
    paste_form = PasteForm(initial={"source": usual})
    return _page(request, year, DayForm(year=year), paste_form)


@needs(Permission.KEEP_DAYS)
@require_POST
def set_day(request: Request, year: int) -> HttpResponse:
    """One day is off, or worked, by the company's decision."""
    form = DayForm(request.POST, year=year)
    if not form.is_valid():
        return _page(request, year, form, PasteForm(), status=422)
    said = form.cleaned_data
    draft = DayDraft(said["day"], said["what"] == "work", said["why"].strip())
    company.set_days(request.actor, [draft], source=CompanyDay.Source.COMPANY, on=request.today)
    messages.success(request, str(Words("已记下，马上生效。", "Noted; it counts at once.")))
    return redirect("calendar:year", year)


@needs(Permission.KEEP_DAYS)
@require_POST
def paste(request: Request, year: int) -> HttpResponse:
    """A whole list at once: all its lines, or none and what is wrong with which."""
    form = PasteForm(request.POST)
    if not form.is_valid():
        return _page(request, year, DayForm(year=year), form, status=422)
    found = read_list(form.cleaned_data["text"], year=year)
    if found.problems:
        return _page(request, year, DayForm(year=year), form, found, status=422)
    source = CompanyDay.Source(form.cleaned_data["source"])
    usual = str(dict(SOURCES)[source.value])
    drafts = [DayDraft(each.day, each.works, each.why or usual) for each in found.days]
    count = company.set_days(request.actor, drafts, source=source, on=request.today)
    messages.success(
        request,
        str(
            Words("已记下 {n} 天，马上生效。", "{n} days noted; they count at once.").format(
                n=count
            )
        ),
    )
    return redirect("calendar:year", year)


@needs(Permission.KEEP_DAYS)
@require_POST
def drop(request: Request, year: int) -> HttpResponse:
    """The company says nothing of a day any more."""
    try:
        day = date.fromisoformat(request.POST.get("day", ""))
    except ValueError:
        raise Http404 from None
    company.drop_day(request.actor, day, on=request.today)
    messages.success(
        request, str(Words("已撤销，按公布的安排算。", "Taken back; what is published holds."))
    )
    return redirect("calendar:year", year)


def _page(
    request: Request,
    year: int,
    form: DayForm,
    paste_form: PasteForm,
    found: DayList | None = None,
    status: int = 200,
) -> HttpResponse:
    if year not in YEARS:
        raise Http404
    own = {row.day: row for row in company.days_of(year)}
    months = _months(year, own)
    context = {
        "year": year,
        "before": year - 1 if year - 1 in YEARS else None,
        "after": year + 1 if year + 1 in YEARS else None,
        "months": months,
        "worked": sum(month.worked for month in months),
        "own": [(row, _published(row)) for row in own.values()],
        "is_announced": is_announced(year),
        "is_published": year <= announced_through(),
        "form": form,
        "paste_form": paste_form,
        "problems": found.problems if found else (),
        "good": len(found.days) if found else 0,
        "sources": dict(SOURCES),
    }
    return render(request, "calendar/year.html", context, status=status)


def _published(row: CompanyDay) -> bool:
    """Whether what is published already says the same."""
    return is_published_workday(row.day) == row.works


def _months(year: int, own: dict[date, CompanyDay]) -> list[Month]:
    names = {day: festival.name for day, festival in festivals_of(year)}
    squares = [
        _square(date.fromordinal(n), own, names)
        for n in range(date(year, 1, 1).toordinal(), date(year, 12, 31).toordinal() + 1)
    ]
    worked = Counter(each.day.month for each in squares if not each.is_rest)
    return [
        Month(
            date(year, number, 1),
            range(date(year, number, 1).weekday()),
            tuple(group),
            worked[number],
        )
        for number, group in groupby(squares, key=lambda each: each.day.month)
    ]


def _square(day: date, own: dict[date, CompanyDay], names: dict[date, Words]) -> Square:
    works, said = is_workday(day), own.get(day)
    name = str(names.get(day, ""))
    return Square(
        day=day,
        is_rest=not works,
        is_moved=works == (day.weekday() >= 5),
        own=said,
        is_against=said is not None and not _published(said),
        title=" · ".join(part for part in (name, said.why if said else "") if part),
    )
