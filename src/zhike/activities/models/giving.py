"""What is given to customers: services owed, effort and money, extras beyond what was agreed, support."""

from typing import ClassVar

from django.db import models

from zhike.activities.models.work import Task, Touch
from zhike.activities.querysets import (
    DeliveryQuerySet,
    EffortQuerySet,
    ExtraQuerySet,
    SupportQuerySet,
)
from zhike.customers.models import Contact, Customer
from zhike.trust.actor import Level
from zhike.trust.requests import Request
from zhike.users.models import User


class Delivery(models.Model):
    """A service that was given to a customer (S3-05). `service` is its key in the catalogue: `group_services.payment`.

    `asked_on` and `promised_on` say when it was asked for and by when it was promised, where it was asked for.
    `is_latest` marks the newest of each service and customer, from which the next is counted; a merge may bring a second.
    """

    ERASED: ClassVar[dict[str, dict[str, object] | None]] = {"contact": {}}
    LEVELS: ClassVar[dict[str, Level]] = {"proof": Level.INTERNAL}

    customer = models.ForeignKey(Customer, on_delete=models.CASCADE, related_name="deliveries")
    contact = models.ForeignKey(
        Contact, null=True, blank=True, on_delete=models.SET_NULL, related_name="deliveries"
    )
    service = models.CharField(max_length=80)
    delivered_on = models.DateField()
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    channel = models.CharField(max_length=24)
    proof = models.CharField(max_length=400, blank=True)
    asked_on = models.DateField(null=True)
    promised_on = models.DateField(null=True)
    cost = models.BigIntegerField(default=0)
    task = models.ForeignKey(Task, null=True, on_delete=models.SET_NULL, related_name="+")
    is_latest = models.BooleanField(default=True)

    objects = DeliveryQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["customer", "-delivered_on"], name="delivery_newest"),
            models.Index(
                fields=["service", "customer", "delivered_on"],
                name="delivery_latest",
                condition=models.Q(is_latest=True),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.service} {self.delivered_on}"

    @property
    def is_late(self) -> bool:
        """Whether it came after it was promised."""
        return self.promised_on is not None and self.delivered_on > self.promised_on


class Effort(models.Model):
    """Time and money spent on a customer, and which of the four satisfactions it serves (S0-39); `cost` in fen, without the time."""

    ERASED: ClassVar[dict[str, dict[str, object] | None]] = {}

    class Side(models.TextChoices):
        PERSONAL = "personal", "personal"
        DEDICATION = "dedication", "dedication"
        PROFESSIONAL = "professional", "professional"
        VALUE = "value", "value"

    customer = models.ForeignKey(Customer, on_delete=models.CASCADE, related_name="efforts")
    spent_on = models.DateField()
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    minutes = models.PositiveIntegerField(default=0)
    cost = models.BigIntegerField(default=0)
    side = models.CharField(max_length=12, choices=Side)
    what = models.CharField(max_length=200)
    delivery = models.ForeignKey(
        Delivery, null=True, on_delete=models.CASCADE, related_name="efforts"
    )
    touch = models.ForeignKey(
        Touch, null=True, on_delete=models.SET_NULL, related_name="efforts"
    )

    objects = EffortQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["customer", "spent_on"], name="effort_of_customer"),
            models.Index(fields=["spent_on"], name="effort_by_day"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(minutes__gt=0) | models.Q(cost__gt=0),
                name="effort_is_something",
            )
        ]

    def __str__(self) -> str:
        return f"{self.customer_id} {self.spent_on} {self.side}"


class Extra(Request):
    """Something given beyond what was agreed (S0-12): what, for whom, at what cost, and whether the client felt it.

    `pitfalls` are those of the six (S0-10) the giver himself ticked. What benefits a person waits for another's approval
    (`needs_approval`) and counts as given only once it is granted.
    """

    ERASED: ClassVar[dict[str, dict[str, object] | None]] = {"contact": {"for_whom": ""}}
    LEVELS: ClassVar[dict[str, Level]] = {"for_whom": Level.INTERNAL}

    class Felt(models.TextChoices):
        YES = "yes", "yes"
        NO = "no", "no"
        UNKNOWN = "unknown", "unknown"

    class Before(models.TextChoices):
        MORE = "more", "more"
        SAME = "same", "same"
        LESS = "less", "less"
        UNKNOWN = "unknown", "unknown"

    customer = models.ForeignKey(Customer, on_delete=models.CASCADE, related_name="extras")
    contact = models.ForeignKey(
        Contact, null=True, blank=True, on_delete=models.SET_NULL, related_name="extras"
    )
    what = models.CharField(max_length=200)
    why = models.CharField(max_length=200)
    for_whom = models.CharField(max_length=120, blank=True)
    cost = models.BigIntegerField(default=0)
    given_on = models.DateField()
    felt = models.CharField(max_length=8, choices=Felt, default=Felt.UNKNOWN)
    evidence = models.CharField(max_length=200, blank=True)
    past_supplier = models.CharField(max_length=120, blank=True)
    before = models.CharField(max_length=8, choices=Before, default=Before.UNKNOWN)
    pitfalls = models.JSONField(default=list)
    is_billable = models.BooleanField(default=False)
    is_out_of_scope = models.BooleanField(default=False)
    needs_approval = models.BooleanField(default=False)

    objects = ExtraQuerySet.as_manager()

    class Meta(Request.Meta):
        indexes = [
            models.Index(fields=["customer", "-given_on"], name="extra_newest"),
            models.Index(fields=["given_on"], name="extra_by_day"),
        ]

    def __str__(self) -> str:
        return self.what

    @property
    def counts(self) -> bool:
        """Whether it was given, or only asked for."""
        return not self.needs_approval or self.is_granted


class SupportGrant(models.Model):
    """Promotion support or a reward for a customer's company out of its class's budget (S2-14, S3-27); `amount` in fen.

    `grade` is the class it had that day; `account` the holder of the account it went to: the company itself, never a person.
    """

    ERASED: ClassVar[dict[str, dict[str, object] | None]] = {}

    class Kind(models.TextChoices):
        SUPPORT = "support", "support"
        REWARD = "reward", "reward"

    customer = models.ForeignKey(Customer, on_delete=models.CASCADE, related_name="support")
    kind = models.CharField(max_length=8, choices=Kind)
    grade = models.CharField(max_length=24)
    amount = models.BigIntegerField()
    what = models.CharField(max_length=200)
    terms = models.CharField(max_length=200)
    account = models.CharField(max_length=200)
    granted_on = models.DateField()
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    objects = SupportQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["granted_on", "grade"], name="support_by_day"),
            models.Index(fields=["customer", "granted_on"], name="support_of_customer"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(amount__gt=0), name="support_is_something"
            )
        ]

    def __str__(self) -> str:
        return f"{self.customer_id} {self.granted_on} {self.amount}"
