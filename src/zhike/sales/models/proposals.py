from typing import ClassVar

from django.core.validators import MinValueValidator
from django.db import models

from zhike.customers.models import Contact, Customer
from zhike.sales.querysets import OfProposalQuerySet, ProposalQuerySet
from zhike.users.models import User


class Proposal(models.Model):
    """A proposal for a customer: written, reviewed by colleagues, released, then judged by the customer (S0-18)."""

    customer = models.ForeignKey(Customer, on_delete=models.CASCADE, related_name="proposals")
    title = models.CharField(max_length=120)
    gist = models.CharField(max_length=400)
    written_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    written_on = models.DateField()
    released_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    released_on = models.DateField(null=True)

    objects = ProposalQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["customer", "-written_on"], name="proposal_newest")]

    def __str__(self) -> str:
        return self.title


class ProposalView(models.Model):
    """How somebody sees a proposal by the six criteria: a colleague before it goes out, or the customer after, in his words."""

    ERASED: ClassVar[dict[str, dict[str, object] | None]] = {"contact": {"words": ""}}

    class Side(models.TextChoices):
        PEER = "peer", "peer"
        CLIENT = "client", "client"

    proposal = models.ForeignKey(Proposal, on_delete=models.CASCADE, related_name="views")
    side = models.CharField(max_length=6, choices=Side)
    contact = models.ForeignKey(Contact, null=True, on_delete=models.SET_NULL, related_name="+")
    words = models.CharField(max_length=400, blank=True)
    noted_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    noted_on = models.DateField()

    objects = OfProposalQuerySet["ProposalView"].as_manager()

    def __str__(self) -> str:
        return f"{self.proposal_id} {self.side}"


class ProposalMark(models.Model):
    """One criterion of such a view: a level from 1 up."""

    view = models.ForeignKey(ProposalView, on_delete=models.CASCADE, related_name="marks")
    criterion = models.CharField(max_length=40)
    level = models.PositiveSmallIntegerField(validators=[MinValueValidator(1)])

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["view", "criterion"], name="one_mark_a_criterion")
        ]

    def __str__(self) -> str:
        return f"{self.criterion}: {self.level}"
