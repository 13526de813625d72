from typing import ClassVar

from django.db import models

from zhike.customers.models import Contact, Customer
from zhike.service.querysets import CaseQuerySet, LeaveQuerySet, WaitingQuerySet
from zhike.trust.requests import Request
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


class Offering(models.Model):
    """A service customers ask for that we do not have yet, or have since `opened_on` (S4-17)."""

    name = models.CharField(max_length=80, unique=True)
    opened_on = models.DateField(null=True)
    opened_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return self.name


class Waiting(models.Model):
    """A customer waits for a service to open, and was told of another way meanwhile."""

    ERASED: ClassVar[dict[str, dict[str, object] | None]] = {"contact": {}}

    offering = models.ForeignKey(Offering, on_delete=models.CASCADE, related_name="waiting")
    customer = models.ForeignKey(Customer, on_delete=models.CASCADE, related_name="waiting_for")
    contact = models.ForeignKey(Contact, null=True, on_delete=models.SET_NULL, related_name="+")
    case = models.ForeignKey(Case, null=True, on_delete=models.SET_NULL, related_name="+")
    alternative = models.CharField(max_length=200)
    since = models.DateField()
    noted_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    told_on = models.DateField(null=True)

    objects = WaitingQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["offering", "customer"],
                name="waits_once",
                condition=models.Q(told_on=None),
            )
        ]

    def __str__(self) -> str:
        return f"{self.customer_id}: {self.offering_id}"
