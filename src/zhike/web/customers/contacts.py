"""People at a customer, in the browser."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from zhike.customers import doubles, queries
from zhike.customers.actions import contacts
from zhike.lib.words import Words
from zhike.trust.actor import Permission
from zhike.web.customers import conflicts
from zhike.web.customers.forms import ContactForm
from zhike.web.customers.timeline import PERSON_FIELDS
from zhike.web.http import Request
from zhike.web.rights import needs


@needs(Permission.WRITE_CUSTOMERS)
@require_http_methods(["GET", "POST"])
def add(request: Request, customer_id: int) -> HttpResponse:
    """Somebody new at a customer; one who seems to be there already is asked about once."""
    customer = queries.customer(request.actor, customer_id)
    form = ContactForm(request.POST or None)
    found: list[doubles.Namesake] = []
    if request.method == "POST" and form.is_valid():
        found = _here_already(request, form, customer.pk)
        if not found or request.POST.get("sure") == "1":
            contacts.add_contact(request.actor, customer, form.draft(), on=request.today)
            messages.success(request, str(Words("已记下这位联系人。", "The person is noted.")))
            return redirect("customers:file", customer.pk)
    context = {"form": form, "customer": customer, "namesakes": found, "asks": bool(found)}
    return render(request, "customers/contact.html", context)


@needs(Permission.WRITE_CUSTOMERS)
@require_http_methods(["GET", "POST"])
def change(request: Request, customer_id: int, contact_id: int) -> HttpResponse:
    """What is known of somebody is written anew; what somebody else wrote meanwhile is asked about."""
    contact = queries.contact(request.actor, contact_id)
    if contact.customer_id != customer_id:
        raise Http404
    now = {f: getattr(contact, f) for f in ContactForm.base_fields}
    form = ContactForm(request.POST or None, initial=now)
    conflicts.remember(form, now, request.POST)
    if (
        request.method == "POST"
        and form.is_valid()
        and conflicts.settle(form, now, request.POST, PERSON_FIELDS)
    ):
        contacts.change_contact(request.actor, contact, form.draft(), on=request.today)
        messages.success(request, str(Words("已保存。", "Saved.")))
        return redirect("customers:file", customer_id)
    others = queries.contacts(request.actor, customer_id).exclude(pk=contact.pk)
    context = {
        "form": form,
        "customer": contact.customer,
        "contact": contact,
        "others": list(others[:20]),
    }
    return render(request, "customers/contact.html", context)


def _here_already(
    request: Request, form: ContactForm, customer_id: int
) -> list[doubles.Namesake]:
    found = doubles.namesakes(
        request.actor,
        name=form.cleaned_data["name"],
        mobile=form.cleaned_data["mobile"],
        customer_id=customer_id,
    )
    return [one for one in found if one.is_here]
