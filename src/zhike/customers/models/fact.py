from typing import ClassVar

from django.db import models
from django.db.models import Q

from zhike.customers.models.contact import Contact
from zhike.customers.models.customer import Customer
from zhike.customers.models.sheet import Sheet
from zhike.customers.querysets import FactQuerySet, ItemSwitchQuerySet
from zhike.trust.actor import Level
from zhike.users.models import User


class Fact(models.Model):
    """One answer: what is known, how it was learned, who wrote it down, when, what for, and until when it is kept.

    About the contact, or about the customer itself where there is none. `key` is the fact's name in the forms;
    `method` the form and version that asked. `batch` is the import that brought it, `ended_by_batch` the one that replaced it. A sealed answer has its envelope in `sealed` and no `value`.
    An answer that no longer holds has ended; only the one that has not is shown as known (S1-62).
    """

    ERASED: ClassVar[dict[str, dict[str, object] | None]] = {"contact": None}

    class Source(models.TextChoices):
        TOLD = "told", "told"
        OBSERVED = "observed", "observed"
        THIRD_PARTY = "third_party", "third party"
        PUBLIC = "public", "public"
        IMPORTED = "imported", "imported"

    class Ended(models.TextChoices):
        REPLACED = "replaced", "replaced"
        CORRECTED = "corrected", "corrected"
        WITHDRAWN = "withdrawn", "withdrawn"
        EXPIRED = "expired", "expired"

    customer = models.ForeignKey(Customer, on_delete=models.CASCADE, related_name="facts")
    contact = models.ForeignKey(
        Contact, null=True, on_delete=models.CASCADE, related_name="facts"
    )
    sheet = models.ForeignKey(
        Sheet, null=True, on_delete=models.CASCADE, related_name="answers", db_index=False
    )
    key = models.CharField(max_length=100)
    method = models.CharField(max_length=60)
    value = models.JSONField(null=True)
    sealed = models.TextField(blank=True)
    level = models.PositiveSmallIntegerField(default=Level.INTERNAL)
    is_opinion = models.BooleanField(default=False)
    source = models.CharField(max_length=12, choices=Source)
    source_note = models.CharField(max_length=120, blank=True)
    noted_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    noted_on = models.DateField()
    confirmed_on = models.DateField()
    review_on = models.DateField(null=True)
    expires_on = models.DateField(null=True)
    ended_on = models.DateField(null=True)
    ended_why = models.CharField(max_length=10, choices=Ended, blank=True)
    batch = models.BigIntegerField(null=True, db_index=True)
    ended_by_batch = models.BigIntegerField(null=True, db_index=True)

    objects = FactQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["customer", "key"],
                condition=Q(ended_on=None, contact=None, sheet=None),
                name="one_answer_of_a_customer",
            ),
            models.UniqueConstraint(
                fields=["contact", "key"],
                condition=Q(ended_on=None, sheet=None) & ~Q(contact=None),
                name="one_answer_of_a_contact",
            ),
            models.UniqueConstraint(
                fields=["sheet", "key"],
                condition=Q(ended_on=None) & ~Q(sheet=None),
                name="one_answer_on_a_sheet",
            ),
        ]
        indexes = [
            models.Index(fields=["customer", "contact", "key"], name="fact_of_customer"),
            models.Index(fields=["sheet"], condition=~Q(sheet=None), name="fact_on_sheet"),
            models.Index(
                fields=["expires_on"],
                condition=Q(ended_on=None) & ~Q(expires_on=None),
                name="fact_by_expiry",
            ),
            models.Index(
                fields=["review_on"],
                condition=Q(ended_on=None) & ~Q(review_on=None),
                name="fact_by_review",
            ),
        ]

    def __str__(self) -> str:
        return self.key


class FactUse(models.Model):
    """How often an answer was put to use in a month, wherever it was shown for work; never-used ones need not be asked (S1-64)."""

    key = models.CharField(max_length=100)
    month = models.DateField()
    uses = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["key", "month"], name="one_count_a_month")
        ]

    def __str__(self) -> str:
        return f"{self.key} {self.month:%Y-%m}: {self.uses}"


class ItemSwitch(models.Model):
    """A question that is off by default was switched on: asked for with an assessment, granted by somebody else."""

    form = models.CharField(max_length=40)
    item = models.CharField(max_length=60)
    assessment = models.CharField(max_length=200)
    asked_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    asked_on = models.DateField()
    granted_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    granted_on = models.DateField(null=True)
    off_on = models.DateField(null=True)

    objects = ItemSwitchQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["form", "item"], condition=Q(off_on=None), name="one_switch_an_item"
            ),
            models.CheckConstraint(
                condition=Q(granted_by=None) | ~Q(granted_by=models.F("asked_by")),
                name="nobody_grants_his_own_switch",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.form}.{self.item}"
