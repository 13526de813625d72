"""Goods that run short and how they are shared out, and new products on trial with chosen customers (S3-20, S3-22)."""

from django.db import models

from zhike.activities.querysets import (
    AllotmentQuerySet,
    ShortageQuerySet,
    TrialGuestQuerySet,
    TrialQuerySet,
)
from zhike.customers.models import Customer
from zhike.users.models import User


class Shortage(models.Model):
    """A product runs short: how much there is to share out, and until when it will last."""

    product = models.CharField(max_length=120)
    quantity = models.PositiveIntegerField()
    unit = models.CharField(max_length=12, blank=True)
    noted_on = models.DateField()
    until = models.DateField(null=True)
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    closed_on = models.DateField(null=True)

    objects = ShortageQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["-noted_on"], name="shortage_newest")]

    def __str__(self) -> str:
        return self.product


class Allotment(models.Model):
    """How much of what is short a customer gets."""

    shortage = models.ForeignKey(Shortage, on_delete=models.CASCADE, related_name="allotments")
    customer = models.ForeignKey(Customer, on_delete=models.CASCADE, related_name="allotments")
    quantity = models.PositiveIntegerField()

    objects = AllotmentQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["shortage", "customer"], name="allotment_of_shortage")]

    def __str__(self) -> str:
        return f"{self.shortage_id}: {self.customer_id} {self.quantity}"


class Trial(models.Model):
    """A new product is tried by chosen customers first, on these terms; `answer` is what the product people said to what was found."""

    product = models.CharField(max_length=120)
    terms = models.CharField(max_length=400)
    begins_on = models.DateField()
    ends_on = models.DateField()
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    answer = models.TextField(blank=True)
    answered_on = models.DateField(null=True)

    objects = TrialQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["-begins_on"], name="trial_newest")]

    def __str__(self) -> str:
        return self.product


class TrialGuest(models.Model):
    """A customer who tries it first, and what came of it."""

    class Result(models.TextChoices):
        OPEN = "open", "open"
        LIKED = "liked", "liked"
        MIXED = "mixed", "mixed"
        DECLINED = "declined", "declined"

    trial = models.ForeignKey(Trial, on_delete=models.CASCADE, related_name="guests")
    customer = models.ForeignKey(Customer, on_delete=models.CASCADE, related_name="trials")
    result = models.CharField(max_length=8, choices=Result, default=Result.OPEN)
    feedback = models.CharField(max_length=400, blank=True)
    told_on = models.DateField(null=True)

    objects = TrialGuestQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["trial", "customer"], name="guest_of_trial")]

    def __str__(self) -> str:
        return f"{self.trial_id}: {self.customer_id}"
