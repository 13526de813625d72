from typing import ClassVar

from django.db import models

from zhike.customers.models.contact import Contact
from zhike.customers.models.customer import Customer
from zhike.customers.querysets import (
    AlsoCalledQuerySet,
    ContactPointQuerySet,
    DoNotContactQuerySet,
    KeyPersonQuerySet,
)
from zhike.trust.actor import Level
from zhike.users.models import User


class ContactPoint(models.Model):
    """One more way to reach somebody, beside the main ones that stand on the contact itself.

    `value` is as it was given, `normal` how it is compared and searched. A number one must not use any more stays, marked.
    """

    ERASED: ClassVar[dict[str, dict[str, object] | None]] = {"contact": None}

    class Kind(models.TextChoices):
        MOBILE = "mobile", "mobile"
        PHONE = "phone", "phone"
        EMAIL = "email", "email"
        WECHAT = "wechat", "wechat"
        MESSENGER = "messenger", "messenger"
        ADDRESS = "address", "address"
        HOME = "home", "home"
        WEBSITE = "website", "website"

    LEVELS: ClassVar[dict[str, Level]] = dict.fromkeys(("value", "normal"), Level.PERSONAL)
    OFFICE: ClassVar[frozenset[str]] = frozenset({Kind.PHONE, Kind.ADDRESS, Kind.WEBSITE})

    contact = models.ForeignKey(Contact, on_delete=models.CASCADE, related_name="points")
    kind = models.CharField(max_length=10, choices=Kind)
    label = models.CharField(max_length=40, blank=True)
    value = models.CharField(max_length=240)
    normal = models.CharField(max_length=240)
    do_not_use = models.BooleanField(default=False)
    batch = models.BigIntegerField(null=True, db_index=True)

    objects = ContactPointQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["contact", "kind", "normal"], name="one_point_per_contact"
            )
        ]
        indexes = [models.Index(fields=["normal"], name="contact_point_normal")]

    def __str__(self) -> str:
        return f"{self.contact_id}: {self.kind}"

    @property
    def level(self) -> Level:
        """Office lines and addresses are everybody's who sees the customer; the rest is the person's own."""
        return Level.INTERNAL if self.kind in self.OFFICE else Level.PERSONAL


class AlsoCalled(models.Model):
    """How else somebody is called: on formal occasions, among friends, in English, how it is said, what he was called before."""

    ERASED: ClassVar[dict[str, dict[str, object] | None]] = {"contact": None}

    class Situation(models.TextChoices):
        FORMAL = "formal", "formal"
        FAMILIAR = "familiar", "familiar"
        ENGLISH = "english", "english"
        SOUND = "sound", "sound"
        NICKNAME = "nickname", "nickname"
        FORMER = "former", "former"

    LEVELS: ClassVar[dict[str, Level]] = {"words": Level.PERSONAL}
    OWN: ClassVar[frozenset[str]] = frozenset({Situation.NICKNAME, Situation.FORMER})

    contact = models.ForeignKey(Contact, on_delete=models.CASCADE, related_name="also_called")
    situation = models.CharField(max_length=10, choices=Situation)
    words = models.CharField(max_length=80)

    objects = AlsoCalledQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["contact", "situation"], name="one_name_per_situation"
            )
        ]

    def __str__(self) -> str:
        return f"{self.contact_id}: {self.situation}"

    @property
    def level(self) -> Level:
        """Nicknames and former names are the person's own; how to greet him is everybody's who meets him."""
        return Level.PERSONAL if self.situation in self.OWN else Level.INTERNAL


class DoNotContact(models.Model):
    """Somebody asked not to be reached in one way, from a day on; lifted by an end, never deleted."""

    ERASED: ClassVar[dict[str, dict[str, object] | None]] = {"contact": None}

    class Way(models.TextChoices):
        CALL = "call", "call"
        MESSAGE = "message", "message"
        MAIL = "mail", "mail"
        VISIT = "visit", "visit"
        GREETING = "greeting", "greeting"
        MARKETING = "marketing", "marketing"

    contact = models.ForeignKey(
        Contact, on_delete=models.CASCADE, related_name="do_not_contact"
    )
    way = models.CharField(max_length=10, choices=Way)
    why = models.CharField(max_length=200)
    since = models.DateField()
    noted_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    ended_on = models.DateField(null=True)
    ended_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")

    objects = DoNotContactQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["contact", "way"],
                condition=models.Q(ended_on=None),
                name="one_do_not_per_way",
            )
        ]

    def __str__(self) -> str:
        return f"{self.contact_id}: {self.way}"


class KeyPerson(models.Model):
    """Somebody carries the mark of a group: a contact anywhere in it, or a person who is a customer himself (S3-14)."""

    ERASED: ClassVar[dict[str, dict[str, object] | None]] = {"contact": None}

    group = models.ForeignKey(Customer, on_delete=models.CASCADE, related_name="key_persons")
    contact = models.ForeignKey(
        Contact, null=True, on_delete=models.CASCADE, related_name="key_in"
    )
    person = models.ForeignKey(
        Customer, null=True, on_delete=models.CASCADE, related_name="key_in"
    )
    why = models.CharField(max_length=200)
    since = models.DateField()
    marked_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    ended_on = models.DateField(null=True)

    objects = KeyPersonQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(contact=None, person__isnull=False)
                | models.Q(contact__isnull=False, person=None),
                name="key_person_is_one",
            ),
            models.UniqueConstraint(
                fields=["group", "contact"],
                condition=models.Q(ended_on=None),
                name="one_mark_per_contact",
            ),
            models.UniqueConstraint(
                fields=["group", "person"],
                condition=models.Q(ended_on=None),
                name="one_mark_per_person",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.group_id}: {self.contact_id or self.person_id}"
