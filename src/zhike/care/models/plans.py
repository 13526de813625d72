from django.db import models

from zhike.care.querysets import CareLineQuerySet, SponsorQuerySet
from zhike.customers.models import Customer
from zhike.users.models import User


class CareLine(models.Model):
    """What one customer's care plan says otherwise than the method, or besides it (S1-70).

    `key` names the line of the method it stands for, or is its own (`own:3`). `is_off`: this customer does not get it.
    """

    customer = models.ForeignKey(Customer, on_delete=models.CASCADE, related_name="care_lines")
    key = models.CharField(max_length=40)
    title = models.CharField(max_length=80)
    content = models.CharField(max_length=200, blank=True)
    means = models.CharField(max_length=8)
    every = models.PositiveSmallIntegerField()
    carer = models.CharField(max_length=10)
    is_off = models.BooleanField(default=False)
    review_on = models.DateField()
    set_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    set_on = models.DateField()

    objects = CareLineQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["customer", "key"], name="care_line_of_customer")]

    def __str__(self) -> str:
        return f"{self.customer_id} {self.key}"


class Sponsor(models.Model):
    """The head of the company who calls on a customer (S3-24); the newest row counts."""

    customer = models.ForeignKey(Customer, on_delete=models.CASCADE, related_name="sponsors")
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    since = models.DateField()

    objects = SponsorQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["customer", "-since"], name="sponsor_of_customer")]

    def __str__(self) -> str:
        return f"{self.customer_id}: {self.user}"
