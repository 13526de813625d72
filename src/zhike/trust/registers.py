"""The registers of the guard: what was lent, what left the house and on whose word, what outsiders asked."""

from datetime import date
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from zhike.trust.actor import Level
from zhike.trust.requests import Request, RequestQuerySet
from zhike.trust.scope import Scoped

LEVELS = [(int(level), level.name.lower()) for level in Level]


class LoanQuerySet(RequestQuerySet["Loan"]):
    """The lead of the customer's team lends, not the borrower's own."""

    by_team: ClassVar[str] = "team_id"

    def running(self, on: date) -> "LoanQuerySet":
        """Granted, not given back, and today within its days."""
        return self.filter(is_granted=True, returned_at=None, from_on__lte=on, until_on__gte=on)


class Loan(Request):
    """Somebody is lent a customer he does not look after, for a purpose and some days (S1-65).

    The customer is a number here, since this room lies below the customers; `named` is what the asker called it,
    which may be a mask. `team_id` is the team that looked after it when it was asked for.
    """

    customer_id = models.BigIntegerField()
    team_id = models.BigIntegerField(null=True)
    named = models.CharField(max_length=200)
    purpose = models.CharField(max_length=200)
    from_on = models.DateField()
    until_on = models.DateField()
    returned_at = models.DateTimeField(null=True)

    objects = LoanQuerySet.as_manager()

    class Meta(Request.Meta):
        indexes = [models.Index(fields=["asked_by", "until_on"], name="loan_running")]
        constraints = [
            *Request.Meta.constraints,
            models.CheckConstraint(
                condition=Q(until_on__gte=F("from_on")), name="loan_days_in_order"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.named} → {self.asked_by_id} ({self.from_on}–{self.until_on})"

    def state_on(self, on: date) -> str:
        """waiting, refused, returned, over, ahead or running."""
        if self.decided_at is None:
            return "over" if self.until_on < on else "waiting"
        if not self.is_granted:
            return "refused"
        if self.returned_at:
            return "returned"
        if self.until_on < on:
            return "over"
        return "ahead" if self.from_on > on else "running"


class DisclosureRequestQuerySet(RequestQuerySet["DisclosureRequest"]):
    """Requests to tell outsiders something of ours."""


class DisclosureRequest(Request):
    """Somebody asks to show material to an outsider; without another's approval nothing goes out (S4-31, S4-33)."""

    content = models.TextField()
    level = models.PositiveSmallIntegerField(choices=LEVELS)
    recipient = models.CharField(max_length=200)
    manner = models.CharField(max_length=200)
    purpose = models.CharField(max_length=200)

    objects = DisclosureRequestQuerySet.as_manager()

    def __str__(self) -> str:
        return f"→ {self.recipient}"


class DisclosureQuerySet(Scoped["Disclosure"]):
    """The register itself; see `trust.disclosures` for who reads it."""

    to_customer: ClassVar[str | None] = None


class Disclosure(models.Model):
    """One entry of the disclosure register (S4-33): what went out, to whom, how, at which level, under which agreement.

    Append-only, in the database itself. A mistake is put right by another entry that `corrects` it and says why.
    The level keeps the name it had on the day.
    """

    request = models.ForeignKey(
        DisclosureRequest, on_delete=models.PROTECT, related_name="entries"
    )
    content = models.TextField()
    recipient = models.CharField(max_length=200)
    manner = models.CharField(max_length=200)
    level = models.PositiveSmallIntegerField(choices=LEVELS)
    level_zh = models.CharField(max_length=20)
    level_en = models.CharField(max_length=30)
    agreement = models.CharField(max_length=200)
    agreed_on = models.DateField()
    disclosed_on = models.DateField()
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    entered_at = models.DateTimeField()
    corrects = models.ForeignKey(
        "self", null=True, on_delete=models.PROTECT, related_name="corrections"
    )
    why = models.CharField(max_length=200, blank=True)

    objects = DisclosureQuerySet.as_manager()

    def __str__(self) -> str:
        return f"{self.disclosed_on} → {self.recipient}"


class EnquiryQuerySet(RequestQuerySet["Enquiry"]):
    """Questions from outside; one whose answer is not proposed yet waits for nobody's approval."""

    def waiting(self) -> "EnquiryQuerySet":
        return self.filter(decided_at=None, proposed_at__isnull=False)


class Enquiry(Request):
    """An outsider asks about our operations: who asked, what, the rule, and the answer once somebody else approved it (S4-31)."""

    class Asker(models.TextChoices):
        MEDIA = "media", "media"
        OPERATOR = "operator", "operator"
        SUPPLIER = "supplier", "supplier"
        GOVERNMENT = "government", "government"
        CUSTOMER = "customer", "customer"
        OTHER = "other", "other"

    asker_type = models.CharField(max_length=12, choices=Asker)
    asker = models.CharField(max_length=200)
    question = models.TextField()
    received_on = models.DateField()
    answer = models.TextField(blank=True)
    proposed_at = models.DateTimeField(null=True)
    answered_on = models.DateField(null=True)

    objects = EnquiryQuerySet.as_manager()

    class Meta(Request.Meta):
        constraints = [
            *Request.Meta.constraints,
            models.CheckConstraint(
                condition=Q(answered_on=None) | Q(is_granted=True),
                name="enquiry_answered_only_with_approval",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.asker}: {self.question[:40]}"

    @property
    def state(self) -> str:
        """open, waiting, refused, approved or answered."""
        if self.answered_on:
            return "answered"
        if self.proposed_at is None:
            return "open"
        if self.decided_at is None:
            return "waiting"
        return "approved" if self.is_granted else "refused"
