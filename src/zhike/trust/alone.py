"""Only one at a time: a lock that a killed process cannot leave behind."""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from zlib import crc32

from django.db import connection


class Busy(RuntimeError):
    """Another process is at it."""


@contextmanager
def alone(name: str, folder: Path) -> Iterator[None]:
    """Hold the name until the block ends, on this machine by a file and on PostgreSQL for all machines; else `Busy`."""
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / f"{name}.lock").open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise Busy(name) from None
        if not _ask("pg_try_advisory_lock", name):
            raise Busy(name)
        try:
            yield
        finally:
            _ask("pg_advisory_unlock", name)


def _ask(function: str, name: str) -> bool:
    if connection.vendor != "postgresql":
        return True
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {function}(%s)", [crc32(name.encode())])
        row = cursor.fetchone()
    return bool(row[0])
