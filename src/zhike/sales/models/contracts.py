from django.db import models

from zhike.customers.models import Customer
from zhike.sales.querysets import ContractQuerySet
from zhike.users.models import User


class Contract(models.Model):
    """What a customer signed, from one day to another: renewals, long terms and sticky services are counted from it (S4-52, S4-53).

    `amount` in fen for the whole term; `users` are the customer's people or lines it serves; `renews` is the contract
    it follows on. `ended_on` is there when it ended before its day.
    """

    customer = models.ForeignKey(Customer, on_delete=models.CASCADE, related_name="contracts")
    number = models.CharField(max_length=60, unique=True)
    title = models.CharField(max_length=120)
    signed_on = models.DateField()
    starts_on = models.DateField()
    ends_on = models.DateField()
    amount = models.BigIntegerField(default=0)
    users = models.PositiveIntegerField(default=0)
    is_sticky = models.BooleanField(default=False)
    renews = models.ForeignKey(
        "self", null=True, on_delete=models.SET_NULL, related_name="renewed_by"
    )
    ended_on = models.DateField(null=True)
    ended_why = models.CharField(max_length=200, blank=True)
    by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")

    objects = ContractQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["customer", "-ends_on"], name="contract_newest"),
            models.Index(fields=["ends_on"], name="contract_by_end"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends_on__gte=models.F("starts_on")),
                name="contract_ends_after_it_starts",
            )
        ]

    def __str__(self) -> str:
        return self.number
