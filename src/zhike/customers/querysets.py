"""Chainable filters over customers and what hangs below them."""

from typing import TYPE_CHECKING, ClassVar, Self

from django.db.models import Q, QuerySet

from zhike.trust.actor import Actor
from zhike.trust.scope import Scoped

if TYPE_CHECKING:
    from zhike.customers.models import (  # noqa: F401
        AlsoCalled,
        Consent,
        Contact,
        ContactPoint,
        Customer,
        Document,
        DocumentVersion,
        DoNotContact,
        Fact,
        Handover,
        ItemSwitch,
        KeyPerson,
        MapPlace,
        Rating,
        Referral,
        Sheet,
        Stance,
        Standing,
        StandingMove,
        Tie,
    )


class CustomerQuerySet(Scoped["Customer"]):
    to_customer: ClassVar[str] = ""


class ContactQuerySet(Scoped["Contact"]):
    """People of customers one may see."""


class RatingQuerySet(Scoped["Rating"]):
    """Ratings of customers one may see."""


class StandingQuerySet(Scoped["Standing"]):
    """Standings of customers one may see."""


class StandingMoveQuerySet(Scoped["StandingMove"]):
    """Moves between grades of customers one may see."""


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
