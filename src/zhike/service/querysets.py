"""Chainable filters over cases."""

from datetime import date
from typing import TYPE_CHECKING, ClassVar, Self

from django.db.models import Model, Q

from zhike.trust.actor import Actor, Permission
from zhike.trust.requests import RequestQuerySet
from zhike.trust.scope import Scoped

if TYPE_CHECKING:
    from zhike.service.models import (  # noqa: F401
        Case,
        Expectation,
        Leave,
        LoyalYear,
        Poll,
        PositionCheck,
        Problem,
        Signal,
        Survey,
        ValueCause,
        Waiting,
    )


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


class ProblemQuerySet(Scoped["Problem"]):
    """A problem is seen by its owner, by who opened it, and by whoever sees one of its cases; not when all their customers lie in the trash."""

    to_customer: ClassVar[str | None] = None

    def present(self) -> Self:
        joined = self._joined().unscoped()
        about = joined.present().values("problem")
        return self.filter(Q(pk__in=about) | ~Q(pk__in=joined.values("problem")))

    def seen_by(self, actor: Actor) -> Q:
        mine = Q(owner_id__in=actor.stands_for) | Q(opened_by_id=actor.user_id)
        return mine | Q(pk__in=self._joined().visible_to(actor).values("problem"))

    def _joined(self) -> CaseQuerySet:
        """The cases that belong to a problem."""
        cases: CaseQuerySet = self.model.cases.rel.related_model.objects.exclude(problem=None)  # type: ignore[attr-defined]  # cases have a manager
        return cases


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


class SurveyQuerySet(Scoped["Survey"]):
    """What the customers one may see were asked. What was said about one of our own people is for him and for whoever leads (S3-26)."""

    def readable_by(self, actor: Actor) -> Self:
        """Those of customers one sees, but for what is said of a colleague; what is said of oneself, of whatever customer."""
        seen = self.visible_to(actor)
        if not actor.may(Permission.MANAGE_BOOK):
            seen = seen.filter(Q(person=None) | Q(person_id=actor.user_id))
        mine = self.present().answered().filter(person_id=actor.user_id)
        return self.filter(Q(pk__in=seen.values("pk")) | Q(pk__in=mine.values("pk"))).unscoped()

    def answered(self) -> Self:
        return self.exclude(answered_on=None)

    def waiting(self, on: date) -> Self:
        """Those an answer may still come to."""
        return self.filter(
            answered_on=None, declined_on=None, withdrawn_on=None, holds_until__gte=on
        )

    def of_relation(self) -> Self:
        """What was asked of us as a whole, not of one of our people."""
        return self.filter(person=None)


class LoyalYearQuerySet(Scoped["LoyalYear"]):
    """The years of customers one may see."""


class SignalQuerySet(Scoped["Signal"]):
    """Signs at customers one may see."""

    def open(self) -> Self:
        return self.filter(settled_on=None)


class PollQuerySet(Scoped["Poll"]):
    """Polls about customers one may see."""


class PositionQuerySet(Scoped["PositionCheck"]):
    """Checks of how we stand before the customers one may see."""


class ExpectationQuerySet(Scoped["Expectation"]):
    """What the customers one may see expect."""

    def open(self) -> Self:
        """Not compared yet with what came of it."""
        return self.filter(compared_on=None)


class ValueCauseQuerySet(Scoped["ValueCause"]):
    """Why the value fell short at the customers one may see."""
