from django.db import models

from zhike.users.models import User


class OwnScheme(models.Model):
    """A classification a company made up itself: its classes as (key, zh, en), set by hand (S1-54, S2-07)."""

    name = models.CharField(max_length=40, unique=True)
    title_zh = models.CharField(max_length=60)
    title_en = models.CharField(max_length=60)
    classes = models.JSONField()
    made_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    made_on = models.DateField()
    retired_on = models.DateField(null=True)

    def __str__(self) -> str:
        return self.name
