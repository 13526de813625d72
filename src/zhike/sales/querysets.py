"""Chainable filters over the ledger, contracts, and what is noted of a customer's worth."""

from datetime import date
from typing import TYPE_CHECKING, ClassVar, Self

from django.db.models import Model, Q

from zhike.trust.scope import Scoped

if TYPE_CHECKING:
    from zhike.sales.models import (  # noqa: F401
        Contract,
        CreditTerms,
        Departure,
        Order,
        Payment,
        Proposal,
        SpillOver,
        Wallet,
        YearTarget,
    )


class OrderQuerySet(Scoped["Order"]):
    """Orders of customers one may see."""


class PaymentQuerySet(Scoped["Payment"]):
    """Payments of customers one may see."""


class YearTargetQuerySet(Scoped["YearTarget"]):
    """Targets of customers one may see."""


class ContractQuerySet(Scoped["Contract"]):
    """Contracts of customers one may see."""

    def running(self, on: date) -> Self:
        """In force on this day."""
        return self.filter(starts_on__lte=on, ends_on__gte=on).filter(
            Q(ended_on=None) | Q(ended_on__gt=on)
        )


class WalletQuerySet(Scoped["Wallet"]):
    """Wallets of customers one may see."""


class CreditTermsQuerySet(Scoped["CreditTerms"]):
    """Credit terms of customers one may see."""


class SpillOverQuerySet(Scoped["SpillOver"]):
    """Whom a customer one may see leads; the led one is not thereby shown."""

    to_customer = "leader__"

    def holding(self, on: date) -> Self:
        """In force on this day."""
        return self.filter(since__lte=on).filter(Q(until=None) | Q(until__gt=on))


class DepartureQuerySet(Scoped["Departure"]):
    """Departures of customers one may see."""


class ProposalQuerySet(Scoped["Proposal"]):
    """Proposals for customers one may see."""


class OfProposalQuerySet[M: Model](Scoped[M]):
    """What belongs to a proposal is seen with it."""

    to_customer: ClassVar[str | None] = "proposal__customer__"
