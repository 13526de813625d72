"""Our own events with customers: who is invited, who came, what they said, and what we owe them for it (S3-29, S1-72)."""

from typing import ClassVar

from django.db import models

from zhike.activities.models.work import Promise
from zhike.activities.querysets import GatheringQuerySet, GuestQuerySet, OpinionQuerySet
from zhike.customers.models import Contact, Customer
from zhike.users.models import User


class Gathering(models.Model):
    """A symposium, a circle of customers or a seminar of ours; it belongs to no customer. `agenda` is one line per item."""

    class Kind(models.TextChoices):
        SYMPOSIUM = "symposium", "symposium"
        CIRCLE = "circle", "circle"
        SEMINAR = "seminar", "seminar"
        OTHER = "other", "other"

    title = models.CharField(max_length=120)
    kind = models.CharField(max_length=12, choices=Kind)
    place = models.CharField(max_length=120, blank=True)
    held_on = models.DateField()
    agenda = models.TextField(blank=True)
    minutes = models.TextField(blank=True)
    host = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    called_off_on = models.DateField(null=True)

    objects = GatheringQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["held_on"], name="gathering_by_day")]

    def __str__(self) -> str:
        return self.title


class Guest(models.Model):
    """A customer, perhaps one person there, is invited; he said so, and came or did not."""

    ERASED: ClassVar[dict[str, dict[str, object] | None]] = {"contact": {}}

    class Answer(models.TextChoices):
        OPEN = "open", "open"
        YES = "yes", "yes"
        NO = "no", "no"

    gathering = models.ForeignKey(Gathering, on_delete=models.CASCADE, related_name="guests")
    customer = models.ForeignKey(Customer, on_delete=models.CASCADE, related_name="invitations")
    contact = models.ForeignKey(
        Contact, null=True, blank=True, on_delete=models.SET_NULL, related_name="invitations"
    )
    answer = models.CharField(max_length=4, choices=Answer, default=Answer.OPEN)
    has_come = models.BooleanField(null=True)
    invited_on = models.DateField()
    invited_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    objects = GuestQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["gathering", "customer"], name="guest_of_gathering")]

    def __str__(self) -> str:
        return f"{self.gathering_id}: {self.customer_id}"


class Opinion(models.Model):
    """What a guest said; where it needs an answer the answer is a promise to him."""

    guest = models.ForeignKey(Guest, on_delete=models.CASCADE, related_name="opinions")
    words = models.CharField(max_length=400)
    noted_on = models.DateField()
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    promise = models.ForeignKey(
        Promise, null=True, on_delete=models.SET_NULL, related_name="opinions"
    )

    objects = OpinionQuerySet.as_manager()

    def __str__(self) -> str:
        return self.words[:40]
