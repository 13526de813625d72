"""Gifts and hospitality: what was given to whom, for which occasion, at what value, and who allowed it (S0-31, section 5)."""

from typing import ClassVar

from django.db import models

from zhike.activities.models.work import Touch
from zhike.activities.querysets import GiftQuerySet
from zhike.customers.models import Contact, Customer
from zhike.trust.actor import Level
from zhike.trust.requests import Request


class Gift(Request):
    """A gift or a meal for a customer; `value` in fen, `asked_by` whoever gives it.

    `given_on` is the day it is, or is meant to be, given; `touch` is there once it really was. Above the limit it
    waits for another's approval (`needs_approval`). `sent_back_on`: the receiver would not or may not keep it.
    Records stay when a person is erased: the books must be true; only who it was goes.
    """

    ERASED: ClassVar[dict[str, dict[str, object] | None]] = {"contact": {"why": ""}}
    LEVELS: ClassVar[dict[str, Level]] = {"why": Level.INTERNAL}

    class Form(models.TextChoices):
        GIFT = "gift", "gift"
        MEAL = "meal", "meal"

    class Receiver(models.TextChoices):
        OFFICIAL = "official", "official"
        STATE_OWNED = "state_owned", "state_owned"
        PUBLIC_SERVICE = "public_service", "public_service"
        COMPANY = "company", "company"
        PERSON = "person", "person"

    customer = models.ForeignKey(Customer, on_delete=models.CASCADE, related_name="gifts")
    contact = models.ForeignKey(
        Contact, null=True, blank=True, on_delete=models.SET_NULL, related_name="gifts"
    )
    form = models.CharField(max_length=4, choices=Form, default=Form.GIFT)
    receiver = models.CharField(max_length=16, choices=Receiver)
    occasion = models.CharField(max_length=20)
    season = models.CharField(max_length=24, blank=True)
    what = models.CharField(max_length=120)
    why = models.CharField(max_length=200, blank=True)
    value = models.BigIntegerField()
    given_on = models.DateField()
    needs_approval = models.BooleanField(default=False)
    method = models.CharField(max_length=60)
    touch = models.ForeignKey(Touch, null=True, on_delete=models.SET_NULL, related_name="gifts")
    sent_back_on = models.DateField(null=True)
    sent_back_why = models.CharField(max_length=200, blank=True)

    objects = GiftQuerySet.as_manager()

    class Meta(Request.Meta):
        indexes = [
            models.Index(fields=["customer", "-given_on"], name="gift_newest"),
            models.Index(fields=["contact", "given_on"], name="gift_of_person"),
            models.Index(fields=["given_on"], name="gift_by_day"),
            models.Index(fields=["season"], name="gift_of_season"),
        ]
        constraints = [
            *Request.Meta.constraints,
            models.CheckConstraint(condition=models.Q(value__gte=0), name="gift_has_a_value"),
        ]

    def __str__(self) -> str:
        return self.what

    @property
    def state(self) -> str:
        """Where it is: given, sent_back, waiting, granted (may be handed over now) or refused."""
        if self.sent_back_on:
            return "sent_back"
        if self.touch_id:
            return "given"
        if not self.needs_approval:
            return "given"
        if self.decided_at is None:
            return "waiting"
        return "granted" if self.is_granted else "refused"
