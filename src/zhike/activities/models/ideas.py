"""Ideas offered to customers, and what was observed of their products and their rivals' (S1-72, S0-35)."""

from typing import ClassVar

from django.db import models

from zhike.activities.models.work import Task
from zhike.activities.querysets import IdeaQuerySet, ObservationQuerySet
from zhike.customers.models import Contact, Customer
from zhike.users.models import User


class Idea(models.Model):
    """Something we thought of for a customer: what, to whom it was offered, when to ask about it, and what came of it.

    `worth` in fen a year, as the customer or we estimate it; 0 when nobody knows.
    """

    ERASED: ClassVar[dict[str, dict[str, object] | None]] = {"contact": {}}

    class Kind(models.TextChoices):
        CHANNEL = "channel", "channel"
        SAVING = "saving", "saving"
        PRODUCTIVITY = "productivity", "productivity"
        PRODUCT = "product", "product"
        OTHER = "other", "other"

    class Result(models.TextChoices):
        TAKEN = "taken", "taken"
        TRYING = "trying", "trying"
        DECLINED = "declined", "declined"
        SILENT = "silent", "silent"

    customer = models.ForeignKey(Customer, on_delete=models.CASCADE, related_name="ideas")
    contact = models.ForeignKey(
        Contact, null=True, blank=True, on_delete=models.SET_NULL, related_name="ideas"
    )
    kind = models.CharField(max_length=12, choices=Kind)
    what = models.CharField(max_length=200)
    offered_on = models.DateField()
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    ask_on = models.DateField()
    task = models.ForeignKey(Task, null=True, on_delete=models.SET_NULL, related_name="+")
    result = models.CharField(max_length=8, choices=Result, blank=True)
    outcome = models.CharField(max_length=200, blank=True)
    worth = models.BigIntegerField(default=0)
    settled_on = models.DateField(null=True)

    objects = IdeaQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["customer", "-offered_on"], name="idea_newest"),
            models.Index(fields=["-offered_on"], name="idea_by_day"),
        ]

    def __str__(self) -> str:
        return self.what


class Observation(models.Model):
    """We used a product of the customer's, or of one of his rivals, ourselves, and this is what we found (S0-35).

    Facts of one's own use only; nothing another customer told us in confidence.
    """

    class Whose(models.TextChoices):
        THEIRS = "theirs", "theirs"
        RIVAL = "rival", "rival"

    customer = models.ForeignKey(
        Customer, on_delete=models.CASCADE, related_name="observations"
    )
    whose = models.CharField(max_length=6, choices=Whose)
    product = models.CharField(max_length=120)
    maker = models.CharField(max_length=120, blank=True)
    good = models.CharField(max_length=400, blank=True)
    weak = models.CharField(max_length=400, blank=True)
    used_on = models.DateField()
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    shared_on = models.DateField(null=True)

    objects = ObservationQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["customer", "-used_on"], name="observation_newest")]

    def __str__(self) -> str:
        return self.product
