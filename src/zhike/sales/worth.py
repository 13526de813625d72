"""What is noted of a customer's worth beside the ledger, for his page."""

from dataclasses import dataclass
from datetime import date

from zhike.customers import queries as customers
from zhike.sales.models import CreditTerms, Departure, SpillOver, Wallet
from zhike.trust.actor import Actor


@dataclass(frozen=True, slots=True)
class Worth:
    """The newest wallet and credit terms, the earlier terms, whom he leads, and whether he is gone; names only of customers one may see."""

    wallet: Wallet | None
    terms: list[CreditTerms]
    led: list[tuple[SpillOver, str]]
    departure: Departure | None


def worth(actor: Actor, customer_id: int, *, on: date) -> Worth:
    """In five statements."""
    wallets = Wallet.objects.visible_to(actor).filter(customer_id=customer_id)
    terms = CreditTerms.objects.visible_to(actor).filter(customer_id=customer_id)
    spills = list(SpillOver.objects.visible_to(actor).holding(on).filter(leader_id=customer_id))
    names = customers.names(actor, [spill.led_id for spill in spills])
    left = Departure.objects.visible_to(actor).filter(customer_id=customer_id, back_on=None)
    return Worth(
        wallets.select_related("by").order_by("-year", "-noted_on", "-pk").first(),
        list(terms.select_related("by").order_by("-granted_on", "-pk")[:6]),
        [(spill, names.get(spill.led_id, "")) for spill in spills],
        left.order_by("-left_on", "-pk").first(),
    )
