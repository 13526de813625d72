"""A person leaves every corner: rows, words, files that were brought in or taken out; and stays gone when a backup returns."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from functools import partial

from django.db import connection, transaction

from zhike.customers import persons
from zhike.customers.actions.erasure import erase_contact, erase_customer
from zhike.customers.actions.persons import finish_request
from zhike.customers.asking import Subject
from zhike.customers.persons import PersonRequest
from zhike.exchange import places
from zhike.exchange.models import Export, Import, Overwritten
from zhike.exchange.out.writing import folder_of, held_by
from zhike.service import bringing as cases
from zhike.trust import erasures
from zhike.trust.actor import Actor


def carry_out(actor: Actor, request: PersonRequest, *, at: datetime) -> bool:
    """Erase whoever asked for it and was granted it; False when it was done before."""
    subject = persons.subject_of(request)
    with _overwriting(), transaction.atomic():
        if not finish_request(actor, request, at=at):
            return False
        _erase(actor, subject, why=request.words, on=at.date())
    scrub()
    return True


def replay() -> int:
    """Erase anew whom a backup brought back; before anything is served. Says how many."""
    count = 0
    for erased in list(erasures.forgotten_by_the_database()):
        with _overwriting(), transaction.atomic():
            subject = persons.subject_called(erased.subject)
            if subject:
                _erase(Actor.clock(), subject, why="replayed", on=erased.on)
            erasures.enter(Actor.clock(), erased, why="replayed")
        count += 1
    if count:
        scrub()
    return count


def scrub() -> None:
    """Let nothing linger in the file: old pages are overwritten, the log is emptied, the index of names rewritten."""
    if connection.vendor != "sqlite" or connection.in_atomic_block:
        return
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO customers_grams(customers_grams) VALUES ('optimize')")
        cursor.execute("VACUUM")
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def _erase(actor: Actor, subject: Subject, *, why: str, on: date) -> None:
    people = persons.people_of(subject)
    ids = [person.pk for person in people]
    batches = {person.batch for person in people if person.batch} | cases.batches_of(ids)
    _forget_imports(ids, batches)
    _forget_exports(subject, ids)
    if subject.contact:
        erase_contact(actor, subject.contact, why=why, on=on)
    else:
        erase_customer(actor, subject.customer, why=why, on=on)


def _forget_imports(contact_ids: list[int], batches: set[int]) -> None:
    """What was brought in with him: the files, and what rows said before."""
    overwritten = Overwritten.objects.filter(kind="contacts", row_id__in=contact_ids)
    batches |= set(overwritten.values_list("imported_id", flat=True))
    overwritten.delete()
    for folder in (
        Import.objects.unscoped().filter(pk__in=batches).values_list("folder", flat=True)
    ):
        transaction.on_commit(
            partial(shutil.rmtree, places.folder_of(folder), ignore_errors=True)
        )


def _forget_exports(subject: Subject, contact_ids: list[int]) -> None:
    """Files he is in that nobody has taken yet, or that still lie here."""
    at = datetime.now(UTC)
    for export in Export.objects.unscoped().filter(purged_at=None).exclude(folder=""):
        held = held_by(export)
        if subject.customer.pk in held["customers"] or set(contact_ids) & set(held["persons"]):
            folder = folder_of(export.folder)
            Export.objects.unscoped().filter(pk=export.pk).update(
                purged_at=at, state=Export.State.ENDED
            )
            transaction.on_commit(partial(shutil.rmtree, folder, ignore_errors=True))


@contextmanager
def _overwriting() -> Iterator[None]:
    """What is deleted within is overwritten in the file, not only marked free."""
    if connection.vendor != "sqlite":
        yield
        return
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA secure_delete = ON")
        try:
            yield
        finally:
            cursor.execute("PRAGMA secure_delete = OFF")
