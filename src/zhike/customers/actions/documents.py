"""Files about customers are put away, replaced by newer versions, read and removed."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from zhike.customers.models import Contact, Customer, Document, DocumentVersion
from zhike.customers.vault import Stored
from zhike.trust import journal
from zhike.trust.actor import Actor, Level, Permission, demand


class NotSealedYetError(ValueError):
    """A sealed file must be encrypted where it lies, and nothing here does that."""


@dataclass(frozen=True, slots=True)
class DocumentDraft:
    """What somebody said about a file."""

    title: str
    kind: str = Document.Kind.OTHER
    level: int = Level.INTERNAL
    contact: Contact | None = None
    touch_id: int | None = None


@dataclass(frozen=True, slots=True)
class Brought:
    """A file that was put away: under which name it came, and what form it has."""

    stored: Stored
    file_name: str
    form: str


@transaction.atomic
def add_document(
    actor: Actor, customer: Customer, draft: DocumentDraft, brought: Brought, *, at: datetime
) -> Document:
    """A file about a customer, kept as carefully as was said."""
    demand(actor, Permission.WRITE_CUSTOMERS)
    _check_level(draft.level)
    document = Document.objects.create(
        customer=customer,
        contact=draft.contact,
        touch_id=draft.touch_id,
        title=draft.title.strip(),
        kind=draft.kind,
        level=draft.level,
    )
    _add(actor, document, brought, number=1, at=at)
    _tell(actor, "document.added", document, at.date(), number=1)
    return document


@transaction.atomic
def add_version(
    actor: Actor, document: Document, brought: Brought, *, at: datetime
) -> DocumentVersion:
    """A newer file takes the place of the one before, which stays; the very same file again is no new version."""
    demand(actor, Permission.WRITE_CUSTOMERS)
    newest = (
        DocumentVersion.objects.unscoped()
        .select_for_update()
        .filter(document=document)
        .order_by("-number")
        .first()
    )
    if newest is not None and newest.sha256 == brought.stored.sha256:
        return newest
    number = newest.number + 1 if newest else 1
    version = _add(actor, document, brought, number=number, at=at)
    _tell(actor, "document.added", document, at.date(), number=number)
    return version


@transaction.atomic
def change_document(
    actor: Actor, document: Document, draft: DocumentDraft, *, on: date
) -> Document:
    """Another title, kind, level or person."""
    demand(actor, Permission.WRITE_CUSTOMERS)
    _check_level(draft.level)
    document.title, document.kind, document.level = draft.title.strip(), draft.kind, draft.level
    document.contact = draft.contact
    document.save(update_fields=["title", "kind", "level", "contact"])
    _tell(actor, "document.changed", document, on)
    return document


@transaction.atomic
def remove_document(actor: Actor, document: Document, *, on: date) -> Document:
    """Out of sight; its files stay until retention takes them."""
    demand(actor, Permission.WRITE_CUSTOMERS)
    document.removed_on = on
    document.save(update_fields=["removed_on"])
    _tell(actor, "document.removed", document, on)
    return document


@transaction.atomic
def note_reading(actor: Actor, version: DocumentVersion, *, how: str, on: date) -> None:
    """Somebody read a file or took it along (`how` is viewed or downloaded): written before the first byte leaves."""
    demand(actor, Permission.READ_CUSTOMERS)
    _tell(actor, f"document.{how}", version.document, on, number=version.number)


def _check_level(level: int) -> None:
    if level >= Level.SEALED:
        raise NotSealedYetError


def _add(
    actor: Actor, document: Document, brought: Brought, *, number: int, at: datetime
) -> DocumentVersion:
    return DocumentVersion.objects.create(
        document=document,
        number=number,
        file_name=brought.file_name[:160],
        form=brought.form,
        size=brought.stored.size,
        sha256=brought.stored.sha256,
        stored=brought.stored.name,
        brought_by_id=actor.user_id,
        brought_at=at,
    )


def _tell(actor: Actor, kind: str, document: Document, on: date, **said: int) -> None:
    """A personal document's title may say too much: the event names it by number."""
    title = document.title if document.level <= Level.INTERNAL else ""
    journal.record(
        actor,
        kind,
        document,
        on=on,
        customer_id=document.customer_id,
        title=title,
        level=int(document.level),
        **said,
    )
