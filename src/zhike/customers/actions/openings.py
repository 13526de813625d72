"""A sealed answer is opened for a purpose."""

import json
from datetime import datetime

from zhike.customers.asking import Subject
from zhike.customers.models import Contact, Fact
from zhike.trust import openings
from zhike.trust.actor import Actor, Forbidden, Permission
from zhike.trust.policy import is_near


def open_answer(
    actor: Actor, subject: Subject, fact: Fact, *, purpose: str, at: datetime
) -> object:
    """The sealed answer, for somebody who looks after the customer and says what for (I2, P10)."""
    if not is_near(actor, subject.customer):
        raise Forbidden(Permission.OPEN_SEALED)
    return json.loads(
        openings.open_sealed(
            actor,
            subject.customer.pk,
            _names(subject),
            fact.key,
            fact.sealed,
            purpose=purpose,
            at=at,
        )
    )


def _names(subject: Subject) -> list[str]:
    """Whom a seal may be bound to: the person, and those who were merged into him."""
    merged = (
        Contact.everyone.unscoped().filter(merged_into=subject.contact)
        if subject.contact
        else ()
    )
    return [subject.name, *(f"contact:{person.pk}" for person in merged)]
