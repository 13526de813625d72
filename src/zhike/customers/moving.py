"""Which classes wait for a person: proposals of the data, what is due to be looked at again, and what was decided (S2-08)."""

from collections.abc import Collection
from datetime import date

from django.db.models import Case, Exists, F, OuterRef, Q, When

from zhike.customers.models import MoveDecision as MoveDecision
from zhike.customers.models import Standing as Standing
from zhike.customers.models import StandingMove as StandingMove
from zhike.customers.querysets import MoveDecisionQuerySet, StandingQuerySet
from zhike.trust.actor import Actor


def to_decide(actor: Actor, *, on: date) -> StandingQuerySet:
    """Standings the data would change and those due to be looked at again.

    Left out: what was decided so already and is not due, and what waits for approval.
    """
    mine = MoveDecision.objects.filter(customer=OuterRef("customer"), scheme=OuterRef("scheme"))
    kept = mine.filter(
        is_granted=True,
        proposed=OuterRef("proposed"),
        after=OuterRef("grade"),
        review_on__gt=on,
    )
    rows: StandingQuerySet = Standing.objects.visible_to(actor).filter(
        (~Q(proposed="") & ~Exists(kept)) | Q(review_on__lte=on),
        ~Exists(mine.filter(decided_at=None)),
    )
    return rows


def due_first(rows: StandingQuerySet, *, on: date) -> StandingQuerySet:
    """What is due to be looked at again leads, the longest due first; then those who bring most."""
    due = Case(When(review_on__lte=on, then=F("review_on")))
    most = F("customer__measures__revenue_12m").desc(nulls_last=True)
    return rows.annotate(due=due).order_by(F("due").asc(nulls_last=True), most, "pk")


def standings_of(
    actor: Actor, schemes: Collection[str], customer_ids: Collection[int]
) -> dict[int, Standing]:
    """Customer id → where he stands now in one of these schemes."""
    rows = Standing.objects.visible_to(actor).filter(
        scheme__in=schemes, customer_id__in=customer_ids
    )
    return {standing.customer_id: standing for standing in rows}


def decisions(actor: Actor) -> MoveDecisionQuerySet:
    """What was decided or asked for, the newest first."""
    rows: MoveDecisionQuerySet = MoveDecision.objects.visible_to(actor)
    return rows.select_related("customer", "asked_by", "decided_by").order_by(
        "-asked_at", "-pk"
    )


def asked(actor: Actor) -> MoveDecisionQuerySet:
    """Those that waited or wait for another's word."""
    rows: MoveDecisionQuerySet = MoveDecision.objects.visible_to(actor)
    rows = rows.filter(needs_approval=True)
    return rows.select_related("customer", "asked_by").order_by("asked_at", "pk")
