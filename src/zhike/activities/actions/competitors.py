"""Competitors: noted from lawful sources only, and met with care (S4-34, S4-35)."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction

from zhike.activities.models import Competitor, CompetitorContact, CompetitorNote
from zhike.activities.rules import LAWFUL
from zhike.trust import journal
from zhike.trust.actor import Actor, Permission, demand
from zhike.trust.requests import asker


@transaction.atomic
def name_competitor(actor: Actor, *, name: str, on: date) -> Competitor:
    """A competitor by name; the one already known under it."""
    demand(actor, Permission.LOG_TOUCHES)
    competitor, is_new = Competitor.objects.get_or_create(name=name)
    if is_new:
        journal.record(actor, "competitor.named", competitor, on=on, name=name)
    return competitor


@transaction.atomic
def note_competitor(
    actor: Actor,
    competitor: Competitor,
    *,
    what: str,
    source_type: str,
    source: str,
    on: date,
) -> CompetitorNote | None:
    """What is known of a competitor, with its lawful source; from an unlawful one nothing is kept, and the steward is told: None."""
    demand(actor, Permission.LOG_TOUCHES)
    if source_type not in LAWFUL:
        # Neither the text nor where it came from: keeping it would be the wrong itself.
        journal.record(actor, "competitor.refused", competitor, on=on, source_type=source_type)
        return None
    note = CompetitorNote.objects.create(
        competitor=competitor,
        what=what,
        source_type=source_type,
        source=source,
        noted_on=on,
        noted_by_id=asker(actor),
    )
    journal.record(
        actor, "competitor.noted", note, on=on, source_type=source_type, source=source
    )
    return note


@dataclass(frozen=True, slots=True)
class Meeting:
    """Who was met, when and where; `raised` is what came up that must not be spoken of, empty when nothing did."""

    met_on: date
    whom: str
    occasion: str
    summary: str
    raised: str = ""


@transaction.atomic
def meet_competitor(
    actor: Actor, competitor: Competitor, meeting: Meeting, *, on: date
) -> CompetitorContact:
    """Somebody of theirs was met; says that no forbidden topic came up, or which one did and how one ended it."""
    demand(actor, Permission.LOG_TOUCHES)
    contact = CompetitorContact.objects.create(
        competitor=competitor,
        met_on=meeting.met_on,
        whom=meeting.whom,
        occasion=meeting.occasion,
        summary=meeting.summary,
        is_clean=not meeting.raised,
        raised=meeting.raised,
        by_id=asker(actor),
    )
    kind = "competitor.met" if contact.is_clean else "competitor.forbidden_topic"
    journal.record(actor, kind, contact, on=on, occasion=meeting.occasion)
    return contact
