from django.db import models

from zhike.customers.models.customer import Customer
from zhike.customers.querysets import ListedQuerySet, ManagedListQuerySet, TaggingQuerySet
from zhike.users.models import User


class Tag(models.Model):
    """A word of the company's vocabulary that can be put on customers; `source` names the book it comes from (S0-02)."""

    class Colour(models.TextChoices):
        PLAIN = "plain", "plain"
        CELADON = "good", "good"
        GOLD = "warn", "warn"
        CINNABAR = "bad", "bad"
        INDIGO = "info", "info"

    name = models.CharField(max_length=30, unique=True)
    name_en = models.CharField(max_length=40, blank=True)
    colour = models.CharField(max_length=5, choices=Colour, default=Colour.PLAIN)
    source = models.CharField(max_length=10, blank=True)

    def __str__(self) -> str:
        return self.name


class Tagging(models.Model):
    """A tag on a customer, by whom and since when."""

    customer = models.ForeignKey(Customer, on_delete=models.CASCADE, related_name="taggings")
    tag = models.ForeignKey(Tag, on_delete=models.CASCADE, related_name="taggings")
    by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    since = models.DateField()

    objects = TaggingQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["customer", "tag"], name="a_tag_once_each")
        ]

    def __str__(self) -> str:
        return f"{self.customer_id}: {self.tag_id}"


class ManagedList(models.Model):
    """A list of customers kept by hand, at a level of the company, for which plans are made (S4-65)."""

    class Level(models.TextChoices):
        COMPANY = "company", "company"
        REGION = "region", "region"
        TEAM = "team", "team"
        PERSON = "person", "person"

    name = models.CharField(max_length=60, unique=True)
    level = models.CharField(max_length=8, choices=Level, default=Level.COMPANY)
    purpose = models.CharField(max_length=200, blank=True)
    made_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")

    objects = ManagedListQuerySet.as_manager()

    def __str__(self) -> str:
        return self.name


class Listed(models.Model):
    """A customer's stay on a managed list: from when, why, until when."""

    on_list = models.ForeignKey(ManagedList, on_delete=models.CASCADE, related_name="members")
    customer = models.ForeignKey(Customer, on_delete=models.CASCADE, related_name="listed")
    since = models.DateField()
    why = models.CharField(max_length=200, blank=True)
    added_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    left_on = models.DateField(null=True)
    left_why = models.CharField(max_length=200, blank=True)

    objects = ListedQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["on_list", "customer"],
                condition=models.Q(left_on__isnull=True),
                name="on_a_list_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.on_list_id}: {self.customer_id}"
