"""The ledger, contracts, and what is noted of a customer's worth beside it."""

from zhike.sales.models.complements import Complement
from zhike.sales.models.contracts import Contract
from zhike.sales.models.ledger import LedgerRevision, Order, Payment, YearTarget
from zhike.sales.models.proposals import Proposal, ProposalMark, ProposalView
from zhike.sales.models.worth import CreditTerms, Departure, SpillOver, Wallet

__all__ = [
    "Complement",
    "Contract",
    "CreditTerms",
    "Departure",
    "LedgerRevision",
    "Order",
    "Payment",
    "Proposal",
    "ProposalMark",
    "ProposalView",
    "SpillOver",
    "Wallet",
    "YearTarget",
]
