"""The notes that came in, and what each is made into: the first tap opens it filled in, the second keeps it."""

from dataclasses import dataclass
from datetime import timedelta
from uuid import uuid4

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.timezone import localtime
from django.views.decorators.http import require_http_methods, require_POST

from zhike.activities import queries as activities
from zhike.activities.actions.notes import TakenError
from zhike.care import notebook
from zhike.customers import asking
from zhike.customers import queries as customers
from zhike.customers.answers import Unfit
from zhike.customers.queries import Customer
from zhike.lib.delicate import Delicate, delicate
from zhike.lib.words import Words
from zhike.trust.actor import Permission
from zhike.web.customers.choosing import Chosen, chosen
from zhike.web.forms import named_people
from zhike.web.http import Request, page_or_part
from zhike.web.notes.forms import FactForm, PromiseForm, TaskForm, TouchForm
from zhike.web.notes.offline import NoteForm
from zhike.web.rights import needs
from zhike.web.warning import warn_of_delicate

SHOWN = 100
A_FEW_DAYS = timedelta(days=3)


@dataclass(frozen=True, slots=True)
class Shown:
    """A note with what its writer should know about it."""

    note: activities.Note
    warnings: tuple[Delicate, ...]


@needs(Permission.LOG_TOUCHES)
@require_http_methods(["GET", "POST"])
def inbox(request: Request) -> HttpResponse:
    """One's own notes that are not made into anything yet, and a line to write one more."""
    form = NoteForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        said, now = form.cleaned_data, timezone.now()
        try:
            note = notebook.jot(
                request.actor,
                key=said["key"],
                text=said["text"],
                written_at=now,
                received_at=now,
            )
        except TakenError:
            return redirect("notes:inbox")
        messages.success(request, str(Words("已记下。", "Noted.")))
        warn_of_delicate(request, note.text)
        return redirect("notes:inbox")
    rows = list(activities.open_notes(request.actor)[:SHOWN])
    context = {
        "rows": [Shown(note, delicate(note.text)) for note in rows],
        "key": uuid4(),
        "form": form,
    }
    return render(request, "notes/inbox.html", context)


@needs(Permission.LOG_TOUCHES)
@require_http_methods(["GET", "POST"])
def turn_into_touch(request: Request, note_id: int) -> HttpResponse:
    """The note told of a visit, a call, a message."""
    note = activities.note(request.actor, note_id)
    meant = _meant(request, note)
    form = TouchForm(
        request.POST or None,
        contacts=_people(request, meant.customer),
        today=request.today,
        initial={
            "on": localtime(note.written_at).date(),
            "summary": note.text,
            "contact": _named(request, meant.customer, note.text),
        },
    )
    if request.method == "POST" and form.is_valid() and meant.customer:
        said = dict(form.cleaned_data)
        said["contact_id"] = said.pop("contact")
        notebook.turn_into_touch(
            request.actor, note_id, customer_id=meant.customer.pk, today=request.today, **said
        )
        return _done(request, Words("已记成往来。", "Kept as a touch."))
    return _sheet(request, note, meant, form, Words("记成往来", "Keep as a touch"))


@needs(Permission.LOG_TOUCHES)
@require_http_methods(["GET", "POST"])
def turn_into_promise(request: Request, note_id: int) -> HttpResponse:
    """The note told of something promised."""
    note = activities.note(request.actor, note_id)
    meant = _meant(request, note)
    form = PromiseForm(
        request.POST or None,
        contacts=_people(request, meant.customer),
        today=request.today,
        initial={
            "what": _short(note.text),
            "due_on": request.today + A_FEW_DAYS,
            "contact": _named(request, meant.customer, note.text),
        },
    )
    if request.method == "POST" and form.is_valid() and meant.customer:
        said = dict(form.cleaned_data)
        said["contact_id"] = said.pop("contact")
        notebook.turn_into_promise(
            request.actor, note_id, customer_id=meant.customer.pk, today=request.today, **said
        )
        return _done(request, Words("已记成承诺。", "Kept as a promise."))
    return _sheet(request, note, meant, form, Words("记成承诺", "Keep as a promise"))


@needs(Permission.LOG_TOUCHES)
@require_http_methods(["GET", "POST"])
def turn_into_task(request: Request, note_id: int) -> HttpResponse:
    """The note told of something to do."""
    note = activities.note(request.actor, note_id)
    meant = _meant(request, note)
    form = TaskForm(
        request.POST or None,
        contacts=[],
        today=request.today,
        initial={"title": _short(note.text), "due_on": request.today + A_FEW_DAYS},
    )
    if request.method == "POST" and form.is_valid() and meant.customer:
        notebook.turn_into_task(
            request.actor,
            note_id,
            customer_id=meant.customer.pk,
            today=request.today,
            **form.cleaned_data,
        )
        return _done(request, Words("已排进待办。", "It is on the list."))
    return _sheet(request, note, meant, form, Words("排进待办", "Make it a task"))


@needs(Permission.WRITE_CUSTOMERS)
@require_http_methods(["GET", "POST"])
def turn_into_fact(request: Request, note_id: int) -> HttpResponse:
    """The note told something to be known."""
    note = activities.note(request.actor, note_id)
    meant = _meant(request, note)
    form = FactForm(
        request.POST or None,
        contacts=_people(request, meant.customer),
        questions=asking.told_in_words(),
        today=request.today,
        initial={
            "value": note.text,
            "contact": _named(request, meant.customer, note.text),
        },
    )
    if request.method == "POST" and form.is_valid() and meant.customer:
        said = dict(form.cleaned_data)
        said["contact_id"] = said.pop("contact")
        try:
            notebook.turn_into_fact(
                request.actor,
                note_id,
                customer_id=meant.customer.pk,
                today=request.today,
                **said,
            )
        except Unfit as error:
            form.add_error(None, str(error.words))
        else:
            return _done(request, Words("已写进档案。", "It is in the file."))
    return _sheet(request, note, meant, form, Words("写进档案", "Put it into the file"))


@needs(Permission.LOG_TOUCHES)
@require_POST
def drop(request: Request, note_id: int) -> HttpResponse:
    """The note needs nothing more."""
    notebook.drop_note(request.actor, note_id, on=request.today)
    return _done(request, Words("已收起。", "Put away."))


def _meant(request: Request, note: activities.Note) -> Chosen:
    """The customer chosen in the form, else the one the note seems to be about."""
    said = request.POST or request.GET
    if "customer" in said or "who" in said or note.customer_id is None:
        return chosen(request)
    return Chosen(customers.customer(request.actor, note.customer_id), [], "", is_missing=False)


def _people(request: Request, customer: Customer | None) -> list[tuple[int, str]]:
    if customer is None:
        return []
    there = customers.contacts(request.actor, customer.pk)
    return named_people(there)


def _named(request: Request, customer: Customer | None, text: str) -> int | None:
    """The first person there the note names."""
    if customer is None:
        return None
    there = customers.contacts(request.actor, customer.pk)
    return next(
        (c.pk for c in there if c.name in text or (c.address_as and c.address_as in text)), None
    )


def _short(text: str) -> str:
    line = text.strip().splitlines()[0]
    return line[:200]


def _sheet(
    request: Request, note: activities.Note, meant: Chosen, form: forms.Form, title: Words
) -> HttpResponse:
    context = {
        "note": note,
        "form": form,
        "title": title,
        "customer": meant.customer,
        "hits": meant.hits,
        "who": meant.who,
        "is_missing": meant.is_missing,
        "warnings": delicate(note.text),
    }
    status = 422 if request.method == "POST" else 200
    return page_or_part(request, "notes/turn.html", context, part="sheet", status=status)


def _done(request: Request, words: Words) -> HttpResponse:
    messages.success(request, str(words))
    return redirect("notes:inbox")
