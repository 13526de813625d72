"""What is undertaken for one account: guidance, better operating conditions, a promotion; its sessions, and its stars (S3-21, S2-22, S2-23, S3-25)."""

from typing import ClassVar

from django.db import models

from zhike.activities.querysets import (
    LearnerQuerySet,
    ProgrammeQuerySet,
    SalesStarQuerySet,
    SessionQuerySet,
)
from zhike.customers.models import Contact, Customer
from zhike.trust.requests import Request
from zhike.users.models import User


class Programme(Request):
    """A plan for one account: its goal, who leads it, from when to when, what it may cost us (fen), and how it is written out.

    `asked_by` wrote it. One that costs money, and every promotion, is agreed by another before it runs (`decided_by`);
    `stage` says how far it has come. `spent` (fen) and `outcome` are written when it ends; what it did to the orders is
    computed from the ledger and kept nowhere.
    """

    class Kind(models.TextChoices):
        GUIDANCE = "guidance", "guidance"
        SUPPORT = "support", "support"
        PROMOTION = "promotion", "promotion"

    class Stage(models.TextChoices):
        DRAFT = "draft", "draft"
        ASKED = "asked", "asked"
        AGREED = "agreed", "agreed"
        RUNNING = "running", "running"
        ENDED = "ended", "ended"
        WITHDRAWN = "withdrawn", "withdrawn"

    customer = models.ForeignKey(Customer, on_delete=models.CASCADE, related_name="programmes")
    kind = models.CharField(max_length=12, choices=Kind)
    title = models.CharField(max_length=120)
    goal = models.CharField(max_length=200)
    plan = models.TextField()
    method = models.CharField(max_length=60)
    owner = models.ForeignKey(User, on_delete=models.PROTECT, related_name="programmes")
    begins_on = models.DateField()
    ends_on = models.DateField()
    budget = models.BigIntegerField(default=0)
    stage = models.CharField(max_length=12, choices=Stage, default=Stage.DRAFT)
    closed_on = models.DateField(null=True)
    spent = models.BigIntegerField(default=0)
    outcome = models.TextField(blank=True)

    objects = ProgrammeQuerySet.as_manager()

    class Meta(Request.Meta):
        indexes = [
            models.Index(fields=["customer", "-begins_on"], name="programme_newest"),
            models.Index(fields=["stage", "-begins_on"], name="programme_by_stage"),
        ]
        constraints = [
            *Request.Meta.constraints,
            models.CheckConstraint(
                condition=models.Q(ends_on__gte=models.F("begins_on")),
                name="programme_ends_after_it_begins",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def needs_approval(self) -> bool:
        """Whether another has to agree: a promotion always, the others when they cost money."""
        return self.kind == self.Kind.PROMOTION or self.budget > 0

    @property
    def is_over(self) -> bool:
        return self.stage in (self.Stage.ENDED, self.Stage.WITHDRAWN)


class Session(models.Model):
    """Once that something is taught: by which means, what, planned for when; and, once held, what was taught and what it changed."""

    customer = models.ForeignKey(Customer, on_delete=models.CASCADE, related_name="sessions")
    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="sessions")
    means = models.CharField(max_length=12)
    topic = models.CharField(max_length=24)
    what = models.CharField(max_length=200)
    planned_on = models.DateField()
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    held_on = models.DateField(null=True)
    others = models.PositiveSmallIntegerField(default=0)
    taught = models.TextField(blank=True)
    changed = models.TextField(blank=True)
    changed_on = models.DateField(null=True)
    cancelled_on = models.DateField(null=True)
    cancelled_why = models.CharField(max_length=200, blank=True)

    objects = SessionQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["programme", "planned_on"], name="session_of")]

    def __str__(self) -> str:
        return self.what


class Learner(models.Model):
    """Somebody of the customer's who was there."""

    ERASED: ClassVar[dict[str, dict[str, object] | None]] = {"contact": None}

    session = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="learners")
    contact = models.ForeignKey(Contact, on_delete=models.CASCADE, related_name="learnt")

    objects = LearnerQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["session", "contact"], name="learner_once")
        ]

    def __str__(self) -> str:
        return f"{self.session_id} {self.contact_id}"


class SalesStar(models.Model):
    """A customer is a sales star of a year: trustworthy, sizeable, upmarket (S2-22).

    `because` keeps how each test came out that day: [{"zh", "en", "held"}]; `why` is the reason where one did not hold.
    """

    customer = models.ForeignKey(Customer, on_delete=models.CASCADE, related_name="stars")
    year = models.PositiveSmallIntegerField()
    because = models.JSONField(default=list)
    why = models.CharField(max_length=200, blank=True)
    method = models.CharField(max_length=60)
    given_on = models.DateField()
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    objects = SalesStarQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["customer", "year"], name="one_star_a_year")
        ]
        indexes = [models.Index(fields=["year", "customer"], name="star_by_year")]

    def __str__(self) -> str:
        return f"{self.customer_id} {self.year}"
