from django.db import models

from zhike.customers.models import Customer
from zhike.value.querysets import MeasuresQuerySet


class Measures(models.Model):
    """What the last night measured of a customer: derived only, may be emptied and computed again.

    Money is in fen; `growth`, `season_growth`, `share` and `share_before` in basis points; `overdue_pct` says 180
    when 1.8 of the customer's own buying cycles have passed; a measure is NULL where there is nothing to measure.
    `target_basis` says what `target_pct` compares with. Earlier days lie as Parquet files under `FACTS_DIR`.
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
    # buying
    first_order_on = models.DateField(null=True)
    last_order_on = models.DateField(null=True)
    recency_days = models.IntegerField(null=True)
    months_with_us = models.IntegerField(null=True)
    buying_days = models.IntegerField()
    active_months = models.IntegerField(default=0)
    orders_12m = models.IntegerField()
    lines_12m = models.IntegerField(default=0)
    revenue_12m = models.BigIntegerField()
    revenue_prev_12m = models.BigIntegerField()
    revenue_all = models.BigIntegerField(default=0)
    repeat_revenue = models.BigIntegerField(default=0)
    growth = models.BigIntegerField(null=True)
    season_revenue = models.BigIntegerField(default=0)
    season_prev_revenue = models.BigIntegerField(default=0)
    season_growth = models.BigIntegerField(null=True)
    cycle_days = models.IntegerField(null=True)
    overdue_pct = models.IntegerField(null=True)
    # paying
    late_payments_12m = models.IntegerField(null=True)
    on_time_pct = models.IntegerField(null=True)
    days_late = models.IntegerField(null=True)
    owed_overdue = models.BigIntegerField(null=True)
    terms_days = models.IntegerField(null=True)
    # what he brings and costs
    margin_12m = models.BigIntegerField(null=True)
    costed_pct = models.BigIntegerField(null=True)
    cost_12m = models.BigIntegerField(default=0)
    profit_12m = models.BigIntegerField(null=True)
    spill_12m = models.BigIntegerField(default=0)
    wallet_pct = models.BigIntegerField(null=True)
    # what we know of each other
    complaints_12m = models.IntegerField(default=0)
    referrals_12m = models.IntegerField(default=0)
    known_people = models.IntegerField(default=0)
    renewals = models.IntegerField(default=0)
    contract_end_on = models.DateField(null=True)
    gone_on = models.DateField(null=True)
    target_pct = models.BigIntegerField(null=True)
    target_basis = models.CharField(max_length=8, choices=Basis)
    days_since_touch = models.IntegerField(null=True)
    # among the others
    share_before = models.IntegerField(null=True)
    share = models.IntegerField(null=True)
    rfm_r = models.SmallIntegerField(null=True)
    rfm_f = models.SmallIntegerField(null=True)
    rfm_m = models.SmallIntegerField(null=True)
    book_pct = models.SmallIntegerField(null=True)
    industry_pct = models.SmallIntegerField(null=True)
    city_pct = models.SmallIntegerField(null=True)
    # what cards that hand no grade down say, in hundredths of a point
    score_current_value = models.IntegerField(null=True)
    score_potential_value = models.IntegerField(null=True)
    score_loyalty = models.IntegerField(null=True)
    score_overall_value = models.IntegerField(null=True)
    score_live = models.IntegerField(null=True)

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
