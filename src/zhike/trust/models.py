from typing import ClassVar

from django.conf import settings
from django.db import models

from zhike.trust.scope import Scoped


class EventQuerySet(Scoped["Event"]):
    """Events reach a reader only through a customer he may see; see `trust.journal.of_customer`."""

    to_customer: ClassVar[str | None] = None


class Event(models.Model):
    """One thing that happened. Never changed; the customer's timeline, the audit log and the outbox are readings of it.

    `happened_on` is the day of the fact (a visit logged late keeps its own day), `recorded_at` the moment it was written.
    """

    kind = models.CharField(max_length=60)
    subject = models.CharField(max_length=80)
    customer_id = models.BigIntegerField(null=True)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    door = models.CharField(max_length=12)
    happened_on = models.DateField()
    recorded_at = models.DateTimeField(auto_now_add=True)
    particulars = models.JSONField(default=dict)
    batch = models.BigIntegerField(null=True, db_index=True)

    objects = EventQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["customer_id", "-happened_on", "-id"], name="event_timeline")
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.subject}"


class Lease(models.Model):
    """Who does a kind of work now, until when, and when he was last heard of; the machinery's own row, no fact."""

    name = models.CharField(max_length=20, primary_key=True)
    holder = models.CharField(max_length=120, blank=True)
    beat_at = models.DateTimeField(null=True)
    held_until = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"{self.name}: {self.holder or '–'}"
