from typing import ClassVar

from django.db import models

from zhike.customers.models.contact import Contact
from zhike.customers.models.customer import Customer
from zhike.customers.querysets import SheetQuerySet
from zhike.users.models import User


class Sheet(models.Model):
    """A form filled for one occasion, such as a visit's plan or record; its answers hang below it and stay with it."""

    ERASED: ClassVar[dict[str, dict[str, object] | None]] = {"contact": {}}

    customer = models.ForeignKey(Customer, on_delete=models.CASCADE, related_name="sheets")
    contact = models.ForeignKey(
        Contact, null=True, on_delete=models.SET_NULL, related_name="sheets"
    )
    form = models.CharField(max_length=40)
    version = models.PositiveSmallIntegerField()
    about_on = models.DateField()
    filled_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    filled_on = models.DateField()
    with_people = models.ManyToManyField(User, related_name="shared_sheets", blank=True)
    signed_by = models.ManyToManyField(User, related_name="signed_sheets", blank=True)
    closed_on = models.DateField(null=True)

    objects = SheetQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["customer", "form", "-about_on"], name="sheet_of_customer")
        ]

    def __str__(self) -> str:
        return f"{self.form} {self.about_on}"
