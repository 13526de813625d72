"""The pages of the file: a form as far as it is filled, a group to fill in, a person's whole page."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from zhike.customers import asking, consents, facts, persons
from zhike.customers.actions.facts import Learned
from zhike.customers.actions.filling import Unfilled, fill_form
from zhike.customers.asking import Subject
from zhike.lib.words import Words
from zhike.methods.forms import Form
from zhike.trust.actor import Permission
from zhike.trust.policy import Channel, is_near
from zhike.web.facts.forms import CONSENT_KINDS, PURPOSES, AnswersForm
from zhike.web.facts.rights import KINDS
from zhike.web.http import Request
from zhike.web.rights import needs


@needs(Permission.READ_CUSTOMERS)
@require_safe
def person(request: Request, customer_id: int, contact_id: int) -> HttpResponse:
    """Everything the file says of one person: his forms, his consents, and who looked at what is sealed."""
    subject = facts.subject(request.actor, customer_id, contact_id)
    file = facts.file_of(request.actor, subject, Channel.PAGE, on=request.today)
    context = _about(request, subject) | {
        "forms": file.forms,
        "consent_kinds": CONSENT_KINDS,
        "consents": consents.of(request.actor, subject),
        "openings": consents.openings(subject)[:50],
        "asked": persons.asked_by_person(subject)[:10],
        "request_kinds": KINDS,
        "question": file.question,
    }
    return render(request, "facts/person.html", context)


@needs(Permission.READ_CUSTOMERS)
@require_safe
def form_page(
    request: Request, customer_id: int, form: str, contact_id: int | None = None
) -> HttpResponse:
    """One form with every question, answered or open."""
    subject = facts.subject(request.actor, customer_id, contact_id)
    asked = _living(subject, form)
    context = _about(request, subject) | {
        "filled": facts.filled(request.actor, subject, asked, Channel.PAGE, on=request.today),
    }
    return render(request, "facts/form.html", context)


@needs(Permission.WRITE_CUSTOMERS)
@require_http_methods(["GET", "POST"])
def fill(
    request: Request, customer_id: int, form: str, group: str, contact_id: int | None = None
) -> HttpResponse:
    """One group of questions to fill in; what stays empty stays open."""
    subject = facts.subject(request.actor, customer_id, contact_id)
    asked = _living(subject, form)
    part = asked.group(group)
    if part is None:
        raise Http404
    known = facts.answers(request.actor, subject, Channel.PAGE, on=request.today)
    switches = asking.switched_on()
    items = [item for item in part.items if asking.is_asked(asked, item, switches)]
    answers = AnswersForm(request.POST or None, items=items, known=known)
    if request.method == "POST" and answers.is_valid():
        learned = Learned(answers.cleaned_data["source"], answers.cleaned_data["source_note"])
        try:
            count = fill_form(
                request.actor, subject, asked, answers.typed(), learned, on=request.today
            )
        except Unfilled as error:
            answers.refuse(error.errors)
        else:
            said = Words("已记下 {n} 个答案。", "{n} answers noted.").format(n=count)
            messages.success(request, str(said))
            return redirect(form_address(subject, asked))
    context = _about(request, subject) | {"form": answers, "filled_form": asked, "group": part}
    status = 422 if answers.errors else 200
    return render(request, "facts/fill.html", context, status=status)


def form_address(subject: Subject, form: Form) -> str:
    """Where a form of somebody is."""
    if subject.contact:
        return reverse(
            "facts:person_form",
            args=[subject.customer.pk, subject.contact.pk, form.head.name],
        )
    return reverse("facts:form", args=[subject.customer.pk, form.head.name])


def _about(request: Request, subject: Subject) -> dict[str, object]:
    return {
        "subject": subject,
        "customer": subject.customer,
        "contact": subject.contact,
        "near": is_near(request.actor, subject.customer),
        "purposes": PURPOSES,
    }


def _living(subject: Subject, name: str) -> Form:
    form = asking.form(name)
    if form not in asking.living_forms(subject):
        raise Http404
    return form
