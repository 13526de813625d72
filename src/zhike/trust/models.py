from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from zhike.trust.actor import Level
from zhike.trust.registers import Disclosure as Disclosure
from zhike.trust.registers import DisclosureRequest as DisclosureRequest
from zhike.trust.registers import Enquiry as Enquiry
from zhike.trust.registers import Loan as Loan
from zhike.trust.scope import Scoped


class EventQuerySet(Scoped["Event"]):
    """Events reach a reader only through a customer he may see; see `trust.journal.of_customer`."""

    to_customer: ClassVar[str | None] = None


class OpeningQuerySet(Scoped["Opening"]):
    """Openings reach a reader only through a person he may see; see `trust.openings`."""

    to_customer: ClassVar[str | None] = None


class Event(models.Model):
    """One thing that happened. Never changed; the customer's timeline, the audit log and the outbox are readings of it.

    `happened_on` is the day of the fact (a visit logged late keeps its own day), `recorded_at` the moment it was written.
    The database itself refuses to change or delete one (`trust.append_only`); only a redaction empties `particulars`.
    """

    kind = models.CharField(max_length=60)
    subject = models.CharField(max_length=80)
    customer_id = models.BigIntegerField(null=True)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        db_index=False,
        on_delete=models.PROTECT,
        related_name="+",
    )
    door = models.CharField(max_length=12)
    happened_on = models.DateField()
    recorded_at = models.DateTimeField(auto_now_add=True)
    particulars = models.JSONField(default=dict)
    batch = models.BigIntegerField(null=True)
    redacted_at = models.DateTimeField(null=True)

    objects = EventQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["customer_id", "-happened_on", "-id"], name="event_timeline"),
            # Of the millions the clock writes, none is somebody's or brought in by a file.
            models.Index(
                fields=["user"], condition=Q(user__isnull=False), name="event_by_user"
            ),
            models.Index(
                fields=["batch"], condition=Q(batch__isnull=False), name="event_by_batch"
            ),
            models.Index(
                fields=["batch"], condition=Q(kind="import.reverted"), name="event_reverted"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.subject}"


class JournalBlock(models.Model):
    """A closed stretch of the journal: the digest of its events, chained to the block before it. Append-only."""

    first_id = models.BigIntegerField(unique=True)
    last_id = models.BigIntegerField(unique=True)
    count = models.BigIntegerField()
    root = models.CharField(max_length=64)
    chain = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(last_id__gte=F("first_id")), name="block_ids_in_order"
            )
        ]

    def __str__(self) -> str:
        return f"{self.first_id}–{self.last_id}"


class Redaction(models.Model):
    """An event whose particulars were emptied, with the digest of what stood there. Append-only."""

    event = models.OneToOneField(Event, on_delete=models.PROTECT, related_name="redaction")
    digest = models.CharField(max_length=64)
    why = models.CharField(max_length=200)
    redacted_on = models.DateField()

    def __str__(self) -> str:
        return f"{self.event_id}: {self.why}"


class JournalCheck(models.Model):
    """What a look over the whole journal found: whether the chain holds, up to which event, and where it breaks."""

    checked_at = models.DateTimeField()
    holds = models.BooleanField()
    blocks = models.BigIntegerField()
    up_to = models.BigIntegerField()
    problem = models.JSONField(null=True)

    def __str__(self) -> str:
        return f"{self.checked_at:%Y-%m-%d %H:%M}: {self.holds}"


class LevelName(models.Model):
    """What this company calls a level of confidentiality; one without a row keeps our own name for it."""

    level = models.PositiveSmallIntegerField(
        primary_key=True, choices=[(int(level), level.name.lower()) for level in Level]
    )
    zh = models.CharField(max_length=20)
    en = models.CharField(max_length=30)

    def __str__(self) -> str:
        return f"{self.zh} / {self.en}"


class Lease(models.Model):
    """Who does a kind of work now, until when, and when he was last heard of; the machinery's own row, no fact."""

    name = models.CharField(max_length=20, primary_key=True)
    holder = models.CharField(max_length=120, blank=True)
    beat_at = models.DateTimeField(null=True)
    held_until = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"{self.name}: {self.holder or '–'}"


class SubjectKey(models.Model):
    """The key of one person's sealed values, wrapped under a master key; destroying the row erases them all."""

    subject = models.CharField(max_length=60, primary_key=True)
    wrapped = models.CharField(max_length=160)
    master = models.CharField(max_length=20, db_index=True)

    def __str__(self) -> str:
        return self.subject


class Opening(models.Model):
    """Somebody opened a sealed value: who, whose, which, when, what for. Written before the value leaves, never changed."""

    customer_id = models.BigIntegerField(db_index=True)
    subject = models.CharField(max_length=60, db_index=True)
    field = models.CharField(max_length=120)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    purpose = models.CharField(max_length=200)
    opened_at = models.DateTimeField()

    objects = OpeningQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["user", "opened_at"], name="opening_by_user")]

    def __str__(self) -> str:
        return f"{self.user} {self.subject} {self.field}"


class Erasure(models.Model):
    """Somebody was erased at his wish: no name, only a number and fingerprints, so that he stays erased (I17)."""

    subject = models.CharField(max_length=60, unique=True)
    prints = models.JSONField(default=list)
    why = models.CharField(max_length=200)
    erased_on = models.DateField()
    erased_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )

    def __str__(self) -> str:
        return self.subject
