"""What customers say of their satisfaction: opinions, each with who said it, when and how (S0-06)."""

from typing import ClassVar

from django.db import models

from zhike.activities.models import CallBack
from zhike.customers.models import Contact, Customer
from zhike.service.models.case import Case
from zhike.service.querysets import SignalQuerySet, SurveyQuerySet
from zhike.trust.actor import Level
from zhike.users.models import User


class Survey(models.Model):
    """A questionnaire put to somebody: asked, then answered, declined or withdrawn; it holds until `holds_until`.

    The link's token is not kept, only its hash; it is made of `nonce` and the house's secret. `person` is the one of
    ours it asks about, who may `reply` (S3-26). The four satisfactions are 0 to 100, None where nothing was said.
    """

    ERASED: ClassVar[dict[str, dict[str, object] | None]] = {
        "contact": {"experience": "", "token_hash": None}
    }
    LEVELS: ClassVar[dict[str, Level]] = {"experience": Level.INTERNAL}

    class Way(models.TextChoices):
        LINK = "link", "link"
        CALL = "call", "call"
        PAPER = "paper", "paper"

    customer = models.ForeignKey(Customer, on_delete=models.CASCADE, related_name="surveys")
    contact = models.ForeignKey(Contact, null=True, on_delete=models.SET_NULL, related_name="+")
    questionnaire = models.CharField(max_length=40)
    version = models.PositiveSmallIntegerField()
    occasion = models.CharField(max_length=12)
    about = models.CharField(max_length=120, blank=True)
    case = models.ForeignKey(Case, null=True, on_delete=models.SET_NULL, related_name="surveys")
    call = models.ForeignKey(
        CallBack, null=True, on_delete=models.SET_NULL, related_name="surveys"
    )
    person = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    language = models.CharField(max_length=2)
    way = models.CharField(max_length=6, choices=Way)
    asked_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    asked_on = models.DateField()
    holds_until = models.DateField()
    nonce = models.CharField(max_length=32)
    token_hash = models.CharField(max_length=64, null=True, unique=True)  # noqa: DJ001 - unique, so empty is NULL
    experience = models.TextField(blank=True)
    professional = models.PositiveSmallIntegerField(null=True)
    personal = models.PositiveSmallIntegerField(null=True)
    value = models.PositiveSmallIntegerField(null=True)
    dedication = models.PositiveSmallIntegerField(null=True)
    answered_at = models.DateTimeField(null=True)
    answered_on = models.DateField(null=True)
    entered_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    declined_on = models.DateField(null=True)
    withdrawn_on = models.DateField(null=True)
    reply = models.TextField(blank=True)
    replied_on = models.DateField(null=True)

    objects = SurveyQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["customer", "-answered_on"], name="survey_answered"),
            models.Index(fields=["customer", "-asked_on"], name="survey_asked"),
            models.Index(fields=["person", "-answered_on"], name="survey_about"),
        ]

    def __str__(self) -> str:
        return f"{self.questionnaire}: {self.customer_id}"

    @property
    def is_open(self) -> bool:
        """Whether an answer is still awaited; the day it holds until is asked apart."""
        return not (self.answered_on or self.declined_on or self.withdrawn_on)


class Answer(models.Model):
    """One question answered: a number, or the causes ticked."""

    survey = models.ForeignKey(Survey, on_delete=models.CASCADE, related_name="answers")
    item = models.CharField(max_length=40)
    number = models.PositiveSmallIntegerField(null=True)
    causes = models.JSONField(default=list)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["survey", "item"], name="one_answer_an_item")
        ]

    def __str__(self) -> str:
        return f"{self.item}: {self.number}"


class Signal(models.Model):
    """A sign that somebody of ours is not liked, whatever the numbers say (S0-29): a complaint beside the business, or
    another person asked for without a business reason."""

    ERASED: ClassVar[dict[str, dict[str, object] | None]] = {"contact": {}}

    class Kind(models.TextChoices):
        BESIDE_BUSINESS = "beside_business", "beside the business"
        ANOTHER_PERSON = "another_person", "another person"

    customer = models.ForeignKey(Customer, on_delete=models.CASCADE, related_name="signals")
    contact = models.ForeignKey(Contact, null=True, on_delete=models.SET_NULL, related_name="+")
    person = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=16, choices=Kind)
    words = models.CharField(max_length=300)
    noted_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    noted_on = models.DateField()
    settled_on = models.DateField(null=True)
    outcome = models.CharField(max_length=300, blank=True)

    objects = SignalQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["customer", "settled_on"], name="signal_open")]

    def __str__(self) -> str:
        return self.words
