"""What the Methods page asks: whose text holds, its history, drafts, and how it compares with what lies below."""

from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256

from django.conf import settings
from django.db.models import QuerySet

from zhike.methods.editing import with_version
from zhike.methods.library import Key, own_texts, texts
from zhike.trust.actor import Actor, Permission, demand
from zhike.users.editions.in_use import below
from zhike.users.models import Edition as Edition
from zhike.users.models import MethodDraft as MethodDraft


class UnknownMethod(LookupError):
    """There is no method of this kind and name."""


@dataclass(frozen=True, slots=True)
class Origin:
    """Where the text of a method in use comes from: `shipped`, `folder` or `page`; with the edition where it is the page's."""

    place: str
    edition: Edition | None
    is_in_folder: bool
    is_newer_below: bool


def digest(text: str) -> str:
    """The digest of a text, whatever version number it bears."""
    return sha256(with_version(text, 1).encode()).hexdigest() if text else ""


def shipped(key: Key) -> str:
    """The text that ships with this release; empty where none does."""
    return texts().get(key, "")


def folder() -> Mapping[Key, str]:
    """The texts in the company's own folder."""
    return own_texts(settings.METHODS_DIR) if settings.METHODS_DIR else {}


def current_editions() -> dict[Key, Edition]:
    """The newest edition of every method that was ever published here."""
    rows = Edition.objects.filter(is_current=True).select_related("author")
    return {(row.kind, row.name): row for row in rows}


def origin(key: Key, edition: Edition | None) -> Origin:
    """Where the text of a method comes from, given its newest edition."""
    in_folder = key in folder()
    if edition and not edition.returns:
        newer = bool(edition.based_on) and digest(below().get(key, "")) != edition.based_on
        return Origin("page", edition, in_folder, newer)
    return Origin("folder" if in_folder else "shipped", edition, in_folder, False)


def history(key: Key) -> QuerySet[Edition]:
    """Every edition of a method, the newest first."""
    rows = Edition.objects.filter(kind=key[0], name=key[1])
    return rows.select_related("author").order_by("-pk")


def text_of(key: Key, which: str, *, used: str) -> str:
    """A text by what a page calls it: `used`, `shipped`, `folder`, or the number of an edition."""
    if which == "used":
        return used
    if which == "shipped" and (text := shipped(key)):
        return text
    if which == "folder" and (text := folder().get(key, "")):
        return text
    found = (
        Edition.objects.filter(kind=key[0], name=key[1], pk=which)
        if which.isdecimal()
        else None
    )
    edition = found.first() if found else None
    if edition is None:
        raise UnknownMethod(which)
    return edition.text


def draft(actor: Actor, key: Key) -> MethodDraft | None:
    """What the actor is making of a method."""
    return drafts(actor).filter(kind=key[0], name=key[1]).first()


def drafts(actor: Actor) -> QuerySet[MethodDraft]:
    """Everything the actor is making."""
    demand(actor, Permission.SWITCH_METHODS)
    return MethodDraft.objects.filter(author_id=actor.user_id).order_by("kind", "name")


def others_drafting(actor: Actor, key: Key) -> list[str]:
    """The names of others who have a draft of the same method."""
    rows = MethodDraft.objects.filter(kind=key[0], name=key[1]).exclude(author_id=actor.user_id)
    return [str(row.author) for row in rows.select_related("author").order_by("pk")]
