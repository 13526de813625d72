from django.db import models

from zhike.customers.models.customer import Customer
from zhike.customers.querysets import HandoverQuerySet
from zhike.users.models import User


class Handover(models.Model):
    """A customer went from one account manager to another; `read_on` says when the new one had read the pack (S0-01).

    `packed_on` is when the open work moved along: at once, or in the night after many were handed over together.
    """

    customer = models.ForeignKey(Customer, on_delete=models.CASCADE, related_name="handovers")
    before = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    after = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    why = models.CharField(max_length=200, blank=True)
    handed_on = models.DateField()
    read_on = models.DateField(null=True)
    packed_on = models.DateField(null=True)

    objects = HandoverQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["customer", "-handed_on"], name="handover_newest"),
            models.Index(
                fields=["handed_on"],
                name="handover_to_pack",
                condition=models.Q(packed_on=None),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.customer_id}: {self.before or '–'} → {self.after}"
