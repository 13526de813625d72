from django.db import models

from zhike.users.models import User


class Complement(models.Model):
    """Whoever bought `product` can use `other` too, and why: the company's own list of what goes together (S1-71)."""

    product = models.CharField(max_length=120)
    other = models.CharField(max_length=120)
    why = models.CharField(max_length=200)
    noted_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    noted_on = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["product", "other"], name="complement_once"),
            models.CheckConstraint(
                condition=~models.Q(product=models.F("other")), name="complement_of_another"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.product} + {self.other}"
