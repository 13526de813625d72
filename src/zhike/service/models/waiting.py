from typing import ClassVar

from django.db import models

from zhike.customers.models import Contact, Customer
from zhike.service.models.case import Case
from zhike.service.querysets import WaitingQuerySet
from zhike.users.models import User


class Offering(models.Model):
    """A service customers ask for that we do not have yet, or have since `opened_on` (S4-17)."""

    name = models.CharField(max_length=80, unique=True)
    opened_on = models.DateField(null=True)
    opened_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return self.name


class Waiting(models.Model):
    """A customer waits for a service to open, and was told of another way meanwhile."""

    ERASED: ClassVar[dict[str, dict[str, object] | None]] = {"contact": {}}

    offering = models.ForeignKey(Offering, on_delete=models.CASCADE, related_name="waiting")
    customer = models.ForeignKey(Customer, on_delete=models.CASCADE, related_name="waiting_for")
    contact = models.ForeignKey(Contact, null=True, on_delete=models.SET_NULL, related_name="+")
    case = models.ForeignKey(Case, null=True, on_delete=models.SET_NULL, related_name="+")
    alternative = models.CharField(max_length=200)
    since = models.DateField()
    noted_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    told_on = models.DateField(null=True)

    objects = WaitingQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["offering", "customer"],
                name="waits_once",
                condition=models.Q(told_on=None),
            )
        ]

    def __str__(self) -> str:
        return f"{self.customer_id}: {self.offering_id}"
