"""What pages ask of cases."""

from zhike.service.models import Case, Entry, Resolution, Transfer
from zhike.service.querysets import CaseQuerySet, OfCaseQuerySet
from zhike.trust.actor import Actor

__all__ = [
    "Case",
    "Entry",
    "Transfer",
    "any_case",
    "case",
    "complaining",
    "going",
    "open_cases",
]

_WITH = ("customer", "contact", "answered_by", "first_asked", "visited", "merged_into")


def case(actor: Actor, case_id: int) -> Case:
    """One open case."""
    return any_cases(actor).open().get(pk=case_id)


def going(actor: Actor, case_id: int) -> Case:
    """One case that is open, or settled and still to be followed up."""
    return any_cases(actor).going().get(pk=case_id)


def any_case(actor: Actor, case_id: int) -> Case:
    """One case, whatever became of it."""
    return any_cases(actor).get(pk=case_id)


def any_cases(actor: Actor) -> CaseQuerySet:
    """Every case one may see, with whom it concerns."""
    return Case.objects.visible_to(actor).select_related(
        *_WITH, "customer__owner", "resolution"
    )


def transfers(actor: Actor) -> OfCaseQuerySet[Transfer]:
    """Who was asked to take a case."""
    return Transfer.objects.visible_to(actor).select_related("case", "by", "to")


def is_resolved(case: Case) -> bool:
    """Whether it is settled."""
    return Resolution.objects.filter(case=case).exists()


def open_cases(actor: Actor, customer_id: int) -> CaseQuerySet:
    """What a customer still waits for, the oldest first."""
    return (
        Case.objects.visible_to(actor)
        .open()
        .filter(customer_id=customer_id)
        .order_by("received_at", "pk")
    )


def complaining() -> set[int]:
    """The customers with an open complaint or grumble; for the night, which sees all."""
    rows = Case.objects.unscoped().present().open().unhappy()
    return set(rows.values_list("customer_id", flat=True))
