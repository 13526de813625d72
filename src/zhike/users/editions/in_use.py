"""The methods in use: what ships, overlaid by the company's folder, overlaid by what it published on the page.

Whoever works for a while (a request, a chore, a night) looks once which publication holds and keeps to it; without
that, each call looks. What was read is kept by the stamp of its publication, so a look costs at most one small query.
"""

from collections import OrderedDict
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from pathlib import Path
from threading import Lock

from django.conf import settings

from zhike.methods.library import Key, Library, assembled, library, texts
from zhike.methods.reading import MethodError
from zhike.users.models import Company, Edition

_KEPT = 4
_stamp: ContextVar[str | None] = ContextVar("methods", default=None)
_read: OrderedDict[tuple[Path | None, str], "InUse"] = OrderedDict()
_lock = Lock()


@dataclass(frozen=True, slots=True)
class InUse:
    """The library, and the editions that no longer fit what lies below them, each with what is wrong."""

    library: Library
    set_aside: Mapping[Key, MethodError]


def methods() -> Library:
    """The methods in use."""
    return in_use().library


def in_use() -> InUse:
    """The methods in use and what had to be left out of them."""
    held = _stamp.get()
    stamp = published() if held is None else held
    if not stamp:
        return InUse(library(settings.METHODS_DIR), {})
    place = (settings.METHODS_DIR, stamp)
    with _lock:
        if place in _read:
            _read.move_to_end(place)
            return _read[place]
    found = overlaid(below(), current())
    with _lock:
        _read[place] = found
        while len(_read) > _KEPT:
            _read.popitem(last=False)
    return found


@contextmanager
def holding(stamp: str | None = None) -> Iterator[None]:
    """Keep to one publication until the block ends: this one, or the newest."""
    token = _stamp.set(published() if stamp is None else stamp)
    try:
        yield
    finally:
        _stamp.reset(token)


def published() -> str:
    """The stamp of the last publication; empty before the first."""
    found = Company.objects.order_by("pk").values_list("methods_stamp", flat=True).first()
    return found or ""


def below() -> Mapping[Key, str]:
    """The texts that lie below the editions: shipped, or from the company's folder."""
    return texts(settings.METHODS_DIR)


def current() -> dict[Key, str]:
    """The texts published on the page that hold now, the oldest first."""
    rows = Edition.objects.filter(is_current=True, returns=False).order_by("pk")
    return {(kind, name): text for kind, name, text in rows.values_list("kind", "name", "text")}


def overlaid(under: Mapping[Key, str], editions: Mapping[Key, str]) -> InUse:
    """One library; an edition that does not fit any more (a new release, another folder) is set aside, never half read."""
    kept = dict(editions)
    aside: dict[Key, MethodError] = {}
    while True:
        try:
            return InUse(assembled({**under, **kept}), aside)
        except MethodError as error:
            if not kept:
                raise
            blamed = _named(error)
            key = blamed if blamed in kept else next(reversed(kept))
            del kept[key]
            aside[key] = error


def _named(error: MethodError) -> Key:
    kind, _, file = error.file.partition("/")
    return kind, file.removesuffix(".toml")
