"""What a customer expects as something begins, what came of it, and why its value fell short (S0-22)."""

from typing import ClassVar

from django.db import models

from zhike.activities.models import Milestone
from zhike.customers.models import Contact, Customer
from zhike.sales.models import Contract
from zhike.service.querysets import ExpectationQuerySet, ValueCauseQuerySet
from zhike.users.models import User


class Expectation(models.Model):
    """What a customer hopes to get of a project, a delivery or a contract, in his words; compared with what he got once it is over.

    `ours` is what we think it will be worth to him: the third cause of low value is that the two differ. `compare_on` is
    the day to ask; `compared_on`, `met` and `outcome` are there once he was asked.
    """

    ERASED: ClassVar[dict[str, dict[str, object] | None]] = {
        "contact": {"expected": "", "outcome": ""}
    }

    class Kind(models.TextChoices):
        PROJECT = "project", "project"
        DELIVERY = "delivery", "delivery"
        CONTRACT = "contract", "contract"

    class Met(models.TextChoices):
        ABOVE = "above", "above"
        AS_EXPECTED = "as", "as expected"
        BELOW = "below", "below"

    customer = models.ForeignKey(
        Customer, on_delete=models.CASCADE, related_name="expectations"
    )
    contact = models.ForeignKey(Contact, null=True, on_delete=models.SET_NULL, related_name="+")
    kind = models.CharField(max_length=8, choices=Kind)
    about = models.CharField(max_length=200)
    contract = models.ForeignKey(
        Contract, null=True, on_delete=models.SET_NULL, related_name="expectations"
    )
    deal = models.ForeignKey(
        Milestone, null=True, on_delete=models.SET_NULL, related_name="expectations"
    )
    expected = models.CharField(max_length=400)
    ours = models.CharField(max_length=300, blank=True)
    compare_on = models.DateField()
    noted_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    noted_on = models.DateField()
    met = models.CharField(max_length=5, choices=Met, blank=True)
    outcome = models.CharField(max_length=400, blank=True)
    compared_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    compared_on = models.DateField(null=True)

    objects = ExpectationQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["customer", "-noted_on"], name="expectation_newest"),
            models.Index(
                fields=["compare_on"],
                name="expectation_due",
                condition=models.Q(compared_on=None),
            ),
        ]

    def __str__(self) -> str:
        return self.about


class ValueCause(models.Model):
    """Why the value is not what a customer had hoped: one of the three codes of the method, found by one of ours, and on what grounds."""

    customer = models.ForeignKey(
        Customer, on_delete=models.CASCADE, related_name="value_causes"
    )
    cause = models.CharField(max_length=40)
    why = models.CharField(max_length=300)
    expectation = models.ForeignKey(
        Expectation, null=True, on_delete=models.SET_NULL, related_name="causes"
    )
    found_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    found_on = models.DateField()

    objects = ValueCauseQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["customer", "-found_on"], name="value_cause_newest")]

    def __str__(self) -> str:
        return f"{self.customer_id}: {self.cause}"
