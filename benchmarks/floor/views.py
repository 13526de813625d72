"""The floor's five pages."""

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path

from benchmarks.floor.models import Customer, Order, Task

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


urlpatterns = [
    path("customers/", customers),
    path("customers/new/", create),
    path("customers/<int:customer_id>/", customer),
    path("today/", today),
]
