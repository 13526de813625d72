"""What colleagues think of a relation: whose fault it was, and how we stand before the customer."""

from django.db import models

from zhike.customers.models import Customer
from zhike.service.models.case import Case
from zhike.service.querysets import PollQuerySet, PositionQuerySet
from zhike.users.models import User


class Poll(models.Model):
    """A vote among colleagues on who answers for a complaint, a lost deal or a lost customer: opinions, not a finding (S0-03)."""

    class About(models.TextChoices):
        COMPLAINT = "complaint", "complaint"
        LOST_DEAL = "lost_deal", "lost deal"
        LOST_CUSTOMER = "lost_customer", "lost customer"

    customer = models.ForeignKey(Customer, on_delete=models.CASCADE, related_name="polls")
    about = models.CharField(max_length=14, choices=About)
    what = models.CharField(max_length=200)
    case = models.ForeignKey(Case, null=True, on_delete=models.SET_NULL, related_name="polls")
    opened_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    opened_on = models.DateField()
    closed_on = models.DateField(null=True)

    objects = PollQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["customer", "-opened_on"], name="poll_newest")]

    def __str__(self) -> str:
        return self.what


class Vote(models.Model):
    """What one colleague thinks, and why; changed as long as the poll is open."""

    poll = models.ForeignKey(Poll, on_delete=models.CASCADE, related_name="votes")
    voter = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    side = models.CharField(max_length=20)
    why = models.CharField(max_length=300, blank=True)
    voted_on = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["poll", "voter"], name="one_vote_a_colleague")
        ]

    def __str__(self) -> str:
        return f"{self.voter_id}: {self.side}"


class PositionCheck(models.Model):
    """How somebody finds that we stand before a customer on a day (S0-36, S0-37): one right position, and any improper ones."""

    customer = models.ForeignKey(Customer, on_delete=models.CASCADE, related_name="positions")
    right = models.CharField(max_length=20, blank=True)
    improper = models.JSONField(default=list)
    why = models.CharField(max_length=300, blank=True)
    checked_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    checked_on = models.DateField()

    objects = PositionQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["customer", "-checked_on"], name="position_newest")]

    def __str__(self) -> str:
        return f"{self.customer_id}: {self.right}"
