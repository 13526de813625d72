"""Somebody moves on a ladder of relations."""

from datetime import date

from zhike.activities.actions import visits
from zhike.activities.models import RelationMove
from zhike.customers import queries as customers
from zhike.trust.actor import Actor


def move(
    actor: Actor, contact_id: int, *, ladder: str, stage: str, evidence: str, on: date
) -> RelationMove:
    """He stands on another rung since today, and this shows it (S2-12, S4-05)."""
    contact = customers.contact(actor, contact_id)
    return visits.move_relation(
        actor, contact, ladder=ladder, stage=stage, evidence=evidence, on=on
    )
