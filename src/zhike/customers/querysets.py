"""Chainable filters over customers and what hangs below them."""

from typing import TYPE_CHECKING, ClassVar

from zhike.trust.scope import Scoped

if TYPE_CHECKING:
    from zhike.customers.models import Contact, Customer, Rating, Standing, StandingMove  # noqa: F401


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
