from typing import ClassVar

from django.db import models

from zhike.activities.models.work import Task, Touch
from zhike.activities.querysets import CallBackQuerySet, CallHoursQuerySet, SlipQuerySet
from zhike.customers.models import Contact, Customer
from zhike.users.models import User


class CallHours(models.Model):
    """When it suits somebody to be called (S3-19)."""

    ERASED: ClassVar[dict[str, dict[str, object] | None]] = {"contact": None}

    contact = models.OneToOneField(Contact, on_delete=models.CASCADE, related_name="call_hours")
    customer = models.ForeignKey(Customer, on_delete=models.CASCADE, related_name="+")
    opens = models.TimeField()
    closes = models.TimeField()
    note = models.CharField(max_length=80, blank=True)

    objects = CallHoursQuerySet.as_manager()

    def __str__(self) -> str:
        return f"{self.opens:%H:%M}–{self.closes:%H:%M}"


class CallBack(models.Model):
    """A call to ask how things are (S3-19): it goes on only with consent; a no ends it and asks for a better time.

    `consented` is None until somebody has called. `minutes` is how long it took.
    """

    ERASED: ClassVar[dict[str, dict[str, object] | None]] = {"contact": {}}

    customer = models.ForeignKey(Customer, on_delete=models.CASCADE, related_name="call_backs")
    contact = models.ForeignKey(
        Contact, null=True, on_delete=models.SET_NULL, related_name="call_backs"
    )
    by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    purpose = models.CharField(max_length=200)
    wanted_on = models.DateField()
    better_at = models.DateTimeField(null=True)
    consented = models.BooleanField(null=True)
    answers = models.JSONField(default=list, blank=True)
    minutes = models.PositiveSmallIntegerField(null=True)
    touch = models.ForeignKey(Touch, null=True, on_delete=models.SET_NULL, related_name="+")
    ended_on = models.DateField(null=True)

    objects = CallBackQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(
                fields=["by", "wanted_on"],
                name="call_back_open",
                condition=models.Q(ended_on=None),
            )
        ]

    def __str__(self) -> str:
        return self.purpose


class Slip(models.Model):
    """A call taken for somebody: who rang, what about, how urgent, and for whom (S4-38). Where the absent one is, nobody writes.

    `kind`: a message for him, a call handed on with its context, a promise to ring back, or a wrong number kept as a lead.
    """

    ERASED: ClassVar[dict[str, dict[str, object] | None]] = {
        "contact": {"caller": "", "number": "", "purpose": ""}
    }

    class Kind(models.TextChoices):
        MESSAGE = "message", "message"
        HANDED_ON = "handed_on", "handed on"
        RING_BACK = "ring_back", "ring back"
        LEAD = "lead", "lead"

    customer = models.ForeignKey(
        Customer, null=True, on_delete=models.CASCADE, related_name="slips"
    )
    contact = models.ForeignKey(
        Contact, null=True, on_delete=models.SET_NULL, related_name="slips"
    )
    kind = models.CharField(max_length=10, choices=Kind)
    caller = models.CharField(max_length=120, blank=True)
    number = models.CharField(max_length=40, blank=True)
    purpose = models.CharField(max_length=300)
    is_urgent = models.BooleanField(default=False)
    taken_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    taken_at = models.DateTimeField()
    for_whom = models.ForeignKey(User, on_delete=models.PROTECT, related_name="slips")
    ring_at = models.DateTimeField(null=True)
    task = models.ForeignKey(Task, null=True, on_delete=models.SET_NULL, related_name="slips")

    objects = SlipQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["for_whom", "-taken_at"], name="slip_newest")]

    def __str__(self) -> str:
        return self.purpose
