from django.db import models

from zhike.service.models.case import Case
from zhike.service.querysets import ProblemQuerySet
from zhike.users.models import User


class Problem(models.Model):
    """What lies behind several cases, and what is done so that nobody has to complain of it again (S1-44).

    On `check_on` the owner sees whether it came again; `again` is the number of cases counted then.
    """

    title = models.CharField(max_length=120)
    cause = models.CharField(max_length=10, choices=Case.Cause)
    department = models.CharField(max_length=60, blank=True)
    owner = models.ForeignKey(User, on_delete=models.PROTECT, related_name="problems")
    action = models.CharField(max_length=400)
    check_on = models.DateField()
    opened_on = models.DateField()
    opened_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    checked_on = models.DateField(null=True)
    again = models.PositiveIntegerField(null=True)
    result = models.CharField(max_length=400, blank=True)

    objects = ProblemQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["checked_on", "check_on"], name="problem_to_check")]

    def __str__(self) -> str:
        return self.title
