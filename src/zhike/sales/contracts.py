"""What pages ask of contracts: one customer's, and those that end soon by month."""

from datetime import date, timedelta
from itertools import groupby

from django.db.models import Exists, OuterRef

from zhike.sales.models import Contract
from zhike.sales.querysets import ContractQuerySet
from zhike.trust.actor import Actor

SOON = timedelta(days=180)
SHOWN = 60


def contracts_of(actor: Actor, customer_id: int) -> ContractQuerySet:
    """A customer's contracts, the one that ends last first; rows carry `is_renewed`."""
    rows = _marked(Contract.objects.visible_to(actor)).filter(customer_id=customer_id)
    return rows.select_related("renews").order_by("-ends_on", "-pk")


def contract(actor: Actor, contract_id: int) -> Contract:
    """One contract of a customer one may see."""
    return Contract.objects.visible_to(actor).select_related("customer").get(pk=contract_id)


def ending(
    actor: Actor, within: dict[str, object], *, on: date
) -> list[tuple[date, list[Contract]]]:
    """Contracts that end within half a year and are not renewed yet, by the first of their month; at most 60."""
    next_one = Contract.objects.unscoped().filter(renews=OuterRef("pk"))
    rows = (
        Contract.objects.visible_to(actor)
        .running(on)
        .filter(~Exists(next_one), ended_on=None, ends_on__lte=on + SOON, **within)
    )
    listed = rows.select_related("customer__owner").order_by("ends_on", "pk")[:SHOWN]
    return [
        (month, list(each)) for month, each in groupby(listed, lambda c: c.ends_on.replace(day=1))
    ]  # fmt: skip


def _marked(rows: ContractQuerySet) -> ContractQuerySet:
    next_one = Contract.objects.unscoped().filter(renews=OuterRef("pk"))
    return rows.annotate(is_renewed=Exists(next_one))
