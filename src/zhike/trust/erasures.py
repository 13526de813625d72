"""Erased stays erased: who was erased is kept as a number and a fingerprint, in the database and in a file beside it.

The file outlives a backup that is put back; before anything is served again, what it names is erased anew.
"""

import json
import os
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.utils.crypto import salted_hmac

from zhike.trust.actor import Actor
from zhike.trust.models import Erasure


@dataclass(frozen=True, slots=True)
class Erased:
    """Somebody who was erased: `contact:12`, when, and the fingerprints by which he would be met again."""

    subject: str
    on: date
    prints: tuple[str, ...]


def fingerprint(customer_id: int, text: str) -> str:
    """What is left of a name or number at a customer: equal for the same, telling nothing."""
    clean = f"{customer_id}|{text.strip().lower()}"
    return salted_hmac("zhike.erased", clean, algorithm="sha256").hexdigest()[:40]


@transaction.atomic
def enter(actor: Actor, erased: Erased, *, why: str) -> None:
    """Write the erasure down, in the database and, once that is kept, in the file."""
    Erasure.objects.get_or_create(
        subject=erased.subject,
        defaults={
            "prints": list(erased.prints),
            "why": why,
            "erased_on": erased.on,
            "erased_by_id": actor.user_id,
        },
    )
    transaction.on_commit(lambda: _append(erased))


def is_erased(prints: Collection[str], customer_id: int, texts: Iterable[str]) -> bool:
    """Whether one of these fingerprints is of somebody with one of these names or numbers at this customer."""
    return bool(prints) and any(
        fingerprint(customer_id, text) in prints for text in texts if text
    )


def known_prints() -> set[str]:
    """The fingerprints of everybody erased."""
    rows = Erasure.objects.values_list("prints", flat=True)
    return {each for prints in rows for each in prints}


def forgotten_by_the_database() -> Iterator[Erased]:
    """Those the file names and the database does not: a backup older than their erasure was put back."""
    path = Path(settings.ERASED_FILE)
    if not path.exists():
        return
    entered = set(Erasure.objects.values_list("subject", flat=True))
    for line in path.read_text("utf-8").splitlines():
        try:
            said = json.loads(line)
            erased = Erased(
                said["subject"], date.fromisoformat(said["on"]), tuple(said["prints"])
            )
        except (ValueError, KeyError, TypeError):
            continue  # a line cut off by a power cut; its erasure is in the database
        if erased.subject not in entered:
            entered.add(erased.subject)
            yield erased


def _append(erased: Erased) -> None:
    said = {"subject": erased.subject, "on": erased.on.isoformat(), "prints": erased.prints}
    path = Path(settings.ERASED_FILE)
    if path.exists() and json.dumps(said) in path.read_text("utf-8").splitlines():
        return
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    with os.fdopen(handle, "a") as file:
        file.write(json.dumps(said) + "\n")
        file.flush()
        os.fsync(file.fileno())
