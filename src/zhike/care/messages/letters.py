"""A letter is made from a document, gone over, and kept; nothing leaves the house here."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.db.models import Q

from zhike.activities import queries as activities
from zhike.activities.models import Task
from zhike.care.messages.known import known
from zhike.care.messages.rules import is_one_line
from zhike.care.models import Letter, Outgoing
from zhike.care.models.messages import LetterQuerySet
from zhike.care.runs.texts import step_of
from zhike.customers import queries as customers
from zhike.customers import reaching
from zhike.customers.models import Contact
from zhike.lib.words import Words
from zhike.methods.documents import Document
from zhike.trust import journal
from zhike.trust.actor import Actor, Permission, demand
from zhike.trust.requests import asker
from zhike.value.queries import methods

__all__ = [
    "Edit",
    "GoneAlready",
    "Letter",
    "NoSuchDocument",
    "NotALine",
    "addresses",
    "discard_letter",
    "document",
    "documents",
    "edit_letter",
    "fill_anew",
    "letter",
    "letters",
    "suggested",
    "title_of",
    "to_look_at",
    "write_letter",
]

_FIRST = ("thanks", "reply", "greeting", "progress", "news", "idea", "question")


class NotALine(ValueError):
    """A subject holds a line break or a control character; a header must not."""


class GoneAlready(ValueError):
    """The letter has left, or waits to leave: nobody edits it now."""


class NoSuchDocument(LookupError):
    """No document has this name, or no longer."""


@dataclass(frozen=True, slots=True)
class Edit:
    """What somebody changed in a letter."""

    subject: str
    body: str
    to: str
    values: Mapping[str, str]


def documents() -> list[Document]:
    """Every letter on the shelf, by what it is for; plans are none."""
    found = [each for each in methods().documents.values() if each.occasion in _FIRST]
    return sorted(found, key=lambda d: (_FIRST.index(d.occasion), d.head.title.zh))


def document(name: str) -> Document:
    """One document by name."""
    found = methods().documents.get(name)
    if found is None or found.occasion not in _FIRST:
        raise NoSuchDocument(name)
    return found


def title_of(letter: Letter) -> Words:
    """What a letter's document is called; by its name once the document is gone."""
    found = methods().documents.get(letter.document)
    return found.head.title if found else Words(letter.document, letter.document)


def suggested(task: Task | None) -> str:
    """The document the task's step names; empty when it names none."""
    step = step_of(task) if task else None
    return step.document if step else ""


def letters(actor: Actor) -> LetterQuerySet:
    """Every letter one may read, newest first."""
    return (
        Letter.objects.readable_by(actor)
        .select_related("customer", "contact", "author", "outgoing", "task")
        .order_by("-changed_at", "-pk")
    )


def to_look_at(actor: Actor) -> LetterQuerySet:
    """Those that wait for somebody: drafts, what stays behind, and what nobody knows the fate of."""
    stuck = (Outgoing.State.FAILED, Outgoing.State.HELD, Outgoing.State.UNKNOWN)
    return letters(actor).filter(Q(given="") | Q(outgoing__state__in=stuck))


def letter(actor: Actor, letter_id: int) -> Letter:
    """One letter; `Letter.DoesNotExist` when it is not this actor's to read."""
    return letters(actor).get(pk=letter_id)


def addresses(actor: Actor, contact: Contact | None) -> list[str]:
    """The e-mail addresses of somebody this actor may read and use, the main one first."""
    if contact is None:
        return []
    found = [
        way.shown
        for way in reaching.ways(actor, contact)
        if way.kind == "email" and not way.is_masked and not way.do_not_use
    ]
    return list(dict.fromkeys(found))


@transaction.atomic
def write_letter(
    actor: Actor,
    *,
    contact_id: int,
    document_name: str,
    language: str,
    at: datetime,
    on: date,
    task_id: int | None = None,
) -> Letter:
    """A draft to somebody, filled with what is known; what must not be empty and is stands there as a slot."""
    demand(actor, Permission.LOG_TOUCHES)
    contact = customers.contact(actor, contact_id)
    chosen = document(document_name)
    task = activities.task(actor, task_id) if task_id else None
    if task and task.customer_id != contact.customer_id:
        raise Task.DoesNotExist
    facts = known(actor, contact, language=language, on=on)
    values = {ask.key: facts.get(ask.key, "") for ask in chosen.asks}
    subject, body = chosen.drafted({**facts, **values}, language)
    made = Letter.objects.create(
        customer=contact.customer,
        contact=contact,
        author_id=asker(actor),
        task=task,
        document=chosen.head.name,
        method=chosen.head.signature,
        occasion=chosen.occasion,
        language=language,
        values=values,
        subject=subject[:200],
        body=body,
        to=next(iter(addresses(actor, contact)), ""),
        written_on=on,
        changed_at=at,
    )
    _record(actor, "letter.written", made, on)
    return made


@transaction.atomic
def edit_letter(actor: Actor, letter_id: int, edit: Edit, *, at: datetime) -> Letter:
    """The writer's own words; `GoneAlready` once it has left."""
    found = _draft(actor, letter_id)
    if not is_one_line(edit.subject):
        raise NotALine
    found.subject, found.body = edit.subject.strip()[:200], edit.body.replace("\r\n", "\n")
    found.to = edit.to if edit.to in addresses(actor, found.contact) else ""
    found.values = {**found.values, **_asked(found, edit.values)}
    found.changed_at = at
    found.save(update_fields=["subject", "body", "to", "values", "changed_at"])
    return found


@transaction.atomic
def fill_anew(
    actor: Actor,
    letter_id: int,
    values: Mapping[str, str],
    *,
    language: str,
    at: datetime,
    on: date,
) -> Letter:
    """The document's own words once more, with these answers, in this language; what was edited goes."""
    found = _draft(actor, letter_id)
    chosen = document(found.document)
    facts = known(actor, found.contact, language=language, on=on) if found.contact else {}
    answers = {**found.values, **_asked(found, values)}
    if language != found.language:
        # What the house filled in itself is said in the other language; what somebody wrote stays.
        before = (
            known(actor, found.contact, language=found.language, on=on) if found.contact else {}
        )
        answers = {
            key: facts.get(key, "") if value == before.get(key) else value
            for key, value in answers.items()
        }
    found.subject, found.body = chosen.drafted({**facts, **answers}, language)
    found.subject = found.subject[:200]
    found.values, found.language, found.changed_at = answers, language, at
    found.method = chosen.head.signature
    found.save(update_fields=["subject", "body", "values", "language", "changed_at", "method"])
    return found


@transaction.atomic
def discard_letter(actor: Actor, letter_id: int, *, on: date) -> None:
    """A draft nobody needs."""
    found = _draft(actor, letter_id)
    _record(actor, "letter.discarded", found, on)
    found.delete()


def _draft(actor: Actor, letter_id: int) -> Letter:
    demand(actor, Permission.LOG_TOUCHES)
    found = (
        Letter.objects.readable_by(actor)
        .select_related("contact__customer", "customer")
        .get(pk=letter_id, author_id__in=actor.stands_for)
    )
    if found.given:
        raise GoneAlready
    return found


def _asked(found: Letter, values: Mapping[str, str]) -> dict[str, str]:
    keys = {ask.key for ask in document(found.document).asks}
    return {key: value.strip()[:2000] for key, value in values.items() if key in keys}


def _record(actor: Actor, kind: str, found: Letter, on: date) -> None:
    journal.record(
        actor, kind, found, on=on, customer_id=found.customer_id, document=found.document
    )
