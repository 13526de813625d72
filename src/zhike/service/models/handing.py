from django.db import models

from zhike.service.models.case import Case
from zhike.service.querysets import OfCaseQuerySet
from zhike.users.models import User


class Transfer(models.Model):
    """A case is handed to a colleague, who accepts it or not; until then whoever had it works on (S2-18)."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="transfers")
    by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    to = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    why = models.CharField(max_length=300)
    asked_at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True)
    is_accepted = models.BooleanField(default=False)
    answer = models.CharField(max_length=300, blank=True)

    objects = OfCaseQuerySet["Transfer"].as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["case"],
                condition=models.Q(settled_at=None),
                name="one_open_transfer",
            )
        ]

    def __str__(self) -> str:
        return self.why


class Pause(models.Model):
    """The customer is waited for: the clocks stand still until he answers. `held` remembers when each task was due."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="pauses")
    why = models.CharField(max_length=300)
    begun_at = models.DateTimeField()
    ask_again_on = models.DateField()
    begun_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(null=True)
    minutes = models.PositiveIntegerField(default=0)
    held = models.JSONField(default=dict)

    objects = OfCaseQuerySet["Pause"].as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["case"], condition=models.Q(ended_at=None), name="one_open_pause"
            )
        ]

    def __str__(self) -> str:
        return self.why


class Compensation(models.Model):
    """What a customer is given for the trouble: of what kind, what it costs in fen, and by whose leave (S1-39)."""

    class Status(models.TextChoices):
        MAY = "may", "may be given"
        ASKED = "asked", "asked"
        REFUSED = "refused", "refused"

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="compensations")
    kind = models.CharField(max_length=40)
    what = models.CharField(max_length=200)
    amount = models.BigIntegerField()
    noted_at = models.DateTimeField()
    noted_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    leave = models.ForeignKey(
        "service.Leave", null=True, on_delete=models.SET_NULL, related_name="compensations"
    )

    objects = OfCaseQuerySet["Compensation"].as_manager()

    def __str__(self) -> str:
        return self.what

    @property
    def status(self) -> str:
        """Whether it may be given: within one's authority, or granted since."""
        if self.leave is None or self.leave.is_granted:
            return self.Status.MAY
        return self.Status.ASKED if self.leave.is_waiting else self.Status.REFUSED
