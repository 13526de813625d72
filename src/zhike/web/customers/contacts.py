"""People at a customer, in the browser."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from zhike.customers import queries
from zhike.customers.actions import contacts
from zhike.lib.words import Words
from zhike.trust.actor import Permission
from zhike.web.customers.forms import ContactForm
from zhike.web.http import Request
from zhike.web.rights import needs


@needs(Permission.WRITE_CUSTOMERS)
@require_http_methods(["GET", "POST"])
def add(request: Request, customer_id: int) -> HttpResponse:
    """Somebody new at a customer."""
    customer = queries.customer(request.actor, customer_id)
    form = ContactForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        contacts.add_contact(request.actor, customer, form.draft(), on=request.today)
        messages.success(request, str(Words("已记下这位联系人。", "The person is noted.")))
        return redirect("customers:file", customer.pk)
    return render(request, "customers/contact.html", {"form": form, "customer": customer})


@needs(Permission.WRITE_CUSTOMERS)
@require_http_methods(["GET", "POST"])
def change(request: Request, customer_id: int, contact_id: int) -> HttpResponse:
    """What is known of somebody is written anew."""
    contact = queries.contact(request.actor, contact_id)
    if contact.customer_id != customer_id:
        raise Http404
    form = ContactForm(
        request.POST or None, initial={f: getattr(contact, f) for f in ContactForm.base_fields}
    )
    if request.method == "POST" and form.is_valid():
        contacts.change_contact(request.actor, contact, form.draft(), on=request.today)
        messages.success(request, str(Words("已保存。", "Saved.")))
        return redirect("customers:file", customer_id)
    context = {"form": form, "customer": contact.customer, "contact": contact}
    return render(request, "customers/contact.html", context)
