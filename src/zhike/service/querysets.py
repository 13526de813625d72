"""Chainable filters over cases."""

from typing import TYPE_CHECKING, ClassVar, Self

from django.db.models import Model

from zhike.trust.actor import Actor
from zhike.trust.requests import RequestQuerySet
from zhike.trust.scope import Scoped

if TYPE_CHECKING:
    from zhike.service.models import Case, Leave, Waiting  # noqa: F401


class CaseQuerySet(Scoped["Case"]):
    def open(self) -> Self:
        """Not answered yet, and not part of another case."""
        return self.filter(resolution=None, merged_into=None)

    def going(self) -> Self:
        """Somebody still has something to do: open, or settled and not followed up yet."""
        return self.filter(closed_at=None)

    def unhappy(self) -> Self:
        """Complaints and grumbles."""
        return self.filter(kind__in=self.model.UNHAPPY)


class OfCaseQuerySet[M: Model](Scoped[M]):
    """What belongs to a case is seen with it."""

    to_customer: ClassVar[str | None] = "case__customer__"


class LeaveQuerySet(RequestQuerySet["Leave"]):
    """What was asked of a superior is seen with its case."""

    to_customer: ClassVar[str | None] = "case__customer__"

    def visible_to(self, actor: Actor) -> Self:
        return Scoped.visible_to(self, actor)


class WaitingQuerySet(Scoped["Waiting"]):
    """Those customers one may see who wait for a service."""

    def open(self) -> Self:
        return self.filter(told_on=None)
