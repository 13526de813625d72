"""The people a visit is to: how to address them, what not to raise, where they stand with us."""

from dataclasses import dataclass
from datetime import date

from zhike.activities.models import Visit
from zhike.care.briefing import AVOID
from zhike.care.relating import Rung, rungs
from zhike.customers import facts
from zhike.customers.asking import Subject
from zhike.customers.models import Contact
from zhike.lib.words import Words
from zhike.trust.actor import Actor
from zhike.trust.policy import Channel

AT_MOST = 5


@dataclass(frozen=True, slots=True)
class Guest:
    """Somebody to meet: what not to raise with him, and his rungs with the aims and questions that fit."""

    contact: Contact
    avoid: Words | None
    rungs: list[Rung]


def guests(actor: Actor, visit: Visit, *, on: date) -> list[Guest]:
    """Those the visit is to, as they were named."""
    rows = visit.guests.select_related("contact__map_place").order_by("pk")[:AT_MOST]
    return [_guest(actor, visit, row.contact, on) for row in rows]


def _guest(actor: Actor, visit: Visit, contact: Contact, on: date) -> Guest:
    answers = facts.answers(actor, Subject(visit.customer, contact), Channel.PAGE, on=on)
    avoid = answers.get(AVOID)
    return Guest(
        contact,
        avoid.words if avoid and not avoid.is_masked else None,
        rungs(actor, contact),
    )
