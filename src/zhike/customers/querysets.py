"""Chainable filters over customers and what hangs below them."""

from typing import TYPE_CHECKING, ClassVar, Self

from django.db.models import QuerySet

from zhike.trust.scope import Scoped

if TYPE_CHECKING:
    from zhike.customers.models import (  # noqa: F401
        Consent,
        Contact,
        Customer,
        Fact,
        Handover,
        ItemSwitch,
        Rating,
        Sheet,
        Standing,
        StandingMove,
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
