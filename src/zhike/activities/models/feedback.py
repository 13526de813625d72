"""What those who are with customers hear and see, for our product people, and what these answer (S1-31)."""

from typing import ClassVar

from django.db import models

from zhike.activities.models.visits import Visit
from zhike.activities.models.work import Competitor, Milestone
from zhike.activities.querysets import FeedbackQuerySet
from zhike.customers.models import Contact, Customer
from zhike.trust.actor import Level
from zhike.users.models import User


class Feedback(models.Model):
    """A need, a word on a product or on a competitor, brought in from a customer, a visit or a deal.

    `receiver` looks at it and answers; who raised it then tells the customer, which makes it done.
    """

    ERASED: ClassVar[dict[str, dict[str, object] | None]] = {"contact": {}}
    LEVELS: ClassVar[dict[str, Level]] = {"words": Level.INTERNAL}

    class Kind(models.TextChoices):
        NEED = "need", "need"
        PRODUCT = "product", "product"
        COMPETITOR = "competitor", "competitor"

    class State(models.TextChoices):
        NEW = "new", "new"
        LOOKED_AT = "looked_at", "looked at"
        ANSWERED = "answered", "answered"
        DONE = "done", "done"

    kind = models.CharField(max_length=10, choices=Kind)
    words = models.CharField(max_length=400)
    product = models.CharField(max_length=120, blank=True)
    competitor = models.ForeignKey(
        Competitor, null=True, on_delete=models.SET_NULL, related_name="feedback"
    )
    customer = models.ForeignKey(
        Customer, null=True, on_delete=models.CASCADE, related_name="feedback"
    )
    contact = models.ForeignKey(Contact, null=True, on_delete=models.SET_NULL, related_name="+")
    visit = models.ForeignKey(Visit, null=True, on_delete=models.SET_NULL, related_name="+")
    deal = models.ForeignKey(Milestone, null=True, on_delete=models.SET_NULL, related_name="+")
    raised_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    raised_on = models.DateField()
    receiver = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=10, choices=State, default=State.NEW)
    looked_at_on = models.DateField(null=True)
    answer = models.TextField(blank=True)
    answered_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    answered_on = models.DateField(null=True)
    done_on = models.DateField(null=True)

    objects = FeedbackQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["-raised_on"], name="feedback_newest"),
            models.Index(fields=["receiver", "state"], name="feedback_for"),
        ]

    def __str__(self) -> str:
        return self.words[:40]


class FeedbackDesk(models.Model):
    """Who among us receives one kind of feedback."""

    kind = models.CharField(max_length=10, choices=Feedback.Kind, unique=True)
    receiver = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return f"{self.kind}: {self.receiver_id}"
