"""Sheets: a visit's plan and its record, a customer's protection plan, filled once for each occasion, corrected, signed, printed."""

from collections.abc import Mapping
from datetime import date

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from zhike.care import queries as care
from zhike.care import visits
from zhike.customers import asking, facts
from zhike.customers import queries as customers
from zhike.customers import sheets as queries
from zhike.customers.actions.filling import Unfilled, open_sheet, refill_sheet, sign_sheet
from zhike.customers.asking import Subject
from zhike.customers.sheets import Sheet
from zhike.lib.dates import parse_date
from zhike.lib.words import Words
from zhike.methods.forms import Form, Keeps
from zhike.trust.actor import Permission
from zhike.trust.policy import Channel
from zhike.users.queries import colleagues
from zhike.value.keeping.protection import FORM as PROTECTION
from zhike.web.facts.forms import AnswersForm
from zhike.web.http import Request
from zhike.web.rights import needs


@needs(Permission.WRITE_CUSTOMERS)
@require_http_methods(["GET", "POST"])
def new(request: Request, customer_id: int, form: str) -> HttpResponse:
    """A visit is planned or written down; the brief stands beside it."""
    asked = _sheet_form(form)
    person = request.POST.get("contact") or request.GET.get("contact") or ""
    contact_id = int(person) if person.isdecimal() and len(person) < 12 else None
    subject = facts.subject(request.actor, customer_id, contact_id)
    answers = _form(request, asked, {})
    day, problem = _day(request, asked)
    if request.method == "POST" and answers.is_valid() and day:
        try:
            made = _write(request, subject, asked, answers, day)
        except Unfilled as error:
            answers.refuse(error.errors)
        else:
            messages.success(request, str(Words("已记下。", "Noted.")))
            return redirect("facts:sheet", made)
    context = {
        "subject": subject,
        "customer": subject.customer,
        "contacts": customers.contacts(request.actor, customer_id),
        "colleagues": colleagues().exclude(pk=request.user.pk)
        if asked.head.name == visits.RECORD
        else [],
        "form": answers,
        "asked": asked,
        "day": day or request.POST.get("on", ""),
        "problem": problem,
        "brief": care.brief(request.actor, customer_id, contact_id, on=request.today),
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "facts/sheet_form.html", context, status=status)


@needs(Permission.READ_CUSTOMERS)
@require_safe
def sheet(request: Request, sheet_id: int) -> HttpResponse:
    """A filled sheet, to read, sign and print."""
    found = queries.sheet(request.actor, sheet_id)
    subject, asked = _of(found)
    context = {
        "sheet": found,
        "customer": found.customer,
        "filled": facts.filled(
            request.actor, subject, asked, Channel.PAGE, on=request.today, sheet=found
        ),
        "others": found.with_people.all(),
        "signed": found.signed_by.all(),
    }
    return render(request, "facts/sheet.html", context)


@needs(Permission.WRITE_CUSTOMERS)
@require_http_methods(["GET", "POST"])
def correct(request: Request, sheet_id: int) -> HttpResponse:
    """A sheet is put right; what stood there stays as its history."""
    found = queries.sheet(request.actor, sheet_id)
    subject, asked = _of(found)
    known = facts.answers(request.actor, subject, Channel.PAGE, on=request.today, sheet=found)
    answers = _form(request, asked, known)
    if request.method == "POST" and answers.is_valid():
        try:
            refill_sheet(
                request.actor, subject, asked, found, answers.typed(), on=request.today
            )
        except Unfilled as error:
            answers.refuse(error.errors)
        else:
            messages.success(request, str(Words("已更正。", "Corrected.")))
            return redirect("facts:sheet", found.pk)
    context = {"subject": subject, "customer": found.customer, "form": answers, "asked": asked}
    status = 422 if answers.errors else 200
    return render(request, "facts/sheet_form.html", context, status=status)


@needs(Permission.LOG_TOUCHES)
@require_POST
def sign(request: Request, sheet_id: int) -> HttpResponse:
    """So it was: somebody answers for the record beside its author."""
    found = queries.sheet(request.actor, sheet_id)
    sign_sheet(request.actor, found, on=request.today)
    messages.success(request, str(Words("已签名确认。", "Signed.")))
    return redirect("facts:sheet", found.pk)


def _write(
    request: Request, subject: Subject, asked: Form, answers: AnswersForm, day: date
) -> int:
    if asked.head.name == visits.RECORD:
        people = [int(pk) for pk in request.POST.getlist("with") if pk.isdecimal()]
        return visits.record_visit(
            request.actor,
            subject,
            answers.typed(),
            visited_on=day,
            on=request.today,
            with_people=people,
        ).pk
    if asked.head.name == PROTECTION:
        return open_sheet(
            request.actor,
            subject,
            asked,
            answers.typed(),
            about_on=day,
            on=request.today,
            stage=asked.stages[0],
        ).pk
    return visits.plan_visit(
        request.actor, subject, answers.typed(), visit_on=day, on=request.today
    ).pk


def _day(request: Request, asked: Form) -> tuple[date | None, Words | None]:
    """The day of the visit, and what is wrong with it."""
    is_record = asked.head.name in {visits.RECORD, PROTECTION}
    if request.method != "POST":
        return request.today, None
    try:
        day = parse_date(request.POST.get("on", ""))
    except ValueError:
        return None, Words("请写明哪一天。", "Say on which day.")
    if is_record and day > request.today:
        return None, Words(
            "还没到这一天，请写今天或以前的日子。",
            "That day is still to come; write today’s or an earlier one.",
        )
    if not is_record and day < request.today:
        return None, Words("计划的日子已经过去了。", "The day planned has passed.")
    return day, None


def _form(request: Request, asked: Form, known: Mapping[str, facts.Answer]) -> AnswersForm:
    return AnswersForm(request.POST or None, items=asked.items, known=known, with_source=False)


def _sheet_form(name: str) -> Form:
    form = asking.form(name)
    if form.keeps is not Keeps.SHEETS or name not in {visits.PLAN, visits.RECORD, PROTECTION}:
        raise Http404
    return form


def _of(sheet: Sheet) -> tuple[Subject, Form]:
    return Subject(sheet.customer, sheet.contact), queries.form_of(sheet)
