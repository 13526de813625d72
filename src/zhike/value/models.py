from django.db import models

from zhike.customers.models import Customer
from zhike.users.models import Team, User
from zhike.value.querysets import ForecastQuerySet, HeadlineQuerySet, MeasuresQuerySet


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
    satisfied_professional = models.SmallIntegerField(null=True)
    satisfied_personal = models.SmallIntegerField(null=True)
    satisfied_value = models.SmallIntegerField(null=True)
    satisfied_dedication = models.SmallIntegerField(null=True)
    satisfied_lowest = models.SmallIntegerField(null=True)
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
            models.Index(
                fields=["satisfied_lowest"],
                name="measures_by_satisfied",
                condition=models.Q(satisfied_lowest__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.customer_id} {self.as_of}"


class Forecast(models.Model):
    """What the last night could say of a customer's time ahead: derived only; who never bought has none.

    Chances in basis points: `alive_bp` that he is still ours, `quiet_bp` that he buys nothing for the days the fit
    names. `expected_purchases` of 12 months in hundredths, money in fen: `lifetime_value` within the months of the fit
    (`lifetime_low` to `lifetime_high` is the span it should fall into), `year_value` of 12 months while he is ours, and
    `at_risk`, what of that would be lost. NULL where it cannot be said. `reasons` are the heaviest signs, in words.
    """

    customer = models.OneToOneField(
        Customer, primary_key=True, on_delete=models.CASCADE, related_name="forecast"
    )
    as_of = models.DateField()
    alive_bp = models.IntegerField()
    quiet_bp = models.IntegerField()
    expected_purchases = models.BigIntegerField()
    lifetime_value = models.BigIntegerField(null=True)
    lifetime_low = models.BigIntegerField(null=True)
    lifetime_high = models.BigIntegerField(null=True)
    year_value = models.BigIntegerField(null=True)
    at_risk = models.BigIntegerField(null=True)
    reasons = models.JSONField(default=list)

    objects = ForecastQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["-at_risk"], name="forecast_by_risk")]

    def __str__(self) -> str:
        return f"{self.customer_id} {self.as_of}"


class Headline(models.Model):
    """What the customers of one account manager in one industry came to at the last night of a month (S1-46, S2-01).

    Sums, so that any part of the book may be added up. Money in fen; `loyalty` in hundredths of a point and `satisfied`,
    the lowest of the four (0 to 100), over all customers; `profit` of `profit_known` customers, on `profit_base` of
    revenue. Derived only: a night replayed for a day of a month that has none, or an earlier one, writes it again.
    """

    month = models.DateField()
    as_of = models.DateField()
    team = models.ForeignKey(Team, null=True, on_delete=models.SET_NULL, related_name="+")
    owner = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")
    industry = models.CharField(max_length=80, blank=True)
    customers = models.IntegerField()
    loyalty = models.BigIntegerField()
    profit = models.BigIntegerField()
    profit_base = models.BigIntegerField()
    profit_known = models.IntegerField()
    cost = models.BigIntegerField()
    revenue = models.BigIntegerField()
    satisfied = models.BigIntegerField()
    satisfied_known = models.IntegerField()

    objects = HeadlineQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["month"], name="headline_by_month")]

    def __str__(self) -> str:
        return f"{self.month:%Y-%m} {self.owner_id} {self.industry}"


class Fit(models.Model):
    """What a night's forecasts rest on: the parameters, the assumptions, and how the same way held on the time just gone.

    `said` and `came` are purchases in hundredths, forecast on `tested_on` and made in the `quiet_days` after it, by
    `tenths` of the book; `auc_…` how often the silent one is ranked first, `brier_…` the mean squared error, both in
    ten-thousandths, for the buying model's chance and the one learnt from the company's own past.
    """

    class State(models.TextChoices):
        FITTED = "fitted", "fitted"
        NO_MONEY = "no_money", "no_money"
        SMALL = "small", "small"
        UNCLEAR = "unclear", "unclear"

    class Chance(models.TextChoices):
        MODEL = "model", "model"
        OWN = "own", "own"

    as_of = models.DateField(unique=True)
    state = models.CharField(max_length=8, choices=State)
    chance = models.CharField(max_length=5, choices=Chance, default=Chance.MODEL)
    customers = models.IntegerField()
    came_back = models.IntegerField()
    horizon_months = models.IntegerField()
    discount_bp = models.IntegerField()
    quiet_days = models.IntegerField()
    interval_pct = models.IntegerField()
    r = models.FloatField(null=True)
    alpha = models.FloatField(null=True)
    a = models.FloatField(null=True)
    b = models.FloatField(null=True)
    log_likelihood = models.FloatField(null=True)
    p = models.FloatField(null=True)
    q = models.FloatField(null=True)
    gamma = models.FloatField(null=True)
    tested_on = models.DateField(null=True)
    said = models.BigIntegerField(null=True)
    came = models.BigIntegerField(null=True)
    tenths = models.JSONField(default=list)
    auc_model = models.IntegerField(null=True)
    auc_own = models.IntegerField(null=True)
    brier_model = models.IntegerField(null=True)
    brier_own = models.IntegerField(null=True)

    def __str__(self) -> str:
        return f"{self.as_of} {self.state}"

    @property
    def bias_bp(self) -> int | None:
        """How much more was said than came, in basis points of what came; None where nothing came or nothing was tested."""
        if self.said is None or not self.came:
            return None
        return (self.said - self.came) * 10_000 // self.came


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


class Taken(models.Model):
    """Which file the database holds the content of: the `mark` in its name, its day, and a digest of the methods.

    There is none while a step writes; derived only.
    """

    name = models.CharField(primary_key=True, max_length=64)
    mark = models.CharField(max_length=16)
    day = models.DateField()
    methods = models.CharField(max_length=16)

    def __str__(self) -> str:
        return f"{self.name} {self.day}"
