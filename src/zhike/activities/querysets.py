"""Chainable filters over tasks, touches and promises."""

from datetime import date
from typing import TYPE_CHECKING, ClassVar, Self

from django.db.models import Max, Q

from zhike.trust.actor import Actor
from zhike.trust.requests import RequestQuerySet
from zhike.trust.scope import Scoped

if TYPE_CHECKING:
    from zhike.activities.models import (  # noqa: F401
        Delivery,
        Effort,
        Extra,
        Milestone,
        Note,
        Promise,
        SupportGrant,
        Task,
        Touch,
    )


class TaskQuerySet(Scoped["Task"]):
    def seen_by(self, actor: Actor) -> Q:
        """One sees the tasks of one's customers, and every task that is one's own to do."""
        return super().seen_by(actor) | Q(assignee_id__in=actor.stands_for)

    def open(self) -> Self:
        return self.filter(ended_on=None)


class TouchQuerySet(Scoped["Touch"]):
    """Touches with customers one may see."""

    def contacts(self) -> Self:
        """Those in which we really heard from each other: a note to oneself is none."""
        return self.exclude(kind="note")

    def until(self, day: date) -> Self:
        return self.filter(touched_on__lte=day)

    def last_days(self) -> dict[int, date]:
        """Customer id → the day of the last one."""
        return dict(self.values_list("customer_id").annotate(last=Max("touched_on")))


class PromiseQuerySet(Scoped["Promise"]):
    def open(self) -> Self:
        return self.filter(settled_on=None)


class MilestoneQuerySet(Scoped["Milestone"]):
    """Milestones of customers one may see."""


class NoteQuerySet(Scoped["Note"]):
    """A notebook is its writer's own, however far others see."""

    to_customer: ClassVar[str | None] = None

    def visible_to(self, actor: Actor) -> Self:
        return self.filter(author_id=actor.user_id).unscoped()

    def open(self) -> Self:
        return self.filter(settled_on=None)


class DeliveryQuerySet(Scoped["Delivery"]):
    """Services given to customers one may see."""

    def newest(self) -> Self:
        """The newest of each service and customer."""
        return self.filter(is_latest=True)

    def latest_of(self, customer_id: int, service: str) -> Self:
        """The newest of one service at one customer."""
        return self.newest().filter(customer_id=customer_id, service=service)


class EffortQuerySet(Scoped["Effort"]):
    """Time and money spent on customers one may see."""

    def since(self, day: date) -> Self:
        return self.filter(spent_on__gte=day)


class ExtraQuerySet(RequestQuerySet["Extra"]):
    """Extras are seen with their customer; those that benefit a person wait for another's approval."""

    to_customer: ClassVar[str | None] = "customer__"

    def visible_to(self, actor: Actor) -> Self:
        return Scoped.visible_to(self, actor)

    def waiting(self) -> Self:
        return super().waiting().filter(needs_approval=True)

    def given(self) -> Self:
        """Those that were really given."""
        return self.filter(Q(needs_approval=False) | Q(is_granted=True))


class SupportQuerySet(Scoped["SupportGrant"]):
    """Support and rewards to the companies one may see."""
