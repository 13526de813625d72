"""What somebody is owed: by what he is himself and by the groups whose mark he carries, whichever is more (S3-14)."""

from dataclasses import dataclass

from zhike.customers import queries as customers
from zhike.customers.models import Contact
from zhike.methods.standards import Treatment
from zhike.trust.actor import Actor
from zhike.value.listing import RHYTHM
from zhike.value.queries import methods


@dataclass(frozen=True, slots=True)
class Entitled:
    """A treatment, the customer by whose grade it is owed, and whether that is a group whose mark he carries."""

    treatment: Treatment
    holder: str
    is_by_group: bool


def entitled(actor: Actor, contact: Contact) -> Entitled | None:
    """The best of what his own customer and his groups are owed; None where nothing is graded yet."""
    ties = customers.group_ties(actor, contact)
    grades = customers.grades(actor, ties.holders)
    treatments = {t.grade: t for t in methods().standards[RHYTHM].treatments}
    owed = [
        (treatments[grade], holder)
        for holder in ties.holders
        if (grade := grades.get(holder, "")) in treatments
    ]
    if not owed:
        return None
    best, holder = min(owed, key=lambda each: each[0].contact_every_days)
    names = customers.names(actor, [holder])
    return Entitled(best, names.get(holder, ""), holder != ties.own_id)
