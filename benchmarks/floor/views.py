"""The floor's pages."""

from django import forms
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path

from benchmarks.floor.models import Customer, Order, Person, Task

_PAGE = 50


class CustomerForm(forms.Form):
    name = forms.CharField(max_length=200)
    city = forms.CharField(max_length=80, required=False)
    phone = forms.CharField(max_length=40, required=False)


def customers(request: HttpRequest) -> HttpResponse:
    """The list, and the search in it."""
    found = Customer.objects.select_related("owner").order_by("name")
    if text := request.GET.get("q"):
        found = found.filter(name__contains=text)
    return render(request, "floor/page.html", {"rows": found[:_PAGE], "user": request.user})


def customer(request: HttpRequest, customer_id: int) -> HttpResponse:
    """One customer with the last orders."""
    found = get_object_or_404(Customer.objects.select_related("owner"), pk=customer_id)
    orders = (
        Order.objects.filter(customer=found)
        .select_related("customer")
        .order_by("-ordered_on")[:30]
    )
    context = {"title": found.name, "rows": orders, "user": request.user}
    return render(request, "floor/page.html", context)


def today(request: HttpRequest) -> HttpResponse:
    """What is to be done."""
    tasks = Task.objects.filter(assignee_id=request.user.pk).select_related("customer")
    context = {"rows": tasks.order_by("due_on")[:_PAGE], "user": request.user}
    return render(request, "floor/page.html", context)


def create(request: HttpRequest) -> HttpResponse:
    """A new customer."""
    form = CustomerForm(request.POST)
    if not form.is_valid():
        return render(request, "floor/page.html", {"rows": [form], "user": request.user})
    return redirect(f"/customers/{Customer.objects.create(**form.cleaned_data).pk}/")


def find(request: HttpRequest) -> HttpResponse:
    """The search box: part of a name, a phone or a number."""
    text = request.GET.get("q", "")
    by = Q(name__contains=text) | Q(phone=text) | Q(number=text)
    rows = Customer.objects.filter(by).select_related("owner").order_by("name")[:8]
    return render(request, "floor/page.html", {"rows": rows, "user": request.user})


def same(request: HttpRequest) -> HttpResponse:
    """Who has exactly this name, phone or number."""
    asked = {key: request.GET[key] for key in ("name", "phone", "number") if key in request.GET}
    rows = Customer.objects.filter(**asked).select_related("owner")[:5]
    return render(request, "floor/page.html", {"rows": rows, "user": request.user})


def between(request: HttpRequest, customer_id: int) -> HttpResponse:
    """One customer with the one before and the one behind."""
    found = get_object_or_404(Customer.objects.select_related("owner"), pk=customer_id)
    rows = [
        Customer.objects.filter(name__lt=found.name).order_by("-name").first(),
        Customer.objects.filter(name__gt=found.name).order_by("name").first(),
    ]
    context = {"title": found.name, "rows": rows, "user": request.user}
    return render(request, "floor/page.html", context)


def people(request: HttpRequest, customer_id: int) -> HttpResponse:
    """One customer with the people there."""
    found = get_object_or_404(Customer.objects.select_related("owner"), pk=customer_id)
    rows = Person.objects.filter(customer=found).select_related("customer")
    context = {"title": found.name, "rows": rows, "user": request.user}
    return render(request, "floor/page.html", context)


def person(request: HttpRequest, person_id: int) -> HttpResponse:
    """One person."""
    found = get_object_or_404(Person.objects.select_related("customer"), pk=person_id)
    context = {"title": found.name, "rows": [found], "user": request.user}
    return render(request, "floor/page.html", context)


urlpatterns = [
    path("customers/", customers),
    path("customers/new/", create),
    path("customers/find/", find),
    path("customers/same/", same),
    path("customers/<int:customer_id>/between/", between),
    path("customers/<int:customer_id>/people/", people),
    path("people/<int:person_id>/", person),
    path("customers/<int:customer_id>/", customer),
    path("today/", today),
]
