from typing import ClassVar

from django.db import models

from zhike.activities.models import Task
from zhike.care.querysets import DevelopmentPlanQuerySet, DevelopmentStepQuerySet
from zhike.customers.models import Customer
from zhike.trust.actor import Level
from zhike.users.models import User


class DevelopmentPlan(models.Model):
    """How a customer comes up to the level of key customers: his score then, the goal, and the score at the re-test (S2-15).

    Points are hundredths of a point of the scorecard `card`; `signature` names its version.
    """

    LEVELS: ClassVar[dict[str, Level]] = {"outcome": Level.INTERNAL}

    customer = models.ForeignKey(
        Customer, on_delete=models.CASCADE, related_name="development_plans"
    )
    card = models.CharField(max_length=40)
    signature = models.CharField(max_length=60)
    grade_then = models.CharField(max_length=24)
    points_then = models.IntegerField()
    goal = models.CharField(max_length=24)
    goal_points = models.IntegerField()
    retest_on = models.DateField()
    made_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    made_on = models.DateField()
    retested_on = models.DateField(null=True)
    retested_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    grade_after = models.CharField(max_length=24, blank=True)
    points_after = models.IntegerField(null=True)
    outcome = models.CharField(max_length=200, blank=True)

    objects = DevelopmentPlanQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["customer", "-made_on"], name="development_newest"),
            models.Index(fields=["retested_on", "retest_on"], name="development_due"),
        ]

    def __str__(self) -> str:
        return f"{self.customer_id}: {self.grade_then} → {self.goal}"


class DevelopmentStep(models.Model):
    """One criterion to be lifted: its points then of the best, from which value to which, what is done, and the task of it."""

    plan = models.ForeignKey(DevelopmentPlan, on_delete=models.CASCADE, related_name="steps")
    criterion = models.CharField(max_length=40)
    title = models.JSONField()
    value_then = models.BigIntegerField(null=True)
    value_to = models.BigIntegerField(null=True)
    points_then = models.IntegerField()
    points_best = models.IntegerField()
    action = models.CharField(max_length=120)
    task = models.ForeignKey(Task, null=True, on_delete=models.SET_NULL, related_name="+")

    objects = DevelopmentStepQuerySet.as_manager()

    def __str__(self) -> str:
        return f"{self.criterion}: {self.action}"
