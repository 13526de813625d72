"""The sheets filled for one occasion each: visit plans, visit records."""

from zhike.customers.asking import form
from zhike.customers.models import Sheet as Sheet
from zhike.customers.querysets import SheetQuerySet
from zhike.methods.forms import Form
from zhike.trust.actor import Actor


def sheets(actor: Actor, customer_id: int, form_name: str = "") -> SheetQuerySet:
    """The sheets filled for a customer, newest occasion first."""
    rows = Sheet.objects.visible_to(actor).filter(customer_id=customer_id)
    if form_name:
        rows = rows.filter(form=form_name)
    return rows.select_related("filled_by", "contact").order_by("-about_on", "-pk")


def sheet(actor: Actor, sheet_id: int) -> Sheet:
    """One sheet with its customer."""
    rows = Sheet.objects.visible_to(actor).select_related("customer", "contact", "filled_by")
    return rows.get(pk=sheet_id)


def form_of(sheet: Sheet) -> Form:
    """The form a sheet was filled from."""
    return form(sheet.form)
