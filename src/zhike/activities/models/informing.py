"""What we let customers know, and who has been told, has read it and has answered (S3-28)."""

from typing import ClassVar

from django.db import models

from zhike.activities.querysets import AddresseeQuerySet, BulletinQuerySet
from zhike.customers.models import Contact, Customer
from zhike.users.models import User


class Bulletin(models.Model):
    """A notice to customers: news of a product, a price or a rule that changes, supply, an event; in force `from_on`.

    It belongs to no customer; nothing of it leaves by itself.
    """

    class Kind(models.TextChoices):
        PRODUCT = "product", "product"
        PRICE = "price", "price"
        POLICY = "policy", "policy"
        SUPPLY = "supply", "supply"
        EVENT = "event", "event"

    kind = models.CharField(max_length=8, choices=Kind)
    title = models.CharField(max_length=120)
    words = models.TextField()
    from_on = models.DateField(null=True)
    made_on = models.DateField()
    made_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    closed_on = models.DateField(null=True)

    objects = BulletinQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["-made_on"], name="bulletin_newest")]

    def __str__(self) -> str:
        return self.title


class Addressee(models.Model):
    """A customer, by one of his people, whom a notice is for: told on a day and in a way, read on a day, answered on a day."""

    ERASED: ClassVar[dict[str, dict[str, object] | None]] = {"contact": {"answer": ""}}

    class Way(models.TextChoices):
        LETTER = "letter", "letter"
        MESSAGE = "message", "message"
        CALL = "call", "call"
        VISIT = "visit", "visit"

    bulletin = models.ForeignKey(Bulletin, on_delete=models.CASCADE, related_name="addressees")
    customer = models.ForeignKey(Customer, on_delete=models.CASCADE, related_name="bulletins")
    contact = models.ForeignKey(
        Contact, null=True, blank=True, on_delete=models.SET_NULL, related_name="bulletins"
    )
    added_on = models.DateField()
    added_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    told_on = models.DateField(null=True)
    told_way = models.CharField(max_length=8, choices=Way, blank=True)
    told_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    read_on = models.DateField(null=True)
    answered_on = models.DateField(null=True)
    answer = models.CharField(max_length=400, blank=True)

    objects = AddresseeQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["bulletin", "customer"], name="addressee_of_bulletin")]

    def __str__(self) -> str:
        return f"{self.bulletin_id}: {self.customer_id}"
