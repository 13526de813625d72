"""A person agrees, and takes it back."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from zhike.customers import consents, facts
from zhike.customers.actions.consents import ConsentDraft, note_consent, withdraw_consent
from zhike.customers.asking import Subject
from zhike.lib.words import Words
from zhike.trust.actor import Permission
from zhike.web.facts.forms import ConsentForm
from zhike.web.http import Request
from zhike.web.rights import needs


@needs(Permission.WRITE_CUSTOMERS)
@require_http_methods(["GET", "POST"])
def add(request: Request, customer_id: int, contact_id: int | None = None) -> HttpResponse:
    """Somebody agreed to one kind of use."""
    subject = facts.subject(request.actor, customer_id, contact_id)
    form = ConsentForm(request.POST or None, initial={"given_on": request.today})
    if request.method == "POST" and form.is_valid():
        note_consent(
            request.actor, subject, ConsentDraft(**form.cleaned_data), on=request.today
        )
        messages.success(request, str(Words("已记下同意。", "The consent is noted.")))
        return redirect(file_address(subject))
    context = {"form": form, "subject": subject, "back": file_address(subject)}
    status = 422 if form.errors else 200
    return render(request, "facts/consent.html", context, status=status)


@needs(Permission.WRITE_CUSTOMERS)
@require_POST
def withdraw(request: Request, consent_id: int) -> HttpResponse:
    """It is taken back; what rested on it is emptied at once."""
    consent = consents.consent(request.actor, consent_id)
    subject = Subject(consent.customer, consent.contact)
    if consent.withdrawn_on is None:
        count = withdraw_consent(request.actor, subject, consent, on=request.today)
        said = Words(
            "同意已撤回，{n} 个答案已清空。",
            "The consent is taken back; {n} answers were emptied.",
        )
        messages.success(request, str(said.format(n=count)))
    return redirect(file_address(subject))


def file_address(subject: Subject) -> str:
    """Where somebody's file is."""
    if subject.contact:
        return reverse("facts:person", args=[subject.customer.pk, subject.contact.pk])
    return reverse("customers:file", args=[subject.customer.pk])
