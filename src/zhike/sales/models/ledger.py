from django.db import models

from zhike.customers.models import Customer
from zhike.sales.querysets import OrderQuerySet, PaymentQuerySet, YearTargetQuerySet


class Order(models.Model):
    """A customer bought something. Money is in hundredths of the company's currency (fen), never a float.

    A credit note is an order of a negative amount. The index that begins with the customer serves the foreign key too.
    """

    customer = models.ForeignKey(
        Customer, on_delete=models.CASCADE, related_name="orders", db_index=False
    )
    number = models.CharField(max_length=60, unique=True)
    ordered_on = models.DateField()
    amount = models.BigIntegerField()
    cost = models.BigIntegerField(null=True)
    product = models.CharField(max_length=120, blank=True)
    batch = models.BigIntegerField(null=True, db_index=True)

    objects = OrderQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["customer", "-ordered_on"], name="order_newest")]

    def __str__(self) -> str:
        return self.number


class Payment(models.Model):
    """Money owed by a day (`due_on`) and perhaps paid on one (`paid_on`). Amounts in fen."""

    customer = models.ForeignKey(
        Customer, on_delete=models.CASCADE, related_name="payments", db_index=False
    )
    order = models.ForeignKey(
        Order, null=True, on_delete=models.SET_NULL, related_name="payments"
    )
    number = models.CharField(max_length=60, unique=True)
    amount = models.BigIntegerField()
    due_on = models.DateField(null=True)
    paid_on = models.DateField(null=True)
    batch = models.BigIntegerField(null=True, db_index=True)

    objects = PaymentQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["customer", "-due_on"], name="payment_newest")]

    def __str__(self) -> str:
        return self.number


class YearTarget(models.Model):
    """What we hope to sell to a customer in a year, in fen (S1-59: the share of the target reached)."""

    customer = models.ForeignKey(Customer, on_delete=models.CASCADE, related_name="targets")
    year = models.PositiveSmallIntegerField()
    amount = models.BigIntegerField()

    objects = YearTargetQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["customer", "year"], name="one_target_a_year")
        ]

    def __str__(self) -> str:
        return f"{self.customer_id} {self.year}: {self.amount}"


class LedgerRevision(models.Model):
    """Counts how often written orders or payments were changed or taken back; the night re-reads the ledger when it moved.

    New orders do not move it: they are found by their ids.
    """

    number = models.BigIntegerField(default=0)

    def __str__(self) -> str:
        return str(self.number)
