from django.db import models

from zhike.customers.models.customer import Customer
from zhike.customers.querysets import RatingQuerySet, StandingMoveQuerySet, StandingQuerySet
from zhike.users.models import User


class Rating(models.Model):
    """What somebody thinks of one side of a customer: an opinion, with author, day and reason (S1-59).

    `value` runs from 0 to 100; the newest rating of a criterion counts.
    """

    customer = models.ForeignKey(Customer, on_delete=models.CASCADE, related_name="ratings")
    criterion = models.CharField(max_length=40)
    value = models.PositiveSmallIntegerField()
    why = models.CharField(max_length=200, blank=True)
    rated_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    rated_on = models.DateField()

    objects = RatingQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["customer", "criterion", "-rated_on"], name="rating_newest")
        ]

    def __str__(self) -> str:
        return f"{self.criterion}: {self.value}"


class Standing(models.Model):
    """The grade or class a customer holds now in one scheme: handed down by `value`, or set by somebody with a reason.

    What somebody set stays, until it is looked at anew on `review_on` where there is such a day; `proposed` is what the
    data says instead, where it differs. `points` are hundredths of a point (7950 is 79.5); `because` holds every criterion's points and words.
    `as_of` is the day any of this changed last; `version` that of the method which spoke last, None where a person did since.
    """

    customer = models.ForeignKey(
        Customer, db_index=False, on_delete=models.CASCADE, related_name="standings"
    )  # found by the constraint
    scheme = models.CharField(max_length=40)
    grade = models.CharField(max_length=24)
    points = models.IntegerField()
    set_by = models.ForeignKey(
        User, null=True, db_index=False, on_delete=models.PROTECT, related_name="+"
    )
    review_on = models.DateField(null=True)
    proposed = models.CharField(max_length=24, blank=True)
    since = models.DateField()
    as_of = models.DateField()
    version = models.PositiveSmallIntegerField(null=True)
    because = models.JSONField(default=list)

    objects = StandingQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["customer", "scheme"], name="one_standing_per_scheme"
            )
        ]
        indexes = [
            models.Index(fields=["grade", "scheme", "customer"], name="standing_by_grade"),
            models.Index(
                fields=["scheme"], condition=models.Q(version=None), name="standing_by_people"
            ),
            models.Index(
                fields=["set_by"],
                condition=models.Q(set_by__isnull=False),
                name="standing_by_hand",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.customer_id}: {self.scheme} {self.grade}"


class StandingMove(models.Model):
    """A customer went from one grade to another (S2-08: classes can go up and down)."""

    customer = models.ForeignKey(
        Customer, db_index=False, on_delete=models.CASCADE, related_name="moves"
    )  # found by the constraint
    scheme = models.CharField(max_length=40)
    before = models.CharField(max_length=24, blank=True)
    after = models.CharField(max_length=24)
    why = models.CharField(max_length=200, blank=True)
    points = models.IntegerField()
    moved_on = models.DateField()

    objects = StandingMoveQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["customer", "scheme", "moved_on"], name="one_move_a_day"
            )
        ]
        indexes = [models.Index(fields=["scheme", "moved_on"], name="move_by_day")]

    def __str__(self) -> str:
        return f"{self.customer_id}: {self.before or '–'} → {self.after}"
