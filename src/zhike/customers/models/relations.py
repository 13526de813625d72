from typing import ClassVar

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models

from zhike.customers.models.contact import Contact
from zhike.customers.models.customer import Customer
from zhike.customers.querysets import (
    MapPlaceQuerySet,
    ReferralQuerySet,
    StanceQuerySet,
    TieQuerySet,
)
from zhike.trust.actor import Level
from zhike.users.models import User


class MapPlace(models.Model):
    """Where somebody stands among the people of a customer: his part in decisions, his rank, his weight, whom he answers to.

    `x` and `y` are where somebody put him on the picture; empty where the picture chooses.
    """

    ERASED: ClassVar[dict[str, dict[str, object] | None]] = {"contact": None, "reports_to": {}}

    class Part(models.TextChoices):
        DECIDES = "decides", "decides"
        APPROVES = "approves", "approves"
        INFLUENCES = "influences", "influences"
        USES = "uses", "uses"
        GATEKEEPER = "gatekeeper", "gatekeeper"
        PAYS = "pays", "pays"

    class Rank(models.TextChoices):
        TOP = "top", "top"
        MIDDLE = "middle", "middle"
        WORKING = "working", "working"

    contact = models.OneToOneField(
        Contact, primary_key=True, on_delete=models.CASCADE, related_name="map_place"
    )
    part = models.CharField(max_length=10, choices=Part, blank=True)
    rank = models.CharField(max_length=8, choices=Rank, blank=True)
    influence = models.PositiveSmallIntegerField(
        null=True, validators=[MinValueValidator(1), MaxValueValidator(5)]
    )
    reports_to = models.ForeignKey(
        Contact, null=True, on_delete=models.SET_NULL, related_name="reports"
    )
    x = models.SmallIntegerField(null=True)
    y = models.SmallIntegerField(null=True)

    objects = MapPlaceQuerySet.as_manager()

    def __str__(self) -> str:
        return f"{self.contact_id}: {self.part}"


class Stance(models.Model):
    """What somebody of ours thinks a person's attitude is, on which day and on what grounds: an opinion; the newest counts (S1-19)."""

    ERASED: ClassVar[dict[str, dict[str, object] | None]] = {"contact": None}

    class Side(models.TextChoices):
        SUPPORTS = "supports", "supports"
        NEUTRAL = "neutral", "neutral"
        OPPOSES = "opposes", "opposes"
        NEVER_MET = "never_met", "never_met"

    LEVELS: ClassVar[dict[str, Level]] = dict.fromkeys(("side", "grounds"), Level.PERSONAL)

    contact = models.ForeignKey(Contact, on_delete=models.CASCADE, related_name="stances")
    side = models.CharField(max_length=10, choices=Side)
    grounds = models.CharField(max_length=300)
    said_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    said_on = models.DateField()

    objects = StanceQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["contact", "-said_on", "-id"], name="stance_newest")]

    def __str__(self) -> str:
        return f"{self.contact_id}: {self.side}"


class Tie(models.Model):
    """What lies between two persons: a contact and another one, here or at another customer, or one of our colleagues."""

    ERASED: ClassVar[dict[str, dict[str, object] | None]] = {"contact": None, "other": None}

    class Kind(models.TextChoices):
        KNOWS = "knows", "knows"
        COLLEAGUE = "colleague", "colleague"
        RELATIVE = "relative", "relative"
        FRIEND = "friend", "friend"
        RIVAL = "rival", "rival"

    LEVELS: ClassVar[dict[str, Level]] = dict.fromkeys(("kind", "note"), Level.PERSONAL)

    contact = models.ForeignKey(Contact, on_delete=models.CASCADE, related_name="ties")
    other = models.ForeignKey(
        Contact, null=True, on_delete=models.CASCADE, related_name="ties_to"
    )
    colleague = models.ForeignKey(
        User, null=True, on_delete=models.CASCADE, related_name="ties"
    )
    kind = models.CharField(max_length=10, choices=Kind, default=Kind.KNOWS)
    closeness = models.PositiveSmallIntegerField(
        default=1, validators=[MinValueValidator(1), MaxValueValidator(3)]
    )
    note = models.CharField(max_length=200, blank=True)
    said_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    said_on = models.DateField()

    objects = TieQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(other=None, colleague__isnull=False)
                | models.Q(other__isnull=False, colleague=None),
                name="tie_has_one_other_end",
            ),
            models.CheckConstraint(
                condition=models.Q(other=None) | ~models.Q(other=models.F("contact")),
                name="tie_is_no_loop",
            ),
            models.UniqueConstraint(fields=["contact", "other"], name="one_tie_per_pair"),
            models.UniqueConstraint(
                fields=["contact", "colleague"], name="one_tie_per_colleague"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.contact_id}: {self.kind}"


class Referral(models.Model):
    """Somebody brought us to a customer: who, when, what came of it, and whether he was thanked (S1-18)."""

    ERASED: ClassVar[dict[str, dict[str, object] | None]] = {"contact": {}}

    class Result(models.TextChoices):
        OPEN = "open", "open"
        WON = "won", "won"
        LOST = "lost", "lost"

    referrer = models.ForeignKey(
        Customer, on_delete=models.CASCADE, related_name="referrals_made"
    )
    contact = models.ForeignKey(
        Contact, null=True, on_delete=models.SET_NULL, related_name="referrals"
    )
    customer = models.ForeignKey(Customer, on_delete=models.CASCADE, related_name="referrals")
    referred_on = models.DateField()
    note = models.CharField(max_length=200, blank=True)
    result = models.CharField(max_length=8, choices=Result, default=Result.OPEN)
    result_on = models.DateField(null=True)
    thanked_on = models.DateField(null=True)
    thanked_how = models.CharField(max_length=120, blank=True)
    noted_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")

    objects = ReferralQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["referrer", "customer"], name="one_referral_per_pair"
            ),
            models.CheckConstraint(
                condition=~models.Q(referrer=models.F("customer")), name="nobody_refers_himself"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.referrer_id} → {self.customer_id}"
