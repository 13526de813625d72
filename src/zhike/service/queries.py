"""What pages ask of cases."""

from zhike.service.models import Case
from zhike.service.querysets import CaseQuerySet
from zhike.trust.actor import Actor

__all__ = ["Case", "case", "complaining", "open_cases"]


def case(actor: Actor, case_id: int) -> Case:
    """One open case."""
    return Case.objects.visible_to(actor).open().select_related("customer").get(pk=case_id)


def open_cases(actor: Actor, customer_id: int) -> CaseQuerySet:
    """What a customer still waits for, the oldest first."""
    return (
        Case.objects.visible_to(actor)
        .open()
        .filter(customer_id=customer_id)
        .order_by("received_at", "pk")
    )


def complaining() -> set[int]:
    """The customers with an open complaint; for the night, which sees all."""
    rows = Case.objects.unscoped().present().open().filter(kind=Case.Kind.COMPLAINT)
    return set(rows.values_list("customer_id", flat=True))
