from django.db import models

from zhike.service.models.case import Case
from zhike.service.querysets import LeaveQuerySet
from zhike.trust.requests import Request


class Limit(models.Model):
    """How far somebody of a role may go in a matter without asking (S4-16). No amount: never without asking."""

    role = models.CharField(max_length=20)
    matter = models.CharField(max_length=40)
    amount = models.BigIntegerField(null=True)
    note = models.CharField(max_length=120, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["role", "matter"], name="one_limit_per_role")
        ]

    def __str__(self) -> str:
        return f"{self.role}: {self.matter}"


class Leave(Request):
    """Somebody asks leave for an answer beyond his authority, or for an exception to a rule; the answer waits for it (S4-16, S4-18)."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="leaves")
    matter = models.CharField(max_length=40)
    what = models.CharField(max_length=300)
    amount = models.BigIntegerField(null=True)

    objects = LeaveQuerySet.as_manager()

    def __str__(self) -> str:
        return self.what
