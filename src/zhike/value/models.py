from django.db import models

from zhike.customers.models import Customer
from zhike.value.querysets import MeasuresQuerySet


class Measures(models.Model):
    """What the last night measured of a customer: derived only, may be emptied and computed again.

    Money is in fen; `growth` in basis points; `overdue_pct` says 180 when 1.8 of the customer's own buying
    cycles have passed; a measure is NULL where there is nothing to measure. `target_basis` says what
    `target_pct` compares with. Earlier days lie as Parquet files under `FACTS_DIR`.
    """

    class Basis(models.TextChoices):
        TARGET = "target", "target"
        PREVIOUS = "previous", "previous"
        NONE = "none", "none"
        NEW = "new", "new"

    customer = models.OneToOneField(
        Customer, primary_key=True, on_delete=models.CASCADE, related_name="measures"
    )
    as_of = models.DateField()
    first_order_on = models.DateField(null=True)
    last_order_on = models.DateField(null=True)
    recency_days = models.IntegerField(null=True)
    buying_days = models.IntegerField()
    orders_12m = models.IntegerField()
    revenue_12m = models.BigIntegerField()
    revenue_prev_12m = models.BigIntegerField()
    growth = models.BigIntegerField(null=True)
    cycle_days = models.IntegerField(null=True)
    overdue_pct = models.IntegerField(null=True)
    late_payments_12m = models.IntegerField(null=True)
    target_pct = models.BigIntegerField(null=True)
    target_basis = models.CharField(max_length=8, choices=Basis)
    days_since_touch = models.IntegerField(null=True)

    objects = MeasuresQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["-revenue_12m"], name="measures_by_revenue"),
            models.Index(fields=["overdue_pct"], name="measures_by_overdue"),
        ]

    def __str__(self) -> str:
        return f"{self.customer_id} {self.as_of}"


class Run(models.Model):
    """One step of one night: which day it was for, with which methods, how much and how long.

    A step that ended has its row; a night that was killed begins again with the first step that has none.
    """

    step = models.CharField(max_length=40)
    day = models.DateField()
    methods = models.TextField()
    rows = models.BigIntegerField()
    seconds = models.FloatField()
    finished_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["step", "day"], name="one_run_per_step_and_day")
        ]

    def __str__(self) -> str:
        return f"{self.day} {self.step}: {self.rows}"
