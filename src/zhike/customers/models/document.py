from typing import ClassVar

from django.db import models

from zhike.customers.models.contact import Contact
from zhike.customers.models.customer import Customer
from zhike.customers.querysets import DocumentQuerySet, DocumentVersionQuerySet
from zhike.trust.actor import Level
from zhike.users.models import User


class Document(models.Model):
    """A file about a customer, or about somebody there: what it is and how carefully it is kept; the newest version counts.

    `touch_id` is the number of the touch it came with; touches live in the room above.
    """

    ERASED: ClassVar[dict[str, dict[str, object] | None]] = {"contact": None}

    class Kind(models.TextChoices):
        CONTRACT = "contract", "contract"
        QUOTE = "quote", "quote"
        MINUTES = "minutes", "minutes"
        LETTER = "letter", "letter"
        CARD = "card", "card"
        PHOTO = "photo", "photo"
        OTHER = "other", "other"

    class Kept(models.IntegerChoices):
        """The levels a document may have; see `trust.actor.Level`."""

        OPEN = Level.OPEN, "open"
        INTERNAL = Level.INTERNAL, "internal"
        PERSONAL = Level.PERSONAL, "personal"

    customer = models.ForeignKey(Customer, on_delete=models.CASCADE, related_name="documents")
    contact = models.ForeignKey(
        Contact, null=True, on_delete=models.SET_NULL, related_name="documents"
    )
    touch_id = models.BigIntegerField(null=True, db_index=True)
    title = models.CharField(max_length=120)
    kind = models.CharField(max_length=10, choices=Kind, default=Kind.OTHER)
    level = models.PositiveSmallIntegerField(choices=Kept, default=Level.INTERNAL)
    removed_on = models.DateField(null=True)

    objects = DocumentQuerySet.as_manager()

    def __str__(self) -> str:
        return self.title


class DocumentVersion(models.Model):
    """One file as it was brought in; `stored` names it below DOCUMENTS_DIR, a name nobody can guess."""

    document = models.ForeignKey(Document, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveSmallIntegerField()
    file_name = models.CharField(max_length=160)
    form = models.CharField(max_length=8)
    size = models.BigIntegerField()
    sha256 = models.CharField(max_length=64)
    stored = models.CharField(max_length=40, unique=True)
    brought_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    brought_at = models.DateTimeField()

    objects = DocumentVersionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["document", "number"], name="one_version_per_number"
            )
        ]

    def __str__(self) -> str:
        return f"{self.document_id} v{self.number}"
