"""Bulk changes and merges of the past: what was done, what failed, what can still be undone."""

from collections.abc import Mapping

from django.db.models import Count

from zhike.customers.models import BulkChange, BulkRow, Customer, Merge
from zhike.customers.querysets import BulkChangeQuerySet, CustomerQuerySet, MergeQuerySet
from zhike.trust.actor import Actor

__all__ = ["BulkChange", "BulkRow", "Merge", "bulk_change", "bulk_changes", "in_trash"]


def bulk_changes(actor: Actor) -> BulkChangeQuerySet:
    """What one did to many customers at once, the newest first."""
    return BulkChange.objects.visible_to(actor).order_by("-made_at", "-pk")


def bulk_change(actor: Actor, change_id: int) -> BulkChange:
    """One bulk change of one's own."""
    return BulkChange.objects.visible_to(actor).get(pk=change_id)


def counts_of(changes: list[BulkChange]) -> Mapping[int, dict[str, int]]:
    """Change → how many of its rows are in each state."""
    found: dict[int, dict[str, int]] = {change.pk: {} for change in changes}
    rows = BulkRow.objects.filter(change__in=changes).values_list("change", "state")
    for change, state, n in rows.annotate(n=Count("pk")):
        found[change][state] = n
    return found


def troubled(actor: Actor, change: BulkChange, *, limit: int = 200) -> list[tuple[str, str]]:
    """(customer, state) of the rows that were refused, or left alone when it was undone; a name one may not see is masked."""
    rows = BulkRow.objects.filter(change=change, state__in=["refused", "left"]).order_by("pk")
    found = list(rows.values_list("customer_id", "customer__name", "state")[:limit])
    seen = set(
        Customer.objects.visible_to(actor)
        .filter(pk__in=[pk for pk, _, _ in found])
        .values_list("pk", flat=True)
    )
    return [(name if pk in seen else f"{name[:1]}…", state) for pk, name, state in found]


def in_trash(actor: Actor) -> CustomerQuerySet:
    """What lies in the trash of those one would see, the newest first."""
    rows = Customer.everyone.in_trash(actor).select_related("owner", "trashed_by")
    return rows.order_by("-trashed_at", "-pk")


def merges(actor: Actor) -> MergeQuerySet:
    """Which customers became one, the newest first."""
    rows = Merge.objects.visible_to(actor).select_related(
        "winner", "loser", "made_by", "kept_contact", "lost_contact"
    )
    return rows.order_by("-pk")


def merge(actor: Actor, merge_id: int) -> Merge:
    """One merge."""
    return merges(actor).get(pk=merge_id)


def merge_count() -> int:
    """How often customers were merged or parted: each time rows of the ledgers changed hands."""
    every = Merge.objects.unscoped()
    return every.count() + every.exclude(undone_on=None).count()


def now_at(actor: Actor, customer_id: int) -> int | None:
    """Where a customer that was merged is found now; None when it was not merged or one may not see the winner."""
    return (
        Customer.everyone.merged_for(actor)
        .filter(pk=customer_id)
        .values_list("merged_into", flat=True)
        .first()
    )


def merged_into(customer_id: int) -> list[int]:
    """Those that were merged into a customer: their events are told on its timeline.

    The caller has made sure the actor may see this customer. A merge into a winner moves what was merged before,
    so one step is enough.
    """
    lost = Customer.everyone.unscoped().filter(merged_into=customer_id)
    return list(lost.values_list("pk", flat=True))
