from django.db import models

from zhike.customers.models import Customer
from zhike.service.querysets import LoyalYearQuerySet


class LoyalYear(models.Model):
    """How a customer's complaint ended, or that there never was one, and whether he bought again in the year that counts (S1-33); the night writes it."""

    class Group(models.TextChoices):
        CONTENT = "content", "content"
        NOT_CONTENT = "not_content", "not content"
        UNSETTLED = "unsettled", "unsettled"
        NONE = "none", "none"

    customer = models.OneToOneField(Customer, on_delete=models.CASCADE, related_name="+")
    group = models.CharField(max_length=12, choices=Group)
    again = models.BooleanField()

    objects = LoyalYearQuerySet.as_manager()

    def __str__(self) -> str:
        return f"{self.customer_id}: {self.group}"
