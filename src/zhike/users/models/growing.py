"""How somebody who serves looks at himself, and what the one he trusts says to it: for growing, never for judging (S0-28)."""

from django.core.validators import MinValueValidator
from django.db import models

from zhike.users.models.house import User
from zhike.users.querysets import SelfViewQuerySet


class SelfView(models.Model):
    """One look at oneself: private, unless shared with one colleague. Nothing counts, ranks or exports it; `aim` is what he works on next."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="self_views")
    made_on = models.DateField()
    method = models.CharField(max_length=60)
    aim = models.CharField(max_length=300, blank=True)
    shared_with = models.ForeignKey(
        User, null=True, on_delete=models.SET_NULL, related_name="self_views_read"
    )
    shared_on = models.DateField(null=True)

    objects = SelfViewQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user", "made_on"], name="one_self_view_a_day"),
            models.CheckConstraint(
                condition=~models.Q(user=models.F("shared_with")),
                name="self_view_shared_with_another",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user_id} {self.made_on}"


class SelfScore(models.Model):
    """One criterion of a look at oneself: a level from 1 up, and what makes one think so."""

    view = models.ForeignKey(SelfView, on_delete=models.CASCADE, related_name="scores")
    criterion = models.CharField(max_length=40)
    level = models.PositiveSmallIntegerField(validators=[MinValueValidator(1)])
    words = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["view", "criterion"], name="one_self_score_each")
        ]

    def __str__(self) -> str:
        return f"{self.criterion}: {self.level}"


class CoachingNote(models.Model):
    """What was said over a look at oneself, by the one it was shared with or by himself."""

    view = models.ForeignKey(SelfView, on_delete=models.CASCADE, related_name="notes")
    author = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    words = models.TextField(max_length=2000)
    noted_on = models.DateField()

    def __str__(self) -> str:
        return self.words[:40]
