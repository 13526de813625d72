"""Chainable filters over tasks, touches and promises."""

from datetime import date
from typing import TYPE_CHECKING, ClassVar, Self

from django.db.models import Max, Model, Q

from zhike.trust.actor import Actor, Permission, demand
from zhike.trust.requests import RequestQuerySet
from zhike.trust.scope import Scoped

if TYPE_CHECKING:
    from zhike.activities.models import (  # noqa: F401
        Addressee,
        Allotment,
        Asset,
        AssetCheck,
        Bulletin,
        CallBack,
        CallHours,
        Delivery,
        Effort,
        Extra,
        Feedback,
        Gathering,
        Gift,
        Greeting,
        Guest,
        Idea,
        Learner,
        Milestone,
        Note,
        Observation,
        Opinion,
        Programme,
        Promise,
        RelationMove,
        Rival,
        SalesStar,
        Session,
        Shortage,
        Slip,
        SupportGrant,
        Task,
        Touch,
        Tour,
        Trial,
        TrialGuest,
        Visit,
        VisitOutcome,
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


class GiftQuerySet(RequestQuerySet["Gift"]):
    """Gifts are seen with their customer; those above the limit wait for another's approval."""

    to_customer: ClassVar[str | None] = "customer__"

    def visible_to(self, actor: Actor) -> Self:
        return Scoped.visible_to(self, actor)

    def waiting(self) -> Self:
        return super().waiting().filter(needs_approval=True)

    def counted(self) -> Self:
        """Those that use up a limit or a budget: given, allowed or still asked for; not refused, not sent back."""
        allowed = Q(needs_approval=False) | Q(is_granted=True) | Q(decided_at=None)
        return self.filter(allowed, sent_back_on=None)


class GreetingQuerySet(Scoped["Greeting"]):
    """Greetings to customers one may see."""

    def of(self, festival: str, year: int) -> Self:
        """Those of one festival of one year."""
        return self.filter(festival=festival, year=year)


class IdeaQuerySet(Scoped["Idea"]):
    """Ideas for customers one may see."""

    def open(self) -> Self:
        return self.filter(settled_on=None)


class ObservationQuerySet(Scoped["Observation"]):
    """What was found of the products of customers one may see."""


class OwnQuerySet[M: Model](Scoped[M]):
    """What belongs to the company and to no customer: whoever reads customers at all may see it."""

    to_customer: ClassVar[str | None] = None

    def visible_to(self, actor: Actor) -> Self:
        demand(actor, Permission.READ_CUSTOMERS)
        return self.unscoped()


class GatheringQuerySet(OwnQuerySet["Gathering"]):
    """Our own events."""


class ShortageQuerySet(OwnQuerySet["Shortage"]):
    """Goods that run short."""


class TrialQuerySet(OwnQuerySet["Trial"]):
    """New products on trial."""


class GuestQuerySet(Scoped["Guest"]):
    """Invitations of customers one may see."""


class OpinionQuerySet(Scoped["Opinion"]):
    """What guests said, as far as one sees them."""

    to_customer: ClassVar[str | None] = "guest__customer__"


class AllotmentQuerySet(Scoped["Allotment"]):
    """Shares of customers one may see."""


class TrialGuestQuerySet(Scoped["TrialGuest"]):
    """Customers on trial whom one may see."""


class VisitQuerySet(Scoped["Visit"]):
    """Visits to customers one may see."""

    def standing(self) -> Self:
        """Those that are still to come or to be written down."""
        return self.filter(cancelled_on=None, outcome=None)


class OutcomeQuerySet(Scoped["VisitOutcome"]):
    """How visits to customers one may see ended."""

    to_customer: ClassVar[str | None] = "visit__customer__"


class TourQuerySet(Scoped["Tour"]):
    """A tour is its driver's; whoever sees all sees it too."""

    to_customer: ClassVar[str | None] = None

    def seen_by(self, actor: Actor) -> Q:
        return Q(by_id__in=actor.stands_for)


class RelationMoveQuerySet(Scoped["RelationMove"]):
    """How well we know people of customers one may see."""


class CallHoursQuerySet(Scoped["CallHours"]):
    """When it suits people of customers one may see."""


class CallBackQuerySet(Scoped["CallBack"]):
    """Calls to customers one may see."""

    def open(self) -> Self:
        return self.filter(ended_on=None)


class SlipQuerySet(Scoped["Slip"]):
    """A slip is seen by who took it, by whom it is for, and with its customer."""

    to_customer: ClassVar[str | None] = "customer__"

    def seen_by(self, actor: Actor) -> Q:
        mine = Q(for_whom_id__in=actor.stands_for) | Q(taken_by_id__in=actor.stands_for)
        return mine | super().seen_by(actor)


class BulletinQuerySet(OwnQuerySet["Bulletin"]):
    """Our notices to customers."""


class AddresseeQuerySet(Scoped["Addressee"]):
    """Whom notices are for, as far as one sees these customers."""


class RivalQuerySet(Scoped["Rival"]):
    """Competitors at customers one may see."""

    def waiting(self) -> Self:
        return self.filter(state="waiting")


class FeedbackQuerySet(Scoped["Feedback"]):
    """What was brought in is seen by who raised it, by whom it is for, and with its customer."""

    def seen_by(self, actor: Actor) -> Q:
        mine = Q(raised_by_id__in=actor.stands_for) | Q(receiver_id__in=actor.stands_for)
        return mine | super().seen_by(actor)


class ProgrammeQuerySet(RequestQuerySet["Programme"]):
    """Programmes are seen with their account; those sent for agreement wait for another's word."""

    to_customer: ClassVar[str | None] = "customer__"

    def visible_to(self, actor: Actor) -> Self:
        return Scoped.visible_to(self, actor)

    def waiting(self) -> Self:
        return super().waiting().filter(stage="asked")

    def under_way(self) -> Self:
        """Those that are neither over nor withdrawn."""
        return self.filter(closed_on=None)


class SessionQuerySet(Scoped["Session"]):
    """Sessions with customers one may see."""

    def standing(self) -> Self:
        """Those still to be held."""
        return self.filter(held_on=None, cancelled_on=None)


class LearnerQuerySet(Scoped["Learner"]):
    """People of customers one may see who were taught something."""

    to_customer: ClassVar[str | None] = "session__customer__"


class SalesStarQuerySet(Scoped["SalesStar"]):
    """Stars among the customers one may see."""


class AssetQuerySet(Scoped["Asset"]):
    """What is placed at customers one may see."""

    def there(self) -> Self:
        """What is ours and still with the customer."""
        return self.filter(left_on=None)


class AssetCheckQuerySet(Scoped["AssetCheck"]):
    """How things placed at customers one may see were found."""

    to_customer: ClassVar[str | None] = "asset__customer__"
