"""What colleagues know: which industries, and in which fields they have worked (S0-17)."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models

from zhike.users.models.house import User


class Expertise(models.Model):
    """How well somebody knows an industry or a field of work, as he says himself or as whoever leads him says.

    `level` is 1 (heard of it) to 4 (others ask him); `years` counts the years in a field. Each says it once; anew is instead.
    """

    class Kind(models.TextChoices):
        INDUSTRY = "industry", "industry"
        FIELD = "field", "field"

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="expertise")
    kind = models.CharField(max_length=8, choices=Kind)
    subject = models.CharField(max_length=80)
    level = models.PositiveSmallIntegerField(
        validators=[MinValueValidator(1), MaxValueValidator(4)]
    )
    years = models.PositiveSmallIntegerField(null=True)
    grounds = models.CharField(max_length=200)
    said_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    said_on = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["user", "kind", "subject", "said_by"], name="expertise_said_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.subject}: {self.level}"

    @property
    def is_own_word(self) -> bool:
        """Whether he says so of himself."""
        return self.user_id == self.said_by_id
