"""Chainable filters over customers and what hangs below them."""

from typing import TYPE_CHECKING, ClassVar, Self

from django.db import models
from django.db.models import Q, QuerySet

from zhike.trust.actor import Actor, Permission
from zhike.trust.requests import RequestQuerySet
from zhike.trust.scope import Scoped
from zhike.users.models import Team

if TYPE_CHECKING:
    from zhike.customers.models import (  # noqa: F401
        AlsoCalled,
        BulkChange,
        Consent,
        Contact,
        ContactPoint,
        Customer,
        Document,
        DocumentVersion,
        DoNotContact,
        Fact,
        Favourite,
        Handover,
        ItemSwitch,
        KeyPerson,
        LikelyPair,
        Listed,
        ManagedList,
        MapPlace,
        Merge,
        MoveDecision,
        PersonRequest,
        Rating,
        Referral,
        Seen,
        Sheet,
        Stance,
        Standing,
        StandingMove,
        Tagging,
        Tie,
        View,
    )


class CustomerQuerySet(Scoped["Customer"]):
    to_customer: ClassVar[str | None] = ""

    def in_trash(self, actor: Actor) -> Self:
        """What lies in the trash of those customers the actor would see; ask it of `Customer.everyone`."""
        trashed = self.filter(trashed_at__isnull=False, merged_into__isnull=True)
        seen = trashed if actor.sees_everything else trashed.filter(self.seen_by(actor))
        return seen.unscoped()

    def merged_for(self, actor: Actor) -> Self:
        """Those merged into a customer the actor may see; ask it of `Customer.everyone`."""
        return self.filter(merged_into__in=self.model.objects.visible_to(actor)).unscoped()


class OnTheBooks[M: models.Model](models.Manager[M]):
    """What neither lies in the trash nor was merged into another."""

    def get_queryset(self) -> models.QuerySet[M]:
        return super().get_queryset().filter(trashed_at__isnull=True)


CustomerManager = OnTheBooks.from_queryset(CustomerQuerySet)


class ContactQuerySet(Scoped["Contact"]):
    """People of customers one may see."""


ContactManager = OnTheBooks.from_queryset(ContactQuerySet)


class RatingQuerySet(Scoped["Rating"]):
    """Ratings of customers one may see."""


class StandingQuerySet(Scoped["Standing"]):
    """Standings of customers one may see."""


class StandingMoveQuerySet(Scoped["StandingMove"]):
    """Moves between grades of customers one may see."""


class MoveDecisionQuerySet(RequestQuerySet["MoveDecision"]):
    """What was decided of the classes of customers one may see; some wait for the lead of the customer's team."""

    to_customer: ClassVar[str | None] = "customer__"
    by_team: ClassVar[str] = "customer__team"

    def visible_to(self, actor: Actor) -> Self:
        return Scoped.visible_to(self, actor)


class FactQuerySet(Scoped["Fact"]):
    """Answers about customers one may see."""


class SheetQuerySet(Scoped["Sheet"]):
    """Filled forms of customers one may see."""


class ConsentQuerySet(Scoped["Consent"]):
    """Consents of people at customers one may see."""


class ItemSwitchQuerySet(QuerySet["ItemSwitch"]):
    """Switches of questions; they concern no customer."""

    def on(self) -> Self:
        """Those that are granted and not switched off again."""
        return self.filter(off_on=None).exclude(granted_by=None)


class HandoverQuerySet(Scoped["Handover"]):
    """Hand-overs of customers one may see."""


class ContactPointQuerySet(Scoped["ContactPoint"]):
    """Ways to reach people of customers one may see."""

    to_customer: ClassVar[str] = "contact__customer__"


class AlsoCalledQuerySet(Scoped["AlsoCalled"]):
    """Names of people of customers one may see."""

    to_customer: ClassVar[str] = "contact__customer__"


class DoNotContactQuerySet(Scoped["DoNotContact"]):
    """What people of customers one may see asked us not to do."""

    to_customer: ClassVar[str] = "contact__customer__"

    def standing(self) -> Self:
        """Those that were not lifted."""
        return self.filter(ended_on=None)


class KeyPersonQuerySet(Scoped["KeyPerson"]):
    """Marks of groups one may see, and marks on people one may see."""

    to_customer: ClassVar[str] = "group__"

    def standing(self) -> Self:
        """Those that were not taken back."""
        return self.filter(ended_on=None)


class MapPlaceQuerySet(Scoped["MapPlace"]):
    """Places of people of customers one may see."""

    to_customer: ClassVar[str] = "contact__customer__"


class StanceQuerySet(Scoped["Stance"]):
    """Opinions on people of customers one may see."""

    to_customer: ClassVar[str] = "contact__customer__"


class TieQuerySet(Scoped["Tie"]):
    """Ties both of whose ends one may see."""

    to_customer: ClassVar[str] = "contact__customer__"

    def seen_by(self, actor: Actor) -> Q:
        """A tie to somebody at a customer one may not see is not there."""
        own = super().seen_by(actor)
        theirs = _Others().seen_by(actor)
        return own & (Q(other=None) | theirs)


class _Others(Scoped["Tie"]):
    to_customer: ClassVar[str] = "other__customer__"


class ReferralQuerySet(Scoped["Referral"]):
    """Referrals to or from a customer one may see; who the other is may still be hidden."""

    def seen_by(self, actor: Actor) -> Q:
        """Either end is enough."""
        return super().seen_by(actor) | _Referrers().seen_by(actor)


class _Referrers(Scoped["Referral"]):
    to_customer: ClassVar[str] = "referrer__"


class DocumentQuerySet(Scoped["Document"]):
    """Documents of customers one may see; how carefully each is kept decides further."""


class DocumentVersionQuerySet(Scoped["DocumentVersion"]):
    """Versions of documents of customers one may see."""

    to_customer: ClassVar[str] = "document__customer__"


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
        mine = Q(made_by=actor.user_id) | Q(reach="all")
        return mine | Q(reach="team", team__in=Team.objects.filter(members=actor.user_id or 0))


class ManagedListQuerySet(Scoped["ManagedList"]):
    """Managed lists are the company's; their members are seen one by one."""

    to_customer: ClassVar[str | None] = None

    def visible_to(self, actor: Actor) -> Self:
        """Everybody who reads customers knows the lists there are."""
        return self.filter(
            pk__gt=0 if actor.may(Permission.READ_CUSTOMERS) else 2**62
        ).unscoped()


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
        other = Q(**{f"{path}owner_id__in": actor.stands_for}) | Q(
            **{f"{path}team_id__in": actor.team_ids}
        )
        return super().seen_by(actor) | other

    def open(self) -> Self:
        return self.filter(decided_on=None)


class PersonRequestQuerySet(RequestQuerySet["PersonRequest"]):
    """What persons asked of us: one's own entries, those one may decide; the lead of the customer's team decides."""

    by_team: ClassVar[str] = "customer__team"
