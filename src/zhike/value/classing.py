"""What the data says of a customer's classes, for all customers of a night (S1-54 (1) to (4)); rules have a step of their own."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from itertools import batched

from django.db.models import Q

from zhike.activities.models import Milestone
from zhike.customers.actions.standing import Graded, Scheme, hand_down
from zhike.customers.models import Customer
from zhike.lib.months import months_between
from zhike.methods.schemes import By, Known
from zhike.sales.models import Contract
from zhike.trust.actor import Actor
from zhike.value.queries import methods

BATCH = 10_000

type Row = tuple[int, str, date | None, int | None]


def propose_classes(as_of: date) -> int:
    """Hand down the classes the data tells; say how many changed."""
    of_old = {By.HAND, By.RULES}
    schemes = [each for each in methods().schemes.values() if each.by not in of_old]
    signed = _signed(as_of)
    count = 0
    for rows in batched(_rows(), BATCH, strict=False):
        known = {
            pk: replace(_known(kind, first, share, as_of), has_signed=pk in signed)
            for pk, kind, first, share in rows
        }
        for scheme in schemes:
            graded = [
                Graded(pk, key, 0)
                for pk, each in known.items()
                if (key := scheme.class_of(each))
            ]
            count += hand_down(
                Actor.clock(),
                Scheme(scheme.head.name, scheme.head.version),
                graded,
                as_of=as_of,
                tells_first=False,
            )
    return count


def _rows() -> Iterator[Row]:
    """Customer, kind, first order and the share of the revenue that larger customers bring (basis points)."""
    rows = Customer.objects.order_by("pk").values_list(
        "pk", "kind", "measures__first_order_on", "measures__share_before"
    )
    return rows.iterator(chunk_size=BATCH)


def _signed(as_of: date) -> set[int]:
    """The customers who won us a deal, or whose contract still runs."""
    rows = Milestone.objects.unscoped().present()
    signed = Q(kind="deal_won", happens_on__lte=as_of)
    running = Q(kind="contract_end", happens_on__gte=as_of)
    told = set(rows.filter(signed | running).values_list("customer_id", flat=True))
    contracts = Contract.objects.unscoped().present().running(as_of)
    return told | set(contracts.values_list("customer_id", flat=True))


def _known(kind: str, first: date | None, share: int | None, as_of: date) -> Known:
    months = months_between(first, as_of) if first else None
    percent = None if share is None else share // 100
    return Known(kind, 1 if first else 0, months, percent)
