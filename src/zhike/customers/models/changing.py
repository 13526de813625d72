from typing import ClassVar

from django.db import models

from zhike.customers.models.contact import Contact
from zhike.customers.models.customer import Customer
from zhike.customers.querysets import (
    BulkChangeQuerySet,
    LikelyPairQuerySet,
    MergeQuerySet,
)
from zhike.users.models import User


class BulkChange(models.Model):
    """One thing done to many customers at once; its rows remember what each said before, so that it can be undone."""

    class State(models.TextChoices):
        DOING = "doing", "doing"
        DONE = "done", "done"
        UNDOING = "undoing", "undoing"
        UNDONE = "undone", "undone"

    made_by = models.ForeignKey(User, on_delete=models.CASCADE, related_name="bulk_changes")
    made_at = models.DateTimeField()
    what = models.CharField(max_length=12)
    said = models.JSONField(default=dict)
    state = models.CharField(max_length=8, choices=State, default=State.DOING)

    objects = BulkChangeQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["made_by", "-made_at"], name="bulk_newest"),
            models.Index(
                fields=["state"],
                name="bulk_waiting",
                condition=models.Q(state__in=["doing", "undoing"]),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.what} {self.made_at:%Y-%m-%d %H:%M}"


class BulkRow(models.Model):
    """One customer of a bulk change: waiting, done, refused (and why), undone, or left because somebody changed it since."""

    class State(models.TextChoices):
        WAITING = "waiting", "waiting"
        DONE = "done", "done"
        SAME = "same", "same"
        REFUSED = "refused", "refused"
        UNDONE = "undone", "undone"
        LEFT = "left", "left"

    change = models.ForeignKey(BulkChange, on_delete=models.CASCADE, related_name="rows")
    customer = models.ForeignKey(Customer, on_delete=models.CASCADE, related_name="+")
    state = models.CharField(max_length=8, choices=State, default=State.WAITING)
    before = models.JSONField(null=True)
    after = models.JSONField(null=True)

    class Meta:
        indexes = [models.Index(fields=["change", "state"], name="bulk_row_by_state")]

    def __str__(self) -> str:
        return f"{self.change_id}: {self.customer_id} {self.state}"


class Merge(models.Model):
    """Two customers, or two people, became one; everything that is needed to part them again exactly.

    `moved` says which rows of which table pointed to the loser, `before` what the changed fields of any row said.
    """

    ERASED: ClassVar[dict[str, dict[str, object] | None]] = {
        "kept_contact": None,
        "lost_contact": None,
    }

    winner = models.ForeignKey(Customer, on_delete=models.CASCADE, related_name="+")
    loser = models.ForeignKey(Customer, on_delete=models.CASCADE, related_name="+")
    kept_contact = models.ForeignKey(
        Contact, null=True, on_delete=models.CASCADE, related_name="+"
    )
    lost_contact = models.ForeignKey(
        Contact, null=True, on_delete=models.CASCADE, related_name="+"
    )
    made_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    made_on = models.DateField()
    moved = models.JSONField(default=dict)
    before = models.JSONField(default=list)
    undone_on = models.DateField(null=True)

    objects = MergeQuerySet.as_manager()

    def __str__(self) -> str:
        return f"{self.loser_id} → {self.winner_id}"


class LikelyPair(models.Model):
    """Two customers that are probably one, why, and what somebody decided."""

    one = models.ForeignKey(Customer, on_delete=models.CASCADE, related_name="+")
    other = models.ForeignKey(Customer, on_delete=models.CASCADE, related_name="+")
    score = models.PositiveSmallIntegerField()
    reasons = models.JSONField(default=list)
    found_on = models.DateField()
    decided_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    decided_on = models.DateField(null=True)

    objects = LikelyPairQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["one", "other"], name="a_pair_once")]
        indexes = [
            models.Index(
                fields=["-score", "id"],
                name="pairs_to_decide",
                condition=models.Q(decided_on__isnull=True),
            )
        ]

    def __str__(self) -> str:
        return f"{self.one_id} ~ {self.other_id}: {self.score}"
