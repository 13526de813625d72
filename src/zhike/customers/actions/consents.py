"""Persons agree and take it back; what rested on a consent goes with it."""

from dataclasses import dataclass
from datetime import date
from hashlib import sha256

from django.db import transaction

from zhike.customers.asking import Subject, forms
from zhike.customers.models import Consent, Fact
from zhike.trust import journal
from zhike.trust.actor import Actor, Permission, demand


@dataclass(frozen=True, slots=True)
class ConsentDraft:
    """What somebody agreed to, in which words, and how that is known."""

    kind: str
    text: str
    channel: str
    given_on: date
    evidence: str = ""
    by_guardian: bool = False


@transaction.atomic
def note_consent(actor: Actor, subject: Subject, draft: ConsentDraft, *, on: date) -> Consent:
    """Somebody agreed to one kind of use; a second kind needs a second consent (P2, P3)."""
    demand(actor, Permission.WRITE_CUSTOMERS)
    consent = Consent.objects.create(
        customer=subject.customer,
        contact=subject.contact,
        kind=draft.kind,
        text=draft.text,
        text_hash=sha256(draft.text.encode()).hexdigest(),
        channel=draft.channel,
        evidence=draft.evidence,
        by_guardian=draft.by_guardian,
        given_on=draft.given_on,
        recorded_by_id=actor.user_id,
    )
    _record(actor, "consent.given", consent, subject, on)
    return consent


@transaction.atomic
def withdraw_consent(actor: Actor, subject: Subject, consent: Consent, *, on: date) -> int:
    """He takes it back: from now on nothing rests on it; every answer that did is emptied at once (P4). Says how many."""
    demand(actor, Permission.WRITE_CUSTOMERS)
    consent.withdrawn_on = on
    consent.save(update_fields=["withdrawn_on"])
    resting = {
        leaf.fact
        for form in forms().values()
        for leaf in form.leaves
        if leaf.consent == consent.kind
    }
    count = (
        Fact.objects.unscoped()
        .filter(
            customer=subject.customer, contact=subject.contact, key__in=resting, ended_on=None
        )
        .update(value=None, sealed="", ended_on=on, ended_why=Fact.Ended.WITHDRAWN)
    )
    _record(actor, "consent.withdrawn", consent, subject, on, emptied=count)
    return count


def _record(
    actor: Actor, kind: str, consent: Consent, subject: Subject, on: date, **more: int
) -> None:
    journal.record(
        actor,
        kind,
        consent,
        on=on,
        customer_id=subject.customer.pk,
        consent=consent.kind,
        contact=subject.contact.pk if subject.contact else None,
        **more,
    )
