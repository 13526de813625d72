from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from zhike.customers.models import Contact, Customer
from zhike.service import rules
from zhike.service.querysets import CaseQuerySet
from zhike.users.models import User


class Case(models.Model):
    """What a customer came with: a complaint, a grumble, a request, a letter, a fault or a question (S1-32).

    A complaint is an objection, a claim or a demand over product or service; a grumble is ill feeling about how we
    work. Whoever was asked first, `first_asked`, stays accountable until it is settled, whoever works on it (S2-18).
    `due_at` is by when the next thing is owed, for the board; while the customer is waited for, when to ask again.
    `channel` is empty where an imported case does not say.
    `origin` names the row an imported case came from, so that the same row twice is the same case, `batch` its import.
    """

    ERASED: ClassVar[dict[str, dict[str, object] | None]] = {"contact": {"words": ""}}

    class Kind(models.TextChoices):
        COMPLAINT = "complaint", "complaint"
        GRUMBLE = "grumble", "grumble"
        REQUEST = "request", "request"
        LETTER = "letter", "letter"
        FAULT = "fault", "fault"
        QUESTION = "question", "question"

    UNHAPPY: ClassVar[tuple[str, ...]] = rules.UNHAPPY

    class Channel(models.TextChoices):
        PHONE = "phone", "phone"
        VISIT = "visit", "visit"
        MESSAGE = "message", "message"
        MAIL = "mail", "mail"
        LETTER = "letter", "letter"
        COUNTER = "counter", "counter"
        HOTLINE = "hotline", "hotline"

    class Severity(models.TextChoices):
        ORDINARY = "ordinary", "ordinary"
        SERIOUS = "serious", "serious"
        SEVERE = "severe", "severe"

    class Form(models.TextChoices):
        """What a complaint is: an objection, a protest, a claim for compensation, a demand for a solution (S1-32)."""

        OBJECTION = "objection", "objection"
        PROTEST = "protest", "protest"
        CLAIM = "claim", "claim"
        DEMAND = "demand", "demand"

    class About(models.TextChoices):
        PRODUCT = "product", "product"
        SERVICE = "service", "service"

    class Cause(models.TextChoices):
        """The six sources of complaint (S0-09): all of them come from dissatisfaction with service."""

        QUOTE = "quote", "dishonest quotation"
        LATE = "late", "late delivery"
        PROMISE = "promise", "promises that come to nothing"
        QUALITY = "quality", "work quality not good enough"
        ERRORS = "errors", "execution full of errors"
        HASTY = "hasty", "proposals turned out hastily without enough communication"

    customer = models.ForeignKey(Customer, on_delete=models.CASCADE, related_name="cases")
    contact = models.ForeignKey(
        Contact, null=True, on_delete=models.SET_NULL, related_name="cases"
    )
    kind = models.CharField(max_length=12, choices=Kind)
    summary = models.CharField(max_length=300)
    words = models.TextField(blank=True)
    channel = models.CharField(
        max_length=10, choices=Channel, default=Channel.PHONE, blank=True
    )
    form = models.CharField(max_length=10, choices=Form, blank=True)
    about = models.CharField(max_length=10, choices=About, blank=True)
    product = models.CharField(max_length=60, blank=True)
    site = models.CharField(max_length=60, blank=True)
    department = models.CharField(max_length=60, blank=True)
    cause = models.CharField(max_length=10, choices=Cause, blank=True)
    severity = models.CharField(max_length=10, choices=Severity, default=Severity.ORDINARY)
    lane = models.CharField(max_length=10, default="business")
    is_green = models.BooleanField(default=False)
    received_at = models.DateTimeField()
    received_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    first_asked = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    answered_by = models.ForeignKey(
        User, null=True, on_delete=models.PROTECT, related_name="cases"
    )
    visited = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    due_at = models.DateTimeField()
    first_answer_at = models.DateTimeField(null=True)
    answer_minutes = models.PositiveIntegerField(null=True)
    settle_minutes = models.PositiveIntegerField(null=True)
    checks = models.JSONField(default=list)
    merged_into = models.ForeignKey(
        "self", null=True, on_delete=models.SET_NULL, related_name="merged", db_index=False
    )
    problem = models.ForeignKey(
        "service.Problem", null=True, on_delete=models.SET_NULL, related_name="cases"
    )
    closed_at = models.DateTimeField(null=True)
    origin = models.CharField(max_length=120, null=True, unique=True)  # noqa: DJ001 - unique, so empty is NULL
    batch = models.BigIntegerField(null=True, db_index=True)

    objects = CaseQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["customer", "-received_at"], name="case_newest"),
            models.Index(fields=["due_at", "id"], condition=Q(closed_at=None), name="case_due"),
            models.Index(
                fields=["answered_by", "due_at"], condition=Q(closed_at=None), name="case_mine"
            ),
            models.Index(
                fields=["kind", "due_at"], condition=Q(closed_at=None), name="case_kinds"
            ),
            models.Index(
                fields=["lane", "due_at"], condition=Q(closed_at=None), name="case_lanes"
            ),
            models.Index(
                fields=["due_at"],
                condition=Q(closed_at=None, settle_minutes__isnull=False),
                name="case_follow",
            ),
            models.Index(fields=["product", "-received_at"], name="case_product"),
            models.Index(fields=["-received_at", "-id"], name="case_register"),
            # Of the few that were merged; an index of all would look tempting to whoever asks for those that were not.
            models.Index(
                fields=["merged_into", "received_at"],
                condition=Q(merged_into__isnull=False),
                name="case_merged",
            ),
            # All that the register counts by, so that it never reads the rows themselves.
            models.Index(
                fields=[
                    "received_at",
                    "customer",
                    "kind",
                    "cause",
                    "department",
                    "product",
                    "first_answer_at",
                    "answer_minutes",
                    "settle_minutes",
                    "closed_at",
                ],
                condition=Q(merged_into=None),
                name="case_counted",
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(merged_into=None) | ~Q(merged_into=F("id")), name="case_not_in_self"
            )
        ]

    def __str__(self) -> str:
        return self.summary

    def save(self, *args: object, **kwargs: object) -> None:
        """A case nobody reckoned with yet is due at once."""
        self.due_at = self.due_at or self.received_at
        super().save(*args, **kwargs)  # type: ignore[arg-type]  # passed through

    @property
    def has_path(self) -> bool:
        """Whether it goes the seven steps (S1-73)."""
        return rules.has_path(self.kind)


class Resolution(models.Model):
    """How a case ended: who answered, when and how, and what we could have done ourselves (S0-05). A case without one is open.

    A refusal says why in `how` and names another way in `alternative` (S4-18).
    """

    class Manner(models.TextChoices):
        ANSWERED = "answered", "answered"
        NOT_OFFERED = "not_offered", "not offered"
        REFUSED = "refused", "refused"

    case = models.OneToOneField(Case, on_delete=models.CASCADE, related_name="resolution")
    resolved_on = models.DateField()
    resolved_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    how = models.CharField(max_length=400)
    ours = models.CharField(max_length=400, blank=True)
    manner = models.CharField(max_length=12, choices=Manner, default=Manner.ANSWERED)
    alternative = models.CharField(max_length=200, blank=True)

    def __str__(self) -> str:
        return self.how
