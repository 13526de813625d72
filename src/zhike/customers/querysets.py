"""Chainable filters over customers and what hangs below them."""

from typing import TYPE_CHECKING, ClassVar, Self

from django.db import models
from django.db.models import Q

from zhike.trust.actor import Actor
from zhike.trust.scope import Scoped

if TYPE_CHECKING:
    from zhike.customers.models import (  # noqa: F401
        BulkChange,
        Contact,
        Customer,
        Favourite,
        LikelyPair,
        Listed,
        ManagedList,
        Merge,
        Rating,
        Seen,
        Standing,
        StandingMove,
        Tagging,
        View,
    )


class CustomerQuerySet(Scoped["Customer"]):
    to_customer: ClassVar[str | None] = ""


class CustomerManager(models.Manager.from_queryset(CustomerQuerySet)):  # type: ignore[misc]  # a class made by a call
    """The customers on the books: nothing that lies in the trash or was merged into another."""

    def get_queryset(self) -> CustomerQuerySet:
        return CustomerQuerySet(self.model, using=self._db).filter(trashed_at__isnull=True)


class ContactQuerySet(Scoped["Contact"]):
    """People of customers one may see."""


class ContactManager(models.Manager.from_queryset(ContactQuerySet)):  # type: ignore[misc]  # a class made by a call
    """The people on the books."""

    def get_queryset(self) -> ContactQuerySet:
        return ContactQuerySet(self.model, using=self._db).filter(trashed_at__isnull=True)


class RatingQuerySet(Scoped["Rating"]):
    """Ratings of customers one may see."""


class StandingQuerySet(Scoped["Standing"]):
    """Standings of customers one may see."""


class StandingMoveQuerySet(Scoped["StandingMove"]):
    """Moves between grades of customers one may see."""


class TaggingQuerySet(Scoped["Tagging"]):
    """Tags on customers one may see."""


class ListedQuerySet(Scoped["Listed"]):
    """Places on managed lists of customers one may see."""

    def now(self) -> Self:
        return self.filter(left_on=None)


class SeenQuerySet(Scoped["Seen"]):
    """What somebody looked at lately, of customers one may see."""


class FavouriteQuerySet(Scoped["Favourite"]):
    """Stars on customers one may see."""


class ViewQuerySet(Scoped["View"]):
    """Saved views: one's own, those of one's teams, those of the whole company."""

    to_customer: ClassVar[str | None] = None

    def visible_to(self, actor: Actor) -> Self:
        """What is a colleague's own stays his own, however far one sees."""
        return self.filter(self.seen_by(actor)).unscoped()

    def seen_by(self, actor: Actor) -> Q:
        teams = Q(reach="team", team__members=actor.user_id)
        return Q(pk__in=self.model._default_manager.filter(
            Q(made_by=actor.user_id) | Q(reach="all") | teams
        ).values("pk"))


class ManagedListQuerySet(Scoped["ManagedList"]):
    """Managed lists are the company's; their members are seen one by one."""

    to_customer: ClassVar[str | None] = None

    def seen_by(self, actor: Actor) -> Q:
        return Q()


class BulkChangeQuerySet(Scoped["BulkChange"]):
    """Bulk changes one made oneself."""

    to_customer: ClassVar[str | None] = None

    def visible_to(self, actor: Actor) -> Self:
        return self.filter(made_by=actor.user_id).unscoped()


class MergeQuerySet(Scoped["Merge"]):
    """Merges of customers one may see."""

    to_customer: ClassVar[str | None] = "winner__"


class LikelyPairQuerySet(Scoped["LikelyPair"]):
    """Likely doubles of which one may see either."""

    to_customer: ClassVar[str | None] = "one__"

    def present(self) -> Self:
        return super().present().filter(other__trashed_at__isnull=True)

    def seen_by(self, actor: Actor) -> Q:
        path = "other__"
        other = Q(**{f"{path}owner_id__in": actor.stands_for}) | Q(**{f"{path}team_id__in": actor.team_ids})
        return super().seen_by(actor) | other

    def open(self) -> Self:
        return self.filter(decided_on=None)
