from typing import ClassVar

from django.db import models

from zhike.customers.models.customer import Customer
from zhike.customers.querysets import ContactManager, ContactQuerySet
from zhike.lib.moon import Birthday
from zhike.trust.actor import Level


class Contact(models.Model):
    """Somebody at a customer: how to reach and greet him; what he likes is in the facts.

    A birthday is kept as people give it: by the sun or the moon, with or without a year.
    """

    class Calendar(models.TextChoices):
        SUN = "sun", "sun"
        MOON = "moon", "moon"

    LEVELS: ClassVar[dict[str, Level]] = dict.fromkeys(
        (
            "mobile", "email", "wechat", "birth_calendar", "birth_year", "birth_month",
            "birth_day", "birth_leap", "note",
        ),
        Level.PERSONAL,
    )  # fmt: skip

    ERASED: ClassVar[dict[str, dict[str, object] | None]] = {"merged_into": None}

    customer = models.ForeignKey(Customer, on_delete=models.CASCADE, related_name="contacts")
    name = models.CharField(max_length=80)
    pinyin = models.CharField(max_length=160)
    address_as = models.CharField(max_length=40, blank=True)
    title = models.CharField(max_length=80, blank=True)
    part = models.CharField(max_length=40, blank=True)
    mobile = models.CharField(max_length=40, blank=True)
    phone = models.CharField(max_length=40, blank=True)
    email = models.CharField(max_length=120, blank=True)
    wechat = models.CharField(max_length=60, blank=True)
    birth_calendar = models.CharField(max_length=4, choices=Calendar, default=Calendar.SUN)
    birth_year = models.PositiveSmallIntegerField(null=True)
    birth_month = models.PositiveSmallIntegerField(null=True)
    birth_day = models.PositiveSmallIntegerField(null=True)
    birth_leap = models.BooleanField(default=False)
    note = models.TextField(blank=True)
    is_main = models.BooleanField(default=False)
    batch = models.BigIntegerField(null=True, db_index=True)
    trashed_at = models.DateTimeField(null=True)
    merged_into = models.ForeignKey(
        "self", null=True, on_delete=models.CASCADE, related_name="merged"
    )

    objects = ContactManager()
    everyone = ContactQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(
                fields=["birth_calendar", "birth_month", "birth_day"],
                name="contact_by_birthday",
            ),
            models.Index(fields=["pinyin"], name="contact_by_sound"),
            models.Index(fields=["mobile"], name="contact_by_mobile"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def greeting(self) -> str:
        """How to address him."""
        return self.address_as or self.name

    @property
    def birthday(self) -> Birthday | None:
        """The birthday as it was given, or None when it is not known."""
        if not self.birth_month or not self.birth_day:
            return None
        return Birthday(
            month=self.birth_month,
            day=self.birth_day,
            by_moon=self.birth_calendar == self.Calendar.MOON,
            leap=self.birth_leap,
            year=self.birth_year,
        )
