"""How well we know somebody: the rung he stands on, what to aim at there, and how he came to it (S2-12, S4-05)."""

from dataclasses import dataclass
from datetime import date

from zhike.activities.actions import visits
from zhike.activities.models import RelationMove
from zhike.activities.visits import LADDERS
from zhike.customers import queries as customers
from zhike.customers.models import Contact
from zhike.lib.words import Words
from zhike.methods.cards import Card
from zhike.trust.actor import Actor
from zhike.value.queries import methods


@dataclass(frozen=True, slots=True)
class Rung:
    """Where somebody stands on a ladder: the move that says so (or none), and the card for what to aim at there."""

    ladder: str
    stage: str
    words: Words
    move: RelationMove | None
    card: Card | None


def rungs(actor: Actor, contact: Contact) -> list[Rung]:
    """Where somebody stands on each ladder; at the bottom of it where nobody wrote a move."""
    newest: dict[str, RelationMove] = {}
    for each in moves(actor, contact):
        newest.setdefault(each.ladder, each)
    cards = methods().cards.values()
    found = []
    for ladder, stages in LADDERS.items():
        move = newest.get(ladder)
        stage = move.stage if move else next(iter(stages))
        card = next((card for card in cards if card.moments == (stage,)), None)
        found.append(Rung(ladder, stage, stages[stage], move, card))
    return found


def moves(actor: Actor, contact: Contact) -> list[RelationMove]:
    """Every move of somebody, the newest first."""
    rows = RelationMove.objects.visible_to(actor).filter(contact=contact)
    return list(rows.select_related("by").order_by("-moved_on", "-pk")[:40])


def move(
    actor: Actor, contact_id: int, *, ladder: str, stage: str, evidence: str, on: date
) -> RelationMove:
    """He stands on another rung since today, and this shows it (S2-12, S4-05)."""
    contact = customers.contact(actor, contact_id)
    return visits.move_relation(
        actor, contact, ladder=ladder, stage=stage, evidence=evidence, on=on
    )
