from typing import ClassVar

from django.db import models

from zhike.trust.actor import Level
from zhike.users.models import User


class OwnScheme(models.Model):
    """A classification a company made up itself: its classes as (key, zh, en), set by hand (S1-54, S2-07).

    `smart` says in the company's own words why it is specific, measurable, attainable, reasonable and timed, in this
    order; it is looked at anew after `review_months`.
    """

    name = models.CharField(max_length=40, unique=True)
    title_zh = models.CharField(max_length=60)
    title_en = models.CharField(max_length=60)
    classes = models.JSONField()
    smart = models.JSONField(default=list)
    review_months = models.PositiveSmallIntegerField(default=12)
    made_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    made_on = models.DateField()
    retired_on = models.DateField(null=True)

    def __str__(self) -> str:
        return self.name


class SchemeReview(models.Model):
    """Somebody looked at a classification or scorecard itself anew: whether it still fits, and what came of it (S2-07)."""

    LEVELS: ClassVar[dict[str, Level]] = {"outcome": Level.INTERNAL}

    scheme = models.CharField(max_length=40)
    outcome = models.CharField(max_length=200)
    by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    reviewed_on = models.DateField()

    class Meta:
        indexes = [models.Index(fields=["scheme", "-reviewed_on"], name="scheme_review_newest")]

    def __str__(self) -> str:
        return f"{self.scheme} {self.reviewed_on}"
