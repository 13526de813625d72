"""Chainable filters over cases."""

from typing import TYPE_CHECKING, ClassVar, Self

from zhike.trust.actor import Actor
from zhike.trust.requests import RequestQuerySet
from zhike.trust.scope import Scoped

if TYPE_CHECKING:
    from zhike.service.models import Case, Leave, Waiting  # noqa: F401


class CaseQuerySet(Scoped["Case"]):
    def open(self) -> Self:
        return self.filter(resolution=None)


class LeaveQuerySet(RequestQuerySet["Leave"]):
    """What was asked of a superior is seen with its case."""

    to_customer: ClassVar[str | None] = "case__customer__"

    def visible_to(self, actor: Actor) -> Self:
        return Scoped.visible_to(self, actor)


class WaitingQuerySet(Scoped["Waiting"]):
    """Those customers one may see who wait for a service."""

    def open(self) -> Self:
        return self.filter(told_on=None)
