"""Which competitor waits at a customer, or supplies him already (S1-21)."""

from django.db import models

from zhike.activities.models.work import Competitor, Milestone
from zhike.activities.querysets import RivalQuerySet
from zhike.customers.models import Customer
from zhike.users.models import User


class Rival(models.Model):
    """A competitor at a customer: beaten and waiting for his chance, supplying him, or gone. One row for each at each; the journal keeps the course."""

    class State(models.TextChoices):
        WAITING = "waiting", "waiting"
        SUPPLIES = "supplies", "supplies"
        GONE = "gone", "gone"

    customer = models.ForeignKey(Customer, on_delete=models.CASCADE, related_name="rivals")
    competitor = models.ForeignKey(Competitor, on_delete=models.PROTECT, related_name="rivals")
    state = models.CharField(max_length=8, choices=State, default=State.WAITING)
    why = models.CharField(max_length=200)
    deal = models.ForeignKey(
        Milestone, null=True, on_delete=models.SET_NULL, related_name="rivals"
    )
    since = models.DateField()
    noted_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")

    objects = RivalQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(
                fields=["customer"], name="rival_waiting", condition=models.Q(state="waiting")
            )
        ]

    def __str__(self) -> str:
        return f"{self.competitor_id} at {self.customer_id}: {self.state}"
