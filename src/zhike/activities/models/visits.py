from typing import ClassVar

from django.db import models

from zhike.activities.models.work import Promise, Touch
from zhike.activities.querysets import (
    OutcomeQuerySet,
    RelationMoveQuerySet,
    TourQuerySet,
    VisitQuerySet,
)
from zhike.customers.models import Contact, Customer
from zhike.users.models import User


class Tour(models.Model):
    """A day on the road: visits at several customers of one place, in an order (S2-37). `repeat` says when it is driven again."""

    class Repeat(models.TextChoices):
        MONTH = "month", "month"
        QUARTER = "quarter", "quarter"

    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="tours")
    place = models.CharField(max_length=80)
    tour_on = models.DateField()
    repeat = models.CharField(max_length=8, choices=Repeat, blank=True)
    follows = models.OneToOneField(
        "self", null=True, on_delete=models.SET_NULL, related_name="next"
    )

    objects = TourQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["by", "-tour_on"], name="tour_newest")]

    def __str__(self) -> str:
        return f"{self.place} {self.tour_on}"


class Visit(models.Model):
    """We meet people of a customer: why, when, for how long, where, and how that was agreed (S4-07, S4-08).

    Without `agreed_at` it is planned and no more; once over it has an outcome; one that did not come about says why.
    `late_why` excuses an appointment made less than a day before a formal visit.
    """

    class Manner(models.TextChoices):
        ON_SITE = "on_site", "on site"
        PHONE = "phone", "phone"
        AT_OURS = "at_ours", "at ours"

    class How(models.TextChoices):
        CALL = "call", "call"
        MESSAGE = "message", "message"
        LETTER = "letter", "letter"
        MEETING = "meeting", "meeting"

    customer = models.ForeignKey(Customer, on_delete=models.CASCADE, related_name="visits")
    by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="visits")
    colleagues = models.ManyToManyField(User, blank=True, related_name="+")
    manner = models.CharField(max_length=8, choices=Manner, default=Manner.ON_SITE)
    is_formal = models.BooleanField(default=False)
    purpose = models.CharField(max_length=200)
    points = models.TextField(blank=True)
    starts_at = models.DateTimeField()
    minutes = models.PositiveSmallIntegerField(default=60)
    place = models.CharField(max_length=200, blank=True)
    agreed_at = models.DateTimeField(null=True)
    agreed_how = models.CharField(max_length=8, choices=How, blank=True)
    late_why = models.CharField(max_length=200, blank=True)
    arrived_at = models.DateTimeField(null=True)
    travel_minutes = models.PositiveSmallIntegerField(null=True)
    cancelled_on = models.DateField(null=True)
    cancelled_why = models.CharField(max_length=200, blank=True)
    tour = models.ForeignKey(Tour, null=True, on_delete=models.SET_NULL, related_name="visits")
    tour_place = models.PositiveSmallIntegerField(null=True)
    planned_on = models.DateField()

    objects = VisitQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["by", "starts_at"], name="visit_of"),
            models.Index(fields=["customer", "-starts_at"], name="visit_newest"),
        ]

    def __str__(self) -> str:
        return self.purpose

    @property
    def state(self) -> str:
        """planned, agreed, done or cancelled."""
        if self.cancelled_on:
            return "cancelled"
        if getattr(self, "outcome", None):
            return "done"
        return "agreed" if self.agreed_at else "planned"


class VisitGuest(models.Model):
    """Somebody of the customer's whom the visit is to, or who comes to us."""

    ERASED: ClassVar[dict[str, dict[str, object] | None]] = {"contact": None}

    visit = models.ForeignKey(Visit, on_delete=models.CASCADE, related_name="guests")
    contact = models.ForeignKey(Contact, on_delete=models.CASCADE, related_name="visits")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["visit", "contact"], name="visit_guest_once")
        ]

    def __str__(self) -> str:
        return f"{self.visit_id} {self.contact_id}"


class VisitOutcome(models.Model):
    """How a visit ended: what was agreed by both sides, or why nothing was (S4-11).

    `points` are what was understood, each confirmed with the customer or not: [{"text", "confirmed"}] (S4-10).
    """

    class Behaviour(models.TextChoices):
        UNWILLING = "unwilling", "unwilling"
        DISSATISFIED = "dissatisfied", "dissatisfied"
        ANGRY = "angry", "angry"

    visit = models.OneToOneField(Visit, on_delete=models.CASCADE, related_name="outcome")
    touch = models.ForeignKey(Touch, null=True, on_delete=models.SET_NULL, related_name="+")
    ended_at = models.DateTimeField()
    points = models.JSONField(default=list, blank=True)
    behaviour = models.CharField(max_length=12, choices=Behaviour, blank=True)
    ours = models.ForeignKey(Promise, null=True, on_delete=models.SET_NULL, related_name="+")
    repair = models.ForeignKey(Promise, null=True, on_delete=models.SET_NULL, related_name="+")
    theirs = models.CharField(max_length=200, blank=True)
    none_why = models.CharField(max_length=200, blank=True)
    told = models.ManyToManyField(User, blank=True, related_name="+")

    objects = OutcomeQuerySet.as_manager()

    def __str__(self) -> str:
        return f"{self.visit_id} {self.ended_at}"


class Reception(models.Model):
    """How visitors are received: the grade of it, who stands at the door, the car, the room (S4-39)."""

    class Grade(models.TextChoices):
        PLAIN = "plain", "plain"
        WARM = "warm", "warm"
        HIGH = "high", "high"

    visit = models.OneToOneField(Visit, on_delete=models.CASCADE, related_name="reception")
    grade = models.CharField(max_length=8, choices=Grade, default=Grade.PLAIN)
    met_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    room = models.CharField(max_length=80, blank=True)
    vehicle = models.CharField(max_length=120, blank=True)
    note = models.CharField(max_length=300, blank=True)

    def __str__(self) -> str:
        return f"{self.visit_id} {self.grade}"


class RelationMove(models.Model):
    """Somebody moved on a ladder of relations, on a day, and what shows it (S2-12, S4-05). Written once; a newer one says where he is now."""

    ERASED: ClassVar[dict[str, dict[str, object] | None]] = {"contact": None}

    contact = models.ForeignKey(Contact, on_delete=models.CASCADE, related_name="moves")
    customer = models.ForeignKey(Customer, on_delete=models.CASCADE, related_name="+")
    ladder = models.CharField(max_length=8)
    stage = models.CharField(max_length=12)
    moved_on = models.DateField()
    evidence = models.CharField(max_length=300)
    by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")

    objects = RelationMoveQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["contact", "ladder", "-moved_on"], name="relation_newest")
        ]

    def __str__(self) -> str:
        return f"{self.contact_id} {self.ladder}: {self.stage}"
