from typing import ClassVar

from django.db import models

from zhike.customers.models.contact import Contact
from zhike.customers.models.customer import Customer
from zhike.customers.querysets import PersonRequestQuerySet
from zhike.trust.requests import Request


class PersonRequest(Request):
    """A person wants to see what is kept of him, or wants it erased: one colleague takes it down, another decides.

    `subject` stays when the person is erased; `done_at` is when the copy was handed out or the erasure carried out.
    """

    ERASED: ClassVar[dict[str, dict[str, object] | None]] = {"contact": {}}

    class Kind(models.TextChoices):
        COPY = "copy", "copy"
        ERASE = "erase", "erase"

    kind = models.CharField(max_length=8, choices=Kind)
    customer = models.ForeignKey(Customer, on_delete=models.CASCADE, related_name="+")
    contact = models.ForeignKey(Contact, null=True, on_delete=models.SET_NULL, related_name="+")
    subject = models.CharField(max_length=60)
    words = models.CharField(max_length=200)
    due_on = models.DateField()
    done_at = models.DateTimeField(null=True)

    objects = PersonRequestQuerySet.as_manager()

    class Meta(Request.Meta):
        indexes = [models.Index(fields=["due_on"], name="person_request_due")]

    def __str__(self) -> str:
        return f"{self.kind} {self.subject}"
