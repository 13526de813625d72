"""Festival greetings as they are worked through, customer by customer (S0-31, S1-72)."""

from typing import ClassVar

from django.db import models

from zhike.activities.models.work import Touch
from zhike.activities.querysets import GreetingQuerySet
from zhike.customers.models import Contact, Customer
from zhike.users.models import User


class Greeting(models.Model):
    """A customer was greeted at one festival of one year, or left alone for a reason (`why`)."""

    ERASED: ClassVar[dict[str, dict[str, object] | None]] = {"contact": {}}

    class State(models.TextChoices):
        GREETED = "greeted", "greeted"
        LEFT = "left", "left"

    customer = models.ForeignKey(Customer, on_delete=models.CASCADE, related_name="greetings")
    contact = models.ForeignKey(
        Contact, null=True, blank=True, on_delete=models.SET_NULL, related_name="greetings"
    )
    festival = models.CharField(max_length=24)
    year = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=8, choices=State)
    way = models.CharField(max_length=8, blank=True)
    why = models.CharField(max_length=120, blank=True)
    done_on = models.DateField()
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    touch = models.ForeignKey(
        Touch, null=True, on_delete=models.SET_NULL, related_name="greetings"
    )

    objects = GreetingQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["festival", "year", "customer"], name="greeting_of_season"),
        ]

    def __str__(self) -> str:
        return f"{self.customer_id} {self.festival} {self.year}"
