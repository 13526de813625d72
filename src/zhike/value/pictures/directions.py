"""General customers beside each other, by the same figures for all: which to develop, maintain or shrink (S2-16)."""

from django.db.models import OuterRef, Subquery

from zhike.customers.models import Standing
from zhike.trust.actor import Actor
from zhike.value.pictures.cut import Cut, measured
from zhike.value.querysets import MeasuresQuerySet

RANK, GENERAL = "customer_rank", "general_customer"
DIRECTION = "direction"
FIGURES = (
    "revenue_12m", "growth", "profit_12m", "on_time_pct", "score_current_value",
    "score_potential_value", "score_loyalty",
)  # fmt: skip


def general(actor: Actor, cut: Cut, *, only: str = "") -> MeasuresQuerySet:
    """The general customers within the cut, each with the `direction` decided; `only` those of one, "none" of none."""
    held = Standing.objects.filter(customer=OuterRef("pk"), scheme=DIRECTION)
    ranked = Standing.objects.visible_to(actor).filter(scheme=RANK, grade=GENERAL)
    rows = measured(actor, cut).filter(pk__in=ranked.values("customer"))
    rows = rows.annotate(
        direction=Subquery(held.values("grade")[:1]),
        review_on=Subquery(held.values("review_on")[:1]),
    )
    decided = Standing.objects.visible_to(actor).filter(scheme=DIRECTION)
    if only == "none":
        rows = rows.exclude(pk__in=decided.values("customer"))
    elif only:
        rows = rows.filter(pk__in=decided.filter(grade=only).values("customer"))
    return rows.select_related("customer", "customer__owner")
