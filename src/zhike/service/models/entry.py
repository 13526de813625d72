from typing import ClassVar

from django.db import models

from zhike.customers.models import Contact
from zhike.service.models.case import Case
from zhike.service.querysets import OfCaseQuerySet
from zhike.users.models import User


class Entry(models.Model):
    """Once that something was done or said in a case: a step of its path, an answer, a position, an appointment (S1-42, S1-73).

    `agreed` and `satisfied` are what the customer said, each asked for itself; None where nobody asked. `side` is
    whose position it is, `level` how high whoever spoke stands, `at_hour` the hour of an appointment.
    """

    ERASED: ClassVar[dict[str, dict[str, object] | None]] = {"contact": {"words": "—"}}

    class Kind(models.TextChoices):
        LISTEN = "listen", "listen"
        ASK = "ask", "ask"
        RESTATE = "restate", "restate"
        SOLVE = "solve", "solve"
        APOLOGISE = "apologise", "apologise"
        FOLLOW_UP = "follow_up", "follow up"
        GOODWILL = "goodwill", "goodwill"
        TOLD = "told", "told"
        HOLDING = "holding", "holding"
        NOTE = "note", "note"
        POSITION = "position", "position"
        QUOTE = "quote", "quote"
        APPOINTMENT = "appointment", "appointment"
        REMEDY = "remedy", "remedy"

    class Level(models.TextChoices):
        STAFF = "staff", "staff"
        LEAD = "lead", "lead"
        HEAD = "head", "head"

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="entries")
    kind = models.CharField(max_length=12, choices=Kind)
    words = models.TextField()
    at = models.DateTimeField()
    by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    contact = models.ForeignKey(Contact, null=True, on_delete=models.SET_NULL, related_name="+")
    agreed = models.BooleanField(null=True)
    satisfied = models.BooleanField(null=True)
    side = models.CharField(max_length=60, blank=True)
    level = models.CharField(max_length=6, choices=Level, default=Level.STAFF)
    remedy = models.CharField(max_length=40, blank=True)
    amount = models.BigIntegerField(null=True)
    at_hour = models.DateTimeField(null=True)
    came_from = models.ForeignKey(Case, null=True, on_delete=models.SET_NULL, related_name="+")

    objects = OfCaseQuerySet["Entry"].as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["case", "at"], name="entry_of_case"),
            models.Index(fields=["remedy", "case"], name="entry_remedy"),
        ]

    def __str__(self) -> str:
        return self.words
