"""A festival's letters: drafts for a handful of customers at once, looked over together, and sent only where somebody ticked them (S0-31)."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils.timezone import localtime

from zhike.activities.actions import greetings
from zhike.care.messages import letters
from zhike.care.messages.gate import in_the_way
from zhike.care.messages.letters import Letter
from zhike.care.messages.rules import Obstacle
from zhike.care.messages.sending import Refused, send_letter
from zhike.care.messages.server import hours
from zhike.care.models.messages import LetterQuerySet
from zhike.care.seasons import Season, contacts, guests
from zhike.trust.actor import Actor

AT_ONCE = 30
_LONG_BEFORE = timedelta(days=60)


@transaction.atomic
def draft_letters(
    actor: Actor,
    found: Season,
    customer_ids: Collection[int],
    *,
    language: str,
    at: datetime,
    on: date,
) -> tuple[int, int]:
    """Drafts to those chosen who still wait for a greeting; (how many were written, how many have nobody to write to)."""
    there = set(season_letters(actor, found).values_list("customer_id", flat=True))
    open_ones = guests(actor, found, mine=False, show="open", grade="")
    page = list(open_ones.filter(pk__in=list(customer_ids)[:AT_ONCE]).exclude(pk__in=there))
    people = contacts(actor, page)
    for person in people.values():
        made = letters.write_letter(
            actor,
            contact_id=person.pk,
            document_name=found.kept.document,
            language=language,
            at=at,
            on=on,
        )
        said = found.festival.name.said_in(language)
        letters.fill_anew(actor, made.pk, {"festival": said}, language=language, at=at, on=on)
    return len(people), len(page) - len(people)


def season_letters(actor: Actor, found: Season) -> LetterQuerySet:
    """One's own letters of this festival: drafts and those that went."""
    name = found.festival.name
    return letters.letters(actor).filter(
        author_id__in=actor.stands_for,
        document=found.kept.document,
        values__festival__in=[name.zh, name.en],
        written_on__gte=found.on - _LONG_BEFORE,
        written_on__lte=found.on + _LONG_BEFORE,
    )


@dataclass(frozen=True, slots=True)
class Looked:
    """A draft with what is in its way; without anything it may go."""

    letter: Letter
    obstacles: tuple[Obstacle, ...]


def looked_over(actor: Actor, found: Season, *, now: datetime) -> list[Looked]:
    """The drafts, each asked at the gate as it would be if it went at the next open hour."""
    local, open_hours = localtime(now), hours()
    when = local if open_hours.is_open(local) else open_hours.next_morning(local)
    drafts = season_letters(actor, found).filter(given="")[:AT_ONCE]
    return [Looked(each, tuple(in_the_way(actor, each, now=when))) for each in drafts]


def send_chosen(
    actor: Actor, found: Season, letter_ids: Collection[int], *, now: datetime
) -> tuple[int, list[Looked]]:
    """Each ticked draft goes through the gate on its own; how many went, and which did not and why."""
    local = localtime(now)
    kept_back = []
    sent = 0
    drafts = season_letters(actor, found).filter(given="", pk__in=list(letter_ids)[:AT_ONCE])
    for each in drafts:
        try:
            _send(actor, found, each, now=now, tomorrow=not hours().is_open(local))
        except Refused as refused:
            kept_back.append(Looked(each, refused.obstacles))
        else:
            sent += 1
    return sent, kept_back


@transaction.atomic
def _send(actor: Actor, found: Season, each: Letter, *, now: datetime, tomorrow: bool) -> None:
    send_letter(actor, each.pk, now=now, next_morning=tomorrow)
    greetings.note_greeting(
        actor,
        each.customer,
        festival=found.key,
        year=found.year,
        on=localtime(now).date(),
        contact=each.contact,
        way="letter",
    )
