from typing import ClassVar

from django.db import models

from zhike.customers.models.contact import Contact
from zhike.customers.models.customer import Customer
from zhike.customers.querysets import ConsentQuerySet
from zhike.users.models import User


class Consent(models.Model):
    """A person agreed to one kind of use of what concerns him: to what words, how, when; and perhaps took it back.

    `text_hash` is the SHA-256 of the words he agreed to. Each sensitive kind needs a consent of its own.
    """

    ERASED: ClassVar[dict[str, dict[str, object] | None]] = {"contact": None}

    class Channel(models.TextChoices):
        PAPER = "paper", "paper"
        MAIL = "mail", "mail"
        MESSAGE = "message", "message"
        SPOKEN = "spoken", "spoken"

    customer = models.ForeignKey(Customer, on_delete=models.CASCADE, related_name="consents")
    contact = models.ForeignKey(
        Contact, null=True, on_delete=models.CASCADE, related_name="consents"
    )
    kind = models.CharField(max_length=20)
    text = models.TextField()
    text_hash = models.CharField(max_length=64)
    channel = models.CharField(max_length=8, choices=Channel)
    evidence = models.CharField(max_length=200, blank=True)
    by_guardian = models.BooleanField(default=False)
    given_on = models.DateField()
    recorded_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    withdrawn_on = models.DateField(null=True)

    objects = ConsentQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["contact", "kind"], name="consent_of_contact")]

    def __str__(self) -> str:
        return self.kind
