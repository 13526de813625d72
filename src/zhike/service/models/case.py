from typing import ClassVar

from django.db import models

from zhike.customers.models import Contact, Customer
from zhike.service.querysets import CaseQuerySet
from zhike.users.models import User


class Case(models.Model):
    """A complaint, a request, a letter or a question that somebody received and somebody answers for.

    A question is what a customer wants to know; it runs on its own clock (S3-28).
    """

    ERASED: ClassVar[dict[str, dict[str, object] | None]] = {"contact": {}}

    class Kind(models.TextChoices):
        COMPLAINT = "complaint", "complaint"
        REQUEST = "request", "request"
        LETTER = "letter", "letter"
        QUESTION = "question", "question"

    customer = models.ForeignKey(Customer, on_delete=models.CASCADE, related_name="cases")
    contact = models.ForeignKey(
        Contact, null=True, on_delete=models.SET_NULL, related_name="cases"
    )
    kind = models.CharField(max_length=12, choices=Kind)
    summary = models.CharField(max_length=300)
    received_at = models.DateTimeField()
    received_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    answered_by = models.ForeignKey(
        User, null=True, on_delete=models.PROTECT, related_name="cases"
    )

    objects = CaseQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["customer", "-received_at"], name="case_newest")]

    def __str__(self) -> str:
        return self.summary


class Resolution(models.Model):
    """How a case ended: who answered, when and how, and what we could have done ourselves (S0-05). A case without one is open.

    A refusal says why in `how` and names another way in `alternative` (S4-18).
    """

    class Manner(models.TextChoices):
        ANSWERED = "answered", "answered"
        NOT_OFFERED = "not_offered", "not offered"
        REFUSED = "refused", "refused"

    case = models.OneToOneField(Case, on_delete=models.CASCADE, related_name="resolution")
    resolved_on = models.DateField()
    resolved_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    how = models.CharField(max_length=400)
    ours = models.CharField(max_length=400, blank=True)
    manner = models.CharField(max_length=12, choices=Manner, default=Manner.ANSWERED)
    alternative = models.CharField(max_length=200, blank=True)

    def __str__(self) -> str:
        return self.how
