"""What the data says of a customer's classes, for all customers of a night (S1-54 (1) to (4)); rules have a step of their own."""

from collections.abc import Sequence
from datetime import date
from functools import cache
from itertools import compress

from django.db.models import Q, TextField
from django.db.models.functions import Cast

from zhike.activities.models import Milestone
from zhike.customers.models import Customer
from zhike.lib.months import months_between
from zhike.methods.schemes import By, Known, Scheme
from zhike.sales.models import Contract
from zhike.value import facts
from zhike.value.models import Measures
from zhike.value.queries import methods
from zhike.value.ruled_classes import hand_down_classes
from zhike.value.unspoken import standings_held

_BATCH = 10_000

_NEVER = (None, None)

type Grades = tuple[str, ...]
# Kind, months since the first order, what larger customers bring (basis points), whether anything is signed.
type Said = tuple[str, int | None, int | None, bool]
type Bought = tuple[str | None, int | None]


def propose_classes(as_of: date) -> int:
    """Hand down the classes the data tells; say how many changed."""
    of_old = {By.HAND, By.RULES}
    schemes = [each for each in methods().schemes.values() if each.by not in of_old]
    ids, grades = _told(schemes, as_of)
    count, held = 0, standings_held()
    for place, scheme in enumerate(schemes):
        keys = [each[place] for each in grades]
        told = [list(compress(column, keys)) for column in (ids, keys)]
        path = facts.of_day(as_of) / f"classes-{scheme.head.name}.parquet"
        facts.write_columns("told", path, [told])
        count += hand_down_classes(scheme, path, as_of, held)
    return count


def _told(schemes: Sequence[Scheme], as_of: date) -> tuple[list[int], list[Grades]]:
    """Each customer, and his class in each scheme; those of whom the same is known share the answer."""
    signed, ids = _signed(as_of), []
    bought = _bought()
    answers: dict[Said, Grades] = {}
    grades = []
    months = cache(lambda day: months_between(date.fromisoformat(day), as_of))
    rows = Customer.objects.order_by("pk").values_list("pk", "kind")
    for pk, kind in rows.iterator(chunk_size=_BATCH):
        first, share = bought.get(pk, _NEVER)
        said = (kind, None if first is None else months(first), share, pk in signed)
        if said not in answers:
            known = _known(*said)
            answers[said] = tuple(each.class_of(known) for each in schemes)
        ids.append(pk)
        grades.append(answers[said])
    return ids, grades


def _known(kind: str, months: int | None, share: int | None, has_signed: bool) -> Known:
    percent = None if share is None else share // 100
    return Known(kind, 0 if months is None else 1, months, percent, has_signed)


def _bought() -> dict[int, Bought]:
    """Who ever bought → the day he first did, as text, for a million days are not worth reading; and what larger customers bring."""
    rows = Measures.objects.unscoped().filter(first_order_on__isnull=False).order_by()
    told = rows.values_list("pk", Cast("first_order_on", TextField()), "share_before")
    return {pk: (first, share) for pk, first, share in told.iterator(chunk_size=_BATCH)}


def _signed(as_of: date) -> set[int]:
    """The customers who won us a deal, or whose contract still runs."""
    rows = Milestone.objects.unscoped().present()
    signed = Q(kind="deal_won", happens_on__lte=as_of)
    running = Q(kind="contract_end", happens_on__gte=as_of)
    told = set(rows.filter(signed | running).values_list("customer_id", flat=True))
    contracts = Contract.objects.unscoped().present().running(as_of)
    return told | set(contracts.values_list("customer_id", flat=True))
