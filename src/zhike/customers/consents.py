"""What a person agreed to, and who opened what is sealed of him."""

from django.db.models import QuerySet

from zhike.customers.asking import Subject
from zhike.customers.models import Consent, Contact
from zhike.customers.querysets import ConsentQuerySet
from zhike.trust import openings as trust
from zhike.trust.actor import Actor
from zhike.trust.models import Opening

# What a person may agree to beside what is sensitive: news and ideas from us, and mail outside working hours.
NEWS, OFF_HOURS = "news", "off_hours"
USES = (NEWS, OFF_HOURS)


def of(actor: Actor, subject: Subject) -> ConsentQuerySet:
    """His consents, those that stand first."""
    rows = Consent.objects.visible_to(actor).filter(
        customer=subject.customer, contact=subject.contact
    )
    return rows.select_related("recorded_by").order_by("withdrawn_on", "-given_on", "-pk")


def consent(actor: Actor, consent_id: int) -> Consent:
    """One consent with its person."""
    rows = Consent.objects.visible_to(actor).select_related("customer", "contact")
    return rows.get(pk=consent_id)


def openings(subject: Subject) -> QuerySet[Opening]:
    """Who looked at what is sealed of him; the subject was found through what the actor may see."""
    return trust.openings_of([subject.name])


def agreement(contact: Contact, use: str) -> bool | None:
    """Whether somebody agreed to a use: None when it was never spoken of, False when he took it back.

    It holds whoever asks, so nobody's sight narrows it.
    """
    rows = Consent.objects.unscoped().filter(contact=contact, kind=use)
    standing = list(rows.values_list("withdrawn_on", flat=True))
    return None if not standing else None in standing
