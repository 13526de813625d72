"""Chainable filters over orders and payments."""

from typing import TYPE_CHECKING

from zhike.trust.scope import Scoped

if TYPE_CHECKING:
    from zhike.sales.models import Order, Payment, YearTarget  # noqa: F401


class OrderQuerySet(Scoped["Order"]):
    """Orders of customers one may see."""


class PaymentQuerySet(Scoped["Payment"]):
    """Payments of customers one may see."""


class YearTargetQuerySet(Scoped["YearTarget"]):
    """Targets of customers one may see."""
