from typing import ClassVar

from django.db import models

from zhike.customers.models.customer import Customer
from zhike.customers.querysets import MoveDecisionQuerySet
from zhike.trust.actor import Level
from zhike.trust.requests import Request


class MoveDecision(Request):
    """What somebody decided of the class a customer is in, why, and when to look again (S2-08, S2-16).

    `before` is the class held, `proposed` what the data said, `after` what was chosen. One that `needs_approval` waits
    until another agrees; any other holds at once, decided by whoever asked.
    """

    LEVELS: ClassVar[dict[str, Level]] = {"why": Level.INTERNAL}

    customer = models.ForeignKey(
        Customer, on_delete=models.CASCADE, related_name="move_decisions"
    )
    scheme = models.CharField(max_length=40)
    before = models.CharField(max_length=24, blank=True)
    proposed = models.CharField(max_length=24, blank=True)
    after = models.CharField(max_length=24)
    why = models.CharField(max_length=200)
    review_on = models.DateField()
    needs_approval = models.BooleanField(default=False)
    owed = models.JSONField(default=list)

    objects = MoveDecisionQuerySet.as_manager()

    class Meta(Request.Meta):
        indexes = [
            models.Index(
                fields=["customer", "scheme", "-asked_at"], name="move_decision_newest"
            )
        ]

    def __str__(self) -> str:
        return f"{self.customer_id}: {self.scheme} {self.before or '–'} → {self.after}"
