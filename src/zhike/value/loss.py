"""What loss costs, in plain arithmetic: chances in basis points, money in fen. No engine, so pages may ask it too."""

from collections.abc import Mapping
from dataclasses import dataclass

WHOLE = 10_000
_HELD_BY = (
    4  # contracts' worth of doubt: a standing with few of its own leans on the company's rate
)


@dataclass(frozen=True, slots=True)
class Renewals:
    """Contracts that reached their end, and how many of them were renewed."""

    ended: int
    renewed: int


def renewal_chance(by_standing: Mapping[str, Renewals], standing: str) -> int | None:
    """The chance that a contract is renewed, by the company's own past; None before any has ended.

    The rate of the standing is drawn towards the company's, as if four more of its contracts had gone the company's
    way; the company's own towards even, by two.
    """
    ended = sum(each.ended for each in by_standing.values())
    if not ended:
        return None
    renewed = sum(each.renewed for each in by_standing.values())
    company = (renewed + 1) * WHOLE // (ended + 2)
    own = by_standing.get(standing, Renewals(0, 0))
    return (own.renewed * WHOLE + _HELD_BY * company) // (own.ended + _HELD_BY)


@dataclass(frozen=True, slots=True)
class Saved:
    """What a lower loss would keep: revenue of 12 months, and what of it is profit (None where costs are not known)."""

    revenue: int
    profit: int | None


def profit_if_loss_falls(by_bp: int, at_risk: int, margin_bp: int | None) -> Saved:
    """What stays when the chance of loss falls by this part of itself (500 is one twentieth), on the company's own figures (S1-49).

    `at_risk` is the revenue expected to be lost in 12 months; `margin_bp` what the company keeps of a yuan.
    """
    if not 0 <= by_bp <= WHOLE:
        raise ValueError("loss cannot fall by more than all of it")
    revenue = at_risk * by_bp // WHOLE
    return Saved(revenue, None if margin_bp is None else revenue * margin_bp // WHOLE)
